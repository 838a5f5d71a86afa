"""What must be known before anything goes wrong: how to see that the bot is down, and whom to ring then."""

from datetime import datetime, time, timedelta

from bot.delivery.models import OutboxRow
from bot.delivery.parts import Headline, Para, Parts, Small
from bot.work import Work

ABOUT = "if down"
DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
GRACE = timedelta(hours=1)
"""After the time of the digest, before its absence means anything."""


def if_down(work: Work, row: OutboxRow) -> Parts | None:
    """Return the message that stays pinned; nothing while nobody is named to ring."""
    if not work.pack.ring_if_down:
        return None
    plan = work.pack.settings.digest
    by = (datetime.combine(work.now.date(), time(plan.hour, plan.minute)) + GRACE).time()
    sign = f"If you see an error, or there is no digest by {DAYS[plan.weekday]} {by:%H:%M}, I am down"
    return (
        Headline(f"{sign}: ring {work.pack.ring_if_down}."),
        Para(
            "What was proposed and decided is safe. Until I am back, post nothing that I have not shown you a yes for."
        ),
        Small(work.pack.in_danger),
    )
