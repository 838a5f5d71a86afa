"""The Director says yes aloud while she cannot press a button: a deputy writes it down, and she confirms it later.

It counts at once, as her decision in the deputy's hand, and shows everywhere until she has answered.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.approvals import steps
from bot.approvals.concerns import raise_concern
from bot.approvals.line import deciders_of
from bot.approvals.models import PhoneYes, Proposal, Revision
from bot.approvals.refusals import not_a_decider, own_proposal
from bot.approvals.review import approved, take_back
from bot.approvals.states import State, Step
from bot.approvals.times import told
from bot.delivery.messages import Message, Name
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.people import Person, Role
from bot.registers.roles import Roles, person_named
from bot.work import Work

NOT_SO = "I did not say yes to this by phone."


def may_note(work: Work, who: Person, proposal_id: str, revision: int) -> Proposal:
    """Return the proposal if this person may note a yes to this revision: whoever stands in, and did not write it."""
    proposal = steps.at_revision(work, proposal_id, revision, Step.APPROVE)
    roles = Roles.at(work.unit, work.now)
    if roles.has(who.id, Role.DIRECTOR):
        raise Refusal(
            "decide-yourself", "You can say yes yourself.", saved="Nothing was decided.", then="Press “Approve”."
        )
    if who.id not in roles.covers():
        raise not_a_decider(work, proposal, roles)
    if proposal.author_id == who.id:
        raise own_proposal(work, proposal, roles)
    if not _directors(work, proposal, roles):
        raise not_a_decider(work, proposal, roles)
    return proposal


@dataclass(frozen=True)
class Said:
    """When the Director said yes, and in which words."""

    at: datetime | None
    words: str


def note_phone_yes(work: Work, who: Person, proposal_id: str, revision: int, yes: Said) -> Proposal:
    """Approve this revision because the Director said so."""
    proposal = may_note(work, who, proposal_id, revision)
    made = work.unit.get(Revision, proposal_id=proposal.id, number=proposal.revision)
    errors, said_at = {}, yes.at
    if said_at is None or said_at > work.now:
        errors["said_at"] = "Say when it was; it cannot be later than now."
    elif made and said_at < made.made_at:
        errors["said_at"] = f"These words are of {told(work, made.made_at)}: an earlier yes was to something else."
    if not yes.words.strip():
        errors["words"] = "Write down what was said, as near as you can."
    if errors or said_at is None:
        raise FieldErrors(errors)
    director = _directors(work, proposal, Roles.at(work.unit, work.now))[0]
    commit = work.keep(yes.words, TextClass.REASON)
    said = {"said_by": director, "said_at": said_at.isoformat(), "words": commit}
    proposal = approved(work, who, proposal, Role.COVER, said=said)
    noted = PhoneYes(
        proposal_id=proposal.id,
        revision=proposal.revision,
        recorded_by=who.id,
        recorded_at=work.now,
        said_by=director,
        said_at=said_at,
        words=commit,
    )
    work.unit.add(noted)
    work.tell(Message(Name.PHONE_YES, f"dm:{director}", steps.verdict_about(proposal)))
    return proposal


def answer_phone_yes(work: Work, who: Person, proposal_id: str, revision: int, *, confirmed: bool) -> None:
    """Let the Director confirm it, or say that it was not so: then the approval is taken back, or looked into."""
    proposal = steps.find(work, proposal_id)
    yes = work.unit.get(PhoneYes, proposal_id=proposal_id, revision=revision)
    if not Roles.at(work.unit, work.now).has(who.id, Role.DIRECTOR):
        title = work.pack.director_title
        raise Refusal("not-the-director", f"Only the {title} can say that.", saved="Nothing changed.")
    open_still = {"proposal_id": proposal_id, "revision": revision, "answered_at": None}
    answer = {"answered_at": work.now, "answered_by": who.id, "confirmed": confirmed}
    if yes is None or not work.unit.change(PhoneYes, open_still, **answer):
        by = person_named(work, yes.answered_by).name if yes else "Somebody"
        raise Refusal("already-answered", f"{by} has answered that already.", saved="Nothing changed.")
    work.record(f"phone_yes.{'confirmed' if confirmed else 'denied'}", proposal_id, who.id, revision=revision)
    steps.history(work, proposal, "phone_confirmed" if confirmed else "phone_denied", who.id, revision=str(revision))
    if not confirmed and proposal.state is State.APPROVED and proposal.revision == revision:
        take_back(work, who, proposal_id, revision, NOT_SO)
    if not confirmed and steps.partly_public(work, proposal):
        raise_concern(work, who, proposal_id, NOT_SO)
    steps.show(work, steps.find(work, proposal_id))
    work.tell(Message(Name.PHONE_YES, f"dm:{yes.said_by}", f"{proposal_id}:{revision}"))


def _directors(work: Work, proposal: Proposal, roles: Roles) -> tuple[str, ...]:
    return tuple(one for one in deciders_of(work, proposal, roles) if roles.has(one, Role.DIRECTOR))
