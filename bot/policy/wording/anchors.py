"""Which phrases can be in a text at all: each needs some words, and most texts have none of them.

A word is known as a whole, or where it may have any ending by how it begins. It is a look-up in a dictionary: an
automaton of all phrases together needs as much memory as a text has surprises (measured: 70 MiB, and 7 ms a text).
"""

import re
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain
from operator import or_

from bot.policy.wording.phrases import Choice, Item, Phrase, Word, sure
from bot.policy.wording.word_keys import (
    NO_ENDING,
    NOTHING,
    RUNS,
    Endings,
    Keys,
    after_each,
    how_common,
    of_word,
    spliced,
    with_endings,
    words_before,
)

_BETWEEN_SENTENCES = re.compile(r"(?<![0-9])[.!?](?=\s)")
_FEWEST_WORDS = 400
"""So many words even a small index remembers."""
_LARGE = 12
"""Of so many words it is quicker to remember what was found out than to find it out again."""
_MOST_NEIGHBOURS = 40
"""Of more words than these one nearly always stands there."""

_MARKS = frozenset(".!?")
_ANY_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")

Way = tuple[int, int, int]
"""One of the ways to say a phrase, and the first and the end of where in the text it can be."""

Sentence = tuple[int, int, list[str]]
"""Where a sentence begins and ends, with the mark at its end, and its words."""


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

    def __init__(self, phrases: Iterable[Iterable[Sequence[Phrase]]]) -> None:
        """Read the phrases; a way is what is said, and with it what else must stand in the same sentence."""
        index = _Index()
        for number, ways in enumerate(phrases):
            for way, (phrase, *beside) in enumerate(ways):
                index.add((number, way), phrase, beside)
        self._anywhere = index.anywhere
        self._of_word = _OfWord(index)

    def stirred(self, sentences: Iterable[Sentence]) -> dict[int, set[Way]]:
        """Return the phrases that can be in some sentences: in which ways, and where."""
        found: dict[int, set[Way]] = {}
        for first, after, words in sentences:
            for number, way in _stirred(list(map(self._of_word.__getitem__, words))):
                place = (way, 0, sys.maxsize) if (number, way) in self._anywhere else (way, first, after)
                found.setdefault(number, set()).add(place)
        return found


Name = tuple[int, int]
Stir = tuple[int, int, Keys, Keys, Name]
"""Of which sets the sentence must have a word, what the words before and after must be (if anything), and who asks."""

Held = tuple[int, list[Stir], Keys]
"""What a word of a text is good for: the sets it is in, a bit for each; who asks for it; and how it is known."""


_NO_WORD: Held = (0, [], NOTHING)


def _stirred(words: list[Held]) -> Iterator[Name]:
    met, last = 0, len(words) - 1
    for sets, _, _ in words:
        met |= sets
    for at, (_, stirs, _) in enumerate(words):
        for one, other, before, after, name in stirs:
            if (
                (not one or met & one)
                and (not other or met & other)
                and (not before or (at and not before.isdisjoint(words[at - 1][2])))
                and (not after or (at < last and not after.isdisjoint(words[at + 1][2])))
            ):
                yield name


class _OfWord(dict[str, Held]):
    """What is known of a word. It remembers some of those it was asked for: most of a text are always the same ones."""

    def __init__(self, index: "_Index") -> None:
        self._sets = index.sets
        self._stirs = index.stirs
        self._keys = index.sets.keys() | index.stirs.keys() | index.neighbours
        self._lengths = sorted({len(key) for key in self._keys if key[0] != "="})
        self._most = max(_FEWEST_WORDS, len(self._keys))

    def __missing__(self, word: str) -> Held:
        if len(self) >= self._most:
            self.clear()
        known = [key for key in (f"={word}", *(word[:length] for length in self._lengths)) if key in self._keys]
        held = self[word] = self._held(frozenset(known)) if known else _NO_WORD
        return held

    def _held(self, keys: Keys) -> Held:
        sets = reduce(or_, (1 << number for key in keys for number in self._sets.get(key, ())), 0)
        return sets, [stir for key in keys for stir in self._stirs.get(key, ())], keys


_Where = tuple[Phrase, int, Endings]
_OfChoices = dict[tuple[int, Endings], tuple[Choice, Keys]]


