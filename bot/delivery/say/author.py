"""What the author is told: it was sent, what was decided, the exact words to copy, and when it has ended."""

from bot.approvals import steps
from bot.approvals.draft import Draft, draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Decision, Proposal, Scheduled, Verdict
from bot.approvals.nudging import nudge_from, whose_turn
from bot.approvals.publishing import publishers_told
from bot.approvals.refusals import decider_told, deciders_told, how_it_stands, taken_back_told
from bot.approvals.states import FINAL, State
from bot.approvals.times import day, since_told, told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import (
    Bullets,
    Button,
    Buttons,
    Clauses,
    Confirm,
    Facts,
    Headline,
    Para,
    Part,
    Parts,
    Small,
    Words,
)
from bot.delivery.say.phrases import (
    accounts_told,
    changed_since,
    clauses_told,
    credits_told,
    first_name,
    number,
    opening,
    placement_told,
    put_right_told,
    reason_quoted,
    target_told,
    tombstone,
)
from bot.delivery.say.pictures import alt_texts, location_told
from bot.registers.people import Role
from bot.registers.roles import Roles, may_publish, person_named
from bot.work import Work

UNTIL_THEN = "You can change or withdraw it until it is decided."


def copy(work: Work, row: OutboxRow) -> Parts | None:
    """Return the author's own message: it is sent, to whom, and the clauses that apply."""
    proposal = work.unit.get(Proposal, id=row.about)
    if proposal is None:
        return None
    draft = draft_of(work, proposal.id, proposal.revision)
    roles = Roles.at(work.unit, work.now)
    what = f"{opening(draft)} ({number(work, proposal)}, {accounts_told(work, draft.accounts)})"
    if proposal.state is not State.PENDING:
        parts: list[Part] = [Headline(f"Yours: {what}"), Para(how_it_stands(work, proposal))]
        return (*parts, *_again(proposal, draft)) if proposal.state is State.WITHDRAWN else tuple(parts)
    deciders = whose_turn(work, proposal)
    to = first_name(work, deciders[0]) if deciders else "nobody yet"
    parts = [Headline(f"Sent to {to}: {what}"), Small(f"Revision {proposal.revision}. {UNTIL_THEN}")]
    if not deciders:
        parts.append(Para("No other decider is named at the moment, so nobody else can look at this."))
    if proposal.urgent:
        parts.append(Para("Urgent: if it can't wait, post the correction or removal now and press “I posted it”."))
        parts += _who_may_post(work, proposal)
    parts += location_told(work, draft)
    whose = credits_told(draft)
    parts += [Facts(whose)] if whose else []
    parts += clauses_told(work, "Please keep in mind", draft)
    return (*parts, Buttons(tuple(_while_pending(work, proposal, roles))))


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


def words(work: Work, row: OutboxRow) -> Parts | None:
    """Return one approved wording alone, so that a long press copies all of it; or, once it is void, that it is."""
    proposal_id, _, revision = row.about.partition(":")
    proposal = work.unit.get(Proposal, id=proposal_id)
    decision = work.unit.get(Decision, proposal_id=proposal_id, revision=int(revision))
    draft = draft_of(work, proposal_id, int(revision))
    if proposal and decision and not draft.erased and not steps.still_approved(proposal, decision):
        what = f"revision {revision} of {number(work, proposal)}"
        return (Headline(f"No longer approved: {what}. Don't post the words that stood here."),)
    wordings = draft.wordings()
    index = int(row.refs.get("wording", "0"))
    return (Words(wordings[index][1]),) if index < len(wordings) else None


def ended(work: Work, row: OutboxRow) -> Parts | None:
    """Return the news that a request expired or an approval lapsed."""
    proposal = work.unit.get(Proposal, id=row.about.partition(":")[0])
    if proposal is None:
        return None
    draft = draft_of(work, proposal.id, proposal.revision)
    headline = Headline(f"{how_it_stands(work, proposal)} {opening(draft)}")
    safe = "Your words are safe. If they should still be said, send them again; they are looked at afresh."
    return (headline, *(() if draft.erased else (Para(safe),)), *_again(proposal, draft))


