"""Nothing ends without a warning: whoever can still do something is told a working day before."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.approvals import steps
from bot.approvals.models import Proposal
from bot.approvals.publishing import publishers_to_ask
from bot.approvals.states import State
from bot.delivery.messages import Message, Name
from bot.duties.claims import claim
from bot.duties.ending import in_order
from bot.ports import Between
from bot.registers.absences import house_hours
from bot.work import Work

MOMENT = timedelta(microseconds=1)


def warn_before_end(work: Work) -> None:
    """Tell the author, and publishers, what will expire or lapse; deciders hear of it in their reminder."""
    hours = house_hours(work.pack)
    if not hours.is_working(work.now):
        return
    ahead = timedelta(hours=work.pack.settings.reminders.before_end_hours)
    for proposal, ends_at in _ending(work, Between(work.now + MOMENT, hours.add(work.now, ahead) + MOMENT)):
        told_from = hours.before(ends_at, ahead)
        about = steps.verdict_about(proposal)
        if proposal.changed_at < told_from and claim(work, "ends soon", f"{about}:{ends_at.isoformat()}"):
            posters = publishers_to_ask(work, proposal) if proposal.state is State.APPROVED else ()
            for person_id in dict.fromkeys([proposal.author_id, *posters]):
                work.tell(Message(Name.ENDS_SOON, f"dm:{person_id}", about))


def _ending(work: Work, when: Between) -> Iterator[tuple[Proposal, datetime]]:
    waiting = (State.PENDING, State.CHANGES_REQUESTED)
    for proposal in in_order(work.unit.find(Proposal, state=waiting, expires_at=when)):
        if proposal.expires_at:
            yield proposal, proposal.expires_at
    for proposal in in_order(work.unit.find(Proposal, state=State.APPROVED, lapses_at=when)):
        if proposal.lapses_at:
            yield proposal, proposal.lapses_at