class _Index:
    """The index while it is made."""

    def __init__(self) -> None:
        self.anywhere: set[Name] = set()  # what has a mark in it that ends sentences
        self.stirs: dict[str, list[Stir]] = {}
        self.sets: dict[str, array[int]] = {}
        self.neighbours: set[str] = set()
        self._bits: dict[Keys, int] = {}
        self._costs: dict[Keys, int] = {}
        self._shared: dict[Keys, Keys] = {}
        # What was found out about choices, by their identity: of large ones for good, of others for one phrase.
        self._large: _OfChoices = {}
        self._small: _OfChoices = {}
        self._marked: dict[int, tuple[Choice, bool]] = {}
        self._phrase = -1  # the number of the phrase that is being read, and what its other parts need
        self._wanted: dict[Keys, _Where] = {}
        self._beyond = False

    def add(self, name: Name, phrase: Phrase, beside: Sequence[Phrase]) -> None:
        """Note what a phrase needs."""
        if name[0] != self._phrase:
            self._phrase = name[0]
            self._small.clear()
            self._marked.clear()
            others = list(map(spliced, beside))
            self._wanted = self._placed(others)
            self._beyond = any(map(self._goes_beyond, others))
        said = spliced(phrase)
        wanted = {**self._wanted, **self._placed([said])}
        rarest = sorted(wanted, key=self._how_common)
        if not rarest:
            self._ask(_ANY_WORD, (0, 0, NOTHING, NOTHING, name))
        elif self._beyond or self._goes_beyond(said):
            self.anywhere.add(name)
            self._ask(rarest[0], (0, 0, NOTHING, NOTHING, name))
        else:
            part, at, endings = wanted[rarest[0]]
            before = self._neighbour(words_before(part, at))
            after = after_each(part, at, endings)
            one, other, *_ = (*map(self._bit_of, rarest[1 : 2 if before else 3]), 0, 0)
            groups: dict[Keys, list[str]] = {}
            for key in rarest[0]:
                groups.setdefault(after.get(key, NOTHING), []).append(key)
            for beyond, keys in groups.items():
                self._ask(keys, (one, other, before, self._neighbour(beyond), name))

    def _placed(self, parts: Iterable[Phrase]) -> dict[Keys, _Where]:
        """Return what each item of some parts needs, and where it stands."""
        return {
            keys: (part, at, endings)
            for part in parts
            for at, (item, endings) in enumerate(with_endings(part))
            if (keys := self._keys(item, endings))
        }

    def _ask(self, keys: Iterable[str], stir: Stir) -> None:
        for key in keys:
            self.stirs.setdefault(key, []).append(stir)

    def _neighbour(self, keys: Keys) -> Keys:
        if len(keys) > _MOST_NEIGHBOURS:
            return NOTHING
        self.neighbours |= keys
        return self._shared.setdefault(keys, frozenset(tuple(keys)))  # a union keeps room for four times as many

    def _bit_of(self, keys: Keys) -> int:
        bit = self._bits.get(keys)
        if bit is None:
            number = len(self._bits)
            bit = self._bits[keys] = 1 << number
            for key in keys:
                self.sets.setdefault(key, array("H")).append(number)
        return bit

    def _needed(self, phrase: Phrase, endings: Endings = NO_ENDING) -> list[Keys]:
        """Return for each item of which beginnings a text must have one for the phrase to be in it."""
        return [self._keys(item, follow) for item, follow in with_endings(phrase, endings)]

    def _keys(self, item: Item, endings: Endings) -> Keys:
        """Return the beginnings one of which the item needs; none where it may be anything, or nothing.

        `endings` may follow it directly.
        """
        if isinstance(item, Word):
            return of_word(item, endings)
        if not sure(item):
            return frozenset()
        if len(item.options) == 1:
            return self._of_choice(item, endings)
        asked, known = (id(item), endings), self._large if len(item.options) > _LARGE else self._small
        if asked not in known:
            known[asked] = (item, self._of_choice(item, endings))
        return known[asked][1]

    def _of_choice(self, choice: Choice, endings: Endings) -> Keys:
        best = [self._of_option(option, endings) for option in choice.options]
        return NOTHING.union(*best) if all(best) else NOTHING

    def _of_option(self, option: Phrase, endings: Endings) -> Keys:
        if len(option) == 1 and isinstance(option[0], Word):  # as most are
            return of_word(option[0], endings)
        return min(filter(None, self._needed(option, endings)), key=self._how_common, default=NOTHING)

    def _goes_beyond(self, part: Phrase) -> bool:
        """Return whether it may go on after the end of a sentence, as "no. 10" does."""
        *items, last = part
        ends = isinstance(last, Word) or (isinstance(last, Choice) and all(len(one) == 1 for one in last.options))
        return any(map(self._has_mark, items)) or (not ends and self._has_mark(last))

    def _has_mark(self, item: Item) -> bool:
        """Return whether something in it ends sentences."""
        if isinstance(item, Word):
            return not _MARKS.isdisjoint(item.text)
        if not isinstance(item, Choice):
            return False
        if id(item) not in self._marked:
            self._marked[id(item)] = (item, any(map(self._has_mark, chain.from_iterable(item.options))))
        return self._marked[id(item)][1]

    def _how_common(self, keys: Keys) -> int:
        """Return what sorts the rare before the common: few before many, whole words before short beginnings."""
        if len(keys) <= _LARGE:
            return sum(map(how_common, keys))
        if keys not in self._costs:
            self._costs[keys] = sum(map(how_common, keys))
        return self._costs[keys]
