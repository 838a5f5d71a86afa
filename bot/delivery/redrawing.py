"""Drawing messages again where they stand, because words or a name they show are no longer to be read."""

from collections.abc import Collection

from bot.delivery.errands import OPEN
from bot.delivery.messages import PROJECTIONS, STANDS, Message, Name
from bot.delivery.models import OutboxRow, Posting
from bot.registers.people import Person
from bot.work import Work

Key = tuple[str, str, str, str]  # conversation, message, about, and which one


def draw_again(work: Work, abouts: Collection[str]) -> int:
    """Queue every message about these things to be drawn again where it stands, and return how many.

    One that is on its way counts: it may carry the old words already.
    """
    rows = {row.id: row for row in work.unit.find(OutboxRow, about=list(abouts)) if STANDS not in row.refs}
    wanted: dict[Key, dict[str, str]] = {}
    for posting in work.unit.find(Posting, about=list(abouts)):
        row = rows.get(int(posting.part)) if posting.part else None
        conversation = row.conversation if row else posting.conversation
        wanted[conversation, posting.message, posting.about, posting.part] = row.refs if row else {}
    for row in rows.values():
        if row.stage in OPEN:
            part = "" if row.message in PROJECTIONS else str(row.id)
            wanted[row.conversation, row.message, row.about, part] = row.refs
    for (conversation, message, about, part), refs in wanted.items():
        work.tell(Message(Name(message), conversation, about, (*refs.items(), (STANDS, part))))
    return len(wanted)


def draw_homes_again(work: Work) -> None:
    """Queue everybody's own page to be drawn again."""
    for person in work.unit.find(Person):
        if not person.is_erased:
            work.tell(Message(Name.HOME, f"home:{person.id}", person.id))
