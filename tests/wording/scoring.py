"""How well the labelled drafts are read, clause by clause: `python -m tests.wording.scoring [BATCH]`.

A batch is `first` to `eleventh`; without one it is the first three. With `--aside` those that are kept for the end, of
which nothing was ever learnt: a third of the first three, and all of the later ones but the eighth. With `--quick`
without a second look at what they read like.

A clause is right when the draft is labelled with it. How private things are found is measured with texts of its own
(tests/privacy); here it is only counted how many ordinary drafts are disturbed by them too.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.policy.findings import Finding, Level, Occasion
from bot.policy.lately import Asked
from bot.policy.load import load_pack
from bot.policy.screening import screen
from bot.policy.second_look import LIKENESS
from tests.wording.labelled import BATCHES, OPEN, UNSEEN, Labelled, drafts, lines

SAME = {"respect": "stigma", "harassment": "harass", "swearing": "harass"}
PACK = load_pack()


@dataclass
class Score:
    """Counts by clause; `told` lists what went wrong, to be read by whoever improves the rules."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    ordinary: int = 0
    disturbed: int = 0
    disturbed_at_all: int = 0  # also by what is told of private things
    told: list[str] = field(default_factory=list)

    def precision(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    def recall(self) -> float:
        return self.right.total() / max(1, self.right.total() + self.missed.total())


def clause(name: str) -> str:
    """Return the one name of a clause: swearing stands under the same as harassment."""
    return SAME.get(name, name)


def read(draft: Labelled, *, quick: bool = False) -> tuple[Finding, ...]:
    """Return everything that is found in a draft, private things too."""
    asked = Asked(draft.text, Occasion(draft.when))
    alike = LIKENESS.seen(asked) if not quick and LIKENESS.read(asked) else None
    return screen(PACK, draft.text, occasion=asked.occasion, kind=draft.kind, alike=alike)


def worded(findings: Iterable[Finding]) -> list[Finding]:
    """Return those of the wording rules."""
    return [finding for finding in findings if finding.label in PACK.wording.themes]


def score(chosen: Iterable[Labelled], *, quick: bool = False) -> Score:
    """Return how well these drafts are read."""
    result = Score()
    for draft in chosen:
        everything = read(draft, quick=quick)
        findings = worded(everything)
        found, expected = {clause(one.label) for one in findings}, {clause(one.clause) for one in draft.expect}
        result.right.update(found & expected)
        result.wrong.update(found - expected)
        result.missed.update(expected - found)
        for one in findings:
            if clause(one.label) not in expected:
                words = draft.text[one.start : one.end]
                result.told.append(
                    f"WRONG  {draft.id:14} {clause(one.label):13} {one.rule:22} {words!r} in {draft.text!r}"
                )
        result.told += [f"MISSED {draft.id:14} {name:13} {draft.text!r}" for name in sorted(expected - found)]
        if not expected:
            result.ordinary += 1
            result.disturbed += any(one.level is not Level.TIP for one in findings)
            result.disturbed_at_all += any(one.level is not Level.TIP for one in everything)
    return result


def main() -> None:
    """Print the figures, and without --aside each draft that went wrong."""
    aside = "--aside" in sys.argv
    chosen = [name for name in (*BATCHES, *OPEN, *UNSEEN) if name in sys.argv] or list(BATCHES)
    known = [draft for name in chosen if name in BATCHES for draft in drafts(BATCHES[name])]
    batch = [draft for draft in known if draft.set_aside is aside]
    by_line = UNSEEN if aside else OPEN
    batch += [draft for name in chosen if name in by_line for draft in lines(by_line[name])]
    if not batch:
        sys.exit("All of this batch is set aside, or none of it: add --aside, or take it away.")
    result = score(batch, quick="--quick" in sys.argv)
    if not aside:
        print("\n".join(sorted(result.told)))
    for name in sorted({*result.right, *result.wrong, *result.missed}):
        print(f"{name:14} right {result.right[name]:3}  wrong {result.wrong[name]:3}  missed {result.missed[name]:3}")
    print(
        f"precision {result.precision():.3f}  recall {result.recall():.3f}  "
        f"ordinary drafts with more than a tip: {result.disturbed} of {result.ordinary}"
        f" ({result.disturbed_at_all} with what is told of private things)"
    )


if __name__ == "__main__":
    main()
