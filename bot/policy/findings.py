"""What reading a draft finds: a place in it that a clause speaks to. A finding reminds; it never decides."""

from dataclasses import dataclass
from enum import StrEnum

NEVER_KEPT = "SECRET"
"""The label of a pasted password or token: the only finding that stops anything, for it must not even be kept."""


class Level(StrEnum):
    """How much a finding asks for."""

    STOP_AND_THINK = "stop-and-think"  # asks once for a change or a reason
    CHECK = "check"
    TIP = "tip"


class Occasion(StrEnum):
    """In whose name a text speaks."""

    OFFICIAL = "official"
    PERSONAL = "personal"
    COMMENT = "comment"  # the organisation's own voice on somebody else's site


@dataclass(frozen=True, order=True)
class Span:
    """Where a rule saw something: `start` and `end` count code points of the text as it was typed, end exclusive."""

    start: int
    end: int
    label: str
    rule: str


@dataclass(frozen=True, order=True, slots=True)
class Alike:
    """How much a stretch of a text reads like texts that offend against a theme: `likely` is from 0 to 1.

    `start` and `end` are the sentence of it that says most, in code points of `Prepared.plain`, end exclusive.
    """

    start: int
    end: int
    theme: str
    likely: float


@dataclass(frozen=True, order=True)
class Finding:
    """A span with what the pack says about it.

    `clause` is the id of a clause, procedure or good practice of the pack. `private` findings are never logged and
    never shown in a channel; `director_only` ones are shown to whoever decides, without the words they are about.
    """

    start: int
    end: int
    label: str
    rule: str
    clause: str
    level: Level
    why: str
    say: str
    private: bool = False
    director_only: bool = False

    @property
    def secret(self) -> bool:
        """Return whether the text holds something that must not be kept at all."""
        return self.label == NEVER_KEPT
