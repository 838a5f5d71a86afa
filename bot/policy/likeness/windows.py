"""A text in stretches as long as the drafts the model has learnt from: some sentences, each stretch sharing one."""

import re

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?]+(?=\s|\Z)|(?=\n|\Z))")
_WORDS = 130

Place = tuple[int, int]


def sentences(small: str) -> list[Place]:
    """Return where the sentences and lines of a text begin and end."""
    return [found.span() for found in _SENTENCE.finditer(small)]


def stretches(small: str) -> list[list[Place]]:
    """Return the sentences of each stretch; a text of no more than 130 words is one."""
    found: list[list[Place]] = []
    stretch: list[Place] = []
    for place in sentences(small):
        if stretch and _words(small, stretch[0][0], place[1]) > _WORDS:
            found.append(stretch)
            stretch = stretch[-1:] if _words(small, stretch[-1][0], place[1]) <= _WORDS else []
        stretch.append(place)
    return [*found, stretch] if stretch else found


def _words(small: str, start: int, end: int) -> int:
    return len(small[start:end].split())
