"""What must come out of a network's queue, or be put right, is asked about until somebody says that it is done.

A queue is asked about at any hour, day and night: it would go out at any hour too.
"""

from datetime import timedelta

from bot.approvals.models import Concern, Placement, Scheduled
from bot.approvals.queues import ask_again, unqueue_about
from bot.approvals.waiting import PUT_RIGHT
from bot.delivery.messages import Message, Name
from bot.duties.claims import claim
from bot.ports import Until
from bot.registers.absences import house_hours
from bot.registers.roles import person_named
from bot.work import Work

SOON = timedelta(days=1)


def chase_queues(work: Work) -> None:
    """Ask again: often within a day of when it would go out, seldom where there is more time."""
    plan = work.pack.settings.reminders
    for row in work.unit.find(Scheduled, cleared_at=None, clear_asked_at=Until(work.now)):
        soon = abs(row.planned_for - work.now) <= SOON
        pause = timedelta(minutes=plan.queue_soon_minutes) if soon else timedelta(hours=plan.queue_later_hours)
        due = row.asked_at is not None and work.now >= row.asked_at + pause
        if due and not person_named(work, row.by).is_erased and claim(work, "queue", unqueue_about(row)):
            ask_again(work, row)


def ask_for_what_is_overdue(work: Work) -> None:
    """Ask once more, in working hours, for a correction or take-down whose time has passed."""
    if not house_hours(work.pack).is_working(work.now):
        return
    for concern in work.unit.find(Concern, outcome=PUT_RIGHT, done_at=None):
        if concern.due_at and concern.due_at <= work.now and claim(work, "overdue", concern.id):
            posted = work.unit.find(Placement, proposal_id=concern.proposal_id)
            for person_id in dict.fromkeys(row.posted_by for row in posted if row.posted_by):
                work.tell(Message(Name.CONCERN_TASK, f"dm:{person_id}", f"{concern.id}:late"))
