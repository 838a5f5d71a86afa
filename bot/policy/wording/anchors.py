"""Which phrases can be in a text at all: each needs some words, and most texts have none of them.

A word is known as a whole, or where it may have any ending by how it begins. It is a look-up in a dictionary: an
automaton of all phrases together needs as much memory as a text has surprises (measured: 70 MiB, and 7 ms a text).
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, reduce
from operator import itemgetter, or_

from bot.policy.wording.word_keys import Keys

_BETWEEN_SENTENCES = re.compile(r"[.!?](?=\s)(?<![0-9].)")
_OF_WORDS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_ONLY_WORDS = bytes(code if code in _OF_WORDS else ord(" ") for code in range(256))
"""Makes a space of all else, so that a text falls into runs of letters and digits in a fifth of the time."""
_WORDS = 4_000
"""How many words of texts are remembered with what they are good for."""
Name = tuple[int, int]
"""A phrase, and one of the ways to say it."""

Way = tuple[int, int, int, int]
"""The same, and the first and the end of where in the text it can be."""

Sentence = tuple[int, int, list[str]]
"""Where a sentence begins and ends, with the mark at its end, and its words."""


_Rows = Iterable[Iterable[int]]
_Numbers = Mapping[str, Iterable[int]]


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in lower case and ASCII."""
    found = []
    first = 0
    words = text.encode("ascii").translate(_ONLY_WORDS).decode("ascii")
    for sentence in _BETWEEN_SENTENCES.split(text):
        after = first + len(sentence) + 1
        found.append((first, after, words[first:after].split()))
        first = after
    return found


def beginnings(keys: Iterable[str]) -> list[int]:
    """Return how long those keys are that are beginnings of words."""
    return sorted({len(key) for key in keys if key[0] != "="})


class Anchors:
    """An index over many phrases, each of which can be said in several ways; callers know a phrase by its number."""

    def __init__(
        self, anywhere: Set[Name], sets: _Numbers, stirs: _Numbers, asked: _Rows, neighbours: Sequence[Keys]
    ) -> None:
        """Keep what `index_of` found out.

        For each key of a word: in which sets it is, and which rows of `asked` are about it. Such a row has the phrase
        and the way to say it, the numbers of the neighbours before and after, and those of the sets, one at least, of
        each of which the sentence must have a word. What is `anywhere` goes on after the end of a sentence.
        """
        self._anywhere = anywhere
        self._of_word = _OfWord(sets, stirs, asked, neighbours)

    def asked_for(self) -> Set[str]:
        """Return by what the words are known without one of which no phrase can be in a sentence."""
        return self._of_word.asked_for

    def stirred(self, sentences: Iterable[Sentence]) -> Iterator[Way]:
        """Yield the ways to say a phrase that can be in some sentences, each once where it can be."""
        everywhere: set[Name] = set()
        for first, after, words in sentences:
            for name in _stirred(list(map(self._of_word.__getitem__, words))):
                if name not in self._anywhere:
                    yield (*name, first, after)
                elif name not in everywhere:
                    everywhere.add(name)
                    yield (*name, 0, sys.maxsize)


_Bits = int
"""Numbers of sets, a bit for each: those of a sentence are put together in a tenth of the time."""
_Places = frozenset[int]
Stir = tuple[_Bits, _Places, _Places, int, int]
"""Of which other sets the sentence must have a word, what the words beside it must be (if anything), and who asks."""

Held = tuple[_Bits, _Bits, dict[int, list[Stir]], _Places]
"""What a word of a text is good for: the sets it is in; one of which sets the sentence must have a word for anybody to
ask for this one, and for each of them who asks then; and how the word is known."""

ANYTHING = 0
"""The number of the set that every word is in, and that of the neighbours of which nothing is known."""

_NO_WORD: Held = (0, 0, {}, frozenset())
_SETS = itemgetter(0)


@cache
def _bit(number: int) -> _Bits:
    return 1 << number


def _stirred(words: list[Held]) -> set[Name]:
    names = set()
    met, last = reduce(or_, map(_SETS, words), _bit(ANYTHING)), len(words) - 1
    for at, (_, wanted, stirs, _) in enumerate(words):
        there = wanted & met
        while there:
            one = there.bit_length() - 1
            there ^= 1 << one
            for others, before, after, number, way in stirs[one]:
                if (
                    (not others or others & met == others)
                    and (not before or (at and not before.isdisjoint(words[at - 1][3])))
                    and (not after or (at < last and not after.isdisjoint(words[at + 1][3])))
                ):
                    names.add((number, way))
    return names


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


class _Beside(dict[int, _Places]):
    """How neighbours are known, by their number: many ask for the same ones."""

    def __init__(self, neighbours: _Rows) -> None:
        self._neighbours = _Table(neighbours)

    def __missing__(self, number: int) -> _Places:
        known = self[number] = frozenset(self._neighbours[number])
        return known


class _OfWord(dict[str, Held]):
    """What is known of a word. It remembers some of those it was asked for: most of a text are always the same ones."""

    def __init__(self, sets: _Numbers, stirs: _Numbers, asked: _Rows, neighbours: Sequence[Keys]) -> None:
        self.asked_for = frozenset(stirs)
        keys = sorted(sets.keys() | stirs.keys() | set().union(*neighbours))
        self._places = {key: place for place, key in enumerate(keys)}
        self._lengths = beginnings(keys)
        self._sets = _Table(sets.get(key, ()) for key in keys)
        self._stirs = _Table(stirs.get(key, ()) for key in keys)
        self._asked = _Table(asked)
        self._beside = _Beside(map(self._places.__getitem__, known) for known in neighbours)

    def __missing__(self, word: str) -> Held:
        if len(self) >= _WORDS:
            self.clear()
        known = [key for key in (f"={word}", *(word[:length] for length in self._lengths)) if key in self._places]
        held = self[word] = self._held(known) if known else _NO_WORD
        return held

    def _held(self, keys: list[str]) -> Held:
        places = [self._places[key] for key in keys]
        sets = {number for place in places for number in self._sets[place]}
        stirs: dict[int, list[Stir]] = {}
        for place in places:
            for number in self._stirs[place]:
                phrase, way, before, after, one, *others = self._asked[number]
                stir = (sum(map(_bit, others)), self._beside[before], self._beside[after], phrase, way)
                stirs.setdefault(one, []).append(stir)
        return sum(map(_bit, sets)), sum(map(_bit, stirs)), stirs, frozenset(places)
