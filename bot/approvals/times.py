"""Moments as people say them, in the organisation's zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.work import Work


def told(work: Work, moment: datetime) -> str:
    """Return "Fri 4 Dec, 09:00"; the year is told when it is another one."""
    local = moment.astimezone(ZoneInfo(work.pack.time_zone))
    year = f" {local.year}" if local.year != work.now.year else ""
    return f"{local:%a} {local.day} {local:%b}{year}, {local:%H:%M}"


def day(work: Work, moment: datetime) -> str:
    """Return "6 Dec"."""
    local = moment.astimezone(ZoneInfo(work.pack.time_zone))
    return f"{local.day} {local:%b}"
