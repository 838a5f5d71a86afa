"""Hold everything: the Director stops all that is approved and not yet posted, at once, until it is released."""

from bot.approvals import steps
from bot.approvals.models import Hold, Proposal
from bot.approvals.queues import ask_to_clear, leave_in_queue
from bot.approvals.standing_words import show_uses
from bot.approvals.states import State
from bot.approvals.times import told
from bot.delivery.messages import Message, Name
from bot.errors import Refusal
from bot.record.models import TextClass
from bot.registers.people import Person
from bot.registers.roles import Roles, person_named
from bot.work import Work, new_id


def current_hold(work: Work) -> Hold | None:
    """Return the hold that is in force, or None."""
    return work.unit.get(Hold, released_at=None)


def hold_everything(work: Work, who: Person, reason: str) -> Hold:
    """Stop everything approved and not posted; whoever scheduled something elsewhere is asked to take it out."""
    _only_deciders(work, who)
    standing = current_hold(work)
    if standing:
        raise Refusal(
            "already-held",
            f"{person_named(work, standing.by).name} already put everything on hold on {told(work, standing.at)}.",
            saved="It still is.",
        )
    hold = Hold(id=new_id(), by=who.id, at=work.now, reason=work.keep(reason, TextClass.REASON))
    work.unit.add(hold)
    work.record("hold.started", hold.id, who.id, reason=hold.reason)
    for proposal in work.unit.find(Proposal, state=State.APPROVED, order="number"):
        ask_to_clear(work, proposal)
    _tell(work, hold)
    return hold


def release_hold(work: Work, who: Person) -> Hold:
    """End the hold: what was approved may be posted again. A deputy for some things only may begin one, not end it."""
    _only_deciders(work, who)
    if not Roles.at(work.unit, work.now).decides_everything(who.id):
        raise Refusal(
            "outside-scope",
            "You stand in for some things only, and the hold is on everything.",
            saved="It still is.",
            then=f"Ask the {work.pack.director_title} to release it.",
        )
    hold = current_hold(work)
    if hold is None:
        raise Refusal("not-held", "Nothing is on hold.", saved="Nothing changed.")
    work.unit.change(Hold, {"id": hold.id, "released_at": None}, released_at=work.now, released_by=who.id)
    work.record("hold.released", hold.id, who.id)
    for proposal in work.unit.find(Proposal, state=State.APPROVED, order="number"):
        leave_in_queue(work, proposal)
    released = hold.model_copy(update={"released_at": work.now, "released_by": who.id})
    _tell(work, released)
    return released


def _tell(work: Work, hold: Hold) -> None:
    facts = (("released", "yes" if hold.released_at else ""),)
    roles = Roles.at(work.unit, work.now)
    people: list[str] = []
    for proposal in work.unit.find(Proposal, state=State.APPROVED, order="number"):
        steps.show(work, proposal)
        steps.show_verdict(work, proposal)
        people += [proposal.author_id, *_posters(work, roles, proposal)]
    show_uses(work)
    for person_id in dict.fromkeys([*people, *roles.deciders()]):
        work.tell(Message(Name.HELD, f"dm:{person_id}", hold.id, facts))


def _posters(work: Work, roles: Roles, proposal: Proposal) -> list[str]:
    """Return the ids of the publishers who could be about to post it."""
    left = [row.account for row in steps.placements(work, proposal) if row.posted_at is None]
    accounts = [work.pack.accounts[account] for account in left if account in work.pack.accounts]
    named = [one for account in accounts for one in account.publishers]
    known = [person.id for person in work.unit.find(Person, platform_id=named)] if named else []
    return [*known, *(one for account in accounts if not account.publishers for one in roles.publishers(account.id))]


def _only_deciders(work: Work, who: Person) -> None:
    if not Roles.at(work.unit, work.now).may_decide(who.id):
        title = work.pack.director_title
        raise Refusal("not-a-decider", f"Only the {title} or a named deputy can do that.", saved="Nothing changed.")
