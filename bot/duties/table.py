"""The duties, in the order in which they are looked at each minute."""

from collections.abc import Callable

from bot.duties.ending import expire_requests, lapse_approvals
from bot.duties.filing import ask_to_file
from bot.duties.telling import give_digest
from bot.work import Work

DUTIES: tuple[Callable[[Work], None], ...] = (expire_requests, lapse_approvals, give_digest, ask_to_file)
"""Each runs in a commit of its own: one that fails does not keep the others from being done."""


def run_due(work: Work) -> None:
    """Do everything that is due at `work.now` in one unit of work; calling it again changes nothing."""
    for duty in DUTIES:
        duty(work)
