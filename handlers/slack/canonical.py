"""Words as the core sees them, for each place they come from: one spelling to hash, to show and to compare.

Unicode NFC, line feeds as line ends, nothing invisible that could hide or turn words, and emoji as characters: what
the author sees on the card is what is approved. Form input is taken as it was typed; a command's words and messages
come from Slack with `&`, `<`, `>` escaped and with its own forms for people, channels and links.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from handlers.slack import emoji
from handlers.slack.hidden import without_hidden

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SLACK_FORM = re.compile(r"<([^<>]+)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True)
class Canonical:
    """Words in their one spelling, and the emoji names in them that only this workspace knows."""

    words: str
    unknown: tuple[str, ...] = ()


def typed(text: str) -> Canonical:
    """Return what was typed into a form. A custom emoji stays as its name and is reported."""
    words, unknown = emoji.as_characters(_clean(text))
    return Canonical(words, unknown)


def sent(text: str, name_of: Callable[[str], str] = str) -> Canonical:
    """Return a command's or a message's words as people read them; `name_of` tells the name behind a user id."""
    return typed(_unescape(_SLACK_FORM.sub(lambda form: _read_form(form[1], name_of), text)))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", without_hidden(_LINE_ENDS.sub("\n", text)))


def _unescape(text: str) -> str:
    for escaped, character in _ENTITIES:
        text = text.replace(escaped, character)
    return text


def _read_form(form: str, name_of: Callable[[str], str]) -> str:
    target, _, label = form.partition("|")
    if target.startswith("@"):
        return f"@{(label or name_of(target[1:])).removeprefix('@')}"
    if target.startswith("#"):
        return f"#{(label or target[1:]).removeprefix('#')}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or _bare(label) == _bare(address):
        return label or address
    return f"{label} ({address})"


def _bare(address: str) -> str:
    return re.sub("^https?://", "", address).rstrip("/")
