"""The duties, in the order in which they are looked at each minute."""

from collections.abc import Callable

from bot.duties.chasing import ask_for_what_is_overdue, chase_queues
from bot.duties.covering import begin_and_end_cover, tell_trustees_that_nobody_is_here, warn_of_days_without_cover
from bot.duties.ending import expire_requests, lapse_approvals
from bot.duties.filing import ask_to_file
from bot.duties.reminding import remind
from bot.duties.telling import give_digest
from bot.duties.wanted_time import ask_after_wanted_time, ask_whether_posted, warn_before_wanted_time
from bot.duties.warning import warn_before_end
from bot.work import Work

DUTIES: tuple[Callable[[Work], None], ...] = (
    expire_requests,
    lapse_approvals,
    chase_queues,
    ask_for_what_is_overdue,
    begin_and_end_cover,
    remind,
    warn_before_wanted_time,
    ask_after_wanted_time,
    ask_whether_posted,
    warn_before_end,
    warn_of_days_without_cover,
    tell_trustees_that_nobody_is_here,
    give_digest,
    ask_to_file,
)
"""Each runs in a commit of its own: one that fails does not keep the others from being done."""


def run_due(work: Work) -> None:
    """Do everything that is due at `work.now` in one unit of work; calling it again changes nothing."""
    for duty in DUTIES:
        duty(work)
