"""What the author is told of the verdict: the yes, the no, and what has become of it since."""

from bot.approvals import steps
from bot.approvals.draft import Draft, draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Decision, Proposal, Verdict
from bot.approvals.refusals import decider_told, deciders_told, how_it_stands, taken_back_told
from bot.approvals.states import FINAL, State
from bot.approvals.times import day, told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import (
    Bullets,
    Button,
    Buttons,
    Clauses,
    Facts,
    Headline,
    Para,
    Part,
    Parts,
    Small,
    Words,
)
from bot.delivery.say.author import again, who_may_post, withdraw
from bot.delivery.say.phrases import (
    accounts_told,
    changed_since,
    credits_told,
    number,
    opening,
    placement_told,
    put_right_told,
    reason_quoted,
    target_told,
)
from bot.delivery.say.pictures import alt_texts
from bot.registers.roles import Roles
from bot.work import Work


def verdict(work: Work, row: OutboxRow) -> Parts | None:
    """Return what the author is told about the verdict on one revision, as it stands now."""
    proposal_id, revision, *stop = row.about.split(":")
    proposal = work.unit.get(Proposal, id=proposal_id)
    decision = work.unit.get(Decision, proposal_id=proposal_id, revision=int(revision))
    if proposal is None or (decision is None and proposal.state is not State.PUBLISHED):
        return None
    if stop:
        return _please_stop(work, proposal, decision)
    if proposal.revision != int(revision):
        return _overtaken(work, proposal, decision)
    if proposal.state is State.PUBLISHED or decision is None:
        return _with_receipt(_public(work, proposal), decision)
    if decision.taken_back_at or (proposal.state in FINAL and decision.verdict is not Verdict.REJECTED):
        return (Headline(f"{how_it_stands(work, proposal)} {opening(draft_of(work, proposal.id, int(revision)))}"),)
    said = _yes(work, proposal, decision) if decision.verdict is Verdict.APPROVED else _no(work, proposal, decision)
    return _with_receipt(said, decision)


def _yes(work: Work, proposal: Proposal, decision: Decision) -> Parts:
    draft = draft_of(work, proposal.id, proposal.revision)
    who = decider_told(work, decision)
    edits = " with edits" if decision.with_edits else ""
    said_yes = f"{who} said yes to {number(work, proposal)}{edits}"
    if decision.self_authorised:
        said_yes = f"You authorised {number(work, proposal)} yourself"
    parts: list[Part] = [Headline(f"{said_yes}: {opening(draft)}")]
    if decision.with_edits:
        parts.append(Bullets(changed_since(work, proposal, draft), title="What was changed"))
    hold = current_hold(work)
    if hold:
        parts.append(
            Para(f"But everything is on hold since {told(work, hold.at)}. Please don't post it until I say so.")
        )
    else:
        parts += _what_to_post(work, proposal, draft)
    parts += who_may_post(work, proposal)
    rows = steps.placements(work, proposal)
    if any(row.posted_at for row in rows):
        parts.append(Bullets(tuple(placement_told(work, row) for row in rows)))
    exactly = (proposal.id, str(proposal.revision))
    buttons = (
        Button("posted", "I posted it", (proposal.id,), style="primary"),
        Button("scheduled", "I scheduled it", (proposal.id,)),
        Button("revise", "Change it", exactly),
        withdraw(proposal),
    )
    return (*parts, Buttons(buttons))


def _what_to_post(work: Work, proposal: Proposal, draft: Draft) -> list[Part]:
    until = f" by {day(work, proposal.lapses_at)}" if proposal.lapses_at else ""
    where = accounts_told(work, (row.account for row in steps.placements(work, proposal) if not row.posted_at))
    wordings = [(accounts, words) for accounts, words in draft.wordings() if words]
    copied = {0: "", 1: ": copy my next message whole"}.get(len(wordings), ": copy my next messages whole")
    parts: list[Part] = [Para(f"Post it on {where}{until}{copied}. If you change a word, it is looked at again.")]
    if draft.pictures:
        which = "the picture" if len(draft.pictures) == 1 else "the pictures"
        parts += [Para(f"Please post {which} that I send after this, not your own file."), *alt_texts(draft)]
    if len(wordings) > 1:
        each = (
            f"{accounts_told(work, accounts)}: {opening(draft.model_copy(update={'words': words}))}"
            for accounts, words in wordings
        )
        parts.append(Bullets(tuple(each), title="Which words go where"))
    facts = (*((target_told(draft),) if draft.target else ()), *credits_told(draft))
    return [*parts, Facts(facts)] if facts else parts


