"""Which phrases can be in a text at all: each needs some words, and most texts have none of them.

A word is known as a whole, or where it may have any ending by how it begins. It is a look-up in a dictionary: an
automaton of all phrases together needs as much memory as a text has surprises (measured: 70 MiB, and 7 ms a text).
"""

import re
from collections.abc import Iterable, Sequence

from bot.policy.wording.phrases import Choice, Item, Phrase, Word

_RUNS = re.compile(r"[a-z0-9]+")
_LETTERS = 4

Keys = frozenset[str]

_EVERYWHERE = frozenset(
    {
        "=a",
        "=an",
        "=and",
        "=are",
        "=as",
        "=at",
        "=be",
        "=but",
        "=for",
        "=from",
        "=have",
        "=i",
        "=in",
        "=is",
        "=it",
        "=me",
        "=my",
        "=not",
        "=of",
        "=on",
        "=or",
        "=our",
        "=so",
        "=that",
        "=the",
        "=their",
        "=this",
        "=to",
        "=us",
        "=was",
        "=we",
        "=were",
        "=who",
        "=will",
        "=with",
        "=you",
        "=your",
    }
)
"""Words that nearly every text has: to ask for one of them tells nothing."""


def keys_of(lower: bytes) -> set[str]:
    """Return the words of a text, marked as whole, and how they begin: one to four letters of each."""
    words = set(_RUNS.findall(lower.decode()))
    found = {f"={word}" for word in words}
    for length in range(1, _LETTERS + 1):
        found.update({word[:length] for word in words})
    return found


class Anchors:
    """An index over many phrases; `numbers` are whatever the caller knows them by."""

    def __init__(self, phrases: Iterable[tuple[int, Sequence[Phrase]]]) -> None:
        self._of_choices: dict[int, tuple[Choice, Keys]] = {}  # by identity, which the choice itself keeps its own
        self._costs: dict[Keys, int] = {}
        self._sets: dict[Keys, int] = {}
        self._by_key: dict[str, list[int]] = {}  # the sets that a beginning is in
        self._by_set: dict[int, list[tuple[int, tuple[int, ...]]]] = {}  # the phrases whose rarest need a set is
        self._always: list[int] = []
        for number, parts in phrases:
            every = {keys for part in parts for keys in self._needed(part)}
            telling = {keys for keys in every if keys.isdisjoint(_EVERYWHERE)}
            wanted = sorted(telling or every, key=self._how_common)
            sets = [self._number_of(keys) for keys in wanted]
            if sets:
                self._by_set.setdefault(sets[0], []).append((number, tuple(sets[1:])))
            else:
                self._always.append(number)
        self._of_choices.clear()

    def stirred(self, lower: bytes) -> set[int]:
        """Return the numbers of the phrases that can be in a text in lower case."""
        met: set[int] = set()
        for key in keys_of(lower) & self._by_key.keys():
            met.update(self._by_key[key])
        found = set(self._always)
        for one in met & self._by_set.keys():
            found.update(number for number, others in self._by_set[one] if met.issuperset(others))
        return found

    def _number_of(self, keys: Keys) -> int:
        if keys not in self._sets:
            self._sets[keys] = len(self._sets)
            for key in keys:
                self._by_key.setdefault(key, []).append(self._sets[keys])
        return self._sets[keys]

    def _needed(self, phrase: Phrase) -> list[Keys]:
        """Return of which beginnings a text must have one each for the phrase to be in it."""
        return [keys for keys in map(self._keys, phrase) if keys]

    def _keys(self, item: Item) -> Keys:
        """Return the beginnings one of which the item needs; none where it may be anything, or nothing."""
        match item:
            case Word(any_start=False, glued=False, text=text) if text[0] != "'" and (runs := _RUNS.findall(text)):
                whole = runs[0] == text and not item.any_end
                return frozenset([f"={text}" if whole else runs[0][:_LETTERS]])
            case Choice(optional=False, glued=False):
                if id(item) not in self._of_choices:
                    self._of_choices[id(item)] = (item, self._of_choice(item))
                return self._of_choices[id(item)][1]
        return frozenset()

    def _of_choice(self, choice: Choice) -> Keys:
        best = [min(self._needed(option), key=self._how_common, default=frozenset[str]()) for option in choice.options]
        return frozenset().union(*best) if all(best) else frozenset()

    def _how_common(self, keys: Keys) -> int:
        """Return what sorts the rare before the common: few before many, whole words before short beginnings."""
        if keys not in self._costs:
            self._costs[keys] = sum(1 if key[0] == "=" or len(key) == _LETTERS else 4 for key in keys)
        return self._costs[keys]
