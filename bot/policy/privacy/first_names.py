"""First names common in Britain. They only ever add to other signs: a name alone is no finding."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("first_names.txt")


def is_first_name(word: str) -> bool:
    """Return whether a word is a first name; one that is also an ordinary word counts with a capital only."""
    names, words_too = _names()
    low = word.lower().removesuffix("'s")
    return low in names or (low in words_too and word[:1].isupper())


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    names, _, words_too = _FILE.read_text(encoding="utf-8").partition("\n# also ordinary words\n")
    return frozenset(names.split()), frozenset(words_too.split())
