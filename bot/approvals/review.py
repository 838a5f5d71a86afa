"""What a decider does with one revision: approve, request changes, reject, take back, look a second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.approvals import refusals, steps
from bot.approvals.checks import check
from bot.approvals.concerns import open_concern
from bot.approvals.draft import Draft, draft_of
from bot.approvals.line import case_of
from bot.approvals.models import Concern, ConcernOutcome, Decision, Proposal, Verdict
from bot.approvals.propose import revised
from bot.approvals.publishing import publishers_to_ask
from bot.approvals.queues import ask_to_clear
from bot.approvals.states import Step
from bot.delivery.messages import Message, Name
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.people import Person, Role
from bot.registers.roles import Roles
from bot.work import Work

NOTHING_SAID: Mapping[str, str] = {}
MY_WISH = "none"
"""The reason that rests on no clause: "none, my wish"."""


def approve(work: Work, who: Person, proposal_id: str, revision: int) -> Proposal:
    """Say yes to exactly this revision."""
    proposal, role = decidable(work, who, proposal_id, revision, Step.APPROVE)
    return approved(work, who, proposal, role)


def approve_with_edits(work: Work, who: Person, proposal_id: str, revision: int, draft: Draft) -> Proposal:
    """Write a new revision in the decider's words and approve that, in one commit."""
    proposal, role = decidable(work, who, proposal_id, revision, Step.APPROVE)
    if draft == draft_of(work, proposal.id, proposal.revision):
        return approved(work, who, proposal, role)
    check(work, draft)
    proposal = revised(work, proposal, who, draft)
    return approved(work, who, proposal, role, with_edits=True)


def authorise_own(work: Work, who: Person, proposal_id: str, revision: int) -> Proposal:
    """Let the Director authorise their own proposal, where the pack allows it; recorded as such."""
    proposal = steps.at_revision(work, proposal_id, revision, Step.APPROVE)
    roles = Roles.at(work.unit, work.now)
    if proposal.author_id != who.id or not roles.has(who.id, Role.DIRECTOR):
        raise refusals.own_proposal(work, proposal, roles)
    if not work.pack.settings.self_authorise:
        raise Refusal(
            "no-self-authorising",
            f"Here even the {work.pack.director_title} needs a second pair of eyes.",
            saved=f"{work.pack.number(proposal.number)} is safe.",
            then=f"It is waiting for {refusals.deciders_told(work, roles, proposal)}.",
        )
    return approved(work, who, proposal, Role.DIRECTOR, self_authorised=True)


@dataclass(frozen=True)
class Reason:
    """Why not: a clause's id or `MY_WISH`, and words."""

    clause: str
    words: str


def request_changes(work: Work, who: Person, proposal_id: str, revision: int, reason: Reason) -> Proposal:
    """Send this revision back to the author with a reason."""
    proposal, role = decidable(work, who, proposal_id, revision, Step.REQUEST_CHANGES)
    facts = _checked(work, reason, role)
    proposal = steps.take(work, proposal, Step.REQUEST_CHANGES, expires_at=_expires(work))
    return _turned_down(work, who, proposal, Verdict.CHANGES_REQUESTED, facts)


def reject(work: Work, who: Person, proposal_id: str, revision: int, reason: Reason) -> Proposal:
    """Say no to this revision for good, with a reason."""
    proposal, role = decidable(work, who, proposal_id, revision, Step.REJECT)
    facts = _checked(work, reason, role)
    proposal = steps.take(work, proposal, Step.REJECT, expires_at=None)
    return _turned_down(work, who, proposal, Verdict.REJECTED, facts)


def take_back(work: Work, who: Person, proposal_id: str, revision: int, words: str) -> Proposal:
    """Take an approval back until the last account is posted: by whoever gave it, or the Director."""
    proposal = may_take_back(work, who, proposal_id, revision)
    if not words.strip():
        raise FieldErrors({"words": "Say why, so that the author knows what to do."})
    return taken_back(work, who, proposal, words)


def taken_back(work: Work, who: Person, proposal: Proposal, words: str) -> Proposal:
    """Take an approval back without asking who may: a part of `take_back` and of a consent that is withdrawn."""
    proposal = steps.take(work, proposal, Step.TAKE_BACK, lapses_at=None, expires_at=_expires(work))
    reason = work.keep(words, TextClass.REASON)
    where = {"proposal_id": proposal.id, "revision": proposal.revision}
    work.unit.change(Decision, where, taken_back_at=work.now, taken_back_by=who.id, taken_back_reason=reason)
    entry = work.record("proposal.taken_back", proposal.id, who.id, revision=proposal.revision, reason=reason)
    ask_to_clear(work, proposal)
    _told(work, proposal, "taken_back", who, entry)
    return proposal


def may_take_back(work: Work, who: Person, proposal_id: str, revision: int) -> Proposal:
    """Return the proposal if this person may take the approval of this revision back; refuse otherwise."""
    proposal = steps.at_revision(work, proposal_id, revision, Step.TAKE_BACK)
    decision = work.unit.get(Decision, proposal_id=proposal.id, revision=proposal.revision)
    roles = Roles.at(work.unit, work.now)
    if not (roles.has(who.id, Role.DIRECTOR) or (decision and decision.by == who.id and roles.may_decide(who.id))):
        raise Refusal(
            "not-the-decider",
            f"Only whoever approved it, or the {work.pack.director_title}, can take an approval back.",
            saved=f"{work.pack.number(proposal.number)} stays approved.",
            then="If you are worried about it, ask them now.",
        )
    return proposal


