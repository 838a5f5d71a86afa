"""Reading the next message of a conversation: what it says, where it goes, and which later rows it makes needless."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.messages import PROJECTIONS, STANDS, USER, Name
from bot.delivery.models import OutboxRow, Posting, Stage
from bot.delivery.parts import Parts
from bot.errors import Refusal
from bot.ports import UnitOfWork
from bot.registers.people import Person
from bot.work import Work

Compose = Callable[[Work, OutboxRow], Parts | None]
log = logging.getLogger(__name__)

OPEN = [Stage.QUEUED, Stage.SENDING]
PROGRAMMING_ERRORS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, Refusal)
"""What trying again would not mend; a database that is away is not among them."""


@dataclass(frozen=True)
class Place:
    """Somewhere a message is to stand, and the message of ours that stands there already.

    `conversation` is "dm:<person id>", "approvals" or "digest". The channel of a person is empty until the platform
    has been asked for it with `platform_id`.
    """

    conversation: str
    channel: str = ""
    platform_id: str = ""
    thread: str = ""
    standing: Posting | None = None


@dataclass(frozen=True)
class Errand:
    """One row ready to be sent. `covers` are the numbers of all rows that are done with when it is."""

    row: OutboxRow
    covers: tuple[int, ...]
    places: tuple[Place, ...]
    parts: Parts | None
    part: str  # what `Posting.part` is for this message: empty for one that is drawn again, else the row's number
    fault: str = ""
    over: bool = False  # it only draws over what stands, and takes away what there are no words for any more

    @property
    def drawn_again(self) -> bool:
        """Whether the message is drawn again in place."""
        return self.row.message in PROJECTIONS

    @property
    def posts(self) -> tuple[str, ...]:
        """The conversations in which something new will be posted."""
        return tuple(place.conversation for place in self.places if not place.standing) if self.parts else ()


def next_errand(
    work: Work, conversation: str, channels: Mapping[str, str], compose: Compose, abandoned: Callable[[OutboxRow], bool]
) -> Errand | None:
    """Return what the conversation's oldest open row asks for, or None when nothing can be sent to it now.

    A row that is being sent belongs to whoever took it, until it counts as `abandoned`: then nobody knows whether it
    was posted, and it comes back `unsure`.
    """
    head = next(iter(work.unit.find(OutboxRow, conversation=conversation, stage=OPEN, order="id", limit=1)), None)
    if head is None or (head.stage is Stage.SENDING and not abandoned(head)):
        return None
    row = head.model_copy(update={"unsure": head.unsure or head.stage is Stage.SENDING})
    number = row.id or 0
    if STANDS in row.refs:
        return _over(work, row, compose)
    if row.message == Name.DISCARD or _is_gone(work.unit, row):
        return Errand(row=row, covers=(number,), places=(), parts=None, part="")
    drawn_again = row.message in PROJECTIONS
    part = "" if drawn_again else str(number)
    covers = _same(work.unit, row) if drawn_again else (number,)
    places, fault = _places(work.unit, row, channels, part)
    if not places and not fault:
        return None
    if not drawn_again:
        places = tuple(place for place in places if not place.standing)
    parts: Parts | None = None
    try:
        parts = None if fault else compose(work, row)
    except PROGRAMMING_ERRORS:
        log.exception("outbox row %s (%s) cannot be put into words", number, row.message)
        fault = "cannot_compose"
    return Errand(row=row, covers=covers, places=places, parts=parts, part=part, fault=fault)


def _same(unit: UnitOfWork, row: OutboxRow) -> tuple[int, ...]:
    rows = unit.find(
        OutboxRow, conversation=row.conversation, message=row.message, about=row.about, stage=OPEN, order="id"
    )
    return tuple(other.id or 0 for other in rows if STANDS not in other.refs)


def _over(work: Work, row: OutboxRow, compose: Compose) -> Errand:
    """Return the errand that draws over what stands of a message; a thread's line stands under each card."""
    part, under_cards = row.refs[STANDS], row.conversation.startswith("thread:")
    standing = work.unit.find(Posting, message=row.message, about=row.about, part=part)
    places = tuple(
        Place(it.conversation, standing=it) for it in standing if under_cards or it.conversation == row.conversation
    )
    parts: Parts | None = None
    try:
        parts = compose(work, row) if places else None
    except PROGRAMMING_ERRORS:
        log.exception("outbox row %s (%s) cannot be put into words: what stands is taken away", row.id, row.message)
    return Errand(row=row, covers=(row.id or 0,), places=places, parts=parts, part=part, over=True)


def _is_gone(unit: UnitOfWork, row: OutboxRow) -> bool:
    """Return whether the row is for somebody who was erased meanwhile: they are told nothing any more."""
    kind, _, whom = row.conversation.partition(":")
    person = unit.get(Person, id=whom) if kind in ("dm", "home") else None
    return person is not None and person.is_erased and USER not in row.refs


def _places(unit: UnitOfWork, row: OutboxRow, channels: Mapping[str, str], part: str) -> tuple[tuple[Place, ...], str]:
    """Return where a row goes, or why that cannot be said; neither when what it belongs under is still to come."""

    def standing(conversation: str) -> Posting | None:
        return unit.get(Posting, conversation=conversation, message=row.message, about=row.about, part=part)

    kind, _, whom = row.conversation.partition(":")
    match kind:
        case "dm":
            person = unit.get(Person, id=whom)
            if person is None:
                return (), "unknown_person"
            return (Place(row.conversation, platform_id=person.platform_id, standing=standing(row.conversation)),), ""
        case "home":
            person = unit.get(Person, id=whom)
            known_as = row.refs.get(USER, person.platform_id if person else "")
            return (Place(row.conversation, platform_id=known_as),), ""
        case "thread" | "under" if kind == "thread" or channels.get("digest"):
            above = [Name.CARD, Name.SERIES] if kind == "thread" else [Name.DIGEST]
            found = unit.find(Posting, message=above, about=whom, order="posted_at")
            return tuple(Place(f.conversation, f.channel, "", f.ts, standing(f.conversation)) for f in found), ""
        case _:
            room = "digest" if kind == "under" else kind
            channel = channels.get(room, "")
            if not channel:
                return (), f"no_{room}_channel"
            return (Place(kind, channel, standing=standing(kind)),), ""


def claim(unit: UnitOfWork, errand: Errand, lease_until: datetime) -> bool:
    """Take the row for sending until the moment given, and return whether nobody else was faster."""
    row = errand.row
    taken = unit.change(
        OutboxRow,
        {"id": row.id, "stage": row.stage, "lease_until": row.lease_until},
        stage=Stage.SENDING,
        lease_until=lease_until,
        attempts=row.attempts + 1,
        unsure=row.unsure,
    )
    return taken == 1
