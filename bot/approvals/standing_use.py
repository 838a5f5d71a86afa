"""Taking standing words to post them: with their day and time, to be copied whole, and saying that they are public."""

from datetime import date, time

from bot.approvals.holds import current_hold
from bot.approvals.standing import DAY, NOTHING_CHANGED, TIME, found, usable_on
from bot.approvals.standing_words import StandingUse
from bot.approvals.times import told
from bot.delivery.messages import Message, Name
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.people import Person
from bot.registers.roles import person_named
from bot.work import Work, new_id

When = tuple[date | None, str]
"""The day to be put in, and the time as it was typed."""


def take_standing(work: Work, who: Person, standing_id: str, account: str, when: When) -> StandingUse:
    """Note that the person is about to post the words on the account, and send them to be copied."""
    standing = found(work, standing_id)
    if account not in usable_on(work, who, standing):
        raise Refusal(
            "not-a-publisher",
            "These words stand no longer, or you are no publisher of that account.",
            saved="Nothing was sent.",
            then=f"Ask the {work.pack.director_title}, or propose a post.",
        )
    hold = current_hold(work)
    if hold:
        raise Refusal(
            "on-hold",
            f"{person_named(work, hold.by).name} put everything on hold on {told(work, hold.at)}.",
            saved="The words stand again when the hold ends.",
            then="Please post nothing until I say so.",
        )
    words = filled_in(work.kept(standing.words), when)
    use = StandingUse(
        id=new_id(),
        standing_id=standing.id,
        account=account,
        words=work.keep(words, TextClass.DRAFT),
        by=who.id,
        taken_at=work.now,
    )
    work.unit.add(use)
    work.record("standing.taken", standing.id, who.id, use=use.id, account=account, content=use.words)
    work.tell(Message(Name.STANDING_USE, f"dm:{who.id}", use.id))
    work.tell(Message(Name.STANDING_WORDS, f"dm:{who.id}", use.id))
    return use


def standing_posted(work: Work, who: Person, use_id: str) -> None:
    """Note that the words are public; during a hold too, since that is then so."""
    use = work.unit.get(StandingUse, id=use_id, by=who.id)
    if use is None or use.posted_at:
        raise Refusal("noted", "That is noted already.", saved=NOTHING_CHANGED)
    held = current_hold(work) is not None
    work.unit.change(StandingUse, {"id": use.id, "posted_at": None}, posted_at=work.now, during_hold=held)
    work.record("standing.posted", use.standing_id, who.id, use=use.id, account=use.account, during_hold=held)
    work.tell(Message(Name.STANDING_USE, f"dm:{who.id}", use.id))


def filled_in(words: str, when: When) -> str:
    """Return the words with their day and time; refuses when one is missing or is no time of day."""
    (day, at), wrong = when, {}
    if DAY in words and day is None:
        wrong["day"] = "Choose the day."
    if TIME in words:
        try:
            at = f"{time.fromisoformat(at.strip().zfill(5)):%H:%M}"
        except ValueError:
            wrong["time"] = "Write a time like 14:30."
    if wrong:
        raise FieldErrors(wrong)
    return words.replace(DAY, f"{day:%A} {day.day} {day:%B}" if day else DAY).replace(TIME, at or TIME)
