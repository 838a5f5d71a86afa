"""Requests that nobody decided, and approvals that nobody used, end in time; never without a word."""

from bot.approvals import steps
from bot.approvals.models import Proposal
from bot.approvals.queues import ask_to_clear
from bot.approvals.states import State, Step
from bot.delivery.messages import Message, Name
from bot.duties.claims import THE_CLOCK
from bot.ports import Until
from bot.work import Work


def expire_requests(work: Work) -> None:
    """End requests that nobody decided, or changed, in time; the author is told."""
    waiting = (State.PENDING, State.CHANGES_REQUESTED)
    for proposal in in_order(work.unit.find(Proposal, state=waiting, expires_at=Until(work.now))):
        _ended(work, steps.take(work, proposal, Step.EXPIRE, expires_at=None), "expired")


def lapse_approvals(work: Work) -> None:
    """End approvals that were not used in time; the author is told, and asked to clear a network's queue."""
    for proposal in in_order(work.unit.find(Proposal, state=State.APPROVED, lapses_at=Until(work.now))):
        ask_to_clear(work, proposal)
        if steps.partly_public(work, proposal):
            steps.show(work, steps.drop_rest(work, proposal, THE_CLOCK))
        else:
            _ended(work, steps.take(work, proposal, Step.LAPSE, lapses_at=None), "lapsed")


def in_order(proposals: list[Proposal]) -> list[Proposal]:
    """Return them by number. A database that is asked for an order may read all there are instead of the few."""
    return sorted(proposals, key=lambda proposal: proposal.number)


def _ended(work: Work, proposal: Proposal, how: str) -> None:
    work.record(f"proposal.{how}", proposal.id, THE_CLOCK, revision=proposal.revision)
    steps.history(work, proposal, how, THE_CLOCK)
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)
    work.tell(Message(Name.ENDED, f"dm:{proposal.author_id}", steps.verdict_about(proposal)))
