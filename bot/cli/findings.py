"""What `doctor` says: one line for each thing it looked at, and the next step where somebody must do something."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a check ended."""

    OK = "ok"
    NOTE = "note"  # worth knowing; it works without
    DO = "to do"


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's. `then` is the next step."""

    mark: Mark
    what: str
    then: str = ""

    def __str__(self) -> str:
        return f"{self.mark.value:<6} {self.what}" + (f"\n{'':<6} → {self.then}" if self.then else "")


def ok(what: str) -> Finding:
    """All is well."""
    return Finding(Mark.OK, what)


def note(what: str, then: str = "") -> Finding:
    """It works, and somebody should know."""
    return Finding(Mark.NOTE, what, then)


def to_do(what: str, then: str) -> Finding:
    """Somebody must act."""
    return Finding(Mark.DO, what, then)
