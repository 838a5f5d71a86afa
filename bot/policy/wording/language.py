"""Is a text in the language of the rules? A reading that understands nothing must not look like a clean one."""

import re
from functools import cache
from pathlib import Path

_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NOT_WORDS = re.compile(r"https?://\S+|[#@]\w+")
_FEWEST_WORDS = 5
_FEWEST_LETTERS = 6


def is_english(text: str) -> bool:
    """Return False for a text of another script, or one with more common words of another language than of English.

    A text without any common word is taken for English, unless two of its words have accents.
    """
    plain, known = text.lower().split(), _common()["en"]
    if len([word for word in plain if word in known]) * 4 >= len(plain):
        return True
    words = _WORDS.findall(_NOT_WORDS.sub(" ", text).lower())
    letters = sum(map(len, words))
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for word in words for letter in word)
    if letters >= _FEWEST_LETTERS and latin * 2 < letters:
        return False
    if len(words) < _FEWEST_WORDS:
        return True
    english = sum(word in _common()["en"] for word in words)
    if english * 5 >= len(words):
        return True
    if english * 6 < len(words) and sum(not word.isascii() for word in words) > 1:
        return False
    return all(sum(word in common for word in words) <= max(2, english) for common in _common().values())


@cache
def _common() -> dict[str, frozenset[str]]:
    """Return the commonest words by language; words of another language that are English too say nothing."""
    lines = Path(__file__).with_name("languages.txt").read_text(encoding="utf-8").splitlines()
    parted = [line.partition(": ") for line in lines if not line.startswith("#")]
    found = {language: frozenset(words.split()) for language, _, words in parted}
    return {language: words if language == "en" else words - found["en"] for language, words in found.items()}