def second_look(work: Work, who: Person, proposal_id: str, outcome: ConcernOutcome, words: str = "") -> Concern | None:
    """Look at something urgent that went out before it was decided: keep it, or have it corrected or taken down."""
    proposal = steps.find(work, proposal_id)
    roles = Roles.at(work.unit, work.now)
    _may_decide(work, who, proposal, roles)
    seen = {"id": proposal.id, "needs_second_look": True}
    if not work.unit.change(Proposal, seen, needs_second_look=False):
        raise Refusal(
            "already-looked-at",
            f"{work.pack.number(proposal.number)} has had its second look.",
            saved="Nothing changed.",
            redraw=proposal.id,
        )
    entry = work.record("proposal.looked_at_again", proposal.id, who.id, outcome=outcome)
    concern = None
    if outcome in (ConcernOutcome.CORRECT, ConcernOutcome.TAKE_DOWN):
        concern = open_concern(work, who, proposal, words, outcome)
    _told(work, proposal, f"looked_{outcome.value}", who, None if concern else entry)  # one line is enough
    return concern


def approved(
    work: Work,
    who: Person,
    proposal: Proposal,
    role: Role,
    *,
    with_edits: bool = False,
    self_authorised: bool = False,
    said: Mapping[str, str] = NOTHING_SAID,
) -> Proposal:
    """Take the step to approved and tell everybody: a part of every way to say yes. `said` is recorded with it."""
    lapses_at = _lapses(work, proposal)
    proposal = steps.take(work, proposal, Step.APPROVE, expires_at=None, lapses_at=lapses_at)
    facts = {"with_edits": with_edits, "self_authorised": self_authorised}
    number = proposal.revision
    entry = work.record("proposal.approved", proposal.id, who.id, revision=number, role=role, **facts, **said)
    decision = Decision(
        proposal_id=proposal.id,
        revision=proposal.revision,
        entry=entry,
        verdict=Verdict.APPROVED,
        by=who.id,
        role=role,
        at=work.now,
        reason=said.get("words", ""),
        with_edits=with_edits,
        self_authorised=self_authorised,
    )
    work.unit.add(decision)
    _told(work, proposal, "approved", who, entry)
    room = f"dm:{proposal.author_id}"
    draft = draft_of(work, proposal.id, proposal.revision)
    left = {row.account for row in steps.placements(work, proposal) if row.posted_at is None}
    for index, (accounts, words) in enumerate(draft.wordings()):
        if words and left.intersection(accounts):
            work.tell(Message(Name.WORDS, room, steps.verdict_about(proposal), (("wording", str(index)),)))
    if draft.pictures:
        work.tell(Message(Name.PICTURES, room, steps.verdict_about(proposal)))
    for person_id in publishers_to_ask(work, proposal):
        work.tell(Message(Name.TO_POST, f"dm:{person_id}", steps.verdict_about(proposal)))
        if draft.pictures:
            work.tell(Message(Name.PICTURES, f"dm:{person_id}", steps.verdict_about(proposal)))
    return proposal


def _checked(work: Work, reason: Reason, role: Role) -> dict[str, str]:
    errors = {}
    if reason.clause != MY_WISH and work.pack.clause(reason.clause) is None:
        errors["clause"] = "Choose a clause, or “none, my wish”."
    if not reason.words.strip():
        errors["words"] = "Say in your own words what should be different, or why not."
    if errors:
        raise FieldErrors(errors)
    clause = "" if reason.clause == MY_WISH else reason.clause
    return {"clause": clause, "reason": work.keep(reason.words, TextClass.REASON), "role": role.value}


def _turned_down(work: Work, who: Person, proposal: Proposal, verdict: Verdict, facts: dict[str, str]) -> Proposal:
    entry = work.record(f"proposal.{verdict.value}", proposal.id, who.id, revision=proposal.revision, **facts)
    decision = Decision(
        proposal_id=proposal.id,
        revision=proposal.revision,
        entry=entry,
        verdict=verdict,
        by=who.id,
        role=facts["role"],
        at=work.now,
        clause=facts["clause"],
        reason=facts["reason"],
    )
    work.unit.add(decision)
    _told(work, proposal, verdict.value, who, entry)
    return proposal


def decidable(work: Work, who: Person, proposal_id: str, revision: int, step: Step) -> tuple[Proposal, Role]:
    """Return the proposal and the role in which the person may decide this revision; refuse everybody else."""
    proposal = steps.find(work, proposal_id)
    roles = Roles.at(work.unit, work.now)
    _may_decide(work, who, proposal, roles)
    return steps.at_revision(work, proposal_id, revision, step), roles.role_of_decider(who.id)


def _may_decide(work: Work, who: Person, proposal: Proposal, roles: Roles) -> None:
    if not roles.may_decide(who.id):
        raise refusals.not_a_decider(work, proposal, roles)
    if proposal.author_id == who.id:
        raise refusals.own_proposal(work, proposal, roles)
    if not roles.may_decide(who.id, case_of(work, proposal)):
        raise refusals.outside_scope(work, proposal, roles)


def _told(work: Work, proposal: Proposal, kind: str, who: Person, entry: int | None) -> None:
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)
    steps.history(work, proposal, kind, who.id, revision=str(proposal.revision))
    if entry is not None:
        steps.confirm(work, who, proposal, entry)


def _lapses(work: Work, proposal: Proposal) -> datetime:
    hours = work.pack.settings.lifetimes.approval_hours[proposal.kind.value]
    wanted = draft_of(work, proposal.id, proposal.revision).wanted_at
    lapses = work.now + timedelta(hours=hours)
    return max(lapses, wanted + timedelta(hours=hours)) if wanted else lapses


def _expires(work: Work) -> datetime:
    return work.now + timedelta(days=work.pack.settings.lifetimes.request_days)
