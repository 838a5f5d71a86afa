"""Sending a form to where its purpose says; one with new pictures waits until they were looked at."""

from bot.approvals.checks import check
from bot.approvals.draft import Draft
from bot.approvals.found import note_changed
from bot.approvals.models import Proposal
from bot.approvals.proof import note_proof
from bot.approvals.propose import again, propose, revise
from bot.approvals.review import approve_with_edits
from bot.pictures.checking import begin
from bot.registers.people import Person
from bot.work import Work


def send(
    work: Work, who: Person, form: str, refs: tuple[str, ...], draft: Draft, *, asked: tuple[str, ...] = ()
) -> Proposal | None:
    """Do with the draft what the form is for: propose, change, propose again, approve with edits, keep a screenshot.

    `asked` is what the form has asked about. Return the proposal, or None while its pictures are being looked at.
    """
    if draft.given:
        check(work, draft)
        begin(work, who, form, refs, draft, asked=asked)
        return None
    proposal = _sent(work, who, form, refs, draft)
    if asked:
        note_changed(work, proposal.id, proposal.revision, asked)
    return proposal


def _sent(work: Work, who: Person, form: str, refs: tuple[str, ...], draft: Draft) -> Proposal:
    match form, refs:
        case "revise", (proposal_id, revision):
            return revise(work, who, proposal_id, int(revision), draft)
        case "edit", (proposal_id, revision):
            return approve_with_edits(work, who, proposal_id, int(revision), draft)
        case "again", (old_id, *_):
            return again(work, who, old_id, draft)
        case "proof", (proposal_id, account):
            return note_proof(work, who, proposal_id, account, draft.pictures[0].sha256)
        case _:
            return propose(work, who, draft)
