"""What waits for a decision, since when, and for whom: one list, from which reminders, Home and the digest are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.approvals.line import deciders_of, first_in_line
from bot.approvals.models import Concern, ConcernOutcome, PhoneYes, Proposal, Revision
from bot.approvals.states import State
from bot.registers.absences import is_away
from bot.registers.people import Role
from bot.registers.roles import Roles
from bot.work import Work

PUT_RIGHT = [ConcernOutcome.CORRECT, ConcernOutcome.TAKE_DOWN]


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a decider. `key` names it for ever: "proposal:<id>:<revision>", "concern:<id>" …

    `first` are those whose turn it is, `others` whoever else may decide it. The times are the proposal's own.
    """

    key: str
    proposal: Proposal
    since: datetime
    first: tuple[str, ...]
    others: tuple[str, ...] = ()
    urgent: bool = False
    wanted_at: datetime | None = None
    ends_at: datetime | None = None
    nudged_at: datetime | None = None

    @property
    def deciders(self) -> tuple[str, ...]:
        """Everybody who may decide it, whose turn it is first."""
        return (*self.first, *self.others)


def everything_waiting(work: Work) -> tuple[Waiting, ...]:
    """Return all that waits for a decision, what is urgent first and then the oldest."""
    roles = Roles.at(work.unit, work.now)
    kinds = (_pending, _looks, _concerns, _overdue, _phone_yeses)
    found = (one for kind in kinds for one in kind(work, roles))
    return tuple(sorted(found, key=lambda one: (not one.urgent, one.since, one.proposal.number)))


def waiting_for(work: Work, person_id: str) -> tuple[Waiting, ...]:
    """Return what waits for this person, whether or not it is their turn."""
    return tuple(one for one in everything_waiting(work) if person_id in one.deciders)


def unattended(work: Work) -> tuple[Waiting, ...]:
    """Return what waits while everybody who may decide it is away; a Director's own is with the Director."""
    directors = Roles.at(work.unit, work.now).directors()
    found = []
    for item in everything_waiting(work):
        whose = item.deciders or tuple(one for one in directors if one == item.proposal.author_id)
        if all(is_away(work, one) for one in whose):
            found.append(item)
    return tuple(found)


def judges_of(work: Work, proposal: Proposal, roles: Roles) -> tuple[str, ...]:
    """Return who decides a concern about it. About the Director's own posts that is a trustee, while there is one."""
    if roles.has(proposal.author_id, Role.DIRECTOR):
        trustees = tuple(one for one in roles.holders(Role.TRUSTEE) if one != proposal.author_id)
        if trustees:
            return trustees
    return deciders_of(work, proposal, roles)


def _pending(work: Work, roles: Roles) -> Iterable[Waiting]:
    for proposal in work.unit.find(Proposal, state=State.PENDING):
        revision = work.unit.get(Revision, proposal_id=proposal.id, number=proposal.revision)
        first, others = _line(work, deciders_of(work, proposal, roles), roles)
        yield Waiting(
            f"proposal:{proposal.id}:{proposal.revision}",
            proposal,
            proposal.changed_at,
            first,
            others,
            proposal.urgent,
            revision.wanted_at if revision else None,
            proposal.expires_at,
            proposal.nudged_at,
        )


def _looks(work: Work, roles: Roles) -> Iterable[Waiting]:
    for proposal in work.unit.find(Proposal, needs_second_look=True):
        line = _line(work, deciders_of(work, proposal, roles), roles)
        yield Waiting(f"look:{proposal.id}", proposal, proposal.changed_at, *line, urgent=True)


def _concerns(work: Work, roles: Roles) -> Iterable[Waiting]:
    for concern in work.unit.find(Concern, outcome=ConcernOutcome.OPEN):
        proposal = work.unit.get(Proposal, id=concern.proposal_id)
        if proposal:
            line = _line(work, judges_of(work, proposal, roles), roles)
            yield Waiting(f"concern:{concern.id}", proposal, concern.raised_at, *line, urgent=True)


def _overdue(work: Work, roles: Roles) -> Iterable[Waiting]:
    """Yield what was to be put right by now and is not: it is for whoever judged it to see that it happens."""
    for concern in work.unit.find(Concern, outcome=PUT_RIGHT, done_at=None):
        proposal = work.unit.get(Proposal, id=concern.proposal_id)
        if proposal and concern.due_at and concern.due_at <= work.now:
            line = _line(work, judges_of(work, proposal, roles), roles)
            yield Waiting(f"overdue:{concern.id}", proposal, concern.due_at, *line, urgent=True)


def _phone_yeses(work: Work, roles: Roles) -> Iterable[Waiting]:
    for said in work.unit.find(PhoneYes, answered_at=None):
        proposal = work.unit.get(Proposal, id=said.proposal_id)
        if proposal:
            key = f"phone:{said.proposal_id}:{said.revision}"
            yield Waiting(key, proposal, said.recorded_at, roles.directors())


def _line(work: Work, deciders: tuple[str, ...], roles: Roles) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first = first_in_line(work, deciders, roles)
    return first, tuple(one for one in deciders if one not in first)
