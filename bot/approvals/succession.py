"""Somebody else becomes Director: named by a trustee, recorded, and told to everybody it concerns."""

from bot.approvals.deputies import ended_cover, show_waiting
from bot.delivery.messages import Message, Name
from bot.errors import FieldErrors, Refusal
from bot.registers.appointments import ended, give
from bot.registers.people import Person, Role, RoleHeld
from bot.registers.roles import Roles
from bot.work import Work


def may_name_successor(work: Work, who: Person) -> None:
    """Refuse everybody but a trustee."""
    if not Roles.at(work.unit, work.now).has(who.id, Role.TRUSTEE):
        title = work.pack.director_title
        raise Refusal("not-a-trustee", f"Only a trustee can name another {title}.", saved="Nothing changed.")


def succeed(work: Work, who: Person, person: Person, reason: str) -> RoleHeld:
    """Make the person Director in the place of whoever is; those who stood in for the old one do so no longer.

    No trustee names themselves: that takes another trustee, or whoever keeps the machine.
    """
    may_name_successor(work, who)
    roles = Roles.at(work.unit, work.now)
    old = roles.directors()
    errors = {}
    if person.id == who.id:
        errors["person"] = "That is you. Another trustee has to name you."
    elif person.id in old:
        errors["person"] = f"{person.name} is the {work.pack.director_title} already."
    if not reason.strip():
        errors["reason"] = "Say why, for whoever looks it up later."
    if errors:
        raise FieldErrors(errors)
    new = give(work, person, Role.DIRECTOR, by=who.id, reason=reason)
    ended(work, [held for held in roles.held if held.role is Role.DIRECTOR], who.id)
    theirs = [held for held in work.unit.find(RoleHeld, role=Role.COVER) if held.given_by in old]
    standing = [held for held in theirs if held.until is None or held.until > work.now]
    for held in standing:
        ended_cover(work, held, who.id)
    concerned = [person.id, *old, *roles.holders(Role.TRUSTEE), *(held.person_id for held in standing)]
    for person_id in dict.fromkeys(concerned):
        work.tell(Message(Name.SUCCESSION, f"dm:{person_id}", new.id))
    show_waiting(work)
    return new
