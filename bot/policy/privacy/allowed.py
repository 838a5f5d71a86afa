"""What may stand in any text: the organisation's own places and numbers, and the helplines."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.policy.findings import NEVER_KEPT, Span
from bot.policy.prepared import Prepared, prepare

_WORD = re.compile(r"[a-z0-9']+")
_NUMBERS = frozenset(("PHONE", "NHS", "CARD", "BANK"))
_ON_THE_WEB = frozenset(("EMAIL", "URL", "HANDLE", "IP"))
_NEVER = frozenset((NEVER_KEPT, "DOB", "PERSON", "NINO", "PASSPORT", "DRIVING_LICENCE"))


class Allowed:
    """Lines as the organisation writes them: "The Hub, 12 Sample Street, Anytown AN1 1AA", "020 7946 0123"."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._numbers: set[str] = set()
        self._places: list[str] = []
        self._parts: set[str] = set()
        self._addresses: set[str] = set()
        for line in lines:
            plain = prepare(line).folded.lower()
            self._numbers.add(_digits(plain))
            self._places.append(_words(plain))
            self._parts.update(_words(part) for part in plain.split(","))
            self._addresses.add(_address(plain))
        self._numbers.discard("")
        self._parts.discard("")

    def covers(self, text: Prepared, span: Span) -> bool:
        """Return whether the place holds nothing but what is allowed; a street alone is not, only with its number."""
        if span.label in _NEVER:
            return False
        found = prepare(text.text[span.start : span.end]).folded.lower()
        if span.label in _NUMBERS:
            return _digits(found) in self._numbers
        if span.label in _ON_THE_WEB:
            return _address(found) in self._addresses
        words = _words(found)
        return words in self._parts or self._begins_with_ours(words.split())

    def _begins_with_ours(self, words: list[str]) -> bool:
        """Return whether a numbered place of ours stands first, and what the reading took with it holds no number."""
        for last in range(len(words), 1, -1):
            head, rest = " ".join(words[:last]), words[last:]
            if any(letter.isdigit() for word in rest for letter in word):
                return False
            if any(letter.isdigit() for letter in head) and any(head in place for place in self._places):
                return True
        return False


@lru_cache(maxsize=16)
def allowed_lines(lines: tuple[str, ...]) -> Allowed:
    """Return what such lines allow; they are the same for every draft until somebody changes them."""
    return Allowed(lines)


def _digits(text: str) -> str:
    """Return the digits of a number as it is dialled within the country."""
    digits = "".join(filter(str.isdigit, text))
    if text.lstrip(" (").startswith(("+44", "0044")):
        digits = "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} " if text.strip() else ""


def _address(text: str) -> str:
    """Return an address on the web without what may be left out."""
    bare = text.strip().removeprefix("mailto:").removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.lstrip("@").rstrip("/.,;")
