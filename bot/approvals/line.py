"""Who may decide one proposal, and who of them is first in line: the Director while she is here, else her deputy."""

from bot.approvals.models import Placement, Proposal
from bot.registers.absences import is_away
from bot.registers.cover import Case
from bot.registers.people import Role
from bot.registers.roles import Roles
from bot.work import Work


def case_of(work: Work, proposal: Proposal) -> Case:
    """Return what a deputy's scope has to fit."""
    accounts = frozenset(row.account for row in work.unit.find(Placement, proposal_id=proposal.id))
    return case(work, proposal.kind.value, accounts)


def case(work: Work, kind: str, accounts: frozenset[str]) -> Case:
    """Return the case of something of this kind on these accounts."""
    kept_back = work.pack.settings.reserved
    reserved = kind in kept_back.kinds or bool(accounts & set(kept_back.accounts))
    return Case(kind, accounts, reserved)


def deciders_of(work: Work, proposal: Proposal, roles: Roles | None = None) -> tuple[str, ...]:
    """Return the ids of all who may decide it, the Director first; nobody decides their own."""
    roles = roles or Roles.at(work.unit, work.now)
    return roles.deciders(but=proposal.author_id, case=case_of(work, proposal))


def first_in_line(work: Work, deciders: tuple[str, ...], roles: Roles) -> tuple[str, ...]:
    """Return those of the deciders whose turn it is today: Directors who are here, else deputies who are, else all."""
    here = tuple(person_id for person_id in deciders if not is_away(work, person_id))
    directors = tuple(person_id for person_id in here if roles.has(person_id, Role.DIRECTOR))
    return directors or here or deciders
