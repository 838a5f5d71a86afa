"""Small pieces of sentences that several messages share."""

import textwrap
from collections.abc import Iterable

from bot.approvals.differences import changes
from bot.approvals.draft import Draft, draft_of
from bot.approvals.models import Comparison, Concern, ConcernOutcome, Decision, Kind, Placement, Proposal, Verdict
from bot.approvals.times import told
from bot.delivery.parts import Clauses, Para, Part, Quoted, Small, Words
from bot.policy.pack import Clause
from bot.policy.quoting import quoted
from bot.registers.roles import person_named
from bot.work import Work

KINDS = {
    Kind.POST: "A post",
    Kind.REPLY: "A reply on our own page",
    Kind.COMMENT: "A comment elsewhere",
    Kind.SHARE: "A share",
    Kind.PROFILE_CHANGE: "A change to a profile",
}

MOST_CLAUSES = 3
"""How many clauses are quoted at once: more are not read."""

PUT_RIGHT = {ConcernOutcome.CORRECT: "corrected", ConcernOutcome.TAKE_DOWN: "taken down"}

COMPARISONS = {
    Comparison.NOT_COMPARED: "the words there were not compared",
    Comparison.SAME: "the live words are the approved ones",
    Comparison.DIFFERENT: "the live words differ from the approved ones",
}


def listed(items: Iterable[str]) -> str:
    """Return "one, two and three"."""
    names = list(items)
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def accounts_told(work: Work, accounts: Iterable[str]) -> str:
    """Return the accounts' names as a list in words."""
    known = work.pack.accounts
    return listed(known[account].name if account in known else account for account in accounts)


def opening(draft: Draft, most: int = 60) -> str:
    """Return the beginning of the words in quotation marks, on one line; or that they were erased."""
    if draft.erased:
        return draft.words
    line = " ".join((draft.words or draft.target).split())
    if not line and (draft.pictures or draft.given or draft.video):
        return "a video without words" if draft.video and not draft.pictures else "a picture without words"
    return f"“{textwrap.shorten(line, most, placeholder='…') if ' ' in line[:most] else line[:most]}”"


def target_told(draft: Draft) -> tuple[str, str]:
    """Return what is commented on, shared or changed, under its label."""
    return ("Where it stands" if draft.target.startswith("http") else "Which part", draft.target)


def credits_told(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Return who wrote it and which partner agreed to it, under their labels, where somebody said so."""
    said_of = (("Written by", draft.written_by), ("Partner agreed", draft.partner))
    return tuple((label, said) for label, said in said_of if said)


def changed_since(work: Work, proposal: Proposal, draft: Draft) -> tuple[str, ...]:
    """Return what differs from the revision before, a line for each place; nothing for the first."""
    if proposal.revision == 1:
        return ()
    return what_changed(work, draft_of(work, proposal.id, proposal.revision - 1), draft)


def what_changed(work: Work, old: Draft, draft: Draft) -> tuple[str, ...]:
    """Return what differs from one draft to the next, a line for each place."""
    names = {account.id: account.name for account in work.pack.accounts.values()}
    kind = (f"what it is: was “{KINDS[old.kind]}”, now “{KINDS[draft.kind]}”",) if old.kind is not draft.kind else ()
    return (*kind, *changes(old, draft, names, lambda moment: told(work, moment)))


def first_name(work: Work, person_id: str) -> str:
    """Return what a colleague would call them."""
    name = person_named(work, person_id).name
    return name if name.startswith("a ") else name.split()[0]


def tombstone(draft: Draft) -> Para:
    """Return what stands where words stood."""
    return Para(
        f"These words were erased on {draft.erased}. Who decided what and when stays in the record, and every receipt "
        "for it is still valid."
    )


def number(work: Work, proposal: Proposal) -> str:
    """Return "NS-42"."""
    return work.pack.number(proposal.number)


def applying(work: Work, draft: Draft) -> tuple[Clause, ...]:
    """Return the clauses that apply to a draft, the most particular first."""
    words = "\n".join([draft.words, *draft.variants.values()])
    return work.pack.applying(draft.kind.value, draft.accounts, words)


def clauses_told(work: Work, title: str, draft: Draft) -> list[Part]:
    """Return the clauses that matter most for a draft, quoted verbatim, and the others by their ids."""
    clauses = applying(work, draft)
    if not clauses:
        return []
    shown = Clauses(title, tuple(quoted(clause) for clause in clauses[:MOST_CLAUSES]))
    return [shown, *other_clauses(clauses)]


def clauses_in_short(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    """Return a line for each of the clauses that matter most: the pack's own summary, and whose word it is."""
    return tuple(f"{clause.short} ({clause.label})" for clause in clauses[:MOST_CLAUSES])


def other_clauses(clauses: tuple[Clause, ...]) -> list[Part]:
    """Return a line that names the clauses that are not shown, in short."""
    others = [f"{clause.short} ({clause.label})" for clause in clauses[MOST_CLAUSES:]]
    return [Small(f"Also: {'; '.join(others)}.")] if others else []


def asked_for(work: Work, proposal_id: str, revision: int) -> Words | None:
    """Return what a decider asked for when this revision was sent back, or None when it was not."""
    decision = work.unit.get(Decision, proposal_id=proposal_id, revision=revision)
    if decision is None:
        return None
    if decision.taken_back_reason:
        taken_back = person_named(work, decision.taken_back_by).name
        return Words(work.kept(decision.taken_back_reason), label=f"{taken_back} took the approval back")
    if decision.verdict is not Verdict.CHANGES_REQUESTED:
        return None
    clause = f" ({decision.clause})" if decision.clause else ""
    return Words(work.kept(decision.reason), label=f"{person_named(work, decision.by).name} asked{clause}")


def reason_quoted(work: Work, decision: Decision) -> tuple[Quoted, ...]:
    """Return the clause a decision rests on, or nothing when it rests on none."""
    clause = work.pack.clause(decision.clause) if decision.clause else None
    return (quoted(clause),) if clause else ()


def put_right_told(work: Work, proposal: Proposal) -> tuple[str, ...]:
    """Return a line for each correction or take-down that was asked for after it was public, oldest first."""
    asked = work.unit.find(Concern, proposal_id=proposal.id, outcome=list(PUT_RIGHT), order="decided_at")
    lines = []
    for matter in asked:
        what = PUT_RIGHT[matter.outcome]
        if matter.done_at:
            lines.append(f"It was {what}: {person_named(work, matter.done_by).name}, {told(work, matter.done_at)}.")
        else:
            by = f" by {told(work, matter.due_at)}" if matter.due_at else ""
            lines.append(f"It is to be {what}{by}: {person_named(work, matter.decided_by).name} asked for that.")
    return tuple(lines)


def placement_told(work: Work, row: Placement) -> str:
    """Return a line on one account: not posted yet, or posted by whom, when, where, and how the words compare."""
    name = accounts_told(work, [row.account])
    if row.posted_at is None:
        return f"{name}: not posted yet"
    line = f"{name}: posted by {person_named(work, row.posted_by).name}, {told(work, row.posted_at)}"
    address = work.kept(row.address)
    line += f" at {address}" if address else ", no address given"
    line += f"; {COMPARISONS[row.comparison]}"
    return line + ("; it went out during a hold" if row.during_hold else "")
