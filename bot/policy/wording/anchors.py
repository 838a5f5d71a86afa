"""Which phrases can be in a text at all: each needs some words, and most texts have none of them.

A word is known as a whole, or where it may have any ending by how it begins. It is a look-up in a dictionary: an
automaton of all phrases together needs as much memory as a text has surprises (measured: 70 MiB, and 7 ms a text).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from bot.policy.wording.language import common_english
from bot.policy.wording.phrases import Choice, Item, Phrase, Word

_RUNS = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"[^a-z0-9'-]*([a-z0-9]+(?:['-][a-z0-9]+)*)'?")
"""A word that may be written in one or apart: with "you're" in a phrase, a text has "you" or "youre"."""
_BETWEEN_SENTENCES = re.compile(r"(?<![0-9])[.!?](?=\s)")
_LETTERS = 4

Keys = frozenset[str]

_COSTS = (0, 80, 40, 10, 3)
"""How common a beginning of so many letters is, when a whole word counts one."""
_COMMON_WORD = 40
_SHORT_WORD = 10
_MOST_NEEDS = 3
"""The rarest of what a phrase needs tell as much as all of it, and are sooner looked up."""


@dataclass
class _Key:
    """What a beginning is good for: the sets it is in, a bit for each, and who looks if all their bits are there."""

    bits: int = 0
    stirs: list[tuple[int, int]] = field(default_factory=list)


class Anchors:
    """An index over many phrases; `numbers` are whatever the caller knows them by."""

    def __init__(self, phrases: Iterable[tuple[int, Sequence[Phrase]]]) -> None:
        self._of_choices: dict[tuple[int, bool], tuple[Choice, Keys]] = {}  # by identity, which the choice itself keeps
        self._costs: dict[Keys, int] = {}
        self._sets: dict[Keys, int] = {}
        self._by_key: dict[str, _Key] = {}
        self._always: list[int] = []
        dotted: dict[int, bool] = {}
        for number, parts in phrases:
            in_one_sentence = not any(_has_mark(item, dotted) for part in parts for item in part)
            for ways in self._ways(parts):
                wanted = sorted(ways, key=self._how_common)
                if not wanted:
                    self._always.append(number)
                    continue
                needed = 0
                for keys in wanted[1:_MOST_NEEDS] if in_one_sentence else ():
                    needed |= self._bit_of(keys)
                for key in wanted[0]:
                    self._by_key.setdefault(key, _Key()).stirs.append((needed, number))
        self._of_choices.clear()

    def stirred(self, lower: bytes) -> set[int]:
        """Return the numbers of the phrases that can be in a text in lower case."""
        found = set(self._always)
        by_key = self._by_key.get
        for sentence in _BETWEEN_SENTENCES.split(lower.decode()):
            met, stirs = 0, []
            for word in set(_RUNS.findall(sentence)):
                for key in ("=" + word, word[:1], word[:2], word[:3], word[:_LETTERS]):
                    if held := by_key(key):
                        met |= held.bits
                        stirs += held.stirs
            found.update(number for needed, number in stirs if met & needed == needed)
        return found

    def _bit_of(self, keys: Keys) -> int:
        if keys not in self._sets:
            self._sets[keys] = 1 << len(self._sets)
            for key in keys:
                self._by_key.setdefault(key, _Key()).bits |= self._sets[keys]
        return self._sets[keys]

    def _ways(self, parts: Sequence[Phrase]) -> Iterator[set[Keys]]:
        """Return what each way to say a phrase needs; of its choices only the one with the most phrases is opened."""
        items = [item for part in parts for item in _with_openness(part)]
        choices = [(item, open_end) for item, open_end in items if _is_sure(item)]
        widest, widest_open = max(choices, key=lambda one: _phrases_in(one[0]), default=(None, False))
        rest = {keys for item, open_end in items if item is not widest and (keys := self._keys(item, open_end))}
        if not isinstance(widest, Choice) or not _phrases_in(widest):
            yield rest | ({keys} if widest and (keys := self._keys(widest, widest_open)) else set())
            return
        for option in widest.options:
            yield rest | set(self._needed(option, widest_open))

    def _needed(self, phrase: Phrase, open_end: bool) -> list[Keys]:
        """Return of which beginnings a text must have one each for the phrase to be in it."""
        return [keys for item, is_open in _with_openness(phrase, open_end) if (keys := self._keys(item, is_open))]

    def _keys(self, item: Item, open_end: bool) -> Keys:
        """Return the beginnings one of which the item needs; none where it may be anything, or nothing.

        `open_end` means that letters may follow directly.
        """
        if isinstance(item, Word):
            return _of_word(item, open_end)
        if isinstance(item, Choice) and _is_sure(item):
            known = (id(item), open_end)
            if known not in self._of_choices:
                self._of_choices[known] = (item, self._of_choice(item, open_end))
            return self._of_choices[known][1]
        return frozenset()

    def _of_choice(self, choice: Choice, open_end: bool) -> Keys:
        best = [
            min(self._needed(option, open_end), key=self._how_common, default=frozenset[str]())
            for option in choice.options
        ]
        return frozenset().union(*best) if all(best) else frozenset()

    def _how_common(self, keys: Keys) -> int:
        """Return what sorts the rare before the common: few before many, whole words before short beginnings."""
        if keys not in self._costs:
            self._costs[keys] = sum(map(_cost, keys))
        return self._costs[keys]


def _cost(key: str) -> int:
    if key[0] != "=":
        return _COSTS[len(key)]
    if key[1:] in common_english():
        return _COMMON_WORD
    return 1 if len(key) > _LETTERS else _SHORT_WORD


def _phrases_in(choice: Item) -> int:
    """Return how many of its options are more than a word."""
    return sum(len(option) > 1 for option in choice.options) if isinstance(choice, Choice) else 0


def _is_sure(item: Item) -> bool:
    """Return whether it is a choice that must be there, with a word's beginning."""
    return isinstance(item, Choice) and not (item.optional or item.glued)


def _with_openness(phrase: Phrase, open_end: bool = False) -> Iterator[tuple[Item, bool]]:
    """Return each item, and whether letters may follow it directly."""
    for item, after in zip(phrase, (*phrase[1:], None), strict=True):
        yield item, open_end if after is None else isinstance(after, Word | Choice) and after.glued


def _of_word(word: Word, open_end: bool) -> Keys:
    runs = _RUNS.findall(word.text)
    if word.any_start or word.glued or not runs or word.text[0] == "'":
        return frozenset()
    joined = _JOINED.fullmatch(word.text)
    if not joined:
        return frozenset([runs[0][:_LETTERS]])
    *earlier, last = accumulate(_RUNS.findall(joined[1]))
    whole = [f"={one}" for one in earlier]
    open_end = open_end or word.any_end or word.text[-1] == "'"
    return frozenset([*whole, last[:_LETTERS] if open_end else f"={last}"])


def _has_mark(item: Item, known: dict[int, bool]) -> bool:
    """Return whether something in it could end a sentence: "no. 10" goes on after its full stop."""
    if isinstance(item, Word):
        return any(mark in item.text for mark in ".!?")
    if not isinstance(item, Choice):
        return False
    if id(item.options) not in known:
        known[id(item.options)] = any(_has_mark(one, known) for option in item.options for one in option)
    return known[id(item.options)]
