"""Cover begins and ends by the clock; the Director is warned before days without it, trustees when nobody is here."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.approvals.deputies import show_waiting, tell_cover, uncovered_day
from bot.approvals.waiting import unattended
from bot.delivery.messages import Message, Name
from bot.duties.claims import claim, is_claimed
from bot.registers.absences import house_hours, next_absence, today
from bot.registers.people import Role, RoleHeld
from bot.registers.roles import Roles
from bot.work import Work

LOOKS_BACK = timedelta(days=7)
"""A cover that began or ended longer ago, while nothing ran, is no news."""


def begin_and_end_cover(work: Work) -> None:
    """When a cover begins, what waits is shown to the deputy; at its end, once they work again, they are told."""
    hours = house_hours(work.pack)
    for held in work.unit.find(RoleHeld, role=Role.COVER, order="since"):
        if _just(work, held.since) and held.holds_at(work.now) and claim(work, "cover began", held.id):
            work.tell(Message(Name.COVER, f"dm:{held.person_id}", held.id))
            show_waiting(work)
        ended = held.until if held.until and _just(work, held.until) and hours.is_working(work.now) else None
        if ended and claim(work, "cover ended", f"{held.id}:{ended.isoformat()}"):
            tell_cover(work, held)


def warn_of_days_without_cover(work: Work) -> None:
    """Tell a Director, a working day before, that nobody stands in while they are away; once an absence."""
    hours = house_hours(work.pack)
    if not hours.is_working(work.now):
        return
    for director in Roles.at(work.unit, work.now).directors():
        away = next_absence(work, director)
        if away is None:
            continue
        begins = datetime.combine(away.first, time(), ZoneInfo(work.pack.time_zone)).astimezone(UTC)
        warned_from = hours.before(begins, timedelta(hours=work.pack.settings.reminders.before_end_hours))
        if warned_from <= work.now and uncovered_day(work, away) and claim(work, "uncovered", away.id):
            work.tell(Message(Name.UNCOVERED, f"dm:{director}", away.id))


def tell_trustees_that_nobody_is_here(work: Work) -> None:
    """Tell the trustees, once a day, when something has waited long and all who may decide it are away."""
    hours = house_hours(work.pack)
    if not hours.is_working(work.now):
        return
    long = timedelta(hours=work.pack.settings.reminders.cover_after_hours)
    day = today(work).isoformat()
    if is_claimed(work, "unattended", day):
        return
    if any(hours.between(item.since, work.now) >= long for item in unattended(work)):
        claim(work, "unattended", day)
        for trustee in Roles.at(work.unit, work.now).holders(Role.TRUSTEE):
            work.tell(Message(Name.UNATTENDED, f"dm:{trustee}", day))


def _just(work: Work, moment: datetime) -> bool:
    return work.now - LOOKS_BACK < moment <= work.now