def unqueue(work: Work, row: OutboxRow) -> Parts | None:
    """Return the request to take something out of a network's own queue, or the thanks for it."""
    scheduled_id, _, asked = row.about.partition(":")
    scheduled = work.unit.get(Scheduled, id=scheduled_id)
    proposal = work.unit.get(Proposal, id=scheduled.proposal_id) if scheduled else None
    if scheduled is None or proposal is None or asked != str(scheduled.asked):
        return None
    name, account = number(work, proposal), accounts_told(work, [scheduled.account])
    when = told(work, scheduled.planned_for)
    if scheduled.cleared_at:
        return (Headline(f"{name} is out of the queue of {account}. Thank you."),)
    if scheduled.clear_asked_at is None:
        return (Headline(f"{name} may stay in the queue of {account}, or go in again: the hold is over."),)
    return (
        Headline(f"Please take {name} out of the queue of {account} now: it would go out on {when}."),
        Para("It may no longer be posted as it is. Delete it there, then tell me here."),
        Buttons((Button("cleared", "It is out of the queue", (scheduled.id,), style="primary"),)),
    )


def _while_pending(work: Work, proposal: Proposal, roles: Roles) -> list[Button]:
    exactly = (proposal.id, str(proposal.revision))
    buttons = [Button("revise", "Change", exactly), _withdraw(proposal), *_nudge(work, proposal)]
    if proposal.series_id:
        buttons.append(Button("add_to_series", "Add another to this series", exactly))
    if proposal.urgent:
        buttons.insert(0, Button("posted", "I posted it", (proposal.id,), style="primary"))
    if roles.has(proposal.author_id, Role.DIRECTOR) and work.pack.settings.self_authorise:
        sure = Confirm(
            "On your own authority?",
            "Nobody else will have looked at it. It is recorded as authorised by yourself and shown in the digest.",
            "Authorise it",
        )
        buttons.insert(0, Button("authorise", "Authorise it myself", exactly, confirm=sure))
    return buttons


def _nudge(work: Work, proposal: Proposal) -> list[Button]:
    """Return the button that asks for an answer, with the time from which it may be pressed."""
    turn = whose_turn(work, proposal)
    from_then = nudge_from(work, proposal)
    later = f" · from {since_told(work, from_then, work.now)}" if from_then > work.now else ""
    return [Button("nudge", f"Nudge {first_name(work, turn[0])}{later}", (proposal.id,))] if turn else []


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
    parts += _who_may_post(work, proposal)
    rows = steps.placements(work, proposal)
    if any(row.posted_at for row in rows):
        parts.append(Bullets(tuple(placement_told(work, row) for row in rows)))
    exactly = (proposal.id, str(proposal.revision))
    buttons = (
        Button("posted", "I posted it", (proposal.id,), style="primary"),
        Button("scheduled", "I scheduled it", (proposal.id,)),
        Button("revise", "Change it", exactly),
        _withdraw(proposal),
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


def _who_may_post(work: Work, proposal: Proposal) -> list[Part]:
    roles = Roles.at(work.unit, work.now)
    author = person_named(work, proposal.author_id)
    lines = []
    for row in steps.placements(work, proposal):
        account = work.pack.accounts.get(row.account)
        if account and row.posted_at is None and not may_publish(work, roles, author, account, author.id):
            who = publishers_told(work, proposal, row.account)
            lines.append(f"On {account.name} only approved publishers post: please ask {who}. It is in their Home.")
    return [Bullets(tuple(lines))] if lines else []


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
        return (*parts, *_again(proposal, draft))
    exactly = (proposal.id, str(proposal.revision))
    return (*parts, Buttons((Button("revise", "Change it", exactly, style="primary"), _withdraw(proposal))))


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
        Buttons((Button("revise", "Change it", exactly, style="primary"), _withdraw(proposal))),
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


def _withdraw(proposal: Proposal) -> Button:
    sure = Confirm(
        "Withdraw it?",
        "It is not decided or posted any more. The record keeps it, and you can propose it again.",
        "Withdraw",
    )
    return Button("withdraw", "Withdraw", (proposal.id,), confirm=sure)


def _again(proposal: Proposal, draft: Draft) -> tuple[Part, ...]:
    if draft.erased:
        return (tombstone(draft),)
    return (Buttons((Button("again", "Propose again", (proposal.id,)),)),)
