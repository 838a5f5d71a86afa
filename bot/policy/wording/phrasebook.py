"""Many phrases that are looked for together: a look-up says which can be there, and only those are made and searched.

The patterns are searched over one ASCII byte for each character: an automaton over bytes is a tenth as large as one
over Unicode (measured: 10 ms instead of 174 ms to compile the rules), and places need no counting.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import islice
from typing import Any

import re2

from bot.policy.wording.anchors import Anchors, Way
from bot.policy.wording.expressions import expression
from bot.policy.wording.phrases import Choice, Phrase, alternatives, parsed, parts

KEPT = 2_000
"""How many patterns are kept ready: an ordinary post asks for some forty, nearly always the same ones."""
_MEMORY = 4 << 20


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = True
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


class Lists:
    """The lists of words of a pack, each read once, and what several rules look for."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self._known: dict[str, Choice] = {}
        self.pattern = lru_cache(maxsize=KEPT)(self._pattern)
        self.together = cache(self._phrases)

    def ways(self, phrase: str) -> Iterator[list[Phrase]]:
        """Return all ways to say the first part of a phrase, each with the other parts."""
        first, *others = (parsed(part, self.words, self._known) for part in parts(phrase))
        return ([way, *others] for way in alternatives(first))

    def _phrases(self, phrases: tuple[str, ...]) -> "Phrases":
        return Phrases(phrases, self)

    def _pattern(self, phrase: str, way: int) -> Any:
        """Return one alternative of a phrase as a pattern. Those not asked for lately are made again."""
        return re2.compile(expression(next(islice(self.ways(phrase), way, None))[0]).encode(), _options())


class Sight:
    """What of some phrases can be in one text, searched for where somebody asks."""

    def __init__(self, phrases: "Phrases", ways: dict[int, set[Way]], lower: str, text: bytes) -> None:
        self._phrases = phrases
        self._ways = ways
        self.lower = lower
        self.text = text

    @property
    def possible(self) -> Collection[int]:
        """Return the numbers of the phrases that can be there."""
        return self._ways.keys()

    @cached_property
    def all(self) -> list[tuple[int, int]]:
        """Return every place of every phrase."""
        return [span for number in self._ways for span in self.spans(number)]

    def any(self, start: int = 0, end: int | None = None) -> bool:
        """Return whether a phrase is seen between two places."""
        after = len(self.text) if end is None else end
        return any(self.within(number, start, after) for number in self._ways)

    def spans(self, number: int) -> Iterator[tuple[int, int]]:
        """Return every place of a phrase, also those that begin within another."""
        for way, first, after in self._ways.get(number, ()):
            pattern, at = self._phrases.pattern(number, way), first
            while found := pattern.search(self.text, at, after):
                yield found.span()
                at = found.start() + 1

    def within(self, number: int, start: int, end: int) -> bool:
        """Return whether a phrase is seen between two places."""
        return any(
            self._phrases.pattern(number, way).search(self.text, max(first, start), min(after, end))
            for way, first, after in self._ways.get(number, ())
            if first < end and after > start
        )


class Phrases:
    """Several phrases that are looked for together."""

    def __init__(self, phrases: tuple[str, ...], lists: Lists) -> None:
        self._phrases = phrases
        self._lists = lists

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors(map(self._lists.ways, self._phrases))

    def prepare(self) -> None:
        """Do now what the first look would have to wait for."""
        _ = self._anchors

    def pattern(self, number: int, way: int) -> Any:
        """Return one way to say a phrase as a pattern."""
        return self._lists.pattern(self._phrases[number], way)

    def see(self, lower: str) -> Sight:
        """Return what of them can be in an ASCII text in lower case."""
        return Sight(self, self._anchors.stirred(lower), lower, lower.encode("ascii"))

    def look(self, at: Sight) -> Sight:
        """Return what of them can be in the text of which somebody has seen something else."""
        return Sight(self, self._anchors.stirred(at.lower) if self._phrases else {}, at.lower, at.text)
