"""A small organisation, made up from a seed: who works there, what they propose and when they are away."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.approvals.models import Kind

LONDON = ZoneInfo("Europe/London")
FIRST = date(2026, 3, 2)
LAST = date(2027, 3, 1)
STAFF = ("Amina", "Tom", "Priya", "Leo", "Mona", "Sam", "Ines", "Kofi", "Ella")
DIRECTORS = ("Ruth", "Nadia")
DEPUTIES = ("Dev", "Joan")
TRUSTEES = ("Grace", "Hugh")
EVERYBODY = (*STAFF, *DIRECTORS, *DEPUTIES, *TRUSTEES)
PROPOSALS = 600
SUCCESSION = date(2026, 10, 12)
ASLEEP = (
    (date(2026, 5, 6), date(2026, 5, 8)),
    (date(2026, 8, 18), date(2026, 8, 19)),
    (date(2026, 12, 2), date(2026, 12, 4)),
)
"""From the evening of the first day to the morning of the last nothing runs: the laptop is closed."""


@dataclass(frozen=True)
class Idea:
    """Something that somebody will propose."""

    at: datetime
    author: str
    kind: Kind
    accounts: tuple[str, ...]
    wanted_at: datetime | None
    urgent: bool


@dataclass(frozen=True)
class Leave:
    """Days on which a Director is away; `deputy` stands in, when somebody was named, and `entered` days before."""

    who: str
    first: date
    last: date
    deputy: str
    entered: int


LEAVES = (
    Leave("Ruth", date(2026, 4, 7), date(2026, 4, 10), "Dev", 12),
    Leave("Ruth", date(2026, 6, 8), date(2026, 6, 19), "Joan", 20),
    Leave("Ruth", date(2026, 7, 27), date(2026, 7, 31), "", 12),
    Leave("Ruth", date(2026, 9, 14), date(2026, 9, 15), "", 0),
    Leave("Nadia", date(2026, 11, 9), date(2026, 11, 13), "Dev", 5),
    Leave("Nadia", date(2026, 12, 21), date(2027, 1, 1), "Joan", 31),
    Leave("Nadia", date(2027, 2, 15), date(2027, 2, 19), "", 3),
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment as a clock on the wall in London shows it."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def ideas(chance: Random) -> list[Idea]:
    """Return what will be proposed in the year, in order of time."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days - 3)]
    found = []
    for _ in range(PROPOSALS):
        day = chance.choice(days)
        if day.weekday() > 4 and chance.random() < 0.8:
            day -= timedelta(days=2)
        moment = at(day, chance.randint(8, 17), chance.choice((0, 10, 40)))
        wanted = moment + timedelta(hours=chance.choice((1, 3, 20, 45, 70, 100))) if chance.random() < 0.4 else None
        kind = chance.choice((Kind.POST, Kind.POST, Kind.POST, Kind.REPLY, Kind.SHARE, Kind.PROFILE_CHANGE))
        several = () if kind is Kind.REPLY else (("facebook", "instagram"),)
        accounts = chance.choice((("facebook",), ("x",), *several))
        author = chance.choice((*STAFF, *STAFF, "Ruth", "Dev"))
        found.append(Idea(moment, author, kind, accounts, wanted, chance.random() < 0.05))
    return sorted(found, key=lambda idea: (idea.at, idea.author))


def moments() -> list[datetime]:
    """Return when the clock is looked at: each hour of the day, seldom by night, never while the laptop is closed."""
    found = []
    day = FIRST
    while day <= LAST:
        hours = [(0, 5), (4, 0), *((hour, 0) for hour in range(8, 18)), (9, 30), (16, 30), (20, 0)]
        weekend = [(0, 5), (4, 0), (14, 0)]
        found += [at(day, *clock) for clock in sorted(hours if day.weekday() < 5 else weekend)]
        day += timedelta(days=1)
    return [moment for moment in found if not any(at(one, 18) < moment < at(other, 9) for one, other in ASLEEP)]
