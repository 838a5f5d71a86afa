"""Weeks begin on Monday at midnight where the organisation is, also in the weeks the clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.reporting.weeks import before, bounds, moment_after, number_of, week_of, weeks_up_to

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 16, 0, 0, tzinfo=UTC), "2026-W47"),
        (datetime(2026, 11, 22, 23, 59, tzinfo=UTC), "2026-W47"),
        (datetime(2026, 7, 5, 22, 59, tzinfo=UTC), "2026-W27"),
        (datetime(2026, 7, 5, 23, 0, tzinfo=UTC), "2026-W28"),  # midnight in London's summer
        (datetime(2027, 1, 3, 12, tzinfo=UTC), "2026-W53"),
        (datetime(2024, 12, 30, 12, tzinfo=UTC), "2025-W01"),
    ],
)
def test_a_moment_falls_into_the_week_people_there_are_in(moment: datetime, week: str) -> None:
    assert week_of(moment, LONDON) == week


def test_an_ordinary_week_has_its_bounds_in_utc() -> None:
    assert bounds("2026-W47", LONDON) == (datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))


def test_the_week_the_clocks_go_forward_is_an_hour_short() -> None:
    start, end = bounds("2026-W13", LONDON)
    assert (start, end) == (datetime(2026, 3, 23, 0, tzinfo=UTC), datetime(2026, 3, 29, 23, tzinfo=UTC))
    assert end - start == timedelta(hours=167)


def test_the_week_the_clocks_go_back_is_an_hour_longer() -> None:
    start, end = bounds("2026-W43", LONDON)
    assert (start, end) == (datetime(2026, 10, 18, 23, tzinfo=UTC), datetime(2026, 10, 26, 0, tzinfo=UTC))
    assert end - start == timedelta(hours=169)


@pytest.mark.parametrize("week", ["2026-W12", "2026-W13", "2026-W42", "2026-W43", "2026-W53", "2027-W01"])
def test_a_week_holds_its_first_moment_and_not_the_next_week_s(week: str) -> None:
    start, end = bounds(week, LONDON)
    assert week_of(start, LONDON) == week_of(end - timedelta(microseconds=1), LONDON) == week
    assert before(week_of(end, LONDON)) == week


def test_weeks_are_counted_back_over_the_year() -> None:
    assert before("2027-W01") == "2026-W53"
    assert weeks_up_to("2027-W02", 4) == ("2026-W52", "2026-W53", "2027-W01", "2027-W02")
    assert number_of("2026-W07") == 7


def test_a_time_of_day_stays_nine_o_clock_over_both_clock_changes() -> None:
    assert moment_after("2026-W12", 0, time(9), LONDON) == datetime(2026, 3, 23, 9, tzinfo=UTC)
    assert moment_after("2026-W13", 0, time(9), LONDON) == datetime(2026, 3, 30, 8, tzinfo=UTC)
    assert moment_after("2026-W42", 0, time(9), LONDON) == datetime(2026, 10, 19, 8, tzinfo=UTC)
    assert moment_after("2026-W43", 0, time(9), LONDON) == datetime(2026, 10, 26, 9, tzinfo=UTC)
