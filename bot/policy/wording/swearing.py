"""Swearing as people write it when they know that it is looked for: sh1t, s h i t, f.u.c.k, shiiit, f**k.

Only whole words of the pack's list count, so that Scunthorpe, Penistone and a rape crisis centre stay what they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase

import re2

from bot.policy.prepared import Prepared

_LEET = str.maketrans("013457@$!|+", "oieastasiit")
_DISGUISED = re.compile(r"(?<![\w@/.])[a-z]*(?:[0-9@$!|+*]+[a-z*]|([a-z])\1\1)[a-z0-9@$!|+*]*")
_SPACED = re.compile(r"(?<![\w'])(?:[a-z0-9@$!*][ ._\-*]{1,2}){2,}[a-z0-9@$!*](?![\w'])")
_ANY_DISGUISE = re2.compile(
    r"[0-9@$!|+*][a-z]|\*\*|\b[a-z0-9@$!*][ ._*-]{1,2}[a-z0-9@$!*][ ._*-]{1,2}[a-z0-9@$!*]\b|"
    + "|".join(letter * 3 for letter in ascii_lowercase)
)
"""What a disguise looks like from afar: most texts have none, and are not looked at more closely."""
_BETWEEN_LETTERS = re.compile(r"[ ._\-]")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_STARS = re.compile(r"\*+")
_TAIL = "!|+"


def swearing(text: Prepared, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Return the places of words of the list `swearing`; a trailing * in the list means any ending."""
    raw = text.raw.lower()
    listed = _listed(lists.get("swearing", ()))
    for found in listed.plainly.finditer(raw):
        if raw[found.start() - 1 : found.start()] not in (b"@", b"/", b"."):
            yield found.span()
    if not _ANY_DISGUISE.search(raw):
        return
    lower = raw.decode()
    for found in _DISGUISED.finditer(lower):
        if listed.holds(found.group().strip(_TAIL)):
            yield found.start(), found.start() + len(found.group().rstrip(_TAIL))
    for found in _SPACED.finditer(lower):
        if listed.holds(_BETWEEN_LETTERS.sub("", found.group())):
            yield found.span()


class _Listed:
    """The list, ready to be asked."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._stems = tuple(word[:-1] for word in words if word.endswith("*"))
        endings = (f"{re.escape(word[:-1])}[a-z]*" if word.endswith("*") else re.escape(word) for word in words)
        self.plainly = re2.compile(rf"\b(?:{'|'.join(endings) or 'x^'})\b".encode())
        self._written_out = frozenset(word.rstrip("*") for word in words)

    def holds(self, word: str) -> bool:
        """Return whether the word is listed, or would be without its disguise."""
        if "*" in word.rstrip("*") or word.endswith("**"):
            return self._starred(word)
        return any(one in self._whole or one.startswith(self._stems) for one in _spellings(word.rstrip("*")))

    def _starred(self, word: str) -> bool:
        """Return whether letters in place of the stars make a listed word; the first letter must be in sight."""
        if word[0] == "*":
            return False
        shape = re.compile(_STARS.sub(lambda run: f"[a-z]{{{len(run.group())}}}", word))
        return any(shape.fullmatch(one) for one in self._written_out)


def _spellings(word: str) -> Iterator[str]:
    """Return what the word may stand for: digits for letters, a letter held down."""
    for one in {word, word.translate(_LEET)}:
        yield one
        if _LONG_RUN.search(one):
            yield _LONG_RUN.sub(r"\1", one)
            yield _LONG_RUN.sub(r"\1\1", one)


@lru_cache(maxsize=8)
def _listed(words: tuple[str, ...]) -> _Listed:
    return _Listed(words)
