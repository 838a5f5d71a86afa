"""Approved words that wait in a network's own queue: who put them there, and getting them out again in time."""

from datetime import datetime, timedelta

from bot.approvals import steps
from bot.approvals.models import Proposal, Scheduled
from bot.approvals.times import told
from bot.delivery.messages import STANDS, Message, Name
from bot.errors import FieldErrors, Refusal
from bot.registers.people import Person
from bot.work import Work, new_id

LASTS_BEYOND = timedelta(days=1)


def note_scheduled(work: Work, who: Person, proposal: Proposal, account: str, planned_for: datetime) -> Scheduled:
    """Note that the words are in a network's queue; the approval lasts a day beyond the planned time."""
    if planned_for <= work.now:
        raise FieldErrors({"planned_for": "That time has passed. If it is public by now, press “I posted it”."})
    row = Scheduled(
        id=new_id(),
        proposal_id=proposal.id,
        revision=proposal.revision,
        account=account,
        by=who.id,
        planned_for=planned_for,
        noted_at=work.now,
    )
    work.unit.add(row)
    if proposal.lapses_at and proposal.lapses_at < planned_for + LASTS_BEYOND:
        work.unit.change(Proposal, {"id": proposal.id}, lapses_at=planned_for + LASTS_BEYOND)
    work.record("placement.scheduled", proposal.id, who.id, account=account, planned_for=planned_for.isoformat())
    steps.history(work, proposal, "scheduled", who.id, account=account, planned_for=planned_for.isoformat())
    steps.show(work, proposal)
    return row


def in_queue(work: Work, proposal: Proposal) -> list[Scheduled]:
    """Return what stands in a network's queue as far as anybody has said; what has gone out from there is out of it."""
    rows = work.unit.find(Scheduled, proposal_id=proposal.id, cleared_at=None, order="planned_for")
    public = {row.account for row in steps.placements(work, proposal) if row.posted_at}
    return [row for row in rows if row.account not in public or row.planned_for > work.now]


def ask_to_clear(work: Work, proposal: Proposal) -> None:
    """Ask whoever scheduled something of this proposal elsewhere to take it out of the queue there."""
    for row in in_queue(work, proposal):
        if row.clear_asked_at is None:
            ask_again(work, row)


def ask_again(work: Work, row: Scheduled) -> None:
    """Ask (once more) to take it out of the queue: a new message each time, because one drawn again makes no sound."""
    asked = {"asked": row.asked + 1, "asked_at": work.now, "clear_asked_at": row.clear_asked_at or work.now}
    work.unit.change(Scheduled, {"id": row.id, "cleared_at": None}, **asked)
    if row.asked:
        work.tell(Message(Name.UNQUEUE, f"dm:{row.by}", unqueue_about(row), ((STANDS, ""),)))
    work.tell(Message(Name.UNQUEUE, f"dm:{row.by}", unqueue_about(row.model_copy(update=asked))))


def unqueue_about(row: Scheduled) -> str:
    """Return what the message is about that asked last."""
    return f"{row.id}:{row.asked}"


def leave_in_queue(work: Work, proposal: Proposal) -> None:
    """Ask no longer for what may go out again after all: the approval still counts and the hold is over."""
    for row in in_queue(work, proposal):
        if row.clear_asked_at and row.revision == proposal.revision:
            work.unit.change(Scheduled, {"id": row.id}, clear_asked_at=None)
            work.tell(Message(Name.UNQUEUE, f"dm:{row.by}", unqueue_about(row)))


def cleared(work: Work, who: Person, scheduled_id: str) -> Scheduled:
    """Note that it is out of the network's queue; only whoever put it there can know."""
    row = work.unit.get(Scheduled, id=scheduled_id)
    if row is None or row.by != who.id:
        raise Refusal("not-yours", "Only the person who scheduled it can say that.", saved="Nothing changed.")
    if not work.unit.change(Scheduled, {"id": row.id, "cleared_at": None}, cleared_at=work.now):
        when = told(work, row.cleared_at or work.now)
        raise Refusal("already-cleared", f"You already said on {when} that it is out of the queue.")
    proposal = steps.find(work, row.proposal_id)
    work.record("placement.unscheduled", proposal.id, who.id, account=row.account)
    steps.history(work, proposal, "unscheduled", who.id, account=row.account)
    steps.show(work, proposal)
    work.tell(Message(Name.UNQUEUE, f"dm:{row.by}", unqueue_about(row)))
    return row.model_copy(update={"cleared_at": work.now})
