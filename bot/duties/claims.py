"""Slots of duties: each is claimed once, in the commit of what it causes, so restarts and replicas are harmless."""

from bot.delivery.models import DutyDone
from bot.work import Work

THE_CLOCK = "clock"
"""Who did it, in the record, when nobody did."""


def is_claimed(work: Work, duty: str, slot: str) -> bool:
    """Return whether the slot has been carried out."""
    return work.unit.get(DutyDone, duty=duty, slot=slot) is not None


def claim(work: Work, duty: str, slot: str) -> bool:
    """Claim the slot, and return whether it was still free."""
    if is_claimed(work, duty, slot):
        return False
    work.unit.add(DutyDone(duty=duty, slot=slot, at=work.now))
    return True
