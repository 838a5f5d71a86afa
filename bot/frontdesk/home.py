"""Home: what waits for me first, then what is mine, then the quick ways in."""

from bot.approvals import steps
from bot.approvals.draft import draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Concern, ConcernOutcome, Proposal
from bot.approvals.publishing import to_post
from bot.approvals.refusals import how_it_stands
from bot.approvals.states import State
from bot.approvals.times import day, told
from bot.delivery.parts import Button, Buttons, Confirm, Divider, Headline, Para, Part, Parts, Small
from bot.delivery.say.alarms import worry
from bot.delivery.say.phrases import accounts_told, first_name, number, opening
from bot.registers.people import Person, Role
from bot.registers.roles import Roles, person_named
from bot.work import Work

MOST = 5
OPEN_STATES = (State.PENDING, State.CHANGES_REQUESTED, State.APPROVED)


def home(work: Work, who: Person) -> Parts:
    """Return the person's own page."""
    roles = Roles.at(work.unit, work.now)
    parts: list[Part] = _hold(work, roles, who)
    waiting = _waiting(work, roles, who)
    mine = work.unit.find(Proposal, author_id=who.id, state=OPEN_STATES, order="-number")
    post = _to_post(work, roles, who)
    mine = [proposal for proposal in mine if proposal.id not in post]
    if waiting:
        parts += [Headline(f"Waiting for you ({len(waiting)})"), *_flat(waiting[:MOST])]
        parts += [Small(f"and {len(waiting) - MOST} more, in the order they came.")] if len(waiting) > MOST else []
    if post:
        parts += [Headline(f"For you to post ({len(post)})"), *_flat([*post.values()][:MOST])]
    if mine:
        parts += [Headline(f"Yours ({len(mine)})"), *(Para(_mine(work, proposal)) for proposal in mine[:MOST])]
    if not (waiting or mine or post):
        say = f"When you want to say something in public for {work.pack.organisation}, start here."
        parts += [Headline("Nothing waits for you."), Para(say)]
    return (*parts, Divider(), Buttons(_quick(work, roles, who, waiting=bool(waiting))), Small(_help(work, roles)))


def _waiting(work: Work, roles: Roles, who: Person) -> list[list[Part]]:
    if not roles.may_decide(who.id):
        return []
    concerns: list[list[Part]] = [
        [
            Para(f"A concern about {number(work, steps.find(work, matter.proposal_id))}: what should happen?"),
            *worry(work, matter),
            Buttons(
                (
                    Button("concern_keep", "Keep it", (matter.id,)),
                    Button("concern_correct", "Have it corrected", (matter.id,)),
                    Button("concern_take_down", "Have it taken down", (matter.id,), style="danger"),
                )
            ),
        ]
        for matter in work.unit.find(Concern, outcome=ConcernOutcome.OPEN, order="raised_at")
    ]
    pending = work.unit.find(Proposal, state=State.PENDING, order="number")
    looks = work.unit.find(Proposal, needs_second_look=True, order="number")
    items = sorted([*looks, *pending], key=lambda proposal: (not proposal.urgent, proposal.number))
    return concerns + [_waiting_item(work, item) for item in items if item.author_id != who.id]


def _waiting_item(work: Work, proposal: Proposal) -> list[Part]:
    draft = draft_of(work, proposal.id, proposal.revision)
    urgent = "urgent, " if proposal.urgent else ""
    line = (
        f"{number(work, proposal)} ({urgent}{accounts_told(work, draft.accounts)}), from "
        f"{first_name(work, proposal.author_id)} since {told(work, proposal.changed_at)}: {opening(draft)}"
    )
    look = Button(
        "show", "Look at it", (proposal.id, str(proposal.revision)), style="primary", spoken=f"Look: {line}"[:75]
    )
    return [Para(line), Buttons((look,))]


def _to_post(work: Work, roles: Roles, who: Person) -> dict[str, list[Part]]:
    """Return what the person may post, by the proposal's id.

    Something urgent may go out before it is decided; whoever decides it has it among what waits for them.
    """
    approved = work.unit.find(Proposal, state=State.APPROVED, order="number")
    undecided = work.unit.find(Proposal, state=State.PENDING, urgent=True, order="number")
    half_out = work.unit.find(Proposal, needs_second_look=True, order="number")
    first = [it for it in (*undecided, *half_out) if it.author_id == who.id or not roles.may_decide(who.id)]
    found = [*first, *approved]
    return {it.id: _post_item(work, it, theirs) for it in found if (theirs := to_post(work, who, it))}


def _post_item(work: Work, proposal: Proposal, accounts: tuple[str, ...]) -> list[Part]:
    urgent = " (urgent, not decided yet)" if proposal.state is State.PENDING else ""
    until = f", by {day(work, proposal.lapses_at)}" if proposal.lapses_at else ""
    draft = draft_of(work, proposal.id, proposal.revision)
    line = f"{number(work, proposal)}{urgent} on {accounts_told(work, accounts)}{until}: {opening(draft)}"
    buttons = (
        Button("show_words", "Show the words", (proposal.id, str(proposal.revision))),
        Button("posted", "I posted it", (proposal.id,), style="primary"),
    )
    return [Para(line), Buttons(buttons)]


def _mine(work: Work, proposal: Proposal) -> str:
    draft = draft_of(work, proposal.id, proposal.revision)
    return f"{how_it_stands(work, proposal)} {opening(draft)}"


def _hold(work: Work, roles: Roles, who: Person) -> list[Part]:
    hold = current_hold(work)
    if hold is None:
        return []
    parts: list[Part] = [
        Headline(f"Everything is on hold since {told(work, hold.at)}, by {person_named(work, hold.by).name}.")
    ]
    if roles.may_decide(who.id):
        sure = Confirm("Release the hold?", "What was approved may be posted again.", "Release it")
        parts.append(Buttons((Button("release", "Release the hold", (), confirm=sure),)))
    return parts


def _quick(work: Work, roles: Roles, who: Person, *, waiting: bool) -> tuple[Button, ...]:
    buttons = [
        Button("propose", "Propose a post", style="" if waiting else "primary"),
        Button("propose_comment", "Comment elsewhere"),
        Button("concern", "Raise a concern"),
        Button("policy", "The policy"),
    ]
    if roles.may_decide(who.id) and current_hold(work) is None:
        buttons.append(Button("hold", "Hold everything", style="danger"))
    return tuple(buttons)


def _help(work: Work, roles: Roles) -> str:
    deciders = [person_named(work, person_id).name for person_id in roles.holders(Role.DIRECTOR)]
    who = " or ".join(deciders) if deciders else f"the {work.pack.director_title}, once one is named"
    return f"Type /propose-post anywhere, or /policy and a word. {who} decides. {work.pack.in_danger}"


def _flat(items: list[list[Part]]) -> list[Part]:
    return [part for item in items for part in item]
