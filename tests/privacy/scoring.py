"""How well the screen does on our own labelled texts: every row is a text with the places that are private in it.

`python -m tests.privacy` prints the figures; a finding is right when it overlaps a place with its label.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.policy.findings import Finding
from bot.policy.load import load_pack
from bot.policy.privacy.labels import STRONGEST_FIRST
from bot.policy.screening import screen

HERE = Path(__file__).parent
SETS = tuple(sorted(path.stem for path in HERE.glob("*.jsonl")))
ONE_FOR_THE_OTHER = {"ADDRESS": {"POSTCODE"}, "POSTCODE": {"ADDRESS"}}
PACK = load_pack()


@dataclass
class Labelled:
    """A text, and where something private stands in it."""

    text: str
    spans: list[tuple[int, int, str]]


@dataclass
class Figures:
    """What became of one label."""

    expected: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        said = self.right + len(self.wrong)
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0


def labelled(name: str) -> list[Labelled]:
    """Return the rows of one set."""
    rows = (json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [Labelled(row["text"], [(start, end, label) for start, end, label in row["spans"]]) for row in rows]


def private(text: str) -> list[Finding]:
    """Return what the screen says of private things; what it says of words is tried elsewhere."""
    return [finding for finding in screen(PACK, text) if finding.label in STRONGEST_FIRST]


def score(rows: Iterable[Labelled]) -> dict[str, Figures]:
    """Return the figures of each label."""
    table: dict[str, Figures] = defaultdict(Figures)
    for row in rows:
        findings = private(row.text)
        for start, end, label in row.spans:
            figures = table[label]
            figures.expected += 1
            if any(one.start < end and one.end > start and _same(one.label, label) for one in findings):
                figures.found += 1
            else:
                figures.missed.append(f"{row.text[start:end]}  in  {row.text[:90]}")
        for one in findings:
            if any(one.start < end and one.end > start and _same(one.label, label) for start, end, label in row.spans):
                table[one.label].right += 1
            else:
                table[one.label].wrong.append(f"{row.text[one.start : one.end]}  in  {row.text[:90]}")
    return table


def _same(one: str, other: str) -> bool:
    return one == other or other in ONE_FOR_THE_OTHER.get(one, ())