def _no(work: Work, proposal: Proposal, decision: Decision) -> Parts:
    draft = draft_of(work, proposal.id, proposal.revision)
    who, name = decider_told(work, decision), number(work, proposal)
    rejected = decision.verdict is Verdict.REJECTED
    headline = f"{who} said no to {name}" if rejected else f"{who} asks for changes to {name}"
    parts: list[Part] = [Headline(f"{headline}: {opening(draft)}"), Words(work.kept(decision.reason))]
    because = reason_quoted(work, decision)
    if because:
        parts.append(Clauses("The clause", because))
    else:
        parts.append(Small("No clause of the policy: it is the decider's own wish."))
    if rejected:
        return (*parts, *again(proposal, draft))
    exactly = (proposal.id, str(proposal.revision))
    return (*parts, Buttons((Button("revise", "Change it", exactly, style="primary"), withdraw(proposal))))


def _please_stop(work: Work, proposal: Proposal, decision: Decision | None) -> Parts | None:
    if decision is None or decision.taken_back_at is None:
        return None
    if proposal.state is not State.CHANGES_REQUESTED or proposal.revision != decision.revision:
        return (Headline(taken_back_told(work, decision, of=number(work, proposal))),)
    exactly = (proposal.id, str(proposal.revision))
    return (
        Headline(f"Please don't post {number(work, proposal)}: {taken_back_told(work, decision)}"),
        Words(work.kept(decision.taken_back_reason)),
        Para("If it is public already, please take it down and tell them. You can change it and send it again."),
        Buttons((Button("revise", "Change it", exactly, style="primary"), withdraw(proposal))),
    )


def _public(work: Work, proposal: Proposal) -> Parts:
    draft = draft_of(work, proposal.id, proposal.revision)
    rows = steps.placements(work, proposal)
    parts: list[Part] = [
        Headline(f"{number(work, proposal)} is public: {opening(draft)}"),
        Bullets(tuple(placement_told(work, row) for row in rows)),
    ]
    parts += [Para(line) for line in put_right_told(work, proposal)]
    if proposal.needs_second_look:
        who = deciders_told(work, Roles.at(work.unit, work.now), proposal)
        parts.append(Para(f"It went out before it was decided, so it needs a second look from {who}."))
    buttons = [Button("concern", "Raise a concern", (proposal.id,))]
    if not proposal.needs_second_look:
        buttons.insert(0, Button("check_live", "Check the words", (proposal.id,)))
    if any(row.posted_at is None for row in rows):
        buttons.insert(0, Button("posted", "I posted it", (proposal.id,), style="primary"))
    return (*parts, Buttons(tuple(buttons)))


def _overtaken(work: Work, proposal: Proposal, decision: Decision | None) -> Parts | None:
    if decision is None:
        return None
    verdicts = {
        Verdict.APPROVED: "said yes to",
        Verdict.CHANGES_REQUESTED: "asked for changes to",
        Verdict.REJECTED: "said no to",
    }
    name = f"revision {decision.revision} of {number(work, proposal)}"
    if decision.taken_back_at:
        return (Headline(taken_back_told(work, decision, of=number(work, proposal))),)
    line = f"{decider_told(work, decision)} {verdicts[decision.verdict]} {name} on {told(work, decision.at)}."
    void = " That approval no longer counts." if decision.verdict is Verdict.APPROVED else ""
    return (Headline(f"{line}{void}"), Small(f"Revision {proposal.revision} has taken its place."))


def _with_receipt(parts: Parts, decision: Decision | None) -> Parts:
    """Return the parts with a button for the decision's receipt, after the others."""
    *before, last = parts
    if decision is None or decision.entry is None or not isinstance(last, Buttons):
        return parts
    return (*before, Buttons((*last.items, Button("receipt", "Receipt", (str(decision.entry),)))))
