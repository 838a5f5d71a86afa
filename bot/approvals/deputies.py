"""Somebody stands in for the Director: named by her alone, with dates and a scope, and all concerned are told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.approvals import steps
from bot.approvals.models import Proposal
from bot.approvals.states import State
from bot.delivery.messages import STANDS, Message, Name
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.absences import Absence, house_hours, next_absence
from bot.registers.cover import Scope, read_scope
from bot.registers.people import Person, Role, RoleHeld
from bot.registers.roles import Roles, person_named
from bot.registers.working_hours import DAY
from bot.work import Work, new_id

EVERYTHING = Scope()
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Cover:
    """Who is to stand in, from when until when, for what, and why."""

    deputy: Person
    since: datetime
    until: datetime
    scope: Scope = EVERYTHING
    reason: str = ""


def may_name(work: Work, who: Person) -> None:
    """Refuse everybody but the Director: who stands in can name nobody."""
    if not Roles.at(work.unit, work.now).has(who.id, Role.DIRECTOR):
        raise Refusal(
            "not-the-director",
            f"Only the {work.pack.director_title} names a deputy. Whoever stands in cannot pass it on.",
            saved="Nothing changed.",
        )


def name_cover(work: Work, who: Person, cover: Cover) -> RoleHeld:
    """Let the deputy decide in these dates and this scope; refused for oneself, for the past and for over a year."""
    may_name(work, who)
    roles = Roles.at(work.unit, work.now)
    errors = {}
    if cover.deputy.id == who.id:
        errors["deputy"] = "That is you. Choose somebody else."
    elif roles.has(cover.deputy.id, Role.DIRECTOR):
        errors["deputy"] = f"{cover.deputy.name} decides already."
    if cover.until <= max(cover.since, work.now):
        errors["until"] = "That is over before it begins."
    elif cover.until - cover.since > LONGEST:
        errors["until"] = "That is more than a year. Please ask the trustees to name somebody else."
    if errors:
        raise FieldErrors(errors)
    held = RoleHeld(
        id=new_id(),
        person_id=cover.deputy.id,
        role=Role.COVER,
        scope=str(cover.scope),
        since=max(cover.since, work.now),
        until=cover.until,
        reason=work.keep(cover.reason, TextClass.REASON),
        given_by=who.id,
    )
    work.unit.add(held)
    facts = {"person": held.person_id, "scope": held.scope, "since": held.since.isoformat(), "reason": held.reason}
    work.record("cover.named", held.id, who.id, until=cover.until.isoformat(), **facts)
    tell_cover(work, held)
    return held


def end_cover(work: Work, who: Person, held_id: str) -> RoleHeld:
    """End it now: by the Director, or by the deputy who cannot do it any more."""
    held = work.unit.get(RoleHeld, id=held_id, role=Role.COVER)
    if held is None or (held.until is not None and held.until <= work.now):
        raise Refusal("no-cover", "Nobody stands in there any more.", saved="Nothing changed.")
    if who.id != held.person_id:
        may_name(work, who)
    return ended_cover(work, held, who.id)


def ended_cover(work: Work, held: RoleHeld, by: str) -> RoleHeld:
    """End a cover without asking who may: a part of `end_cover` and of a change of the Director."""
    work.unit.change(RoleHeld, {"id": held.id}, until=work.now)
    work.record("cover.ended", held.id, by, person=held.person_id, scope=held.scope)
    ended = held.model_copy(update={"until": work.now})
    tell_cover(work, ended)
    return ended


def covers(work: Work) -> list[RoleHeld]:
    """Return those who stand in now or will, whose scope is understood, the earliest first."""
    held = work.unit.find(RoleHeld, role=Role.COVER, order="since")
    return [one for one in held if (one.until is None or one.until > work.now) and read_scope(one.scope)]


def cover_now(work: Work) -> list[RoleHeld]:
    """Return those who stand in at this moment."""
    return [one for one in covers(work) if one.holds_at(work.now)]


def uncovered_day(work: Work, absence: Absence) -> date | None:
    """Return the first working day of an absence on which nobody here may decide everything; None when all are."""
    hours, standing = house_hours(work.pack), covers(work)
    directors = [one for one in Roles.at(work.unit, work.now).directors() if one != absence.person_id]
    if any(next_absence(work, one) is None for one in directors):
        return None
    day = absence.first
    while day <= absence.last:
        if hours.works_on(day) and not any(_covers_day(work, one, day) for one in standing):
            return day
        day += DAY
    return None


def _covers_day(work: Work, held: RoleHeld, day: date) -> bool:
    begins, ends = house_hours(work.pack).of_day(day)
    scope = read_scope(held.scope)
    away = next_absence(work, held.person_id)
    here = away is None or not away.first <= day <= away.last
    lasts = held.since <= max(begins, work.now) and (held.until is None or held.until >= ends)
    return scope is not None and scope.is_everything and here and lasts


def tell_cover(work: Work, held: RoleHeld) -> None:
    """Tell the deputy and the Directors that it begins or is over, and draw again what shows who decides.

    At the end the deputy's first message goes, and a new one rings.
    """
    roles, room = Roles.at(work.unit, work.now), f"dm:{held.person_id}"
    over = held.until is not None and held.until <= work.now
    work.tell(Message(Name.COVER, room, held.id, ((STANDS, ""),) if over else ()))
    if over:
        work.tell(Message(Name.COVER, room, f"{held.id}:over"))
    for person_id in roles.directors():
        if person_id != held.person_id:
            work.tell(Message(Name.COVER, f"dm:{person_id}", held.id))
    for director in roles.directors():
        away = next_absence(work, director)
        if away:
            work.tell(Message(Name.UNCOVERED, f"dm:{director}", away.id, ((STANDS, ""),)))
    show_waiting(work)


def show_waiting(work: Work) -> None:
    """Have everything that waits for a decision drawn again: who may decide it has changed."""
    for proposal in work.unit.find(Proposal, state=State.PENDING, order="number"):
        steps.show(work, proposal)


def deputy_named(work: Work, held: RoleHeld) -> str:
    """Return the name of whoever stands in."""
    return person_named(work, held.person_id).name
