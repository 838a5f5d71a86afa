"""The deciders' card: everything needed to decide, and afterwards what was decided and what happens next."""

from dataclasses import replace

from bot.approvals import steps
from bot.approvals.deputies import cover_now
from bot.approvals.draft import Draft, draft_of
from bot.approvals.found import Found, found_in
from bot.approvals.holds import current_hold
from bot.approvals.line import deciders_of
from bot.approvals.media import shown_of_people
from bot.approvals.models import Decision, PhoneYes, Proposal, Verdict
from bot.approvals.nudging import whose_turn
from bot.approvals.queues import in_queue
from bot.approvals.refusals import decider_told, how_it_stands
from bot.approvals.states import State
from bot.approvals.times import day, told, until_told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import (
    Bullets,
    Button,
    Buttons,
    Calls,
    Confirm,
    Facts,
    Headline,
    Para,
    Part,
    Parts,
    Small,
    Style,
    Words,
)
from bot.delivery.say import pictures
from bot.delivery.say.findings import approval_asked, on_card
from bot.delivery.say.lengths import too_long_told
from bot.delivery.say.phrases import (
    KINDS,
    accounts_told,
    applying,
    asked_for,
    changed_since,
    clauses_in_short,
    credits_told,
    first_name,
    number,
    opening,
    placement_told,
    put_right_told,
    target_told,
    tombstone,
    what_changed,
)
from bot.registers.consents import consent_fault
from bot.registers.roles import Roles, person_named
from bot.work import Work

FOLD_OVER = 900
FOLDED = 800


def card(work: Work, row: OutboxRow) -> Parts | None:
    """Return the card as things stand now."""
    proposal = work.unit.get(Proposal, id=row.about)
    if proposal is None:
        return None
    draft = draft_of(work, proposal.id, proposal.revision)
    found: tuple[Found, ...] = ()
    parts: list[Part] = [Headline(_headline(work, proposal, draft)), Small(_second_line(work, proposal, draft))]
    if proposal.state is State.PENDING and row.conversation == "approvals":
        waited_for = whose_turn(work, proposal)[:1]
        parts.append(Calls(tuple(person_named(work, person_id).platform_id for person_id in waited_for)))
    parts += _status(work, proposal)
    parts += _said(work, proposal, draft)
    parts += _changed(work, proposal, draft)
    if proposal.state is State.PENDING:
        author, room = first_name(work, proposal.author_id), row.conversation == "approvals"
        found = found_in(work, draft)
        parts += on_card(work, draft, found, author, in_channel=room)
        parts += _to_keep_in_mind(work, draft)
    return (*parts, *_buttons(work, proposal, sure=approval_asked(draft, found)))


def wordings(work: Work, draft: Draft) -> tuple[Words, ...]:
    """Return each different wording in full, labelled with its accounts where there are several."""
    several = len(draft.wordings()) > 1
    return tuple(
        Words(words, label=accounts_told(work, accounts) if several else "") for accounts, words in draft.wordings()
    )


def _headline(work: Work, proposal: Proposal, draft: Draft) -> str:
    where = accounts_told(work, draft.accounts)
    when = f", by {told(work, draft.wanted_at)}" if draft.wanted_at else ""
    urgent = "Urgent: " if proposal.urgent and proposal.state is State.PENDING else ""
    return f"{urgent}{where}{when}, from {first_name(work, proposal.author_id)}: {opening(draft)}"


def _second_line(work: Work, proposal: Proposal, draft: Draft) -> str:
    line = f"{number(work, proposal)} · revision {proposal.revision} · {KINDS[draft.kind]}"
    return f"{line} · carries on from an earlier proposal" if proposal.again_from else line


