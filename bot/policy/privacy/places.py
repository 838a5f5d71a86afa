"""The towns, villages, districts and counties of the United Kingdom: what stands after a street makes it an address."""

from functools import cache
from pathlib import Path

from bot.policy.privacy.address_words import lines_of
from bot.policy.privacy.tokens import Gap, Tokens

_LISTS = ("places.txt", "counties.txt")
_LONGEST = 6


@cache
def _places() -> frozenset[str]:
    return frozenset(
        name.strip()
        for listed in _LISTS
        for line in lines_of(Path(__file__).with_name(listed))
        for name in line.split(";")
        if name.strip()
    )


@cache
def _beginnings() -> dict[str, int]:
    """Return for each first word of a place how many words its longest place has."""
    longest: dict[str, int] = {}
    for name in _places():
        first, *others = name.split()
        longest[first] = max(longest.get(first, 1), 1 + len(others))
    return longest


def is_place(words: str) -> bool:
    """Return whether the words, in lower case, name a place."""
    return _spelt(words) in _places()


def place_at(tokens: Tokens, at: int) -> int:
    """Return where the longest place that begins at a word ends; `at` itself when none does."""
    words = tokens.words
    if at >= len(words):
        return at
    longest = _beginnings().get(_spelt(words[at]).partition(" ")[0])
    if not longest:
        return at
    end = at + 1
    while end < min(len(words), at + min(longest, _LONGEST)) and tokens.gap(end) is Gap.SPACE:
        end += 1
    for last in range(end, at, -1):
        if is_place(" ".join(words[at:last])):
            return last
    return at


def _spelt(words: str) -> str:
    return words.replace("-", " ").replace("'", "")
