"""The screen against our own labelled texts: few false alarms, little missed, for every label."""

import pytest

from tests.privacy.scoring import SETS, Figures, labelled, score

PRECISION, RECALL = 0.95, 0.90
ROWS = [row for name in SETS for row in labelled(name)]
FIGURES = score(ROWS)
LABELS = sorted(FIGURES)


def test_at_least_half_of_the_texts_hold_nothing_private() -> None:
    assert len(ROWS) >= 200
    assert 2 * sum(not row.spans for row in ROWS) >= len(ROWS)


@pytest.mark.parametrize("label", LABELS)
def test_what_is_said_of_a_label_is_nearly_always_right(label: str) -> None:
    assert FIGURES[label].precision >= PRECISION, FIGURES[label].wrong


@pytest.mark.parametrize("label", LABELS)
def test_little_of_a_label_is_missed(label: str) -> None:
    assert FIGURES[label].recall >= RECALL, FIGURES[label].missed


def test_hardly_any_clean_text_is_told() -> None:
    alarmed: dict[str, Figures] = score(row for row in ROWS if not row.spans)
    assert sum(len(figures.wrong) for figures in alarmed.values()) <= len(ROWS) // 100
