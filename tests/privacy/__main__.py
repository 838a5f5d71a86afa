"""`python -m tests.privacy`: the figures of each set and label, with what was wrong and what was missed."""

from tests.privacy.scoring import SETS, labelled, score

for name in SETS:
    rows = labelled(name)
    clean = sum(not row.spans for row in rows)
    print(f"{name}: {len(rows)} texts, {clean} of them clean")
    for label, figures in sorted(score(rows).items()):
        both = f"precision {figures.precision:.3f}  recall {figures.recall:.3f}"
        print(f"  {label:16} {both}  ({figures.expected} expected)")
        for kind, texts in (("wrong", figures.wrong), ("missed", figures.missed)):
            for text in texts:
                print(f"      {kind}: {text!r}")
