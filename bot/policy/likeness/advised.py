"""A model that asks another about what it suspects: two that learnt apart seldom suspect the same ordinary draft."""

import math
from collections.abc import Callable, Sequence
from functools import cached_property

from bot.policy.likeness.read import Weighs

SUSPECTED = 0.5
"""What is less likely than this of every theme is believed: that is so of nineteen ordinary drafts in twenty."""
_SURE = 1 - 1e-6


class Advised:
    """Weighs as the first model does; of what it suspects, the mean of both models' log-odds stands.

    The second is had when it is first needed: its weights take as much room again.
    """

    def __init__(self, first: Weighs, second: Callable[[], Weighs]) -> None:
        self.themes = first.themes
        self._first = first
        self._made = second

    @cached_property
    def _second(self) -> Weighs:
        made = self._made()
        if list(made.themes) != list(self.themes):
            raise ValueError("the two models have not learnt the same themes")
        return made

    def likely(self, texts: Sequence[str], occasion: str) -> list[list[float]]:
        """Return for each text and theme how likely it is that the one offends against the other."""
        told = self._first.likely(texts, occasion)
        suspected = [number for number, likely in enumerate(told) if max(likely) >= SUSPECTED]
        if suspected:
            advice = self._second.likely([texts[number] for number in suspected], occasion)
            for number, other in zip(suspected, advice, strict=True):
                told[number] = list(map(_between, told[number], other))
        return told


def _between(one: float, other: float) -> float:
    """Return how likely it is by the mean of two log-odds."""
    mean = (_log_odds(one) + _log_odds(other)) / 2
    return 1 / (1 + math.exp(-mean))


def _log_odds(likely: float) -> float:
    held = min(max(likely, 1 - _SURE), _SURE)
    return math.log(held / (1 - held))
