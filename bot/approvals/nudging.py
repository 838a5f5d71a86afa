"""The author may ask for an answer: the decider is reminded of it, at most once in so many working hours."""

from datetime import datetime, timedelta

from bot.approvals import steps
from bot.approvals.line import deciders_of, first_in_line
from bot.approvals.models import Proposal
from bot.approvals.propose import only_the_author
from bot.approvals.refusals import wrong_state
from bot.approvals.states import State
from bot.approvals.times import told
from bot.errors import Refusal
from bot.registers.absences import hours_of, house_hours
from bot.registers.people import Person
from bot.registers.roles import Roles, person_named
from bot.work import Work


def nudge(work: Work, who: Person, proposal_id: str) -> str:
    """Have the decider reminded of it, and return a sentence that says when that will be."""
    proposal = steps.find(work, proposal_id)
    only_the_author(work, proposal, who)
    if proposal.state is not State.PENDING:
        raise wrong_state(work, proposal)
    again = nudge_from(work, proposal)
    if again > work.now:
        raise Refusal(
            "nudged-before",
            f"{work.pack.number(proposal.number)} was sent, or asked about, not long ago.",
            saved="Nothing was sent again.",
            then=f"You can ask from {told(work, again)} on.",
        )
    work.unit.change(Proposal, {"id": proposal.id, "state": State.PENDING}, nudged_at=work.now)
    steps.show(work, proposal)
    deciders = whose_turn(work, proposal)
    if not deciders:
        return "Nobody else may decide it at the moment, so nobody could be reminded. Please ask whoever set me up."
    name, hours = person_named(work, deciders[0]).name, hours_of(work, deciders[0])
    if hours.is_working(work.now):
        return f"I remind {name} now. You can ask again in a few hours."
    return f"{name} is not at work now. I remind them on {told(work, hours.next_moment(work.now))}."


def nudge_from(work: Work, proposal: Proposal) -> datetime:
    """Return from when on the author may ask: some working hours after it was sent or last asked about."""
    if proposal.urgent and proposal.nudged_at is None:
        return proposal.changed_at
    pause = timedelta(hours=work.pack.settings.reminders.nudge_every_hours)
    return house_hours(work.pack).add(proposal.nudged_at or proposal.changed_at, pause)


def whose_turn(work: Work, proposal: Proposal) -> tuple[str, ...]:
    """Return the ids of those whose turn it is to decide it."""
    roles = Roles.at(work.unit, work.now)
    return first_in_line(work, deciders_of(work, proposal, roles), roles)
