"""The days somebody is away: entered by themselves, without a reason, because the reason is nobody's business."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import FieldErrors, Refusal
from bot.policy.pack import WEEKDAYS, Pack
from bot.registers.bank_holidays import bank_holidays
from bot.registers.people import Person
from bot.registers.working_hours import WorkingHours
from bot.rows import Row
from bot.work import Work, new_id

LONGEST = timedelta(days=366)


class Absence(Row):
    """From the first to the last calendar day, both included, unless it was taken back (`ended_at`)."""

    org: str = ""
    id: str
    person_id: str
    first: date
    last: date
    entered_at: datetime
    ended_at: datetime | None = None


def enter_absence(work: Work, who: Person, first: date, last: date) -> Absence:
    """Note that the person is away on these days. Refuses days that are over, or more than a year of them."""
    if last < first:
        raise FieldErrors({"last": "That is before the first day."})
    if last < today(work):
        raise FieldErrors({"last": "Those days are over."})
    if last - first > LONGEST:
        raise FieldErrors({"last": "That is more than a year. Please ask the trustees to name somebody else."})
    absence = Absence(id=new_id(), person_id=who.id, first=first, last=last, entered_at=work.now)
    work.unit.add(absence)
    return absence


def end_absence(work: Work, who: Person, absence_id: str) -> None:
    """Take the person's own absence back: they are here after all."""
    mine = {"id": absence_id, "person_id": who.id, "ended_at": None}
    if not work.unit.change(Absence, mine, ended_at=work.now):
        raise Refusal("no-absence", "Those days are not noted any more.", saved="Nothing changed.")


def absences_of(work: Work, person_id: str) -> list[Absence]:
    """Return the person's absences that stand, the earliest first."""
    return work.unit.find(Absence, person_id=person_id, ended_at=None, order="first")


def next_absence(work: Work, person_id: str) -> Absence | None:
    """Return the absence the person is in, or else the next; None when there is none."""
    return next((one for one in absences_of(work, person_id) if one.last >= today(work)), None)


def is_away(work: Work, person_id: str) -> bool:
    """Return whether the person is away today."""
    return any(one.first <= today(work) <= one.last for one in absences_of(work, person_id))


def today(work: Work) -> date:
    """Return the day it is where the organisation is."""
    return work.now.astimezone(ZoneInfo(work.pack.time_zone)).date()


def house_hours(pack: Pack) -> WorkingHours:
    """Return the organisation's working hours."""
    working = pack.settings.working
    week = {WEEKDAYS.index(weekday): hours for weekday, hours in working.hours.items()}
    return WorkingHours(ZoneInfo(pack.time_zone), week, bank_holidays(working.country, working.part))


def hours_of(work: Work, person_id: str) -> WorkingHours:
    """Return the person's working hours: the organisation's, without the days they are away."""
    return house_hours(work.pack).without([(one.first, one.last) for one in absences_of(work, person_id)])
