"""The labelled drafts (drafts/README.md), and which third of them is set aside."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("drafts")
SECOND, THIRD = FOLDER / "second", FOLDER / "third"
BATCHES = {"first": FOLDER, "second": SECOND, "third": THIRD}
UNSEEN = {
    name: FOLDER / f"{name}.txt" for name in ("fourth", "fifth", "sixth", "seventh", "ninth", "tenth", "eleventh")
}
"""Batches that nothing was ever learnt from."""
OPEN = {"eighth": FOLDER / "eighth.txt"}
"""Batches that were scored once, and of which anything may be learnt since."""
LESSONS = Path(__file__).with_name("lessons")
"""What the model learns from (tests/likeness/teach.py)."""
_OCCASIONS = {"o": "official", "c": "comment", "p": "personal"}


@dataclass(frozen=True)
class Expected:
    """A clause that should speak up, and where; without a place it is about what is missing, or about all of it."""

    clause: str
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Labelled:
    """One draft with everything that should be said about it."""

    id: str
    text: str
    when: str
    kind: str
    expect: tuple[Expected, ...]

    @property
    def set_aside(self) -> bool:
        """Return whether it is kept for the end."""
        return int(sha256(self.id.encode()).hexdigest(), 16) % 3 == 0


def lines(file: Path) -> list[Labelled]:
    """Return drafts that are written a line each: "o | safe,signpost | words"; their labels have no place."""
    found = []
    for number, line in enumerate(file.read_text("utf-8").splitlines()):
        whose, clauses, text = line.split(" | ", 2)
        when = _OCCASIONS[whose]
        kind = "comment" if when == "comment" else "post"
        expect = tuple(Expected(clause, None, None) for clause in clauses.split(",") if clause != "-")
        found.append(Labelled(f"{file.stem}-{number}", text, when, kind, expect))
    return found


def drafts(folder: Path = FOLDER) -> list[Labelled]:
    """Return all of the first batch, the ordinary ones first; the others are in `SECOND` and `THIRD`."""
    lines = [
        json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    return [Labelled(**{**line, "expect": tuple(Expected(**one) for one in line["expect"])}) for line in lines]
