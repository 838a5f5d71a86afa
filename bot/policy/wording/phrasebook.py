"""Many phrases that are looked for together: a look-up says which can be there, and only those are made and searched.

The patterns are searched over one ASCII byte for each character: an automaton over bytes is a tenth as large as one
over Unicode (measured: 10 ms instead of 174 ms to compile the rules), and places need no counting.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from threading import Lock

from bot.policy.automata import Automaton
from bot.policy.wording.anchors import Anchors, Sentence, sentences
from bot.policy.wording.apart import anchors_of
from bot.policy.wording.asking import Asking
from bot.policy.wording.expressions import expression
from bot.policy.wording.phrases import Choice, ways

KEPT = 1_000
"""How many patterns are kept ready: an ordinary post asks for a dozen or two, nearly always the same ones."""
_RULES = 2_000
"""Far more than a pack has; what was only tried is let go in the end."""
_MEMORY = 4 << 20
_ENDS_A_SENTENCE = re.compile(rb"[.!?\n]")
_MANY = 200
"""In nearly every sentence stands a word that one of so many asks for."""


class Lists:
    """The lists of words of a pack, each read once, and what several rules look for."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self._known: dict[str, Choice] = {}  # those that patterns were made of
        self._joining = Lock()
        self.asking = Asking({}, 0)
        self.pattern = lru_cache(maxsize=KEPT)(self._pattern)
        self.together = lru_cache(maxsize=_RULES)(self._phrases)

    def join(self, keys: Iterable[str]) -> int:
        """Take note of what a group of phrases asks for, and return the group's bit."""
        with self._joining:
            bit = 1 << self.asking.groups
            self.asking = self.asking.joined(keys, bit)
            return bit

    def _phrases(self, phrases: tuple[str, ...]) -> "Phrases":
        return Phrases(phrases, self)

    def _pattern(self, phrase: str, way: int) -> Automaton:
        """Return one alternative of a phrase as a pattern. Those not asked for lately are made again."""
        said = next(islice(ways(phrase, self.words, self._known), way, None))[0]
        return Automaton(expression(said), _MEMORY, longest=True)


@lru_cache(maxsize=8)
def lists_of(words: tuple[tuple[str, tuple[str, ...]], ...]) -> Lists:
    """Return the lists with these names and words: packs that are alike share what was made ready for one of them."""
    return Lists(dict(words))


class Text:
    """A text in which phrases are looked for: ASCII, in lower case."""

    def __init__(self, lower: str) -> None:
        self.raw = lower.encode("ascii")
        self._sentences = sentences(lower)
        self._asked: dict[int, int] = {}
        self._asking: Asking | None = None

    def between(self, start: int, end: int) -> list[Sentence]:
        """Return the sentences that are, at least in part, between two places."""
        return [one for one in self._sentences if one[0] < end and one[1] > start]

    def asked(self, start: int, end: int, group: int, asking: Asking) -> list[Sentence]:
        """Return those of them in which there is a word that a group asks for."""
        if self._asking is not asking:
            self._asking, self._asked = asking, {}
        found = []
        for one in self._sentences:
            first, after, words = one
            if first < end and after > start:
                asked = self._asked.get(first)
                if asked is None:
                    asked = self._asked[first] = asking.of_all(words)
                if asked & group:
                    found.append(one)
        return found

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate((len(one) + 1 for one in _ENDS_A_SENTENCE.split(self.raw)), initial=-1))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence around a place begins and ends; every mark that may end one does."""
        ends = self._ends
        return ends[bisect_left(ends, start) - 1] + 1, ends[bisect_left(ends, end)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentences around a place begin and end, with the one before and the one after them."""
        before = [first for first, _, _ in self._sentences if first < start]
        behind = [after for _, after, _ in self._sentences if after > end]
        return (before[-2:] or [0])[0], (behind[:2] or [sys.maxsize])[-1]


class Phrases:
    """Several phrases that are looked for together."""

    def __init__(self, phrases: tuple[str, ...], lists: Lists) -> None:
        self._phrases = phrases
        self._lists = lists

    @cached_property
    def _anchors(self) -> Anchors:
        return anchors_of(self._phrases, self._lists.words)

    @cached_property
    def _group(self) -> int:
        """Return the bit by which these are known; of very many none."""
        return self._lists.join(self._anchors.asked_for()) if len(self._phrases) < _MANY else 0

    def _sentences(self, text: Text, start: int, end: int) -> list[Sentence]:
        if not self._group:
            return text.between(start, end)
        return text.asked(start, end, self._group, self._lists.asking)

    def prepare(self) -> None:
        """Do now what the first look would have to wait for."""
        _ = self._anchors

    def seen(
        self, text: Text, start: int = 0, end: int = sys.maxsize, *, wanted: Callable[[int], bool] = lambda number: True
    ) -> Iterator[tuple[int, int, int]]:
        """Return every place of the wanted phrases between two places: its start and end, and the phrase's number.

        Those that begin within another one are among them.
        """
        if not self._phrases or not (among := self._sentences(text, start, end)):
            return
        raw, last = text.raw, min(end, len(text.raw))
        for number, way, first, after in self._anchors.stirred(among):
            if wanted(number):
                pattern, at = self._lists.pattern(self._phrases[number], way), max(first, start)
                while found := pattern.search(raw, at, min(after, last)):
                    yield (*found[0], number)
                    at = found[0][0] + 1

    def any_in(self, text: Text, start: int = 0, end: int = sys.maxsize) -> bool:
        """Return whether one of them is seen between two places."""
        return next(self.seen(text, start, end), None) is not None
