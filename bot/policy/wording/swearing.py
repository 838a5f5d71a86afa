"""Swearing as people write it when they know that it is looked for: sh1t, shiiit, f**k, b'stard, s h i t, f.u.c.k.

Only whole words of the pack's list count, so that Scunthorpe, Penistone and a rape crisis centre stay what they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache

from bot.policy.automata import Automaton
from bot.policy.prepared import Prepared, prepare

_LOOKS_LIKE = {
    "a": "4@",
    "b": "8",
    "e": "3",
    "g": "9",
    "i": "1!|",
    "l": "1|",
    "o": "0",
    "s": "5$z",
    "t": "7+",
    "u": "v",
}
_HIDES = "#%&@$!_.'-"
_MEMORY = 32 << 20
_SHORTEST_HIDDEN = 4
"""Of a word of three letters too little is left when one is hidden."""

_WITH_A_SIGN = Automaton(r"[a-z]+(?:[*#%&@$!|+_.'\-0-9]+[a-z0-9*]+)+|[a-z]+[*$]+|[@$0-9][a-z0-9]+[a-z]")
_SPACED = Automaton(r"\b[a-z0-9$](?:[ ._*\-]{1,2}[a-z0-9@$!*]){2,}\b")
_BETWEEN_LETTERS = re.compile(rb"[ ._\-]")
_NOT_AFTER = (b"@", b"/", b".")
"""A handle or a link is a name that somebody has; "@rse" is none."""


def swearing(text: Prepared, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Return the places of words of the list `swearing`; a trailing * in the list means any ending.

    A sign without letters (a raised finger) is found where it stands.
    """
    raw = text.small.encode("ascii")
    listed = _listed(lists.get("swearing", ()))
    for (start, end), *_ in listed.plain.each(raw):
        if raw[start - 1 : start] not in _NOT_AFTER:
            yield start, end
    for (start, end), *_ in _WITH_A_SIGN.each(raw):
        word = raw[start:end].removesuffix(b"'s")  # "so's" hides nothing
        held = listed.held(word)
        if held and raw[start - 1 : start] not in _NOT_AFTER and not listed.plain.fits(word[:held]):
            yield start, start + held
    for (start, end), *_ in _SPACED.each(raw):
        letters = _BETWEEN_LETTERS.sub(b"", raw[start:end])
        if listed.held(letters) == len(letters):
            yield start, end
    for sign in listed.signs:
        yield from (found.span() for found in re.finditer(re.escape(sign), text.plain))


class _Listed:
    """The list, ready to be searched for."""

    def __init__(self, words: tuple[str, ...]) -> None:
        read = {word: prepare(word).folded.lower() for word in words}  # as texts are
        self._words = [letters for letters in read.values() if any(map(str.isalnum, letters))]
        self.signs = [prepare(word).plain for word, letters in read.items() if letters not in self._words]
        self._disguised = cache(self._beginning)
        self.held = lru_cache(maxsize=1_000)(self._held)  # "don't" and "it's" are asked for again and again

    @cached_property
    def plain(self) -> Automaton:
        """Return one pattern for all words as they are, or with letters held down."""
        return Automaton(rf"\b(?:{'|'.join(map(_held_down, self._words)) or 'x^'})")

    def _held(self, word: bytes) -> int:
        """Return how many letters at the beginning of a word are a word of the list in disguise."""
        found = self._disguised(word[:1]).match(word)
        return found[0][1] if found else 0

    def _beginning(self, letter: bytes) -> Automaton:
        """Return one pattern for all words that may begin like this, in any disguise that keeps the length."""
        words = [word for word in self._words if letter.decode() in word[0] + _LOOKS_LIKE.get(word[0], "")]
        return Automaton(rf"(?:{'|'.join(map(_disguised, words)) or 'x^'})", _MEMORY)


def _held_down(word: str) -> str:
    ending = r"[a-z]*\b" if word.endswith("*") else r"\b"
    return "".join(_one_of(letter, "") for letter in word.rstrip("*")) + ending


def _disguised(word: str) -> str:
    """Return a word's pattern: every letter may be held down, look like a digit, or be hidden by a sign."""
    letters = word.rstrip("*")
    any_ending = word != letters
    hidden = len(letters) >= _SHORTEST_HIDDEN
    first, inner, last = letters[0], letters[1:-1], letters[-1]
    within = "".join(_inner(letter, hidden=hidden) for letter in inner)
    end = _one_of(last, _LOOKS_LIKE.get(last, ""))
    stars = r"|\*+" if hidden else ""
    after = r"(?:\b|\z)"  # no word ends at a sign: "pi$$"
    ending = f"(?:{end}[a-z]*{after}{stars}[a-z]*)" if any_ending else f"(?:{end}{after}{stars})"
    return _one_of(first, _LOOKS_LIKE.get(first, "")) + within + ending


def _one_of(letter: str, others: str) -> str:
    if letter in " -":
        return "[ -]"
    return f"[{letter}{re.escape(others)}]+" if others else f"{re.escape(letter)}+"


def _inner(letter: str, *, hidden: bool) -> str:
    alike = _one_of(letter, _LOOKS_LIKE.get(letter, ""))
    return rf"(?:{alike}|[{re.escape(_HIDES)}]|\*+)" if hidden and letter.isalpha() else alike


@lru_cache(maxsize=8)
def _listed(words: tuple[str, ...]) -> _Listed:
    return _Listed(words)
