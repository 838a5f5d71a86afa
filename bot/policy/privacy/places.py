"""The towns, villages, districts and counties of the United Kingdom: what stands after a street makes it an address."""

from functools import cache, lru_cache
from pathlib import Path

from bot.policy.privacy.address_words import lines_of, words_of
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.tokens import Gap, Tokens

_LISTS = ("places.txt", "counties.txt")
_LONGEST = 6
_LETTERS = 2
_REMEMBERED = 1_000
_SHORTEST_VILLAGE = 5


@cache
def _places() -> dict[str, str]:
    """Return the places by their first letters, each between line ends: as objects they take ten times the room."""
    named: dict[str, list[str]] = {}
    for listed in _LISTS:
        for line in lines_of(Path(__file__).with_name(listed)):
            for name in filter(None, map(str.strip, line.split(";"))):
                named.setdefault(name[:_LETTERS], ["\n"]).append(f"{name}\n")
    return {letters: "".join(names) for letters, names in named.items()}


@cache
def _counties() -> frozenset[str]:
    """Return the counties: counties.txt has them first, before the districts of London."""
    listed = "\n".join(lines_of(Path(__file__).with_name("counties.txt"))).partition("\nlondon;")[0]
    return frozenset(name.strip() for name in listed.replace("\n", ";").split(";"))


@lru_cache(maxsize=_REMEMBERED)
def is_place(words: str) -> bool:
    """Return whether the words, in lower case, name a place."""
    name = _spelt(words)
    return "\n" not in name and f"\n{name}\n" in _places().get(name[:_LETTERS], "")


@lru_cache(maxsize=_REMEMBERED)
def _begins_longer_ones(word: str) -> bool:
    """Return whether places of several words begin with this one."""
    first = _spelt(word).partition(" ")[0]
    return f"\n{first} " in _places().get(first[:_LETTERS], "")


@lru_cache(maxsize=_REMEMBERED)
def begins_a_place(first: str, second: str) -> bool:
    """Return whether a place of several words, in lower case, begins with these two."""
    if not second or not _begins_longer_ones(first):
        return False
    words = _spelt(f"{first} {second}")
    return f"\n{words}" in _places().get(words[:_LETTERS], "")


def is_county(words: str) -> bool:
    """Return whether the words, in lower case, name a county, a region or a country of the United Kingdom."""
    return _spelt(words) in _counties()


def place_at(tokens: Tokens, at: int) -> int:
    """Return where the longest place that begins at a word ends; `at` itself when none does."""
    words = tokens.words
    if at >= len(words):
        return at
    end = at + 1
    if not _begins_longer_ones(words[at]):
        return end if is_place(words[at]) else at
    while end < min(len(words), at + _LONGEST) and tokens.gap(end) is Gap.SPACE:
        end += 1
    for last in range(end, at, -1):
        if is_place(" ".join(words[at:last])):
            return last
    return at


def sounds_like_place(word: str, *, surely: bool = False) -> bool:
    """Return whether a word is built like the name of a British village: "Llanarth", "Todenham"."""
    if len(word) < _SHORTEST_VILLAGE or not word.replace("-", "").isalpha():
        return False
    if is_first_name(word) or word in words_of("not-a-name") or word in words_of("event"):
        return False
    begins, ends = ("sure-place-begins", "sure-place-ends") if surely else ("place-begins", "place-ends")
    return word.endswith(_affixes(ends)) or word.startswith(_affixes(begins))


@cache
def _affixes(heading: str) -> tuple[str, ...]:
    return tuple(words_of(heading))


def part_is_place(tokens: Tokens, at: int) -> int:
    """Return where a part between commas ends that is a place, listed or not; `at` itself when it is none."""
    known = tokens.places.get(at)
    if known is None:
        known = tokens.places[at] = _read_part(tokens, at)
    return known


def _read_part(tokens: Tokens, at: int) -> int:
    if at >= len(tokens.words):
        return at
    titled = tokens.capital(at)
    if not titled and not _may_begin_a_place(tokens.words[at]):
        return at
    place = place_at(tokens, at)
    if place > at or tokens.gap(at) is Gap.SPACE or is_first_name(tokens.words[at]):
        return place
    end = at + 1
    if tokens.gap(end) is Gap.SPACE and titled and tokens.capital(end):
        end += 1  # "Meysey Hampton"
    ends_here = tokens.gap(end) is not Gap.SPACE or (titled and not tokens.capital(end))
    return end if ends_here and sounds_like_place(tokens.words[end - 1], surely=not titled) else at


@lru_cache(maxsize=_REMEMBERED)
def _may_begin_a_place(word: str) -> bool:
    """Return whether a word in small letters can be where a place begins: most can not, and are soon done with."""
    return is_place(word) or _begins_longer_ones(word) or sounds_like_place(word, surely=True)


def _spelt(words: str) -> str:
    return words.replace("-", " ").replace("'", "")
