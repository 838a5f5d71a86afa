"""Patterns over a prepared text: linear in its length whatever somebody types, and compiled when first needed.

They are searched over one byte for each character, so places need no counting.
"""

import sys
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

import re2

from bot.policy.automata import Automaton, Spans, options
from bot.policy.prepared import Prepared

ENDS_A_SENTENCE = ".!?\n"


class Pattern:
    """An RE2 pattern, which reads capitals and small letters alike unless `exact`; its places are those of `plain`."""

    def __init__(self, expression: str, *, exact: bool = False) -> None:
        self.expression = expression if exact else f"(?i:{expression})"

    @cached_property
    def _compiled(self) -> Automaton:
        return Automaton(self.expression)

    def all_in(self, text: Prepared) -> Iterator["Place"]:
        """Return every place, from left to right, none overlapping another."""
        return (Place(text.folded, found) for found in self._compiled.each(text.raw))

    def each_in(self, text: Prepared) -> Iterator["Place"]:
        """Return every place, also those that begin within another one."""
        at = 0
        while found := self._compiled.search(text.raw, at):
            yield Place(text.folded, found)
            at = found[0][0] + 1

    def between(self, text: Prepared, start: int, end: int) -> Iterator["Place"]:
        """Return every place between `start` and `end`, none overlapping another."""
        return (Place(text.folded, found) for found in self._compiled.each(text.raw, max(start, 0), end))

    def first_in(self, text: Prepared, start: int = 0, end: int = sys.maxsize) -> "Place | None":
        """Return the first place that lies between `start` and `end`."""
        found = self._compiled.search(text.raw, max(start, 0), end)
        return Place(text.folded, found) if found else None

    def near(self, text: Prepared, start: int, end: int, before: int, after: int) -> bool:
        """Return whether it is seen within so many characters before or after a place, and not across the place."""
        return bool(
            (before and self._compiled.search(text.raw, max(start - before, 0), start))
            or (after and self._compiled.search(text.raw, end, end + after))
        )

    def just_before(self, text: Prepared, at: int, reach: int) -> bool:
        """Return whether it is seen in the so many characters before a place; its `$` is that place."""
        return self._compiled.search(text.raw[max(at - reach, 0) : at]) is not None

    def just_after(self, text: Prepared, at: int, reach: int) -> bool:
        """Return whether it is seen in the so many characters after a place; its `^` is that place."""
        return self._compiled.search(text.raw[at : at + reach]) is not None

    def starts(self, text: Prepared, at: int) -> bool:
        """Return whether it is seen exactly at a place."""
        return self._compiled.match(text.raw, at) is not None

    def seen_in(self, words: str) -> bool:
        """Return whether it is seen anywhere in some ASCII words."""
        return self._compiled.search(words.encode("ascii")) is not None

    def fits(self, words: str) -> bool:
        """Return whether it fits the whole of some ASCII words."""
        return self._compiled.fits(words.encode("ascii"))


_SOUGHT: list["Sought"] = []
_MEMORY = 2 << 20


class Sought(Pattern):
    """A pattern that every text is asked for: all such are looked for at once, and most texts have none of them."""

    def __init__(self, expression: str, *, exact: bool = False) -> None:
        super().__init__(expression, exact=exact)
        self._number = len(_SOUGHT)
        _SOUGHT.append(self)

    def is_in(self, text: Prepared) -> bool:
        """Return whether it is seen anywhere."""
        count = len(_SOUGHT)
        if count not in text.sought:
            text.sought[count] = frozenset(_together(count).Match(text.raw) or ())
        return self._number in text.sought[count]

    def all_in(self, text: Prepared) -> Iterator["Place"]:
        return super().all_in(text) if self.is_in(text) else iter(())


@lru_cache(maxsize=2)
def _together(count: int) -> Any:
    """Return the first so many of them as one automaton: others come with modules that are loaded later."""
    together = re2.Set.SearchSet(options(_MEMORY))
    for sought in _SOUGHT[:count]:
        together.Add(sought.expression.encode("ascii"))
    together.Compile()
    return together


class Place:
    """Where a pattern fits: `start` and `end` of the whole, and what its groups hold."""

    __slots__ = ("_folded", "_spans", "end", "start")

    def __init__(self, folded: str, spans: Spans) -> None:
        self._folded = folded
        self._spans = spans
        self.start, self.end = spans[0]

    def span(self, group: int) -> tuple[int, int]:
        """Return where a group lies; -1, -1 when it has no part in this."""
        return self._spans[group]

    def __getitem__(self, group: int) -> str:
        """Return what a group holds, empty when it has no part in this."""
        start, end = self._spans[group]
        return self._folded[start:end] if start >= 0 else ""


def in_a_link(text: Prepared, at: int) -> bool:
    """Return whether a place is in the address of a page."""
    words = text.folded[max(at - 300, 0) : at].split()
    return bool(words) and ("://" in words[-1] or words[-1].startswith("www."))


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(words.split())


def sentence(text: Prepared, start: int, end: int, reach: int) -> tuple[int, int]:
    """Return the sentence around a place, cut at so many characters before and after it."""
    first, last = max(start - reach, 0), min(end + reach, len(text.folded))
    before, after = text.folded[first:start], text.folded[end:last]
    begins = first + _sentence_end(before)
    ends = next((end + at for at, letter in enumerate(after) if _ends(after, at, letter)), last)
    return begins, ends


def _sentence_end(words: str) -> int:
    return max((at + 1 for at, letter in enumerate(words) if _ends(words, at, letter)), default=0)


def _ends(words: str, at: int, letter: str) -> bool:
    """A full stop within a number or a short form ends nothing; neither does one with no space after it."""
    if letter not in ENDS_A_SENTENCE:
        return False
    return letter != "." or words[at + 1 : at + 2] in ("", " ", "\n")
