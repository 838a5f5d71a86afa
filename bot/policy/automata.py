"""Automata that search bytes, one for each character: RE2 is linear in a text's length whatever somebody types.

A text is ASCII by then (`bot.policy.prepared`), so places need no counting and Latin-1 keeps the automata small. RE2 is
asked directly: the searches of its Python module go through a generator, which takes longer than a sentence does.
"""

import sys
from collections.abc import Iterator
from typing import Any

from re2 import Options, _re2

Spans = list[tuple[int, int]]
"""Where the whole is and where its groups are, as start and end; a group that has no part in it is at -1, -1."""

_TO_THE_END = sys.maxsize
_NOWHERE = (-1, -1)
_ANYWHERE, _AT_START, _ALL = (
    _re2.RE2.Anchor.UNANCHORED,
    _re2.RE2.Anchor.ANCHOR_START,
    _re2.RE2.Anchor.ANCHOR_BOTH,
)


def options(memory: int | None = None, *, longest: bool = False) -> Any:
    """Return RE2's options for bytes; without `longest` the first alternative that fits wins, as in Perl."""
    made = Options()
    made.encoding = Options.Encoding.LATIN1
    made.log_errors = False
    made.longest_match = longest
    if memory:
        made.max_mem = memory
    return made


class Automaton:
    """An RE2 pattern of ASCII characters, compiled at once; it raises ValueError for one that cannot be read."""

    __slots__ = ("_match",)

    def __init__(self, expression: str, memory: int | None = None, *, longest: bool = False) -> None:
        made = _re2.RE2(expression.encode("ascii"), options(memory, longest=longest))
        if not made.ok():
            raise ValueError(made.error().decode())
        self._match = made.Match

    def search(self, raw: bytes, start: int = 0, end: int = _TO_THE_END) -> Spans | None:
        """Return the first place that lies between two others."""
        if end > (last := len(raw)):
            end = last
        if start > end:
            return None
        found: Spans = self._match(_ANYWHERE, raw, start, end)
        return found if found[0] != _NOWHERE else None

    def match(self, raw: bytes, start: int = 0) -> Spans | None:
        """Return the place that begins just there."""
        found: Spans = self._match(_AT_START, raw, min(start, len(raw)), len(raw))
        return found if found[0] != _NOWHERE else None

    def fits(self, raw: bytes) -> bool:
        """Return whether it is all of it."""
        found: Spans = self._match(_ALL, raw, 0, len(raw))
        return found[0] != _NOWHERE

    def each(self, raw: bytes, start: int = 0, end: int = _TO_THE_END) -> Iterator[Spans]:
        """Yield every place from left to right, none overlapping another."""
        while found := self.search(raw, start, end):
            yield found
            first, after = found[0]
            start = after + (first == after)
