"""What the platform lacks, kept for `doctor`: one sentence for each thing, with the time it was last seen."""

from datetime import datetime

from bot.delivery.models import Noticed
from bot.ports import UnitOfWork


def notice(unit: UnitOfWork, key: str, sentence: str, now: datetime) -> None:
    """Remember the sentence under its key, in place of an earlier one."""
    if not unit.change(Noticed, {"key": key}, sentence=sentence, at=now):
        unit.add(Noticed(key=key, sentence=sentence, at=now))
