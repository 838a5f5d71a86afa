"""A screenshot of how it stands in public: the proof of what vanishes again, as a story does."""

from bot.approvals import steps
from bot.approvals.draft import Draft, Given
from bot.approvals.models import Placement, Proposal
from bot.errors import Refusal
from bot.pictures.checking import PROOF, begin
from bot.pictures.keeping import note_shown
from bot.pictures.models import PictureShown
from bot.record.models import TextClass
from bot.registers.people import Person
from bot.work import Work


def hand_in(work: Work, who: Person, proposal_id: str, account: str, screenshot: Given) -> None:
    """Have a screenshot looked at, and kept as proof afterwards."""
    proposal = steps.find(work, proposal_id)
    draft = Draft(kind=proposal.kind, accounts=(account,), words="", given=(screenshot,))
    begin(work, who, PROOF, (proposal_id, account), draft)


def note_proof(work: Work, who: Person, proposal_id: str, account: str, sha256: str) -> Proposal:
    """Keep a picture, by its hash, as proof of how it stands on this account, and return the proposal."""
    proposal = steps.find(work, proposal_id)
    commit = work.keep(sha256, TextClass.LIVE_WORDS)
    if not work.unit.change(Placement, {"proposal_id": proposal.id, "account": account}, proof=commit):
        raise Refusal("no-such-place", "That account is not part of this proposal any more.")
    if not work.unit.get(PictureShown, proposal_id=proposal.id, revision=proposal.revision, sha256=sha256):
        note_shown(work, proposal.id, proposal.revision, [sha256])
    work.record("placement.proved", proposal.id, who.id, account=account, proof=commit)
    steps.history(work, proposal, "proved", who.id, account=account)
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)
    return proposal
