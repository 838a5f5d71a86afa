"""Who comes in: colleagues are known from their first visit; guests, other teams and robots are turned away."""

from bot.errors import Refusal
from bot.ports import UnitOfWork
from bot.registers.people import Person, Visitor
from bot.work import new_id

NOTHING_SAVED = "Nothing was sent or saved."


def turn_away(visitor: Visitor) -> None:
    """Refuse whoever is not an active colleague in this workspace."""
    if visitor.robot:
        raise Refusal("robot", "I only take requests from people.", saved=NOTHING_SAVED)
    if visitor.deactivated:
        raise Refusal(
            "deactivated",
            "This account has been deactivated, so I can't take anything from it.",
            saved=NOTHING_SAVED,
            then="If that is a mistake, ask whoever looks after the workspace.",
        )
    if not visitor.of_this_team:
        raise Refusal(
            "other-team",
            "You belong to another organisation's workspace, and I only work for this one.",
            saved=NOTHING_SAVED,
            then="Please ask one of its staff to propose it for you.",
        )
    if visitor.guest:
        raise Refusal(
            "guest",
            "Guests of this workspace can't propose or decide.",
            saved=NOTHING_SAVED,
            then="Please ask a member of staff to propose it for you.",
        )


def introduce(unit: UnitOfWork, visitor: Visitor) -> Person:
    """Return the person's entry in the register, made on their first visit and kept up to date."""
    known = unit.get(Person, platform=visitor.platform, platform_id=visitor.platform_id)
    if known is None:
        person = Person(
            id=new_id(),
            platform=visitor.platform,
            platform_id=visitor.platform_id,
            name=visitor.name,
            time_zone=visitor.time_zone,
        )
        unit.add(person)
        return person
    fresh = {"name": visitor.name, "time_zone": visitor.time_zone}
    if (known.name, known.time_zone) != (visitor.name, visitor.time_zone):
        unit.change(Person, {"id": known.id}, **fresh)
    return known.model_copy(update=fresh)
