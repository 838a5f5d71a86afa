"""The form in which whoever decides says when they are away, so that nobody waits for them in vain."""

from bot.approvals.deputies import uncovered_day
from bot.delivery.messages import STANDS, Message, Name
from bot.delivery.parts import Button, Buttons, DayField, Filled, Form, FormPart, Headline, Small
from bot.delivery.say.standing_in import date_told
from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer, Open, Whisper
from bot.registers.absences import absences_of, end_absence, enter_absence, today
from bot.registers.people import Person
from bot.work import Work


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form on the days that are noted already, and two empty ones."""
    parts: list[FormPart] = []
    for away in (one for one in absences_of(work, who.id) if one.last >= today(work)):
        days = f"{date_told(away.first)} to {date_told(away.last)}"
        ends = Button("away_end", "I am here after all", (away.id,), spoken=f"I am here after all: {days}")
        parts += [Headline(f"You are away {days}."), Buttons((ends,))]
    parts += [
        DayField("first", "First day away", optional=False),
        DayField("last", "Last day away", optional=False),
        Small("I don't remind you on these days, and your deputy is asked at once. Why you are away is not asked."),
    ]
    return Open(Form(name, "Days away", tuple(parts), submit="Note them"))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Note the days; say so at once when nobody stands in on them."""
    first, last = filled.day("first"), filled.day("last")
    if first is None or last is None:
        raise FieldErrors({"first" if first is None else "last": "Choose a day."})
    away = enter_absence(work, who, first, last)
    days = f"{date_told(first)} to {date_told(last)}"
    gap = uncovered_day(work, away)
    if gap is None:
        return Whisper((Headline(f"Noted: you are away {days}."),))
    return Whisper(
        (
            Headline(f"Noted: you are away {days}. On {date_told(gap)} nobody stands in for you yet."),
            Buttons((Button("cover", "Name a deputy", (away.id,), style="primary"),)),
        )
    )


def ended(work: Work, who: Person, absence_id: str) -> None:
    """Take the days back, and take away the warning about them."""
    end_absence(work, who, absence_id)
    work.tell(Message(Name.UNCOVERED, f"dm:{who.id}", absence_id, ((STANDS, ""),)))
