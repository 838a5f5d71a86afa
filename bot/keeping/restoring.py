"""Going on from a backup: what had been erased goes again, the record says what was lost, and has a new name from here.

A new name (origin) and key, because two records under one name with different entries are what a forger would have.
"""

from collections.abc import Iterable

from bot.delivery.errands import OPEN
from bot.delivery.messages import Message, Name
from bot.delivery.models import OutboxRow
from bot.keeping.folder import Stated
from bot.record.erasure import reapply
from bot.record.models import LogHead, TextClass
from bot.registers.people import Role
from bot.registers.roles import Roles
from bot.work import Work

LOG_RESTORED = "log.restored"


def go_on(work: Work, lost: Stated | None, *, origin: str, erasures: Iterable[str], reason: str, by: str) -> int:
    """Let the record go on under a new name and return how many entries it has lost; `lost` is what was signed last.

    Messages that were waiting in the backup may have been sent since, so they are looked up before they are sent. The
    Director and the trustees are told.
    """
    head = work.unit.get(LogHead)
    has = head.size if head else 0
    was = {"was": lost.origin, "size": lost.size, "root": lost.root.hex()} if lost else {"was": "", "size": has}
    work.record(LOG_RESTORED, origin, by, has=has, reason=work.keep(reason, TextClass.REASON), **was)
    work.unit.change(OutboxRow, {"stage": OPEN}, unsure=True)
    reapply(work, erasures)
    had = lost.size if lost else has
    for person_id in Roles.at(work.unit, work.now).holders(Role.DIRECTOR, Role.TRUSTEE):
        work.tell(Message(Name.RESTORED, f"dm:{person_id}", origin, (("had", str(had)), ("has", str(has)))))
    return max(had - has, 0)
