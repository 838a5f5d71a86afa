"""What this person may post now."""

from bot.approvals.draft import draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Proposal
from bot.approvals.publishing import to_post as accounts_to_post
from bot.approvals.states import State
from bot.approvals.times import day
from bot.delivery.parts import Button, Buttons, Para, Part, Style
from bot.delivery.say.phrases import accounts_told, number, opening
from bot.registers.people import Person, Role
from bot.registers.roles import Roles
from bot.work import Work


def to_post(work: Work, who: Person) -> dict[str, list[Part]]:
    """Return what the person may post, by the proposal's id.

    Something urgent may go out before it is decided; whoever decides it has it among what waits for them. A Director
    may post everything, but is not asked to do a publisher's work.
    """
    roles = Roles.at(work.unit, work.now)
    decides = roles.may_decide(who.id)
    approved = work.unit.find(Proposal, state=State.APPROVED, order="number")
    undecided = work.unit.find(Proposal, state=State.PENDING, urgent=True, order="number")
    half_out = work.unit.find(Proposal, needs_second_look=True, order="number")
    first = [it for it in (*undecided, *half_out) if it.author_id == who.id or not decides]
    found = [*first, *approved]
    return {
        it.id: _item(work, it, theirs)
        for it in found
        if (theirs := accounts_to_post(work, who, it)) and (it.author_id == who.id or _is_asked(roles, who, theirs))
    }


def _is_asked(roles: Roles, who: Person, accounts: tuple[str, ...]) -> bool:
    """Return whether nobody but the person is there to post on one of the accounts."""
    if not roles.has(who.id, Role.DIRECTOR):
        return True
    return any(who.id in named or not named for named in (roles.publishers(account) for account in accounts))


def _item(work: Work, proposal: Proposal, accounts: tuple[str, ...]) -> list[Part]:
    urgent = " (urgent, not decided yet)" if proposal.state is State.PENDING else ""
    until = f", by {day(work, proposal.lapses_at)}" if proposal.lapses_at else ""
    name, draft = number(work, proposal), draft_of(work, proposal.id, proposal.revision)
    refs = (proposal.id, str(proposal.revision))
    style: Style = "" if current_hold(work) else "primary"
    buttons = (
        Button("show_words", "Show the words", refs, spoken=f"Show the words of {name}"),
        Button("posted", "I posted it", (proposal.id,), style=style, spoken=f"I posted {name}"),
    )
    return [Para(f"{name}{urgent} on {accounts_told(work, accounts)}{until}: {opening(draft)}"), Buttons(buttons)]
