"""Whether the rules have learnt clauses or drafts: honest rewordings, one a line, of what the labelled drafts are about.

`python -m tests.wording.reworded` prints the ones in which the clause is not found.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.policy.findings import Occasion
from bot.policy.load import load_pack
from bot.policy.screening import screen
from tests.wording.scoring import clause

FILE = Path(__file__).with_name("reworded.txt")
PACK = load_pack()


def unheard() -> Iterator[str]:
    """Return the lines whose clause is not found in them."""
    for line in FILE.read_text("utf-8").splitlines():
        head, _, text = line.partition(": ")
        expected, when = head.split()
        found = {clause(one.label) for one in screen(PACK, text, occasion=Occasion(when))}
        if clause(expected) not in found:
            yield line


if __name__ == "__main__":
    missed = list(unheard())
    print("\n".join(missed))
    print(len(missed), "of", len(FILE.read_text("utf-8").splitlines()))
