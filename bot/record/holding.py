"""Keeping something although its time is over, as for a complaint or a court: by whom, since when and why."""

from bot.approvals.times import day
from bot.errors import Refusal
from bot.record.models import RetentionHold, TextClass
from bot.registers.people import Person
from bot.work import Work, new_id

NOTHING_CHANGED = "Nothing was changed."


def hold_of(work: Work, *abouts: str) -> RetentionHold | None:
    """Return the hold that stands on one of these people or proposals, the first in their order."""
    standing = work.unit.find(RetentionHold, about=abouts, released_at=None)
    return min(standing, key=lambda one: abouts.index(one.about), default=None)


def hold(work: Work, about: str, by: str, reason: str) -> RetentionHold:
    """Let nothing about this person or proposal be erased until it is released; one about a person keeps what they
    proposed, too. Refuses a second one."""
    standing = hold_of(work, about)
    if standing:
        raise Refusal(
            "already-kept",
            f"It is held already, since {day(work, standing.at)} by {_who(work, standing)}: "
            f"{work.kept(standing.reason)}",
            saved=NOTHING_CHANGED,
        )
    made = RetentionHold(id=new_id(), about=about, by=by, at=work.now, reason=work.keep(reason, TextClass.REASON))
    work.unit.add(made)
    work.record("retention.held", about, by, hold=made.id, reason=made.reason)
    return made


def release(work: Work, about: str, by: str, reason: str) -> RetentionHold:
    """Let it be erased again when its time is over. Refuses when there is no hold."""
    standing = hold_of(work, about)
    if standing is None:
        raise Refusal("not-kept", "No hold stands on that.", saved=NOTHING_CHANGED)
    why = work.keep(reason, TextClass.REASON)
    work.unit.change(RetentionHold, {"id": standing.id}, released_by=by, released_at=work.now, released_reason=why)
    work.record("retention.released", about, by, hold=standing.id, reason=why)
    return standing


def refuse_while_held(work: Work, *abouts: str) -> None:
    """Refuse to erase what somebody holds, and say who and why."""
    standing = hold_of(work, *abouts)
    if standing:
        raise Refusal(
            "held-back",
            f"{_who(work, standing)} put a hold on it on {day(work, standing.at)}: {work.kept(standing.reason)}",
            saved="Nothing was erased.",
            then="Release it first, if the reason is gone: countersign retention release … --reason …",
        )


def _who(work: Work, standing: RetentionHold) -> str:
    person = work.unit.get(Person, id=standing.by)
    return person.name if person else f"Somebody at the {standing.by}"
