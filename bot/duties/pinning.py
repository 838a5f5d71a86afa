"""The message about whom to ring stands in every room we share, pinned; a start draws it as it is now."""

from collections.abc import Iterable

from bot.delivery.messages import Message, Name
from bot.delivery.say.if_down import ABOUT
from bot.work import Work


def pin_whom_to_ring(work: Work, rooms: Iterable[str]) -> None:
    """Have the message posted and pinned in these rooms, "approvals" or "digest", or drawn again where it stands.

    Not while nobody is named to ring: "doctor" asks for that.
    """
    for room in rooms if work.pack.ring_if_down else ():
        work.tell(Message(Name.IF_DOWN, room, ABOUT))
