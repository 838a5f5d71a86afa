"""Who may read a proposal that is not public: its author, those who decide or oversee, and whoever may post it."""

from collections.abc import Callable

from bot.approvals import steps
from bot.approvals.models import Proposal
from bot.approvals.publishing import to_post
from bot.approvals.states import State
from bot.errors import Refusal
from bot.registers.people import Person, Role
from bot.registers.roles import Roles
from bot.work import Work

READERS = (Role.DIRECTOR, Role.COVER, Role.TRUSTEE, Role.SAFEGUARDING_LEAD)


def may_see(work: Work, who: Person, proposal_id: str) -> Proposal:
    """Return the proposal; refuse whoever has no business with it while it is not public."""
    proposal = steps.find(work, proposal_id)
    if readable_by(work, who)(proposal):
        return proposal
    raise Refusal(
        "not-yours-to-see",
        "Only its author and those who decide can read that.",
        saved="Nothing changed.",
        then=f"Ask the {work.pack.director_title} if you need to know what it says.",
    )


def readable_by(work: Work, who: Person) -> Callable[[Proposal], bool]:
    """Return what says of a proposal whether this person may read it now."""
    reads_all = Roles.at(work.unit, work.now).has(who.id, *READERS)

    def readable(proposal: Proposal) -> bool:
        if reads_all or proposal.author_id == who.id or steps.partly_public(work, proposal):
            return True
        early = proposal.urgent and proposal.state is State.PENDING
        return (early or proposal.state is State.APPROVED) and bool(to_post(work, who, proposal))

    return readable
