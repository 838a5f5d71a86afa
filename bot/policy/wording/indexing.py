"""The index of phrases by their words, as it is made: the rarest words of each, and what must stand beside them."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.policy.wording.anchors import ANYTHING, Anchors, Name
from bot.policy.wording.phrases import Choice, Item, Phrase, Word, sure
from bot.policy.wording.word_keys import (
    NO_ENDING,
    NOTHING,
    Endings,
    Keys,
    after_each,
    how_common,
    of_word,
    spliced,
    with_endings,
    words_before,
)

_LARGE = 12
"""Of so many words it is quicker to remember what was found out than to find it out again."""
_MOST_SETS = 4
"""So many of the things a phrase needs are looked up; one more would spare a search in fifty."""
_MOST_NEIGHBOURS = 40
"""Of more words than these one nearly always stands there."""

_MARKS = frozenset(".!?")
_ANY_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def index_of(phrases: Iterable[Iterable[Sequence[Phrase]]]) -> Anchors:
    """Return an index over phrases, each with the ways to say it.

    A way is what is said, and with it what else must stand in the same sentence.
    """
    index = _Index()
    for number, ways in enumerate(phrases):
        for way, (phrase, *beside) in enumerate(ways):
            index.add((number, way), phrase, beside)
    index.number_sets()
    return Anchors(index.anywhere, index.sets, index.stirs, index.asked, index.neighbours)


_Where = tuple[Phrase, int, Endings]
_OfChoices = dict[tuple[int, Endings], tuple[Choice, Keys]]


class _Index:
    """The index while it is made."""

    def __init__(self) -> None:
        self.anywhere: set[Name] = set()  # what has a mark in it that ends sentences
        self.asked: list[array[int]] = []  # what is asked of a word, and by whom: numbers of what follows
        self.stirs: dict[str, array[int]] = {}
        self.sets: dict[str, array[int]] = {}
        self.neighbours: list[Keys] = [NOTHING]
        self._numbers: dict[Keys, int] = {}
        self._places: dict[Keys, int] = {NOTHING: ANYTHING}
        self._costs: dict[Keys, int] = {}
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
            self._ask(_ANY_WORD, name)
        elif self._beyond or self._goes_beyond(said):
            self.anywhere.add(name)
            self._ask(rarest[0], name)
        else:
            part, at, endings = wanted[rarest[0]]
            before = self._neighbour(words_before(part, at))
            after = after_each(part, at, endings)
            sets = list(map(self._set, rarest[1:_MOST_SETS]))
            groups: dict[Keys, list[str]] = {}
            for key in rarest[0]:
                groups.setdefault(after.get(key, NOTHING), []).append(key)
            for beyond, keys in groups.items():
                self._ask(keys, name, sets, (before, self._neighbour(beyond)))

    def _placed(self, parts: Iterable[Phrase]) -> dict[Keys, _Where]:
        """Return what each item of some parts needs, and where it stands."""
        return {
            keys: (part, at, endings)
            for part in parts
            for at, (item, endings) in enumerate(with_endings(part))
            if (keys := self._keys(item, endings))
        }

    def _ask(
        self, keys: Iterable[str], name: Name, sets: Sequence[int] = (), neighbours: Name = (ANYTHING, ANYTHING)
    ) -> None:
        for key in keys:
            self.stirs.setdefault(key, array("I")).append(len(self.asked))
        self.asked.append(array("I", (*name, *neighbours, *(sets or [ANYTHING]))))

    def _neighbour(self, keys: Keys) -> int:
        if len(keys) > _MOST_NEIGHBOURS:
            return ANYTHING
        if keys not in self._places:
            self._places[keys] = len(self.neighbours)
            self.neighbours.append(frozenset(tuple(keys)))  # a union keeps room for four times as many
        return self._places[keys]

    def _set(self, keys: Keys) -> int:
        if keys not in self._numbers:
            number = self._numbers[keys] = 1 + len(self._numbers)
            for key in keys:
                self.sets.setdefault(key, array("I")).append(number)
        return self._numbers[keys]

    def number_sets(self) -> None:
        """Give the commonest sets the lowest numbers: what is held of the words of most texts is short."""
        ranked = sorted(self._numbers, key=self._how_common, reverse=True)
        rank = {ANYTHING: ANYTHING, **{self._numbers[keys]: number for number, keys in enumerate(ranked, 1)}}
        self.sets = {key: array("I", map(rank.__getitem__, sets)) for key, sets in self.sets.items()}
        for row in self.asked:
            row[4:] = array("I", map(rank.__getitem__, row[4:]))

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
