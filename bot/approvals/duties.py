"""What the clock asks for. Each slot is claimed in the same commit as what it causes, so nothing is lost or doubled."""

from datetime import time
from zoneinfo import ZoneInfo

from bot.approvals import steps
from bot.approvals.models import Proposal
from bot.approvals.queues import ask_to_clear
from bot.approvals.states import State, Step
from bot.delivery.messages import Message, Name
from bot.delivery.models import DutyDone
from bot.ports import Until
from bot.record.retention import erase_due
from bot.reporting.duty import digest_slot
from bot.work import Work

THE_CLOCK = "clock"
"""Who did it, in the record, when nobody did."""

ERASE_AT = time(3, 30)
"""When the night's erasing begins, where the organisation is: never in an hour that a clock change takes or repeats."""


def run_due(work: Work) -> None:
    """Do everything that is due at `work.now`; calling it again changes nothing."""
    expire_requests(work)
    lapse_approvals(work)
    give_digest(work)


def expire_requests(work: Work) -> None:
    """End requests that nobody decided, or changed, in time; the author is told."""
    waiting = (State.PENDING, State.CHANGES_REQUESTED)
    for proposal in work.unit.find(Proposal, state=waiting, expires_at=Until(work.now), order="number"):
        _ended(work, steps.take(work, proposal, Step.EXPIRE, expires_at=None), "expired")


def lapse_approvals(work: Work) -> None:
    """End approvals that were not used in time; the author is told, and asked to clear a network's queue."""
    for proposal in work.unit.find(Proposal, state=State.APPROVED, lapses_at=Until(work.now), order="number"):
        ask_to_clear(work, proposal)
        if steps.partly_public(work, proposal):
            steps.show(work, steps.drop_rest(work, proposal, THE_CLOCK))
        else:
            _ended(work, steps.take(work, proposal, Step.LAPSE, lapses_at=None), "lapsed")


def give_digest(work: Work) -> None:
    """Queue the weekly digest once for its week; after a pause only the latest week is given."""
    week = digest_slot(work, work.now)
    if week is None or work.unit.get(DutyDone, duty="digest", slot=week):
        return
    work.unit.add(DutyDone(duty="digest", slot=week, at=work.now))
    work.tell(Message(Name.DIGEST, "digest", week))
    work.tell(Message(Name.CHECKPOINT, f"under:{week}", week))


def erase_by_night(work: Work) -> bool:
    """Erase what has been kept long enough, once a night, and return whether this was the time.

    A night that was missed is not made up for: the next one erases the same.
    """
    local = work.now.astimezone(ZoneInfo(work.pack.time_zone))
    night = local.date().isoformat()
    if local.time() < ERASE_AT or work.unit.get(DutyDone, duty="retention", slot=night):
        return False
    work.unit.add(DutyDone(duty="retention", slot=night, at=work.now))
    erase_due(work, THE_CLOCK)
    return True


def _ended(work: Work, proposal: Proposal, how: str) -> None:
    work.record(f"proposal.{how}", proposal.id, THE_CLOCK, revision=proposal.revision)
    steps.history(work, proposal, how, THE_CLOCK)
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)
    work.tell(Message(Name.ENDED, f"dm:{proposal.author_id}", steps.verdict_about(proposal)))
