"""Live words that hold what nobody approved: whoever pasted them hears at once, the deciders in a direct message."""

from bot.approvals.draft import Draft
from bot.approvals.found import Found, found_beyond, holds_secret
from bot.approvals.live_words import compare
from bot.approvals.models import Proposal
from bot.approvals.waiting import judges_of
from bot.delivery.messages import Message, Name
from bot.delivery.models import OutboxRow
from bot.errors import FieldErrors
from bot.policy.findings import Level
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work

PASTED_LIVE = (
    "This looks like a password or a key, and I have kept nothing of it. If it stands there in public, take it down "
    "and change it now: somebody may have read it. Then paste the words without it."
)


def without_secret(live: str) -> None:
    """Refuse live words with a password or a key at their field, before anything of them is kept."""
    if holds_secret(live):
        raise FieldErrors({"live": PASTED_LIVE})


def only_there(work: Work, draft: Draft, account: str, live: str) -> tuple[Found, ...]:
    """Return what the reading finds in words as they stand on an account and not in those that were approved for it."""
    approved = draft.words_for(account)
    if not live.strip() or compare(approved, live).same:
        return ()
    return found_beyond(work, draft.kind, approved, live)


def serious(found: tuple[Found, ...]) -> bool:
    """Return whether something among it would have been asked about before it was sent."""
    return any(one.finding.level is Level.STOP_AND_THINK for one in found)


def tell_judges(
    work: Work, who: Person, proposal: Proposal, account: str, found: tuple[Found, ...], *, live: str = ""
) -> tuple[str, ...]:
    """Tell those who judge what is public of what is serious, each matter once, and return their ids.

    `live` is the commitment to the words as they stand there, where they are kept. Whoever pasted them knows already.
    """
    if not serious(found):
        return ()
    clauses = dict.fromkeys(one.finding.clause for one in found if one.finding.level is Level.STOP_AND_THINK)
    refs = {"by": who.id if live else "", "account": account, "clauses": " ".join(clauses), "live": live}
    judges = [one for one in judges_of(work, proposal, Roles.at(work.unit, work.now)) if one != who.id]
    for person_id in judges:
        room = f"dm:{person_id}"
        told = work.unit.find(OutboxRow, conversation=room, message=Name.LIVE_FOUND.value, about=proposal.id)
        if not any(row.refs["account"] == account and row.refs["clauses"] == refs["clauses"] for row in told):
            work.tell(Message(Name.LIVE_FOUND, room, proposal.id, tuple(refs.items())))
    return tuple(judges)
