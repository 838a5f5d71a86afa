"""ISO weeks (ISO 8601) in the organisation's time zone: they begin on Monday at midnight there, not in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def week_of(moment: datetime, zone: ZoneInfo) -> str:
    """Return the week a moment falls into, "2026-W47"."""
    return _named(moment.astimezone(zone).date())


def bounds(week: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the week's first moment and the next week's, in UTC. The week with a clock change is an hour off 168."""
    monday = _monday(week)
    return _midnight(monday, zone), _midnight(monday + timedelta(weeks=1), zone)


def exists(week: str) -> bool:
    """Return whether there is such a week: some years have 53."""
    try:
        _monday(week)
    except ValueError:
        return False
    return True


def before(week: str, weeks: int = 1) -> str:
    """Return the week that many weeks earlier."""
    return _named(_monday(week) - timedelta(weeks=weeks))


def weeks_up_to(week: str, count: int) -> tuple[str, ...]:
    """Return so many weeks in a row, the given one last."""
    return tuple(before(week, back) for back in reversed(range(count)))


def moment_after(week: str, days: int, clock: time, zone: ZoneInfo) -> datetime:
    """Return a time of day so many days after the Monday that follows the week, in UTC."""
    day = _monday(week) + timedelta(weeks=1, days=days)
    return datetime.combine(day, clock, zone).astimezone(UTC)


def number_of(week: str) -> int:
    """Return the week's number in its year, 1 to 53."""
    return int(week.rpartition("-W")[2])


def _named(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _monday(week: str) -> date:
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
