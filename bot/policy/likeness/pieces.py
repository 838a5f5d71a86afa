"""A text as the model reads it: words, and of words it does not know the longest pieces that it does (WordPiece)."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+|[!-/:-@\[-`{-~]")
_GOES_ON = "##"
_BEGINS, _ENDS, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_REMEMBERED = 4_000

MOST = 192
"""So many pieces are read at a time."""


class Pieces:
    """The pieces a model knows, each with its number."""

    def __init__(self, known: Iterable[str]) -> None:
        self.number = {piece: number for number, piece in enumerate(known)}
        self._known = lru_cache(maxsize=_REMEMBERED)(self.of_word)

    def numbers(self, small: str, occasion: str) -> list[int]:
        """Return the numbers of a text in lower case (`Prepared.small`), with in whose name it speaks before it."""
        words = [occasion, ":", *self.words(small)]
        pieces = [number for word in words for number in self._known(word)]
        return [self.number[_BEGINS], *pieces[: MOST - 2], self.number[_ENDS]]

    def words(self, small: str) -> list[str]:
        """Return the words and marks of a text in lower case."""
        return _WORD.findall(small)

    def of_word(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces; of one that cannot be cut into any, that of the unknown."""
        found: list[int] = []
        while word:
            end = next((end for end in range(len(word), 0, -1) if self._at(found, word[:end]) is not None), 0)
            number = self._at(found, word[:end]) if end else None
            if number is None:
                return (self.number[_UNKNOWN],)
            found.append(number)
            word = word[end:]
        return tuple(found)

    def _at(self, before: list[int], piece: str) -> int | None:
        return self.number.get(_GOES_ON + piece if before else piece)
