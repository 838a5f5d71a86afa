"""What is said when something is wrong: a hold on everything, a concern about what is public."""

from bot.approvals import steps
from bot.approvals.draft import draft_of
from bot.approvals.models import Concern, ConcernOutcome, Hold, Proposal
from bot.approvals.times import told
from bot.approvals.waiting import judges_of
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Button, Buttons, Headline, Para, Part, Parts, Small, Words
from bot.delivery.say.phrases import accounts_told, number, opening
from bot.registers.roles import Roles, person_named
from bot.work import Work

YOU = "you"
OUTCOMES = {
    ConcernOutcome.KEEP: "it stays as it is",
    ConcernOutcome.CORRECT: "it is to be corrected",
    ConcernOutcome.TAKE_DOWN: "it is to be taken down",
}


def held(work: Work, row: OutboxRow) -> Parts | None:
    """Return the news that everything is on hold, or that the hold is over."""
    hold = work.unit.get(Hold, id=row.about)
    if hold is None:
        return None
    if row.refs.get("released"):
        who = _whom(work, row, hold.released_by)
        return (Headline(f"The hold is over: {who} released it. What was approved may be posted again."),)
    who = _whom(work, row, hold.by)
    has = "have" if who == YOU else "has"
    begins = f"{who[0].upper()}{who[1:]} {has} put everything on hold"
    parts: list[Part] = [Headline(f"{begins}. Please post nothing until I say so.")]
    reason = work.kept(hold.reason)
    if reason:
        parts.append(Words(reason, label="Reason"))
    return (*parts, Small("What was approved stays approved. If you scheduled something elsewhere, I ask separately."))


def _whom(work: Work, row: OutboxRow, person_id: str) -> str:
    return YOU if row.conversation == f"dm:{person_id}" else person_named(work, person_id).name


def concern(work: Work, row: OutboxRow) -> Parts | None:
    """Return what a decider sees of a concern: the worry, the public words, and what can be done."""
    found = _found(work, row)
    if found is None:
        return None
    matter, proposal = found
    name = number(work, proposal)
    if matter.outcome is not ConcernOutcome.OPEN:
        return (Headline(f"Concern about {name}: {_decided(work, matter)}"), *worry(work, matter))
    draft = draft_of(work, proposal.id, proposal.revision)
    refs = (matter.id,)
    shown = (*worry(work, matter), Words(draft.words, label="The approved words"))
    about = f"A concern about {name}, public on {_public_on(work, proposal)}"
    judges = judges_of(work, proposal, Roles.at(work.unit, work.now))
    if row.conversation.removeprefix("dm:") not in judges:
        names = " or ".join(person_named(work, one).name for one in judges) or "nobody yet"
        return (
            Headline(f"{about}. It is for {names} to decide; you are told because you look after safety."),
            *shown,
        )
    return (
        Headline(f"{about}: what should happen?"),
        *shown,
        Buttons(
            (
                Button("concern_keep", "Keep it", refs),
                Button("concern_correct", "Have it corrected", refs),
                Button("concern_take_down", "Have it taken down", refs, style="danger"),
            )
        ),
    )


def concern_raised(work: Work, row: OutboxRow) -> Parts | None:
    """Return what whoever raised a concern is told."""
    found = _found(work, row)
    if found is None:
        return None
    matter, proposal = found
    if matter.outcome is not ConcernOutcome.OPEN:
        return (Headline(f"Your concern about {number(work, proposal)}: {_decided(work, matter)}"),)
    return (
        Headline(f"Thank you: your concern about {number(work, proposal)} is with the {work.pack.director_title}."),
        Para(work.pack.in_danger),
    )


def concern_task(work: Work, row: OutboxRow) -> Parts | None:
    """Return the request to whoever posted it: correct it or take it down, by when."""
    found = _found(work, row)
    if found is None:
        return None
    matter, proposal = found
    name = number(work, proposal)
    draft = draft_of(work, proposal.id, proposal.revision)
    where = _public_on(work, proposal)
    late = row.about.endswith(":late")
    if matter.done_at:
        return None if late else (Headline(f"{name} on {where}: {_decided(work, matter)}"),)
    take_down = matter.outcome is ConcernOutcome.TAKE_DOWN
    ask = "take it down from" if take_down else "correct it on"
    by = f" by {told(work, matter.due_at)}" if matter.due_at else ""
    please = "This is overdue. Please" if late else "Please"
    parts: list[Part] = [Headline(f"{please} {ask} {where}{by}: {name}, {opening(draft)}"), *worry(work, matter)]
    if not take_down:
        parts.append(Small("Propose the corrected words, marked urgent, if they are more than a small slip."))
    label = "It is taken down" if take_down else "It is corrected"
    return (*parts, Buttons((Button("concern_done", label, (matter.id,), style="primary"),)))


def _found(work: Work, row: OutboxRow) -> tuple[Concern, Proposal] | None:
    matter = work.unit.get(Concern, id=row.about.partition(":")[0])
    proposal = work.unit.get(Proposal, id=matter.proposal_id) if matter else None
    return (matter, proposal) if matter and proposal else None


def _public_on(work: Work, proposal: Proposal) -> str:
    return accounts_told(work, [row.account for row in steps.placements(work, proposal) if row.posted_at])


def worry(work: Work, matter: Concern) -> tuple[Part, ...]:
    """Return whose worry it is, in their words."""
    text = work.kept(matter.about)
    return (Words(text, label=f"{person_named(work, matter.raised_by).name} is worried"),) if text else ()


def _decided(work: Work, matter: Concern) -> str:
    who = person_named(work, matter.decided_by).name
    line = f"{who} decided on {told(work, matter.decided_at or work.now)} that {OUTCOMES[matter.outcome]}."
    if matter.done_at and matter.outcome is not ConcernOutcome.KEEP:
        line += f" {person_named(work, matter.done_by).name} said on {told(work, matter.done_at)} that it is done."
    return line
