"""What the author is told: it was sent, the exact words to copy, when it has ended, and what leaves a queue."""

from bot.approvals import steps
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import Decision, Proposal, Scheduled
from bot.approvals.nudging import nudge_from, whose_turn
from bot.approvals.publishing import publishers_told
from bot.approvals.refusals import how_it_stands
from bot.approvals.states import State
from bot.approvals.times import since_told, told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import (
    Bullets,
    Button,
    Buttons,
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
    clauses_told,
    credits_told,
    first_name,
    number,
    opening,
    tombstone,
)
from bot.delivery.say.pictures import location_told
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
        return (*parts, *again(proposal, draft)) if proposal.state is State.WITHDRAWN else tuple(parts)
    deciders = whose_turn(work, proposal)
    to = first_name(work, deciders[0]) if deciders else "nobody yet"
    parts = [Headline(f"Sent to {to}: {what}"), Small(f"Revision {proposal.revision}. {UNTIL_THEN}")]
    if not deciders:
        parts.append(Para("No other decider is named at the moment, so nobody else can look at this."))
    if proposal.urgent:
        parts.append(Para("Urgent: if it can't wait, post the correction or removal now and press “I posted it”."))
        parts += who_may_post(work, proposal)
    parts += location_told(work, draft)
    whose = credits_told(draft)
    parts += [Facts(whose)] if whose else []
    parts += clauses_told(work, "Please keep in mind", draft)
    return (*parts, Buttons(tuple(_while_pending(work, proposal, roles))))


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
    return (headline, *(() if draft.erased else (Para(safe),)), *again(proposal, draft))


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


def who_may_post(work: Work, proposal: Proposal) -> list[Part]:
    """Return whom the author asks to post it, where they may not."""
    roles = Roles.at(work.unit, work.now)
    author = person_named(work, proposal.author_id)
    lines = []
    for row in steps.placements(work, proposal):
        account = work.pack.accounts.get(row.account)
        if account and row.posted_at is None and not may_publish(work, roles, author, account, author.id):
            who = publishers_told(work, proposal, row.account)
            lines.append(f"On {account.name} only approved publishers post: please ask {who}. It is in their Home.")
    return [Bullets(tuple(lines))] if lines else []


def withdraw(proposal: Proposal) -> Button:
    """Return the button that withdraws a proposal."""
    sure = Confirm(
        "Withdraw it?",
        "It is not decided or posted any more. The record keeps it, and you can propose it again.",
        "Withdraw",
    )
    return Button("withdraw", "Withdraw", (proposal.id,), confirm=sure)


def again(proposal: Proposal, draft: Draft) -> tuple[Part, ...]:
    """Return the button that proposes the same once more; of an erased one only what is left of it."""
    if draft.erased:
        return (tombstone(draft),)
    return (Buttons((Button("again", "Propose again", (proposal.id,)),)),)


def _while_pending(work: Work, proposal: Proposal, roles: Roles) -> list[Button]:
    exactly = (proposal.id, str(proposal.revision))
    buttons = [Button("revise", "Change", exactly), withdraw(proposal), *_nudge(work, proposal)]
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
