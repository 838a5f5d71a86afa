"""A consent is withdrawn: what it was given for comes down, and what was not posted yet is not posted."""

from bot.approvals import steps
from bot.approvals.concerns import open_concern
from bot.approvals.models import ConcernOutcome, Proposal
from bot.approvals.review import taken_back
from bot.approvals.states import State
from bot.errors import Refusal
from bot.registers.consents import Consent, ConsentUse, find_consent
from bot.registers.people import Person
from bot.work import Work


def withdraw_consent(work: Work, who: Person, consent_id: str) -> list[Proposal]:
    """Note that a consent was withdrawn, and return what rests on it.

    What is public is to be taken down within the pack's hours; an approval that is not used yet is taken back; what
    waits shows it. Anybody may say so: whoever withdraws it owes nobody a reason.
    """
    consent = find_consent(work, consent_id)
    if not work.unit.change(
        Consent, {"id": consent.id, "withdrawn_at": None}, withdrawn_at=work.now, withdrawn_by=who.id
    ):
        raise Refusal("already-withdrawn", f"C-{consent.number} was withdrawn before.", saved="Nothing changed.")
    work.record("consent.withdrawn", consent.id, who.id, number=consent.number)
    concerned = resting_on(work, consent)
    for proposal in concerned:
        _stop(work, who, proposal, f"The consent C-{consent.number} was withdrawn.")
    return concerned


def resting_on(work: Work, consent: Consent) -> list[Proposal]:
    """Return what rests on a consent as it is now, and is public or still to come."""
    uses = {(use.proposal_id, use.revision) for use in work.unit.find(ConsentUse, consent_id=consent.id)}
    proposals = (
        work.unit.find(Proposal, id=sorted({proposal_id for proposal_id, _ in uses}), order="number") if uses else []
    )
    alive = (State.PENDING, State.CHANGES_REQUESTED, State.APPROVED, State.PUBLISHED)
    return [one for one in proposals if (one.id, one.revision) in uses and one.state in alive]


def _stop(work: Work, who: Person, proposal: Proposal, why: str) -> None:
    if steps.partly_public(work, proposal):
        open_concern(work, who, proposal, why, ConcernOutcome.TAKE_DOWN)
    elif proposal.state is State.APPROVED:
        taken_back(work, who, proposal, why)
    else:
        steps.show(work, proposal)
