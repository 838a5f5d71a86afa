"""Everybody's phone: what was queued is put into words and stands, is drawn again, or goes; each new message rings."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.compose import compose
from bot.delivery.messages import PROJECTIONS, STANDS, Name
from bot.delivery.models import OutboxRow, Posting, Stage
from bot.delivery.parts import Parts
from bot.work import Work

WATCHED = frozenset(
    {
        Name.REMINDER,
        Name.WANTED,
        Name.POSTED_YET,
        Name.ENDS_SOON,
        Name.UNQUEUE,
        Name.COVER,
        Name.UNCOVERED,
        Name.UNATTENDED,
        Name.SUCCESSION,
        Name.PHONE_YES,
    }
)
"""Messages of the clock, which are put into words; of all others it is only noted that they were sent."""


@dataclass(frozen=True)
class Rang:
    """A message that came new to somebody."""

    at: datetime
    message: str
    conversation: str
    about: str

    @property
    def person(self) -> str:
        return self.conversation.removeprefix("dm:")


@dataclass
class Phones:
    """What rang, in order, and what stands now by (conversation, message, about)."""

    rang: list[Rang] = field(default_factory=list)
    standing: dict[tuple[str, str, str], Parts] = field(default_factory=dict)

    def deliver(self, work: Work) -> None:
        """Bring everything that is queued to where it belongs."""
        for row in work.unit.find(OutboxRow, stage=Stage.QUEUED, order="id"):
            self._bring(work, row)
            work.unit.change(OutboxRow, {"id": row.id}, stage=Stage.SENT, sent_at=work.now)

    def _bring(self, work: Work, row: OutboxRow) -> None:
        came = Rang(work.now, row.message, row.conversation, row.about)
        if row.message not in WATCHED:
            self.rang += [came] if STANDS not in row.refs else []
            return
        where = (row.conversation, row.message, row.about)
        parts = compose(work, row)
        if where in self.standing:
            if parts is None and STANDS in row.refs:
                del self.standing[where]
                work.unit.remove(Posting, conversation=row.conversation, message=row.message, about=row.about)
            elif parts is not None:
                self.standing[where] = parts
        elif parts is not None and STANDS not in row.refs:
            self.standing[where] = parts
            self.rang.append(came)
            if row.message in PROJECTIONS:
                place = {"conversation": row.conversation, "message": row.message, "about": row.about}
                work.unit.add(Posting(**place, channel="C", ts=str(row.id), posted_at=work.now))

    def of(self, *names: Name) -> list[Rang]:
        """Return what rang of these names."""
        return [one for one in self.rang if one.message in names]
