"""Only buttons decide: whoever types "looks good" under a card, or puts a thumb on it, is pointed to them."""

from bot.approvals.models import Proposal
from bot.approvals.states import State
from bot.delivery.messages import Name
from bot.delivery.models import Posting
from bot.delivery.parts import Headline, Small
from bot.frontdesk.answers import Answer, Whisper
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work

SOUNDS_LIKE_A_DECISION = "sounds_like_a_decision"


def pointer(work: Work, who: Person, channel: str, ts: str, text: str) -> Answer | None:
    """Return a private word to somebody who may decide and seems to, under a card that still waits; otherwise None."""
    posting = work.unit.get(Posting, message=[Name.CARD, Name.SERIES], channel=channel, ts=ts)
    proposal = _waiting(work, posting) if posting else None
    if proposal is None:
        return None
    if not Roles.at(work.unit, work.now).may_decide(who.id) or proposal.author_id == who.id:
        return None
    if SOUNDS_LIKE_A_DECISION not in work.pack.signs_in(text):
        return None
    return Whisper(
        (
            Headline(f"If that was your decision on {work.pack.number(proposal.number)}: only the buttons count."),
            Small("Nothing was decided. Press Approve, Request changes or Reject on the card above."),
        )
    )


def _waiting(work: Work, posting: Posting) -> Proposal | None:
    """Return what the card shows and still waits; the first one of a series."""
    key = "series_id" if posting.message == Name.SERIES else "id"
    waiting = work.unit.find(Proposal, **{key: posting.about}, state=State.PENDING, order="number", limit=1)
    return waiting[0] if waiting else None
