"""Whether the rules have learnt clauses or drafts, on texts that no rule was written from.

`reworded.txt` holds honest rewordings of what the labelled drafts are about, `ordinary.txt` ordinary posts of quite
different services. `python -m tests.wording.reworded` prints what is not heard, and what is heard for nothing.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.policy.findings import Level, Occasion
from bot.policy.load import load_pack
from bot.policy.screening import screen
from tests.wording.scoring import clause

FOLDER = Path(__file__).parent
PACK = load_pack()


def lines(name: str) -> list[str]:
    """Return the lines of one of the two files."""
    return FOLDER.joinpath(name).read_text("utf-8").splitlines()


def unheard() -> Iterator[str]:
    """Return the rewordings in which the clause is not found."""
    for line in lines("reworded.txt"):
        head, _, text = line.partition(": ")
        expected, when = head.split()
        found = {clause(one.label) for one in screen(PACK, text, occasion=Occasion(when))}
        if clause(expected) not in found:
            yield line


def disturbed() -> Iterator[tuple[str, str, str]]:
    """Return the ordinary posts with more than a tip: the post, the rule, and the words it is about."""
    for line in lines("ordinary.txt"):
        when, _, text = line.partition(": ")
        for one in screen(PACK, text, occasion=Occasion(when)):
            if one.level is not Level.TIP and one.label in PACK.wording.themes:
                yield line, one.rule, text[one.start : one.end]


if __name__ == "__main__":
    for line in unheard():
        print("UNHEARD", line)
    for line, rule, words in disturbed():
        print("DISTURBED", rule, repr(words), line)
    print(len(list(unheard())), "of", len(lines("reworded.txt")), "unheard;", end=" ")
    print(len({line for line, *_ in disturbed()}), "of", len(lines("ordinary.txt")), "disturbed")
