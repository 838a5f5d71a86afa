"""The time an author wished for: told before it comes, asked about when it has passed, and "posted yet?" after it.

Deciders hear of a time that comes near in their reminder. What follows is for the author, and for whoever may post.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.approvals import steps
from bot.approvals.holds import current_hold
from bot.approvals.models import Proposal, Revision, Scheduled
from bot.approvals.publishing import publishers_to_ask, to_post
from bot.approvals.queues import in_queue
from bot.approvals.states import State
from bot.delivery.messages import Message, Name
from bot.duties.claims import claim, is_claimed
from bot.ports import Between
from bot.registers.absences import house_hours
from bot.registers.roles import person_named
from bot.work import Work

LOOKS_BACK = timedelta(days=7)
"""How long after a wanted time it still makes sense to speak of it, when nothing ran meanwhile."""

MOMENT = timedelta(microseconds=1)


def warn_before_wanted_time(work: Work) -> None:
    """Tell the author that a wanted time comes near and nothing is decided."""
    hours = house_hours(work.pack)
    if not hours.is_working(work.now):
        return
    ahead = timedelta(hours=work.pack.settings.reminders.before_wanted_hours)
    for proposal, revision in _wanted(work, Between(work.now + MOMENT, hours.add(work.now, ahead) + MOMENT)):
        told_from = hours.before(revision.wanted_at, ahead) if revision.wanted_at else work.now
        about = steps.verdict_about(proposal)
        soon = proposal.state is State.PENDING and revision.made_at < told_from <= work.now
        if soon and claim(work, "wanted soon", about):
            work.tell(Message(Name.WANTED, f"dm:{proposal.author_id}", about))


def ask_after_wanted_time(work: Work) -> None:
    """Ask the author for a new time, when theirs has passed and nothing is decided."""
    for proposal, _ in _wanted(work, Between(work.now - LOOKS_BACK, work.now + MOMENT)):
        if proposal.state is State.PENDING and claim(work, "wanted passed", steps.verdict_about(proposal)):
            steps.show(work, proposal)
            work.tell(Message(Name.WANTED, f"dm:{proposal.author_id}", steps.late_about(proposal)))


def ask_whether_posted(work: Work) -> None:
    """Ask whoever may post it, once its time or its place in a network's queue has passed; not during a hold."""
    hours = house_hours(work.pack)
    if not hours.is_working(work.now) or current_hold(work):
        return
    for proposal in _over_due(work, timedelta(hours=work.pack.settings.reminders.posted_yet_after_hours)):
        about = steps.verdict_about(proposal)
        if any(row.planned_for > work.now for row in in_queue(work, proposal)) or not claim(work, "posted yet", about):
            continue
        author = person_named(work, proposal.author_id)
        theirs = (author.id,) if to_post(work, author, proposal) else ()
        for person_id in (*theirs, *publishers_to_ask(work, proposal)):
            work.tell(Message(Name.POSTED_YET, f"dm:{person_id}", about))


def _over_due(work: Work, after: timedelta) -> Iterator[Proposal]:
    """Yield what is approved and was to be public so many working hours ago."""
    hours, past = house_hours(work.pack), Between(work.now - LOOKS_BACK, work.now + MOMENT)
    moments = {proposal.id: revision.wanted_at for proposal, revision in _wanted(work, past)}
    for row in work.unit.find(Scheduled, planned_for=past, cleared_at=None):
        moments[row.proposal_id] = max(row.planned_for, moments.get(row.proposal_id) or row.planned_for)
    for proposal_id, moment in moments.items():
        proposal = steps.find(work, proposal_id)
        asked = is_claimed(work, "posted yet", steps.verdict_about(proposal))
        if proposal.state is State.APPROVED and moment and not asked and hours.add(moment, after) <= work.now:
            yield proposal


def _wanted(work: Work, when: Between) -> Iterator[tuple[Proposal, Revision]]:
    """Yield what is wanted then, with its current revision."""
    for revision in work.unit.find(Revision, wanted_at=when, order="wanted_at"):
        proposal = work.unit.get(Proposal, id=revision.proposal_id)
        if proposal and proposal.revision == revision.number:
            yield proposal, revision
