"""The digest is given once for its week."""

from bot.delivery.messages import Message, Name
from bot.duties.claims import claim
from bot.reporting.duty import digest_slot
from bot.work import Work


def give_digest(work: Work) -> None:
    """Queue the weekly digest once for its week; after a pause only the latest week is given."""
    week = digest_slot(work, work.now)
    if week is None or not claim(work, "digest", week):
        return
    work.tell(Message(Name.DIGEST, "digest", week))
    work.tell(Message(Name.CHECKPOINT, f"under:{week}", week))