def _said(work: Work, proposal: Proposal, draft: Draft) -> list[Part]:
    if draft.erased:
        return [tombstone(draft)]
    parts: list[Part] = []
    for words in wordings(work, draft):
        if len(words.text) > FOLD_OVER:
            parts.append(Words(words.text[:FOLDED] + "…", label=words.label))
            refs = (proposal.id, str(proposal.revision))
            parts.append(Buttons((Button("show_words", f"Show all {len(words.text):,} characters", refs),)))
        elif words.text:
            parts.append(words)
    if draft.answers:
        parts.append(Words(_folded(draft.answers), label="It answers"))
    parts += pictures.shown(work, draft)
    facts = [
        ("Speaking as", accounts_told(work, draft.accounts) if draft.answers else ""),
        target_told(draft),
        ("Link", draft.link),
        *credits_told(draft),
        ("Note from the author", draft.note),
    ]
    shown = tuple((label, value) for label, value in facts if value)
    parts += [Facts(shown)] if shown else []
    if proposal.state is State.PENDING:
        fault = consent_fault(work, draft.consent, draft.accounts, shown_of_people(draft))
        parts += [Para(fault)] if fault else []
        parts += [Small(line) for line in too_long_told(work, draft)]
    return parts


def _changed(work: Work, proposal: Proposal, draft: Draft) -> list[Part]:
    if proposal.revision == 1 and proposal.again_from:
        return _changed_from(work, steps.find(work, proposal.again_from), draft)
    lines = changed_since(work, proposal, draft)
    if not lines:
        return []
    asked = asked_for(work, proposal.id, proposal.revision - 1)
    changed = Bullets(lines, title=f"Changed since revision {proposal.revision - 1}")
    return [asked, changed] if asked else [changed]


def _changed_from(work: Work, earlier: Proposal, draft: Draft) -> list[Part]:
    """Say what is different from the proposal that this one carries on from."""
    name, old = number(work, earlier), draft_of(work, earlier.id, earlier.revision)
    if old.erased or draft.erased:
        return []
    lines = what_changed(work, old, draft)
    return [Bullets(lines, title=f"Changed since {name}") if lines else Small(f"Nothing changed since {name}.")]


def _to_keep_in_mind(work: Work, draft: Draft) -> list[Part]:
    items = clauses_in_short(applying(work, draft))
    return [Bullets(items, title="Clauses that apply, in short")] if items else []


def _status(work: Work, proposal: Proposal) -> list[Part]:
    decision = work.unit.get(Decision, proposal_id=proposal.id, revision=proposal.revision)
    parts: list[Part] = []
    match proposal.state:
        case State.PENDING:
            if proposal.urgent:
                parts.append(Para("Marked urgent: it may go out before you decide, and then needs a second look."))
            parts += _late(work, proposal)
            parts += _standing_in(work, proposal)
        case State.APPROVED if decision:
            parts.append(Para(_approved(work, proposal, decision)))
            parts += _unconfirmed(work, proposal)
        case State.PUBLISHED:
            parts.append(Para(_published(work, proposal, decision)))
            parts += _unconfirmed(work, proposal)
            parts += [Para(line) for line in put_right_told(work, proposal)]
        case _:
            parts.append(Para(how_it_stands(work, proposal)))
            if decision and decision.reason and decision.verdict is not Verdict.APPROVED:
                parts.append(Words(work.kept(decision.reason), label=_because(work, decision)))
            if decision and decision.taken_back_reason:
                parts.append(Words(work.kept(decision.taken_back_reason), label="Reason"))
    rows = steps.placements(work, proposal)
    if any(row.posted_at for row in rows):
        parts.append(Bullets(tuple(placement_told(work, row) for row in rows)))
        parts += pictures.proofs(work, proposal)
    queued = [
        f"{accounts_told(work, [row.account])}: in the queue for {told(work, row.planned_for)}, put there by "
        f"{person_named(work, row.by).name}" + ("; asked to take it out" if row.clear_asked_at else "")
        for row in in_queue(work, proposal)
    ]
    if queued and any(row.posted_at is None for row in rows):
        parts.append(Bullets(tuple(queued)))
    return parts


