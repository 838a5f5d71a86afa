"""What a text reads like: for each stretch of it how likely every theme is, and which sentence says most."""

from collections.abc import Sequence
from typing import Protocol

from bot.policy.likeness.windows import Place, stretches

_WORTH_A_PLACE = 0.5
"""What is less likely stands for the whole of its stretch."""


class Weighs(Protocol):
    """A model."""

    themes: list[str]

    def likely(self, texts: Sequence[str], occasion: str) -> list[list[float]]:
        """Return for each text and theme how likely it is that the one offends against the other."""


Told = tuple[int, int, str, float]
"""What `bot.policy.findings.Alike` holds."""


def alike(model: Weighs, small: str, occasion: str) -> list[Told]:
    """Return what a text reads like; `small` is in lower case and ASCII (`Prepared.small`)."""
    found = []
    for stretch in stretches(small):
        first, after = stretch[0][0], stretch[-1][1]
        (likely,) = model.likely([small[first:after]], occasion)
        each: list[tuple[Place, list[float]]] = []
        if len(stretch) > 1 and max(likely) >= _WORTH_A_PLACE:
            parts = model.likely([small[slice(*place)] for place in stretch], occasion)
            each = list(zip(stretch, parts, strict=True))
        for number, (theme, score) in enumerate(zip(model.themes, likely, strict=True)):
            start, end = first, after
            if each and score >= _WORTH_A_PLACE:
                (start, end), _ = max(each, key=lambda one: one[1][number])
            found.append((start, end, theme, score))
    return found
