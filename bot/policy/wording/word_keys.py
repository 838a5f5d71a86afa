"""How the words of a phrase are known in a text: as a whole ("=ill"), or by how they begin ("suic").

A word of a text is a run of letters and digits, so that "you're" is two of them, and one where the apostrophe is left
out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, zip_longest
from pathlib import Path
from sys import intern

from bot.policy.wording.phrases import Choice, Item, Number, Phrase, Word, sure

Keys = frozenset[str]
NOTHING: Keys = frozenset()

Endings = frozenset[str]
"""Letters that may follow a word directly; none of them means that any may."""
NO_ENDING: Endings = frozenset([""])
ANY_ENDING: Endings = frozenset()

_REMEMBERED = 500
"""The ways to say a phrase, which are read one after the other, have most of their words in common."""

RUNS = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"[^a-z0-9'-]*([a-z0-9]+(?:['-][a-z0-9]+)*)'?")
"""A word that may be written in one or apart: with "you're" in a phrase, a text has "you" or "youre"."""
_LETTERS = 8
_SIGNS = frozenset("#@")

_RARE = 1
"""What a word counts that stands in no more than one of 100,000 words or so."""


@cache
def _counts() -> dict[str, int]:
    """Return how often words, and the beginnings of words, stand in 100,000 words."""
    counts: dict[str, int] = {}
    for line in Path(__file__).with_name("word_counts.txt").read_text(encoding="ascii").splitlines():
        count, _, words = line.partition(": ")
        for word in () if line.startswith("#") else words.split():
            counts[f"={word}"] = int(count)
            for letters in range(1, 1 + min(_LETTERS, len(word))):
                counts[word[:letters]] = counts.get(word[:letters], 0) + int(count)
    return counts


@lru_cache(maxsize=_REMEMBERED)
def how_common(key: str) -> int:
    """Return what sorts rare words before common ones: how often a word known so is met."""
    return _RARE + _counts().get(key, 0)


def spliced(phrase: Phrase) -> Phrase:
    """Return the phrase with each choice that leaves none as what it is."""
    items: list[Item] = []
    for item in phrase:
        items += spliced(item.options[0]) if sure(item) and len(item.options) == 1 else [item]
    return tuple(items)


def with_endings(phrase: Phrase, endings: Endings = NO_ENDING) -> Iterator[tuple[Item, Endings]]:
    """Return each item, and which letters may follow it directly; `endings` may follow the phrase."""
    before: Item | None = None
    for item, after in zip_longest(phrase, phrase[1:]):
        follow = endings if after is None else _endings(after)
        if isinstance(item, Choice) and isinstance(before, Word) and before.text[-1:] in _SIGNS:
            yield replace(item, glued=False), follow
        else:
            yield item, follow
        before = item


def _endings(after: Item | None) -> Endings:
    """Return which letters an item adds to the word before it: "s" or none for "[s|'s]"."""
    if not _is_glued(after):
        return NO_ENDING
    if not isinstance(after, Choice) or not after.optional:
        return ANY_ENDING
    words = [one[0].text for one in after.options if len(one) == 1 and isinstance(one[0], Word) and not one[0].any_end]
    letters = [word.replace("'", "") for word in words]
    return (
        frozenset(["", *letters]) if len(words) == len(after.options) and all(map(str.isalnum, letters)) else ANY_ENDING
    )


@lru_cache(maxsize=_REMEMBERED)
def of_word(word: Word, endings: Endings) -> Keys:
    """Return by what the first run of a word is known; nothing where it may begin anyhow."""
    if word.any_start or word.glued or word.text[:1] == "'":
        return NOTHING
    return frozenset(_first_runs(word, endings))


def after_each(phrase: Phrase, at: int, endings: Endings) -> dict[str, Keys]:
    """Return for each key of an item by what the run after it is known; nothing where that may be anything.

    That is in the same word ("waster" of "time-waster") or in the next.
    """
    item = phrase[at]
    options = item.options if isinstance(item, Choice) else ((item,),)
    words = [one[0] for one in options if len(one) == 1 and isinstance(one[0], Word)]
    if len(words) < len(options):
        return {}
    beyond = _nearest(phrase[at + 1 :], _first) if endings == NO_ENDING else NOTHING
    found: dict[str, list[Keys]] = {}
    for word in words:
        for number, key in enumerate(_first_runs(word, endings), 1):
            found.setdefault(key, []).append(_after_run(word, number, beyond, endings))
    return {key: _any_of(known) for key, known in found.items()}


def words_before(phrase: Phrase, at: int) -> Keys:
    """Return by what the word directly before an item is known; nothing where that may be anything."""
    return _nearest(phrase[:at][::-1], _last) if _is_word(phrase[at]) else NOTHING


@lru_cache(maxsize=_REMEMBERED)
def _first_runs(word: Word, endings: Endings) -> list[str]:
    """Return by what the first run is known: "you" and "youre" of "you're", "b" of "b&b"."""
    runs = RUNS.findall(word.text)
    if _JOINED.fullmatch(word.text):
        return _joined(runs, ANY_ENDING if word.any_end or word.text[-1] == "'" else endings)
    if not runs or "'" in word.text or "-" in word.text:
        return [intern(runs[0][:_LETTERS])] if runs else []
    ends = len(runs) > 1 or not word.text[-1].isalnum()
    return _joined(runs[:1], NO_ENDING if ends else ANY_ENDING if word.any_end else endings)


def _joined(runs: list[str], endings: Endings) -> list[str]:
    """Return by what each beginning of a word that may be written in one or apart is known, the whole of it last."""
    *earlier, last = accumulate(runs)
    whole = [f"={last}{ending}" for ending in endings] or [last[:_LETTERS]]
    return [intern(one) for one in (*(f"={one}" for one in earlier), *whole)]


def _after_run(word: Word, number: int, beyond: Keys, endings: Endings) -> Keys:
    runs = RUNS.findall(word.text)
    if number < len(runs):
        apart = _JOINED.fullmatch(word.text)
        return frozenset(_joined(runs[number:], ANY_ENDING if word.any_end else endings)) if apart else NOTHING
    return NOTHING if word.any_end else beyond


def _nearest(items: Phrase, keys_at: Callable[[Item, Item | None], Keys]) -> Keys:
    """Return by what the nearest word is known: of the first item that must be there, or of one that may come first."""
    if len(items) == 1 and isinstance(items[0], Word):  # as most options are
        return keys_at(items[0], None)
    found: Keys = NOTHING
    for item, beyond in zip_longest(items, items[1:]):
        keys = keys_at(item, beyond)
        if not keys:
            return NOTHING
        found |= keys
        if sure(item) or isinstance(item, Word):
            return found
    return NOTHING


def _first(item: Item, following: Item | None) -> Keys:
    if isinstance(item, Word):
        return of_word(item, _endings(following))
    if not isinstance(item, Choice) or item.glued or _is_glued(following):
        return NOTHING
    return _any_of([_nearest(option, _first) for option in item.options])


def _last(item: Item, _before: Item | None) -> Keys:
    if isinstance(item, Word):
        return _last_of_word(item)
    if not isinstance(item, Choice) or item.glued:
        return NOTHING
    return _any_of([_nearest(option[::-1], _last) for option in item.options])


@lru_cache(maxsize=_REMEMBERED)
def _last_of_word(word: Word) -> Keys:
    joined = _JOINED.fullmatch(word.text)
    if word.any_start or word.any_end or word.glued or not joined:
        return NOTHING
    runs = RUNS.findall(joined[1])
    return frozenset(intern(f"={''.join(runs[at:])}") for at in range(len(runs)))


def _any_of(known: list[Keys]) -> Keys:
    return NOTHING.union(*known) if all(known) else NOTHING


def _is_word(item: Item) -> bool:
    if isinstance(item, Word):
        return True
    return sure(item) and all(len(one) == 1 and _is_word(one[0]) for one in item.options)


def _is_glued(item: Item | None) -> bool:
    return isinstance(item, Word | Choice | Number) and item.glued
