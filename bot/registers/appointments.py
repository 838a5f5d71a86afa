"""Giving roles and ending them, each with its dates and a reason, and never by changing what was."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.errors import Refusal
from bot.ports import UnitOfWork
from bot.record.models import TextClass
from bot.registers.people import Person, Role, RoleHeld
from bot.work import Work, new_id

NOTHING_CHANGED = "Nothing was changed."


def give(
    work: Work, person: Person, role: Role, *, by: str, scope: str = "", until: datetime | None = None, reason: str = ""
) -> RoleHeld:
    """Give the person the role from now on, until the moment given or until it is ended.

    `scope` narrows a publisher to one account. Refuses a role the person already holds and an account that is not in
    the register.
    """
    if scope and (role is not Role.PUBLISHER or scope not in work.pack.accounts):
        raise Refusal(
            "no-such-scope",
            f"A {named(role)} cannot be limited to “{scope}”.",
            saved=NOTHING_CHANGED,
            then=f"Only publishers are for one account, and the accounts are: {', '.join(work.pack.accounts)}.",
        )
    if until is not None and until <= work.now:
        raise Refusal(
            "ends-before-it-starts", "That end is in the past.", saved=NOTHING_CHANGED, then="Give a later day."
        )
    if any(held.holds_at(work.now) for held in _held(work.unit, person, role, scope)):
        raise Refusal("holds-it", f"{person.name} is {named(role)} already.", saved=NOTHING_CHANGED)
    held = RoleHeld(
        id=new_id(),
        person_id=person.id,
        role=role,
        scope=scope,
        since=work.now,
        until=until,
        reason=work.keep(reason, TextClass.REASON),
        given_by=by,
    )
    work.unit.add(held)
    ends = until.isoformat() if until else ""
    facts = {"reason": held.reason} if held.reason else {}
    work.record("role.given", held.id, by, person=person.id, role=role.value, scope=scope, until=ends, **facts)
    return held


def end(work: Work, person: Person, role: Role, *, by: str, scope: str = "") -> None:
    """End the person's role now, a deputy's whatever its scope. Refuses what is not held, and for the only Director."""
    found = work.unit.find(RoleHeld, person_id=person.id, role=role)
    held = [one for one in found if one.holds_at(work.now) and (role is Role.COVER or one.scope == scope)]
    if not held:
        raise Refusal("holds-it-not", f"{person.name} is not {named(role)}.", saved=NOTHING_CHANGED)
    if role is Role.DIRECTOR and not _others(work, role, person):
        raise Refusal(
            "only-director",
            f"{person.name} is the only Director, and without one nothing could be decided.",
            saved=NOTHING_CHANGED,
            then="Give somebody else the role first.",
        )
    ended(work, held, by)


def ended(work: Work, held: Iterable[RoleHeld], by: str) -> None:
    """End these roles now, whatever that leaves: a part of `end` and of erasing somebody."""
    for one in held:
        work.unit.change(RoleHeld, {"id": one.id}, until=work.now)
        work.record("role.ended", one.id, by, person=one.person_id, role=one.role.value, scope=one.scope)


def never_held(unit: UnitOfWork, wanted: Mapping[Role, Iterable[str]]) -> dict[Role, tuple[str, ...]]:
    """Return what is left of the roles wanted for platform ids: those that nobody has ever held."""
    ever = {held.role for held in unit.find(RoleHeld)}
    return {role: tuple(ids) for role, ids in wanted.items() if role not in ever and tuple(ids)}


def named(role: Role) -> str:
    """Return the role as people say it."""
    return "Director" if role is Role.DIRECTOR else role.value.replace("_", " ")


def _held(unit: UnitOfWork, person: Person, role: Role, scope: str) -> list[RoleHeld]:
    return unit.find(RoleHeld, person_id=person.id, role=role, scope=scope)


def _others(work: Work, role: Role, person: Person) -> list[RoleHeld]:
    held = work.unit.find(RoleHeld, role=role)
    return [one for one in held if one.person_id != person.id and one.holds_at(work.now)]
