"""What a button carries: its verb as the action id, and "v1:" with its references as the value. Nothing else.

Old messages stay in Slack for years, so every version that was ever written is read for ever. References are kept
apart by colons; a colon or a percent sign inside one is percent-encoded.
"""

import re
from dataclasses import dataclass

from handlers.slack.blocks.limits import BUTTON_VALUE

_ENCODED = {":": "%3A", "%": "%25"}
_ACTION = re.compile(r"([^#]+)(?:#\d+)?")


@dataclass(frozen=True)
class Pressed:
    """A button as it was pressed."""

    verb: str
    refs: tuple[str, ...]


def action_id(verb: str, earlier: int) -> str:
    """Return the button's action id, unique when `earlier` buttons of the same row have the same verb."""
    return f"{verb}#{earlier + 1}" if earlier else verb


def value(refs: tuple[str, ...]) -> str:
    """Return the value that carries the references."""
    written = "v1:" + ":".join(re.sub("[:%]", lambda found: _ENCODED[found[0]], ref) for ref in refs)
    if len(written) > BUTTON_VALUE:
        raise ValueError("a button carries ids only, and these do not fit")
    return written


def _read_v1(rest: str) -> tuple[str, ...]:
    decoded = (ref.replace("%3A", ":").replace("%25", "%") for ref in rest.split(":"))
    return tuple(decoded) if rest else ()


_READERS = {"v1": _read_v1}


def pressed(action: str, written: str) -> Pressed | None:
    """Return what the button meant, or None when no version of us ever wrote this."""
    name = _ACTION.fullmatch(action)
    version, colon, rest = written.partition(":")
    reader = _READERS.get(version)
    if not name or not colon or not reader:
        return None
    return Pressed(name[1], reader(rest))
