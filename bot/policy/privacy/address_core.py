"""The heart of an address: words that are one already, or wait for a town, a postcode or "lives at" beside them."""

from dataclasses import dataclass
from enum import IntEnum


class Proof(IntEnum):
    """How much must still be said before the words are an address."""

    NONE = 0  # it is one
    SOME = 1  # a town, a postcode, a flat, or "lives at"
    MORE = 2  # two such, or a line that holds nothing else
    FILLS = 3  # nothing else is said in the whole text


@dataclass(frozen=True)
class Core:
    """Words from `first` to `end`, exclusive, that are the heart of an address if they get their proof."""

    first: int
    end: int
    needs: Proof
    house: bool = False  # a building: another one beside it proves nothing
    small: bool = False  # written in small letters: what stands around is read more strictly
