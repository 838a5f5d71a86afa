"""Who asks for a word: most of what could silence a rule asks for no word of a text, and is done with at once."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from bot.policy.wording.anchors import beginnings

_WORDS = 4_000
"""How many words of texts are remembered with who asks for them."""


class Asking(dict[str, int]):
    """Which groups of phrases ask for a word, a bit for each group: one look-up tells it of all of them.

    It does not change: one more group makes another of it, so that a reading under way is not told half of it.
    """

    def __init__(self, of_key: Mapping[str, int], groups: int) -> None:
        self.groups = groups
        self._of_key = of_key
        self._lengths = beginnings(of_key)

    def joined(self, keys: Iterable[str], bit: int) -> "Asking":
        """Return this with one group more."""
        return Asking({**self._of_key, **{key: self._of_key.get(key, 0) | bit for key in keys}}, self.groups + 1)

    def of_all(self, words: Iterable[str]) -> int:
        """Return which groups ask for any of some words."""
        return reduce(or_, map(self.__getitem__, words), 0)

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS:
            self.clear()
        known = (f"={word}", *(word[:length] for length in self._lengths))
        bits = self[word] = reduce(or_, (self._of_key.get(key, 0) for key in known))
        return bits
