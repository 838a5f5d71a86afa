"""What must come out of a network's queue is asked about at any hour, day and night, until somebody says it is out."""

from datetime import timedelta

from bot.approvals.models import Scheduled
from bot.approvals.queues import ask_again, unqueue_about
from bot.duties.claims import claim
from bot.ports import Until
from bot.work import Work

SOON = timedelta(days=1)


def chase_queues(work: Work) -> None:
    """Ask again: often within a day of when it would go out, seldom where there is more time."""
    plan = work.pack.settings.reminders
    for row in work.unit.find(Scheduled, cleared_at=None, clear_asked_at=Until(work.now)):
        soon = abs(row.planned_for - work.now) <= SOON
        pause = timedelta(minutes=plan.queue_soon_minutes) if soon else timedelta(hours=plan.queue_later_hours)
        due = row.asked_at is not None and work.now >= row.asked_at + pause
        if due and claim(work, "queue", unqueue_about(row)):
            ask_again(work, row)
