"""Moments as people say them, in the organisation's zone."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.work import Work


def told(work: Work, moment: datetime) -> str:
    """Return "Fri 4 Dec, 09:00"; the year is told when it is another one."""
    local = moment.astimezone(ZoneInfo(work.pack.time_zone))
    year = f" {local.year}" if local.year != work.now.year else ""
    return f"{local:%a} {local.day} {local:%b}{year}, {local:%H:%M}"


def since_told(work: Work, moment: datetime, seen: datetime) -> str:
    """Return "10:02", "yesterday 15:10" or the day, for whoever reads it at `seen`."""
    zone = ZoneInfo(work.pack.time_zone)
    local, days = moment.astimezone(zone), (seen.astimezone(zone).date() - moment.astimezone(zone).date()).days
    return f"{['', 'yesterday '][days]}{local:%H:%M}" if days in (0, 1) else told(work, moment)


def until_told(work: Work, moment: datetime) -> str:
    """Return when something ends: "Fri 4 Dec, 17:00", or "the end of Thu 3 Dec" for midnight after it."""
    local = moment.astimezone(ZoneInfo(work.pack.time_zone))
    if local.time() != time():
        return told(work, moment)
    last = local.date() - timedelta(days=1)
    return f"the end of {last:%a} {last.day} {last:%b}"


def day(work: Work, moment: datetime) -> str:
    """Return "6 Dec"."""
    local = moment.astimezone(ZoneInfo(work.pack.time_zone))
    return f"{local.day} {local:%b}"