def _unconfirmed(work: Work, proposal: Proposal) -> list[Part]:
    said = work.unit.get(PhoneYes, proposal_id=proposal.id, revision=proposal.revision, answered_at=None)
    return [Para(f"{first_name(work, said.said_by)} has not confirmed yet that this was said.")] if said else []


def _late(work: Work, proposal: Proposal) -> list[Part]:
    wanted = draft_of(work, proposal.id, proposal.revision).wanted_at
    if wanted is None or wanted > work.now:
        return []
    asked = first_name(work, proposal.author_id)
    return [Para(f"The wanted time, {told(work, wanted)}, has passed. {asked} was asked for a new one.")]


def _standing_in(work: Work, proposal: Proposal) -> list[Part]:
    """Say who decides in the Director's place: where it is their turn, or where they stand in for some time only."""
    roles = Roles.at(work.unit, work.now)
    turn, allowed = whose_turn(work, proposal), deciders_of(work, proposal, roles)
    lines = []
    for held in cover_now(work):
        if held.person_id in allowed and (held.until or held.person_id in turn):
            until = f" until {until_told(work, held.until)}" if held.until else ""
            lines.append(
                f"{person_named(work, held.person_id).name} stands in for the {work.pack.director_title}{until}."
            )
    return [Small(line) for line in dict.fromkeys(lines)]


def _because(work: Work, decision: Decision) -> str:
    clause = work.pack.clause(decision.clause) if decision.clause else None
    return f"Reason: {clause.id} {clause.heading}" if clause else "Reason: no clause, the decider's wish"


def _approved(work: Work, proposal: Proposal, decision: Decision) -> str:
    edits = " with edits" if decision.with_edits else ""
    line = f"Approved{edits} by {decider_told(work, decision)}, {told(work, decision.at)}."
    hold = current_hold(work)
    if hold:
        return f"{line} On hold since {told(work, hold.at)}: it must not be posted."
    until = f" until {day(work, proposal.lapses_at)}" if proposal.lapses_at else ""
    return f"{line} It may be posted{until}."


def _published(work: Work, proposal: Proposal, decision: Decision | None) -> str:
    if proposal.needs_second_look:
        return "It went out before it was decided, as urgent. It needs a second look from you."
    if decision and decision.verdict is Verdict.APPROVED:
        return f"Approved by {decider_told(work, decision)}, {told(work, decision.at)}, and now public."
    return "It went out as urgent, and has had its second look."


def _buttons(work: Work, proposal: Proposal, *, sure: Confirm | None) -> list[Part]:
    exactly = (proposal.id, str(proposal.revision))
    name = f"{number(work, proposal)}, from {person_named(work, proposal.author_id).name}"

    def button(verb: str, label: str, refs: tuple[str, ...] = exactly, style: Style = "") -> Button:
        return Button(verb, label, refs, style=style, spoken=f"{label}: {name}"[:75])

    approve = replace(button("approve", "Approve", style="primary"), confirm=sure)

    if proposal.state is State.PENDING:
        by_phone = [button("by_phone", "Yes by phone")] if cover_now(work) else []
        return [
            Buttons(
                (
                    approve,
                    button("edit", "Approve with edits"),
                    button("request_changes", "Request changes"),
                    button("reject", "Reject"),
                    *by_phone,
                )
            )
        ]
    if proposal.state is State.APPROVED:
        return [Buttons((button("take_back", "Take back", style="danger"),))]
    if proposal.state is State.PUBLISHED and proposal.needs_second_look:
        return [
            Buttons(
                (
                    button("look_keep", "It was right", (proposal.id,)),
                    button("look_correct", "Have it corrected", (proposal.id,)),
                    button("look_take_down", "Have it taken down", (proposal.id,), style="danger"),
                )
            )
        ]
    if proposal.state is State.PUBLISHED:
        return [Buttons((button("concern", "Raise a concern", (proposal.id,)),))]
    return []


def _folded(text: str) -> str:
    return text if len(text) <= FOLD_OVER else text[:FOLDED] + "…"
