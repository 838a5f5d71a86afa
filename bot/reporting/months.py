"""Calendar months in the organisation's time zone, as people name them, and when a month's report is to be filed."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import Refusal
from bot.reporting.export.choice import Choice
from bot.work import Work

_NAMES = tuple(name.casefold() for name in calendar.month_name)


def month_of(moment: datetime, zone: ZoneInfo) -> str:
    """Return the month a moment falls into, "2026-11"."""
    return f"{moment.astimezone(zone):%Y-%m}"


def before(month: str) -> str:
    """Return the month before."""
    return f"{_first(month) - timedelta(days=1):%Y-%m}"


def named(month: str) -> str:
    """Return "November 2026"."""
    return f"{_first(month):%B %Y}"


def choice_of(month: str) -> Choice:
    """Return the choice of all that happened in the month."""
    first = _first(month)
    return Choice(since=first, until=_last(first))


def starts(month: str, zone: ZoneInfo) -> datetime:
    """Return the month's first moment, in UTC."""
    return datetime.combine(_first(month), time(), zone).astimezone(UTC)


def months_from(moment: datetime, until: datetime, zone: ZoneInfo) -> list[str]:
    """Return every month from one moment to another, both included."""
    found, month, first = [], month_of(until, zone), month_of(moment, zone)
    while month >= first:
        found.append(month)
        month = before(month)
    return found


def report_about(month: str) -> str:
    """Return what the message with a month's report is about."""
    return f"report:{month}"


def month_in(about: str) -> str:
    """Return the month of a report's message."""
    return about.removeprefix("report:")


def month_meant(work: Work, words: str) -> str:
    """Return the month that somebody typed: nothing (this one), "last", "November", "Nov 2025" or "2026-11".

    A name without a year is the latest such month. Refuses what is none, and one that is still to come.
    """
    this = month_of(work.now, ZoneInfo(work.pack.time_zone))
    asked = words.strip().casefold()
    if asked in ("", "this", "now"):
        return this
    if asked == "last":
        return before(this)
    meant = _typed(asked, this)
    if meant is None:
        raise Refusal(
            "no-such-month",
            f"I don't know the month “{words.strip()[:40]}”.",
            saved="Nothing was sent.",
            then=f"Type a month as in {named(before(this))}, or “last”, or nothing for this month.",
        )
    if meant > this:
        raise Refusal(
            "month-to-come",
            f"{named(meant)} is still to come.",
            saved="Nothing was sent.",
            then=f"The latest there is, is {named(this)}, so far.",
        )
    return meant


def _typed(asked: str, this: str) -> str | None:
    name, _, year = asked.partition(" ")
    number = next((at for at, full in enumerate(_NAMES) if at and len(name) > 2 and full.startswith(name)), 0)
    if number and not year:
        latest = f"{this[:4]}-{number:02}"
        return latest if latest <= this else f"{int(this[:4]) - 1:04}-{number:02}"
    try:
        return f"{date(int(year), number, 1):%Y-%m}" if number else f"{date.fromisoformat(f'{asked}-01'):%Y-%m}"
    except ValueError:
        return None


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
