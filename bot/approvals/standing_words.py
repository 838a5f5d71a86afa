"""What is remembered of standing words: the words themselves, and each time somebody took them."""

from datetime import datetime

from sqlmodel import JSON, Field

from bot.delivery.messages import Message, Name
from bot.rows import Row
from bot.work import Work


class Standing(Row):
    """Words that may be posted on these accounts at any time while they stand; `words` is their commitment.

    Nobody has decided while `decided_at` is empty. They stand from an approval until `until`, or until they are ended.
    """

    org: str = ""
    id: str
    words: str
    accounts: list[str] = Field(default_factory=list, sa_type=JSON)
    until: datetime | None = None
    proposed_by: str
    proposed_at: datetime
    decided_by: str = ""
    decided_at: datetime | None = None
    approved: bool = False
    self_authorised: bool = False
    ended_by: str = ""
    ended_at: datetime | None = None

    def stands_at(self, moment: datetime) -> bool:
        """Return whether the words may be posted at the moment, as far as they themselves are concerned."""
        return self.approved and self.ended_at is None and (self.until is None or moment < self.until)


class StandingUse(Row):
    """Somebody took standing words to post them on one account; `words` is the commitment to them with day and time."""

    org: str = ""
    id: str
    standing_id: str
    account: str
    words: str
    by: str
    taken_at: datetime
    posted_at: datetime | None = None
    during_hold: bool = False


def show_uses(work: Work, standing_id: str = "") -> None:
    """Have what was taken and not said to be posted drawn as things stand; of all words when none are named."""
    for use in work.unit.find(StandingUse, posted_at=None):
        if standing_id in ("", use.standing_id):
            work.tell(Message(Name.STANDING_USE, f"dm:{use.by}", use.id))
