"""Two models that learnt apart: what the first suspects, the second is asked about."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.likeness.advised import SUSPECTED, Advised

Likely = st.floats(min_value=0, max_value=1)
Texts = st.lists(st.tuples(st.tuples(Likely, Likely), st.tuples(Likely, Likely)), min_size=1, max_size=6)


class Told:
    """A model that says what it was told to say of numbered texts, and remembers what it was asked."""

    def __init__(self, likely: Sequence[tuple[float, float]], themes: tuple[str, str] = ("safe", "respect")) -> None:
        self.themes = list(themes)
        self._likely = likely
        self.asked: list[str] = []

    def likely(self, texts: Sequence[str], occasion: str) -> list[list[float]]:
        self.asked += texts
        return [list(self._likely[int(text)]) for text in texts]


@given(Texts)
def test_only_what_the_first_suspects_is_asked_about_and_both_count_alike(
    said: list[tuple[tuple[float, float], ...]],
) -> None:
    first, second = (Told([one[place] for one in said]) for place in (0, 1))
    texts = list(map(str, range(len(said))))
    weighed = Advised(first, lambda: second).likely(texts, "official")
    suspected = [text for text, (one, _) in zip(texts, said, strict=True) if max(one) >= SUSPECTED]
    assert second.asked == suspected
    for text, likely, (one, other) in zip(texts, weighed, said, strict=True):
        if text not in suspected:
            assert tuple(likely) == one
        for mean, low, high in zip(likely, map(min, one, other), map(max, one, other), strict=True):
            assert (low - 1e-5 <= mean <= high + 1e-5) or text not in suspected


def test_the_mean_is_that_of_the_log_odds() -> None:
    (likely,) = Advised(Told([(0.9, 0.5)]), lambda: Told([(0.1, 0.8)])).likely(["0"], "official")
    assert math.isclose(likely[0], 0.5)
    assert math.isclose(likely[1], 2 / 3)


def test_the_second_is_not_even_made_while_nothing_is_suspected() -> None:
    def never() -> Told:
        raise AssertionError

    assert Advised(Told([(0.1, 0.2)]), never).likely(["0", "0"], "official") == [[0.1, 0.2]] * 2


def test_a_second_that_learnt_other_themes_is_refused() -> None:
    other = Told([(1, 1)], themes=("respect", "safe"))
    with pytest.raises(ValueError, match="same themes"):
        Advised(Told([(1, 1)]), lambda: other).likely(["0"], "official")
