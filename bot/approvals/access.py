"""Who may read a proposal that is not public: its author, those who decide or oversee, and whoever may post it."""

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
    roles = Roles.at(work.unit, work.now)
    if proposal.author_id == who.id or roles.has(who.id, *READERS) or steps.partly_public(work, proposal):
        return proposal
    early = proposal.urgent and proposal.state is State.PENDING
    if (early or proposal.state is State.APPROVED) and to_post(work, who, proposal):
        return proposal
    raise Refusal(
        "not-yours-to-see",
        "Only its author and those who decide can read that.",
        saved="Nothing changed.",
        then=f"Ask the {work.pack.director_title} if you need to know what it says.",
    )
