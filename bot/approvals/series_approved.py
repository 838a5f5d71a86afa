"""Approving several posts of a series with one button, each by itself."""

from bot.approvals.draft import draft_of
from bot.approvals.found import found_in
from bot.approvals.models import Proposal
from bot.approvals.review import approve
from bot.approvals.series import has_opened, members
from bot.approvals.states import State
from bot.errors import Refusal
from bot.policy.findings import Level
from bot.registers.people import Person
from bot.work import Work


def approve_opened(work: Work, who: Person, series_id: str) -> tuple[list[Proposal], list[Proposal]]:
    """Approve each post of the series that the person has opened as it stands now, each by itself.

    Return those approved, and those left because something serious in them is not explained: they ask for a yes of
    their own. Refuses when there is nothing to approve.
    """
    waiting = [one for one in members(work, series_id) if one.state is State.PENDING and one.author_id != who.id]
    opened = [one for one in waiting if has_opened(work, who, one)]
    if not opened:
        raise Refusal(
            "none-opened",
            "You have not opened any of these as they are now.",
            saved="Nothing was decided.",
            then="Open each one first; then this button approves those you have read.",
        )
    left = [one for one in opened if _asks_for_more(work, one)]
    approved = [approve(work, who, one.id, one.revision) for one in opened if one not in left]
    return approved, left


def _asks_for_more(work: Work, proposal: Proposal) -> bool:
    draft = draft_of(work, proposal.id, proposal.revision)
    serious = any(one.finding.level is Level.STOP_AND_THINK for one in found_in(work, draft))
    return serious and not draft.explained.strip()
