"""A series: several posts of one campaign by one author, looked at on one card and decided one by one."""

from bot.approvals import steps
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import Opened, Proposal
from bot.approvals.states import State
from bot.errors import FieldErrors
from bot.registers.people import Person
from bot.work import Work, new_id

MOST = 10
"""How many posts one card takes."""

OPEN = (State.PENDING, State.CHANGES_REQUESTED, State.APPROVED)


def series_for(work: Work, author_id: str, draft: Draft) -> str:
    """Return the series a draft belongs to: the author's open one of that name, else a new one; empty without a name.

    Refuses an eleventh post at the field. A proposal stays in its series.
    """
    name = _plain(draft.series)
    if not name:
        return ""
    open_ones = work.unit.find(Proposal, author_id=author_id, state=list(OPEN), order="number")
    same = [one for one in open_ones if one.series_id and _plain(_name(work, one)) == name]
    if not same:
        return new_id()
    series_id = same[-1].series_id
    if len(members(work, series_id)) >= MOST:
        full = f"A series has {MOST} posts at most, and this one has them. Give it another name."
        raise FieldErrors({"series": full})
    return series_id


def members(work: Work, series_id: str) -> list[Proposal]:
    """Return the posts of a series, in the order they were proposed."""
    return work.unit.find(Proposal, series_id=series_id, order="number")


def note_opened(work: Work, who: Person, proposal: Proposal) -> None:
    """Remember that the person has had this revision of a series' post before them."""
    if proposal.series_id and not has_opened(work, who, proposal):
        row = Opened(proposal_id=proposal.id, revision=proposal.revision, person_id=who.id, opened_at=work.now)
        work.unit.add(row)
        steps.show(work, proposal)


def opened_by(work: Work, proposal: Proposal) -> tuple[str, ...]:
    """Return who has had the current revision before them, the first one first."""
    rows = work.unit.find(Opened, proposal_id=proposal.id, revision=proposal.revision, order="opened_at")
    return tuple(row.person_id for row in rows)


def has_opened(work: Work, who: Person, proposal: Proposal) -> bool:
    """Return whether the person has had the current revision before them."""
    key = {"proposal_id": proposal.id, "revision": proposal.revision, "person_id": who.id}
    return work.unit.get(Opened, **key) is not None


def _name(work: Work, proposal: Proposal) -> str:
    return draft_of(work, proposal.id, proposal.revision).series


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
