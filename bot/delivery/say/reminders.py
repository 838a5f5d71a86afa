"""What is said when somebody is waited for: one collapsed reminder, a wanted time, "posted yet?", what ends soon.

A reminder holds numbers and accounts alone, neither words nor names of people: nothing in it ever has to be erased.
"""

from datetime import timedelta

from bot.approvals import steps
from bot.approvals.draft import draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Decision, Proposal, Reminder, Revision
from bot.approvals.nudging import whose_turn
from bot.approvals.publishing import to_post
from bot.approvals.refusals import how_it_stands
from bot.approvals.reminded import TOMORROW
from bot.approvals.states import State
from bot.approvals.times import since_told, told
from bot.approvals.waiting import Waiting, everything_waiting
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Bullets, Button, Buttons, Confirm, Headline, Para, Part, Parts, Small
from bot.delivery.say.phrases import accounts_told, number, opening
from bot.registers.absences import hours_of
from bot.registers.roles import person_named
from bot.work import Work

MOST = 8
WHAT = {
    "look": "needs a second look",
    "concern": "a concern",
    "overdue": "not put right in time",
    "phone": "a yes by phone to confirm",
}


def reminder(work: Work, row: OutboxRow) -> Parts | None:
    """Return what of the reminder's things still waits; None when nothing does, or a newer reminder stands."""
    found = work.unit.get(Reminder, id=row.about)
    if found is None or found.over_at:
        return None
    person_id = found.person_id
    items = [one for one in everything_waiting(work) if one.key in found.items and person_id in one.deciders]
    if not items:
        return None
    oldest = since_told(work, min(one.since for one in items), found.at)
    lines = [_line(work, one, person_id) for one in items[:MOST]]
    more = [Small(f"and {len(items) - MOST} more.")] if len(items) > MOST else []
    parts: list[Part]
    if len(items) == 1:
        parts = [Headline(f"One thing waits for you since {oldest}: {lines[0]}.")]
    else:
        parts = [
            Headline(f"{len(items)} things wait for you, the oldest since {oldest}."),
            Bullets(tuple(lines)),
            *more,
        ]
    opens = Button("waiting", "Open them" if len(items) > 1 else "Open it", (), style="primary")
    until = found.put_off_until
    if until and until > work.now:
        return (*parts, Small(f"I remind you again on {told(work, until)}."), Buttons((opens,)))
    waits = (("30m", "In 30 min"), ("2h", "In 2 h"), (TOMORROW, "Tomorrow"))
    later = tuple(Button("put_off", label, (found.id, how_long)) for how_long, label in waits)
    return (*parts, Buttons((opens, *later)))


def _line(work: Work, item: Waiting, person_id: str) -> str:
    """Return "NS-42, Facebook page (urgent, wanted by Fri 4 Dec, 09:00)"."""
    kind = item.key.partition(":")[0]
    notes = [WHAT[kind]] if kind in WHAT else []
    notes += ["urgent"] if item.urgent and kind == "proposal" else []
    notes += ["its author asks"] if item.nudged_at else []
    if item.wanted_at:
        notes.append(f"{'wanted by' if item.wanted_at > work.now else 'was wanted by'} {told(work, item.wanted_at)}")
    ahead = timedelta(hours=work.pack.settings.reminders.before_end_hours)
    if item.ends_at and hours_of(work, person_id).before(item.ends_at, ahead) <= work.now:
        notes.append(f"expires on {told(work, item.ends_at)}")
    told_of = f" ({', '.join(notes)})" if notes else ""
    where = accounts_told(work, (row.account for row in steps.placements(work, item.proposal)))
    return f"{number(work, item.proposal)}, {where}{told_of}"


def wanted(work: Work, row: OutboxRow) -> Parts | None:
    """Tell the author that the wanted time comes near, or ask for another one; None once it is decided."""
    found = _undecided(work, row)
    if found is None:
        return None
    proposal, revision = found
    late, passed = row.about.endswith(":late"), revision.wanted_at is not None and revision.wanted_at <= work.now
    if revision.wanted_at is None or late != passed:
        return None
    name, words = number(work, proposal), opening(draft_of(work, proposal.id, proposal.revision))
    exactly = (proposal.id, str(proposal.revision))
    if not late:
        asked = " and ".join(person_named(work, one).name for one in whose_turn(work, proposal)) or "nobody"
        return (
            Headline(f"{name} is wanted by {told(work, revision.wanted_at)} and not decided yet: {words}"),
            Para(f"I have reminded {asked}. No answer is not a yes: please don't post it before you hear from me."),
            Buttons((Button("revise", "Change", exactly), _drop(proposal))),
        )
    return (
        Headline(f"{name} was wanted by {told(work, revision.wanted_at)} and nobody has decided it: {words}"),
        Para("Please don't post it. Is there a new time for it, or shall it be dropped? Until then it waits as it is."),
        Buttons((Button("new_time", "New time", exactly, style="primary"), _drop(proposal))),
    )


