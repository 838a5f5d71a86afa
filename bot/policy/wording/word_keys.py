"""How the words of a phrase are known in a text: as a whole ("=ill"), or by how they begin ("suic").

A word of a text is a run of letters and digits, so that "you're" is two of them, and one where the apostrophe is left
out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, zip_longest
from sys import intern

from bot.policy.wording.language import common_english
from bot.policy.wording.phrases import Choice, Item, Phrase, Word, sure

Keys = frozenset[str]
NOTHING: Keys = frozenset()

RUNS = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"[^a-z0-9'-]*([a-z0-9]+(?:['-][a-z0-9]+)*)'?")
"""A word that may be written in one or apart: with "you're" in a phrase, a text has "you" or "youre"."""
_LETTERS = 8
_SIGNS = frozenset("#@")

_COSTS = (0, 80, 40, 10, 3, 2, 2, 1, 1)
"""How common a beginning of so many letters is, when a whole word counts one."""
_COMMON_WORD = 40
_SHORT_WORD = 10
_SHORT = 4


def keys_of(run: str) -> Keys:
    """Return everything that a word of a text is known by."""
    return frozenset((f"={run}", *(run[:letters] for letters in range(1, _LETTERS + 1))))


def how_common(key: str) -> int:
    """Return what sorts rare words before common ones and before short beginnings."""
    if key[0] != "=":
        return _COSTS[len(key)]
    if key[1:] in common_english():
        return _COMMON_WORD
    return 1 if len(key) > _SHORT else _SHORT_WORD


def spliced(phrase: Phrase) -> Phrase:
    """Return the phrase with each choice that leaves none as what it is."""
    items: list[Item] = []
    for item in phrase:
        items += spliced(item.options[0]) if sure(item) and len(item.options) == 1 else [item]
    return tuple(items)


def with_openness(phrase: Phrase, *, open_end: bool = False) -> Iterator[tuple[Item, bool]]:
    """Return each item, and whether letters may follow it directly."""
    before: Item | None = None
    for item, after in zip(phrase, (*phrase[1:], None), strict=True):
        is_open = open_end if after is None else _is_glued(after)
        if isinstance(item, Choice) and isinstance(before, Word) and before.text[-1:] in _SIGNS:
            yield replace(item, glued=False), is_open
        else:
            yield item, is_open
        before = item


def of_word(word: Word, *, open_end: bool) -> Keys:
    """Return by what the first run of a word is known; nothing where it may begin anyhow.

    `open_end` means that letters may follow the word directly.
    """
    if word.any_start or word.glued or word.text[:1] == "'":
        return NOTHING
    return frozenset(_first_runs(word, open_end=open_end))


def after_key(phrase: Phrase, at: int, key: str, *, open_end: bool) -> Keys:
    """Return by what the run after the one with this key is known; nothing where that may be anything.

    That is in the same word ("waster" of "time-waster") or in the next.
    """
    item, following = phrase[at], phrase[at + 1 :]
    options = item.options if isinstance(item, Choice) else ((item,),)
    words = [one[0] for one in options if len(one) == 1 and isinstance(one[0], Word)]
    if len(words) < len(options):
        return NOTHING
    beyond = NOTHING if following and _is_glued(following[0]) else _nearest(following, _first)
    meant = [word for word in words if key in of_word(word, open_end=open_end)]
    return _any_of([_after_run(word, key, beyond, open_end=open_end) for word in meant])


def words_before(phrase: Phrase, at: int) -> Keys:
    """Return by what the word directly before an item is known; nothing where that may be anything."""
    return _nearest(phrase[:at][::-1], _last) if _is_word(phrase[at]) else NOTHING


def _first_runs(word: Word, *, open_end: bool) -> list[str]:
    """Return by what the first run is known: "you" and "youre" of "you're", "b" of "b&b"."""
    runs = RUNS.findall(word.text)
    if _JOINED.fullmatch(word.text):
        return _joined(runs, open_end=open_end or word.any_end or word.text[-1] == "'")
    if not runs or "'" in word.text or "-" in word.text:
        return [intern(runs[0][:_LETTERS])] if runs else []
    return _joined(runs[:1], open_end=len(runs) == 1 and (open_end or word.any_end) and word.text[-1].isalnum())


def _joined(runs: list[str], *, open_end: bool) -> list[str]:
    *earlier, last = accumulate(runs)
    return [intern(one) for one in (*(f"={one}" for one in earlier), last[:_LETTERS] if open_end else f"={last}")]


def _after_run(word: Word, key: str, beyond: Keys, *, open_end: bool) -> Keys:
    open_end = open_end or word.any_end or word.text[-1] == "'"
    runs, at = RUNS.findall(word.text), _first_runs(word, open_end=open_end).index(key) + 1
    if at < len(runs):
        return frozenset(_joined(runs[at:], open_end=open_end)) if _JOINED.fullmatch(word.text) else NOTHING
    return NOTHING if open_end else beyond


def _nearest(items: Phrase, keys_at: Callable[[Item, Item | None], Keys]) -> Keys:
    """Return by what the nearest word is known: of the first item that must be there, or of one that may come first."""
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
        return of_word(item, open_end=_is_glued(following))
    if not isinstance(item, Choice) or item.glued or _is_glued(following):
        return NOTHING
    return _any_of([_nearest(option, _first) for option in item.options])


def _last(item: Item, _before: Item | None) -> Keys:
    if isinstance(item, Word):
        return _last_of_word(item)
    if not isinstance(item, Choice) or item.glued:
        return NOTHING
    return _any_of([_nearest(option[::-1], _last) for option in item.options])


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
    return isinstance(item, Word | Choice) and item.glued
