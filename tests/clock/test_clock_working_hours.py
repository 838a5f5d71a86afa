"""When people work: bank holidays of each part of the country, days away, both clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.registers.bank_holidays import FILE, bank_holidays
from bot.registers.working_hours import WorkingHours
from tests.clock.bank_holidays import written

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NINE_TO_FIVE = dict.fromkeys(range(5), (time(9), time(17)))
ROUND_THE_CLOCK = dict.fromkeys(range(7), (time(0), time(23, 59)))


def hours(part: str = "ENG", *away: tuple[date, date]) -> WorkingHours:
    return WorkingHours(LONDON, NINE_TO_FIVE, bank_holidays("GB", part), away)


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        (date(2026, 11, 30), {"SCT"}),  # St Andrew's Day
        (date(2026, 3, 17), {"NIR"}),  # St Patrick's Day
        (date(2026, 4, 6), {"ENG", "WLS", "NIR"}),  # Easter Monday
        (date(2027, 1, 4), {"SCT"}),  # 2 January, a Saturday, observed on the Monday
        (date(2026, 12, 28), {"ENG", "WLS", "SCT", "NIR"}),  # Boxing Day, a Saturday
    ],
)
def test_bank_holidays_are_those_of_the_part_of_the_country(day: date, parts: set[str]) -> None:
    assert {part for part in ("ENG", "WLS", "SCT", "NIR") if not hours(part).works_on(day)} == parts


def test_a_request_before_christmas_is_first_due_after_all_the_holidays() -> None:
    afternoon = london(2026, 12, 24, 16)
    assert hours().add(afternoon, 2 * HOUR) == london(2026, 12, 29, 10)
    assert hours("ENG", (date(2026, 12, 29), date(2026, 12, 31))).add(afternoon, 2 * HOUR) == london(2027, 1, 4, 10)


def test_the_end_of_the_day_is_not_worked_and_its_beginning_is() -> None:
    assert hours().is_working(london(2026, 11, 23, 9)) and not hours().is_working(london(2026, 11, 23, 17))
    assert hours().add(london(2026, 11, 23, 13), 4 * HOUR) == london(2026, 11, 24, 9)
    assert hours().before(london(2026, 11, 24, 9), 2 * HOUR) == london(2026, 11, 23, 15)
    assert hours().before(london(2026, 11, 24, 10), 2 * HOUR) == london(2026, 11, 23, 16)


@pytest.mark.parametrize(
    ("day", "long"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 1), 24)], ids=str
)
def test_a_day_on_which_the_clock_changes_is_as_long_as_it_is(day: date, long: int) -> None:
    always = WorkingHours(LONDON, ROUND_THE_CLOCK, lambda day: False)
    midnight = datetime.combine(day, time(), LONDON)
    assert always.between(midnight, midnight + timedelta(days=1)) == long * HOUR - MINUTE


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
amounts = st.integers(1, 100 * 60).map(lambda minutes: minutes * MINUTE)
nights = st.sampled_from([NINE_TO_FIVE, ROUND_THE_CLOCK, {5: (time(0, 30), time(2, 30)), 6: (time(0, 30), time(4))}])


@given(moments, amounts, nights, st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 1)), max_size=3))
def test_what_is_added_is_what_lies_between(
    moment: datetime, working: timedelta, week: dict[int, tuple[time, time]], away: list[date]
) -> None:
    days = [(first, first + timedelta(days=9)) for first in away]
    house = WorkingHours(LONDON, week, bank_holidays("GB", "NIR"), days)
    after = house.add(moment, working)
    assert house.is_working(after) and after > moment
    assert house.between(moment, after) == working
    assert house.between(house.before(moment, working), moment) == working
    assert house.between(after, moment) == timedelta()
    latest = house.before(after, working)
    assert latest >= moment or house.between(moment, latest) == timedelta()


@given(moments, moments, moments)
def test_working_time_adds_up_whatever_lies_between(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    house = hours("SCT")
    assert house.between(first, middle) + house.between(middle, last) == house.between(first, last)
    assert house.between(first, last) <= last - first


def test_the_bank_holidays_that_are_written_down_are_those_of_the_library() -> None:
    assert FILE.read_text(encoding="utf-8").splitlines()[1:] == written(date(2026, 1, 1)).splitlines()[1:]


def test_another_year_is_asked_of_the_library() -> None:
    assert bank_holidays("GB", "SCT")(date(2050, 1, 3))
    assert not bank_holidays("GB", "ENG")(date(2050, 1, 4))


def test_another_country_is_asked_of_the_library() -> None:
    assert bank_holidays("IE", "")(date(2026, 3, 17))
