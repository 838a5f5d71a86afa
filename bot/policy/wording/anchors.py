"""Which phrases can be in a text at all: each needs some words, and most texts have none of them.

A word is known as a whole, or where it may have any ending by how it begins. It is a look-up in a dictionary: an
automaton of all phrases together needs as much memory as a text has surprises (measured: 70 MiB, and 7 ms a text).
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from bot.policy.wording.word_keys import RUNS, Keys

_BETWEEN_SENTENCES = re.compile(r"(?<![0-9])[.!?](?=\s)")
_WORDS = 4_000
"""How many words of texts are remembered with what they are good for."""
Way = tuple[int, int, int]
"""One of the ways to say a phrase, and the first and the end of where in the text it can be."""

Name = tuple[int, int]
"""A phrase, and one of the ways to say it."""

Sentence = tuple[int, int, list[str]]
"""Where a sentence begins and ends, with the mark at its end, and its words."""


_Rows = Iterable[Iterable[int]]
_Numbers = Mapping[str, Iterable[int]]


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in lower case."""
    found = []
    first = 0
    for sentence in _BETWEEN_SENTENCES.split(text):
        after = first + len(sentence) + 1
        found.append((first, after, RUNS.findall(sentence)))
        first = after
    return found


class Anchors:
    """An index over many phrases, each of which can be said in several ways; callers know a phrase by its number."""

    def __init__(
        self, anywhere: Set[Name], sets: _Numbers, stirs: _Numbers, asked: _Rows, neighbours: Sequence[Keys]
    ) -> None:
        """Keep what `index_of` found out.

        For each key of a word: in which sets it is, and which rows of `asked` are about it. Such a row is what a `Stir`
        is, with the numbers of neighbours. What is `anywhere` goes on after the end of a sentence.
        """
        self._anywhere = anywhere
        self._of_word = _OfWord(sets, stirs, asked, neighbours)

    def stirred(self, sentences: Iterable[Sentence]) -> dict[int, set[Way]]:
        """Return the phrases that can be in some sentences: in which ways, and where."""
        found: dict[int, set[Way]] = {}
        for first, after, words in sentences:
            for number, way in _stirred(list(map(self._of_word.__getitem__, words))):
                place = (way, 0, sys.maxsize) if (number, way) in self._anywhere else (way, first, after)
                found.setdefault(number, set()).add(place)
        return found


_Bits = int
"""Numbers of sets, a bit for each: those of a sentence are put together in a tenth of the time."""
_Places = frozenset[int]
Stir = tuple[_Bits, _Bits, _Places, _Places, int, int]
"""Of which sets the sentence must have a word, what the words before and after must be (if anything), and who asks."""

Held = tuple[_Bits, list[Stir], _Places]
"""What a word of a text is good for: the sets it is in; who asks for it; and how it is known."""

ANYTHING = 0
"""The number of the set that every word is in, and that of the neighbours of which nothing is known."""
_NO_WORD: Held = (0, [], frozenset())


@cache
def _bit(number: int) -> _Bits:
    return 1 << number


def _stirred(words: list[Held]) -> Iterator[Name]:
    met, last = _bit(ANYTHING), len(words) - 1
    for sets, _, _ in words:
        met |= sets
    for at, (_, stirs, _) in enumerate(words):
        for one, other, before, after, number, way in stirs:
            if (
                one & met
                and other & met
                and (not before or (at and not before.isdisjoint(words[at - 1][2])))
                and (not after or (at < last and not after.isdisjoint(words[at + 1][2])))
            ):
                yield number, way


class _Table:
    """A few numbers for each of many places, one after the other: with an object each they take ten times the room."""

    def __init__(self, rows: Iterable[Iterable[int]]) -> None:
        self._numbers = array("I")
        self._ends = array("I", [0])
        for row in rows:
            self._numbers.extend(row)
            self._ends.append(len(self._numbers))

    def __getitem__(self, place: int) -> "array[int]":
        return self._numbers[self._ends[place] : self._ends[place + 1]]


class _OfWord(dict[str, Held]):
    """What is known of a word. It remembers some of those it was asked for: most of a text are always the same ones."""

    def __init__(self, sets: _Numbers, stirs: _Numbers, asked: _Rows, neighbours: Sequence[Keys]) -> None:
        keys = sorted(sets.keys() | stirs.keys() | set().union(*neighbours))
        self._places = {key: place for place, key in enumerate(keys)}
        self._lengths = sorted({len(key) for key in keys if key[0] != "="})
        self._sets = _Table(sets.get(key, ()) for key in keys)
        self._stirs = _Table(stirs.get(key, ()) for key in keys)
        self._asked = _Table(asked)
        self._neighbours = _Table(map(self._places.__getitem__, known) for known in neighbours)

    def __missing__(self, word: str) -> Held:
        if len(self) >= _WORDS:
            self.clear()
        known = [key for key in (f"={word}", *(word[:length] for length in self._lengths)) if key in self._places]
        held = self[word] = self._held(known) if known else _NO_WORD
        return held

    def _held(self, keys: list[str]) -> Held:
        places = [self._places[key] for key in keys]
        sets = {number for place in places for number in self._sets[place]}
        stirs = [self._stir(number) for place in places for number in self._stirs[place]]
        return sum(map(_bit, sets)), stirs, frozenset(places)

    def _stir(self, number: int) -> Stir:
        one, other, before, after, phrase, way = self._asked[number]
        places = frozenset(self._neighbours[before]), frozenset(self._neighbours[after])
        return _bit(one), _bit(other), *places, phrase, way
