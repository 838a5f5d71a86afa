"""The digest is given once for its week, and each Director's own answering times with it, for them alone."""

from bot.delivery.messages import Message, Name
from bot.duties.claims import claim
from bot.registers.roles import Roles
from bot.reporting.duty import digest_slot
from bot.work import Work


def give_digest(work: Work) -> None:
    """Queue the weekly digest once for its week; after a pause only the latest week is given."""
    week = digest_slot(work, work.now)
    if week is None or not claim(work, "digest", week):
        return
    work.tell(Message(Name.DIGEST, "digest", week))
    work.tell(Message(Name.CHECKPOINT, f"under:{week}", week))
    for person_id in Roles.at(work.unit, work.now).directors():
        work.tell(Message(Name.ANSWERING, f"dm:{person_id}", week))
