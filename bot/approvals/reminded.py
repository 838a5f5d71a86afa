"""What somebody does about a reminder: put it off; and drawing it again once something in it is decided."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.approvals.models import Reminder
from bot.delivery.messages import STANDS, Message, Name
from bot.errors import Refusal
from bot.registers.absences import hours_of, today
from bot.registers.people import Person
from bot.work import Work

WAITS = {"30m": timedelta(minutes=30), "2h": timedelta(hours=2)}
TOMORROW = "tomorrow"


def put_off(work: Work, who: Person, reminder_id: str, how_long: str) -> Reminder:
    """Be quiet for so long, and then until the person works; refused for a reminder that stands no longer."""
    until = hours_of(work, who.id).next_moment(_asked(work, how_long))
    mine = {"id": reminder_id, "person_id": who.id, "over_at": None}
    if not work.unit.change(Reminder, mine, put_off_until=until):
        raise Refusal("no-reminder", "That reminder is over: it reminds of nothing any more.", saved="Nothing changed.")
    reminder = work.unit.get(Reminder, id=reminder_id)
    assert reminder is not None
    draw_again(work, reminder)
    return reminder


def draw_again(work: Work, reminder: Reminder) -> None:
    """Have the reminder drawn as things stand; it goes away when nothing in it waits any more."""
    work.tell(Message(Name.REMINDER, f"dm:{reminder.person_id}", reminder.id, ((STANDS, ""),)))


def draw_all_again(work: Work, proposal_id: str) -> None:
    """Have every reminder that speaks of this proposal, or of something about it, drawn as things stand."""
    for reminder in work.unit.find(Reminder, over_at=None):
        if any(
            key.split(":")[0] in ("concern", "overdue") or key.split(":")[1] == proposal_id for key in reminder.items
        ):
            draw_again(work, reminder)


def _asked(work: Work, how_long: str) -> datetime:
    if how_long in WAITS:
        return work.now + WAITS[how_long]
    return datetime.combine(today(work) + timedelta(days=1), time(), ZoneInfo(work.pack.time_zone))
