"""What a publisher is told who has to post what somebody else wrote."""

from bot.approvals.draft import draft_of
from bot.approvals.holds import current_hold
from bot.approvals.models import Proposal
from bot.approvals.publishing import to_post as accounts_to_post
from bot.approvals.refusals import how_it_stands
from bot.approvals.states import State
from bot.approvals.times import day, told
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Button, Buttons, Headline, Para, Part, Parts
from bot.delivery.say.card import wordings
from bot.delivery.say.phrases import accounts_told, first_name, number, opening
from bot.delivery.say.pictures import alt_texts
from bot.registers.roles import person_named
from bot.work import Work


def to_post(work: Work, row: OutboxRow) -> Parts | None:
    """Return the request to post it, with the exact words; or, when there is nothing to post any more, why not."""
    proposal_id, _, revision = row.about.partition(":")
    proposal = work.unit.get(Proposal, id=proposal_id)
    if proposal is None:
        return None
    who = person_named(work, row.conversation.removeprefix("dm:"))
    left = accounts_to_post(work, who, proposal)
    name = number(work, proposal)
    if proposal.revision != int(revision) or proposal.state is not State.APPROVED or not left:
        asked = f"{name}: nothing for you to post any more."
        return (Headline(asked), Para(how_it_stands(work, proposal)))
    draft = draft_of(work, proposal.id, proposal.revision)
    until = f" by {day(work, proposal.lapses_at)}" if proposal.lapses_at else ""
    written_by = first_name(work, proposal.author_id)
    parts: list[Part] = [
        Headline(f"Please post {name} on {accounts_told(work, left)}{until}, written by {written_by}: {opening(draft)}")
    ]
    hold = current_hold(work)
    if hold:
        parts.append(
            Para(f"But not now: everything is on hold since {told(work, hold.at)}. I tell you when it is over.")
        )
    parts += wordings(work, draft)
    parts += alt_texts(draft)
    parts.append(Para("Copy the words whole. If one has to change, ask the author to change it here first."))
    return (*parts, Buttons((Button("posted", "I posted it", (proposal.id,), style="primary"),)))
