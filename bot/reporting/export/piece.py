"""A piece of an export as it is written, with what it names: erasing something must find every file that holds it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Piece(NamedTuple):
    """Text to write next; `names` are the random references and commitments in it, never anybody's name."""

    text: str
    names: frozenset[str] = frozenset()


Pieces = Iterator[Piece]


def whole(pieces: Iterable[Piece]) -> str:
    """Return the text of all pieces, for whoever needs it in one."""
    return "".join(piece.text for piece in pieces)
