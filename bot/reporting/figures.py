"""The last weeks in figures: a chart and counts, from ten proposals on, and none that would point at one colleague.

Below ten a bar is somebody's name: twelve colleagues know who proposed what. For the same reason outcomes that speak
of a mistake or a delay are told together while there are fewer than five of them.
"""

from itertools import groupby

from bot.delivery.parts import Chart, Facts, Para, Part
from bot.reporting.phrases import capital, counted
from bot.reporting.stories import Outcome
from bot.reporting.week import WeekFigures
from bot.reporting.weeks import number_of

FEWEST_FOR_FIGURES = 10
"""Proposals in all the weeks shown together: a single week of so small an organisation rarely has as many."""

FEWEST_TO_TELL = 5
"""Of what speaks of a mistake or a delay."""

OTHERWISE = "Otherwise"
POINTING = (Outcome.CHANGED_FIRST, Outcome.REJECTED, Outcome.ENDED, Outcome.WENT_FIRST)

Weeks = tuple[tuple[str, dict[str, int]], ...]


def enough(figures: WeekFigures) -> bool:
    """Return whether there were as many proposals as a chart or a median needs."""
    return sum(sum(counts.values()) for _, counts in figures.outcomes) >= FEWEST_FOR_FIGURES


def figures_told(figures: WeekFigures) -> list[Part]:
    """Return the chart and the week's counts as everybody may read them, or a sentence while there are too few."""
    if not enough(figures):
        return [_too_few(figures)]
    return [_chart(_told_together(figures)), Facts(counts_told(figures, least=FEWEST_TO_TELL))]


def counts_told(figures: WeekFigures, *, least: int = 1) -> tuple[tuple[str, str], ...]:
    """Return the week's counts with their labels, without zeros; `least` is the smallest count told of a mistake."""
    counts = (
        ("Approved at once", figures.approved_at_once, 1),
        ("After changes", figures.approved_after_changes, least),
        ("Changes requested", figures.changes_requested, least),
        ("Rejected", figures.rejected, least),
        ("Withdrawn", figures.withdrawn, least),
        ("Expired undecided", figures.expired, least),
        ("Approvals lapsed", figures.lapsed, least),
        ("Published", figures.published, 1),
        ("Waiting when the week ended", figures.waiting, 1),
    )
    happened = tuple((label, str(number)) for label, number, fewest in counts if number >= fewest)
    return (("Proposed in the week", str(figures.proposed)), *happened)


def _too_few(figures: WeekFigures) -> Para:
    proposed = capital(counted(figures.proposed, "proposal was", "proposals were"))
    weeks = counted(len(figures.outcomes), "week", "weeks")
    return Para(f"{proposed} made in the week. From ten in {weeks} on, a chart and counts stand here.")


def _told_together(figures: WeekFigures) -> Weeks:
    """Return each week's counts by label, in the order in which they are drawn, without labels that never occur."""
    totals = {outcome: sum(counts[outcome] for _, counts in figures.outcomes) for outcome in Outcome}
    few = [outcome for outcome in POINTING if totals[outcome] < FEWEST_TO_TELL]
    alone = [outcome for outcome in Outcome if outcome not in few and totals[outcome]]
    together = any(totals[outcome] for outcome in few)
    return tuple(
        (
            week,
            {outcome.value: counts[outcome] for outcome in alone}
            | ({OTHERWISE: sum(counts[outcome] for outcome in few)} if together else {}),
        )
        for week, counts in figures.outcomes
    )


def _chart(weeks: Weeks) -> Chart:
    labels = list(weeks[0][1])
    return Chart(
        title="Proposals a week, by outcome",
        categories=tuple(f"Week {number_of(week)}" for week, _ in weeks),
        series=tuple((label, tuple(counts[label] for _, counts in weeks)) for label in labels),
        summary=_in_words(weeks),
        x_label="Week",
        y_label="Proposals",
    )


def _in_words(weeks: Weeks) -> str:
    """Tell the chart's figures week by week; quiet weeks in a row are told together."""
    runs = groupby(weeks, key=lambda one: any(one[1].values()))
    return " ".join(_busy(list(run)) if busy else _quiet([number_of(week) for week, _ in run]) for busy, run in runs)


def _quiet(weeks: list[int]) -> str:
    return f"Weeks {weeks[0]} to {weeks[-1]}: none." if len(weeks) > 1 else f"Week {weeks[0]}: none."


def _busy(weeks: list[tuple[str, dict[str, int]]]) -> str:
    return " ".join(
        f"Week {number_of(week)}: {sum(counts.values())} proposed "
        f"({', '.join(f'{count} {_small(label)}' for label, count in counts.items() if count)})."
        for week, counts in weeks
    )


def _small(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"