def posted_yet(work: Work, row: OutboxRow) -> Parts | None:
    """Ask whoever may post it whether it is public; None once it is, or must not be."""
    found = _current(work, row)
    if found is None or found[0].state is not State.APPROVED or current_hold(work):
        return None
    proposal, revision = found
    left = to_post(work, person_named(work, row.conversation.removeprefix("dm:")), proposal)
    if not left:
        return None
    words = opening(draft_of(work, proposal.id, proposal.revision))
    when = f", wanted by {told(work, revision.wanted_at)}" if revision.wanted_at else ""
    return (
        Headline(f"Is {number(work, proposal)} posted yet on {accounts_told(work, left)}{when}? {words}"),
        Para(f"If it is, tell me where. If not, it may still be posted until {_until(work, proposal)}."),
        Buttons(
            (
                Button("posted", "I posted it", (proposal.id,), style="primary"),
                Button("scheduled", "I scheduled it", (proposal.id,)),
            )
        ),
    )


def ends_soon(work: Work, row: OutboxRow) -> Parts | None:
    """Say what will expire or lapse, and what can be done; None once it cannot any more, or need not."""
    found = _current(work, row)
    if found is None:
        return None
    proposal, _ = found
    name, words = number(work, proposal), opening(draft_of(work, proposal.id, proposal.revision))
    exactly = (proposal.id, str(proposal.revision))
    if proposal.state is State.PENDING and proposal.expires_at:
        return (
            Headline(f"{name} expires on {told(work, proposal.expires_at)} unless it is decided: {words}"),
            Para("Whoever decides has been reminded. After that it can be proposed again."),
            Buttons((_nudge(work, proposal), Button("revise", "Change", exactly))),
        )
    if proposal.state is State.CHANGES_REQUESTED and proposal.expires_at:
        return (
            Headline(f"{name} expires on {told(work, proposal.expires_at)} unless you change it: {words}"),
            Para(how_it_stands(work, proposal)),
            Buttons((Button("revise", "Change it", exactly, style="primary"), _drop(proposal))),
        )
    if proposal.state is State.APPROVED and proposal.lapses_at:
        return (
            Headline(f"The approval of {name} lapses on {told(work, proposal.lapses_at)}: {words}"),
            Para("Post it until then and tell me, or let it lapse. After that it has to be looked at again."),
            Buttons(
                (
                    Button("posted", "I posted it", (proposal.id,), style="primary"),
                    Button("scheduled", "I scheduled it", (proposal.id,)),
                )
            ),
        )
    return None


def _nudge(work: Work, proposal: Proposal) -> Button:
    turn = whose_turn(work, proposal)
    whom = person_named(work, turn[0]).name.split()[0] if turn else work.pack.director_title
    return Button("nudge", f"Nudge {whom}"[:75], (proposal.id,))


def _drop(proposal: Proposal) -> Button:
    sure = Confirm("Drop it?", "It is withdrawn. The record keeps it, and you can propose it again.", "Drop it")
    return Button("withdraw", "Drop it", (proposal.id,), confirm=sure)


def _until(work: Work, proposal: Proposal) -> str:
    return told(work, proposal.lapses_at) if proposal.lapses_at else "it lapses"


def _current(work: Work, row: OutboxRow) -> tuple[Proposal, Revision] | None:
    """Return what the message is about, unless another revision has taken its place."""
    proposal_id, number_told, *_ = row.about.split(":")
    proposal = work.unit.get(Proposal, id=proposal_id)
    revision = work.unit.get(Revision, proposal_id=proposal_id, number=int(number_told))
    if proposal is None or revision is None or proposal.revision != revision.number:
        return None
    return proposal, revision


def _undecided(work: Work, row: OutboxRow) -> tuple[Proposal, Revision] | None:
    found = _current(work, row)
    decided = found and work.unit.get(Decision, proposal_id=found[0].id, revision=found[0].revision)
    return found if found and found[0].state is State.PENDING and not decided else None
