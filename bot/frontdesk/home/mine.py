"""What this person proposed and is not over, in a line each; and what they began and did not send."""

from collections.abc import Collection

from bot.approvals.draft import draft_of
from bot.approvals.kept import drafts_of
from bot.approvals.line import deciders_of, first_in_line
from bot.approvals.models import Decision, Proposal
from bot.approvals.states import State
from bot.approvals.times import day, since_told
from bot.delivery.parts import Bullets, Button, Buttons, Headline, Para, Part, Small
from bot.delivery.say.phrases import first_name, listed, number, opening
from bot.pictures.models import BeingChecked
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work

MOST = 5
MOST_DRAFTS = 2
OPEN_STATES = (State.PENDING, State.CHANGES_REQUESTED, State.APPROVED)


def mine(work: Work, who: Person, *, but: Collection[str]) -> list[Part]:
    """Return the person's own, the newest first, without those told already."""
    found = work.unit.find(Proposal, author_id=who.id, state=OPEN_STATES, order="-number")
    own = [proposal for proposal in found if proposal.id not in but]
    if not own:
        return []
    lines = tuple(_line(work, proposal) for proposal in own[:MOST])
    parts: list[Part] = [Headline(f"Yours ({len(own)})"), Bullets(lines)]
    parts.append(Buttons(tuple(_button(work, proposal) for proposal in own[:MOST])))
    left = len(own) - MOST
    return [*parts, Small(f"and {left} more: /approvals lists them all.")] if left > 0 else parts


def being_looked_at(work: Work, who: Person) -> list[Part]:
    """Return a line while pictures of theirs are still being looked at."""
    waiting = work.unit.find(BeingChecked, person_id=who.id)
    if not waiting:
        return []
    what = "Something you sent waits" if len(waiting) == 1 else f"{len(waiting)} things you sent wait"
    return [Small(f"{what} until I have looked at the pictures. I tell you in a direct message how it went.")]


def drafts(work: Work, who: Person) -> list[Part]:
    """Return what was kept when a form was closed, the newest first, each to be gone on with."""
    kept = drafts_of(work, who)
    if not kept:
        return []
    parts: list[Part] = [Headline(f"Drafts ({len(kept)})")]
    for one in kept[:MOST_DRAFTS]:
        line = f"From {since_told(work, one.at, work.now)}: {opening(one.draft)}"
        go_on = Button("carry_on", "Carry on", (one.id,), spoken=f"Carry on with the draft {line}"[:75])
        away = Button("throw_away", "Throw away", (one.id,), spoken=f"Throw away the draft {line}"[:75])
        parts += [Para(line), Buttons((go_on, away))]
    return parts


def _line(work: Work, proposal: Proposal) -> str:
    """Return "NS-44 with Ruth since 10:02: “Join us …”"."""
    draft = draft_of(work, proposal.id, proposal.revision)
    return f"{number(work, proposal)} {_how(work, proposal)}: {opening(draft, 40)}"


def _how(work: Work, proposal: Proposal) -> str:
    since = since_told(work, proposal.changed_at, work.now)
    if proposal.state is State.PENDING:
        roles = Roles.at(work.unit, work.now)
        turn = first_in_line(work, deciders_of(work, proposal, roles), roles)
        whose = listed(first_name(work, person_id) for person_id in turn[:2]) or "nobody who may decide it"
        return f"with {whose} since {since}"
    if proposal.state is State.APPROVED:
        until = f", to be posted by {day(work, proposal.lapses_at)}" if proposal.lapses_at else ""
        return f"approved{until}"
    decision = work.unit.get(Decision, proposal_id=proposal.id, revision=proposal.revision)
    by = (decision.taken_back_by or decision.by) if decision else ""
    return f"sent back by {first_name(work, by)}, {since}"


def _button(work: Work, proposal: Proposal) -> Button:
    name, refs = number(work, proposal), (proposal.id, str(proposal.revision))
    if proposal.state is State.CHANGES_REQUESTED:
        return Button("revise", f"Change {name}", refs)
    return Button("show", f"Look at {name}", refs)
