"""Why a picture is not taken, in a word for the machine and in a sentence for whoever sent it."""

from enum import StrEnum

MOST_BYTES = 10 * 1000 * 1000
MOST_PIXELS = 60_000_000
MOST_FRAMES = 600
MOST_PIXELS_MOVING = 400_000_000
MOST_SIDE = 4096
"""Longer sides are scaled down to this: no network shows more (X, the largest: 4,096; its help pages, 2026-11-22)."""


class Unfit(StrEnum):
    """Why not."""

    NO_PICTURE = "no picture"
    TOO_BIG = "too big"
    TOO_MANY_PIXELS = "too many pixels"
    TOO_LONG = "too long"
    BROKEN = "broken"
    TOO_HARD = "too hard"
    GONE = "gone"
    NOT_FETCHED = "not fetched"


WHY = {
    Unfit.NO_PICTURE: "is not a picture that I can read, whatever its name says. I take JPEG, PNG, WebP, GIF and HEIC.",
    Unfit.TOO_BIG: "is larger than 10 MB.",
    Unfit.TOO_MANY_PIXELS: "has more than 60 million pixels.",
    Unfit.TOO_LONG: "is a moving picture that is too long.",
    Unfit.BROKEN: "is damaged, or only a part of it arrived.",
    Unfit.TOO_HARD: "could not be opened safely.",
    Unfit.GONE: "was deleted before I could look at it.",
    Unfit.NOT_FETCHED: "could not be fetched, although I tried for a while.",
}
"""What follows the picture's name."""


class UnfitError(Exception):
    """This picture is not taken."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why
