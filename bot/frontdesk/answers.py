"""What a person gets back at once. An answer is private, and never the only copy of anything that matters."""

from dataclasses import dataclass

from bot.delivery.parts import Form, Parts
from bot.policy.lately import Asked


@dataclass(frozen=True)
class Open:
    """Open this form; on top of the one that is open when `on_top`."""

    form: Form
    on_top: bool = False
    unread: frozenset[Asked] = frozenset()  # texts of it at which nobody has taken a second look yet


@dataclass(frozen=True)
class Redraw:
    """Show this form in place of the one the person is looking at; what they typed stays, unless it begins `anew`."""

    form: Form
    anew: bool = False
    unread: frozenset[Asked] = frozenset()


@dataclass(frozen=True)
class Whisper:
    """Tell this person alone."""

    parts: Parts


@dataclass(frozen=True)
class Done:
    """Nothing to add: what happened is seen in the messages."""


@dataclass(frozen=True)
class Press:
    """Do what a button with this verb does: a command that decides or sends something has a button's deed."""

    verb: str
    refs: tuple[str, ...] = ()


Answer = Open | Redraw | Whisper | Done
