"""What has been kept long enough is erased, once a night."""

from datetime import time
from zoneinfo import ZoneInfo

from bot.duties.claims import THE_CLOCK, claim
from bot.pictures.keeping import let_loose_ones_go
from bot.record.retention import erase_due
from bot.work import Work

ERASE_AT = time(3, 30)
"""When the night's erasing begins, where the organisation is: never in an hour that a clock change takes or repeats."""


def erase_by_night(work: Work) -> bool:
    """Erase what has been kept long enough, once a night, and return whether this was the time.

    A night that was missed is not made up for: the next one erases the same.
    """
    local = work.now.astimezone(ZoneInfo(work.pack.time_zone))
    if local.time() < ERASE_AT or not claim(work, "retention", local.date().isoformat()):
        return False
    erase_due(work, THE_CLOCK)
    let_loose_ones_go(work)
    return True
