"""Words as they are matched: case-folded, whole, one space between. Pictures of a word in a longer one do not count."""

import re

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def plain(text: str) -> str:
    """Return the text's words case-folded with a space before, between and after, so that `in` finds whole words."""
    found = _WORD.findall(text.casefold().replace("’", "'"))
    return f" {' '.join(found)} " if found else ""


def seen_in(phrases: tuple[str, ...], words: str) -> bool:
    """Return whether one of the phrases stands in the words; `words` comes from `plain`."""
    return any(plain(phrase) in words for phrase in phrases)
