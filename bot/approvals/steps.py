"""One step of one proposal, by the table: who may is asked first, then compare-and-swap on state and revision."""

from typing import Any

from bot.approvals import refusals
from bot.approvals.line import deciders_of
from bot.approvals.models import Decision, Placement, Proposal, Verdict
from bot.approvals.reminded import draw_all_again
from bot.approvals.states import State, Step, after
from bot.delivery.messages import STANDS, Message, Name
from bot.delivery.models import OutboxRow, Posting, Stage
from bot.registers.people import Person
from bot.work import Work

QUESTIONS = [Name.WANTED, Name.POSTED_YET, Name.ENDS_SOON]
"""What is asked while something has to be done, and goes away once it is."""


def find(work: Work, proposal_id: str) -> Proposal:
    """Return the proposal, or refuse when there is none."""
    proposal = work.unit.get(Proposal, id=proposal_id)
    if proposal is None:
        raise refusals.unknown_proposal()
    return proposal


def at_revision(work: Work, proposal_id: str, revision: int, step: Step) -> Proposal:
    """Return the proposal if the step fits its state and the revision is the one the person saw."""
    proposal = find(work, proposal_id)
    if after(proposal.state, step) is None:
        raise refusals.wrong_state(work, proposal)
    if proposal.revision != revision:
        raise refusals.changed_since(work, proposal)
    return proposal


def take(work: Work, proposal: Proposal, step: Step, **values: Any) -> Proposal:
    """Take the step and return the proposal as it is now; refuse when somebody was quicker."""
    state = after(proposal.state, step)
    if state is None:
        raise refusals.wrong_state(work, proposal)
    values = {"state": state, "changed_at": work.now, **values}
    seen = {"id": proposal.id, "state": proposal.state, "revision": proposal.revision}
    if not work.unit.change(Proposal, seen, **values):
        raise refusals.wrong_state(work, find(work, proposal.id))
    return proposal.model_copy(update=values)


def placements(work: Work, proposal: Proposal) -> list[Placement]:
    """Return the accounts of the current revision, in the order of the pack, posted ones included."""
    rows = work.unit.find(Placement, proposal_id=proposal.id)
    order = list(work.pack.accounts)
    return sorted(rows, key=lambda row: order.index(row.account) if row.account in order else len(order))


def show(work: Work, proposal: Proposal) -> None:
    """Have the card and the author's own message drawn as things stand."""
    card, shown = card_of(proposal)
    for room in card_rooms(work, proposal):
        work.tell(Message(card, room, shown))
    work.tell(Message(Name.COPY, f"dm:{proposal.author_id}", proposal.id))
    draw_all_again(work, proposal.id)
    about = [it for number in (proposal.revision - 1, proposal.revision) for it in revision_abouts(proposal.id, number)]
    for asked in work.unit.find(Posting, about=about, message=QUESTIONS):
        work.tell(Message(Name(asked.message), asked.conversation, asked.about, ((STANDS, asked.part),)))


def show_verdict(work: Work, proposal: Proposal) -> None:
    """Have what the author, and publishers, were told about the verdict on this revision drawn as things stand.

    That an approval was taken back is a message of its own: one that is only drawn again makes no sound.
    """
    room = f"dm:{proposal.author_id}"
    work.tell(Message(Name.VERDICT, room, verdict_about(proposal)))
    decision = work.unit.get(Decision, proposal_id=proposal.id, revision=proposal.revision)
    if decision and decision.taken_back_at:
        work.tell(Message(Name.VERDICT, room, stop_about(proposal)))
    for asked in work.unit.find(Posting, message=Name.TO_POST.value, about=verdict_about(proposal)):
        work.tell(Message(Name.TO_POST, asked.conversation, asked.about))
    if decision and decision.verdict is Verdict.APPROVED and not still_approved(find(work, proposal.id), decision):
        _show_words(work, proposal)


def still_approved(proposal: Proposal, decision: Decision) -> bool:
    """Return whether this approval counts for the proposal as it is now."""
    return proposal.revision == decision.revision and proposal.state in (State.APPROVED, State.PUBLISHED)


def _show_words(work: Work, proposal: Proposal) -> None:
    """Have the words that were sent to be copied drawn again, and the pictures taken away: they are void by now.

    One that is on its way this moment counts: nobody has noted yet where it stands.
    """
    names, about = [Name.WORDS.value, Name.PICTURES.value], verdict_about(proposal)
    for row in work.unit.find(OutboxRow, message=names, about=about, order="id"):
        posted = work.unit.get(Posting, message=row.message, about=about, part=str(row.id))
        if STANDS not in row.refs and (posted or row.stage is Stage.SENDING):
            refs = (*row.refs.items(), (STANDS, str(row.id)))
            work.tell(Message(Name(row.message), row.conversation, about, refs))


def history(work: Work, proposal: Proposal, kind: str, by: str, **refs: str) -> None:
    """Add a line to the card's thread."""
    facts = (("kind", kind), ("by", by), *refs.items())
    work.tell(Message(Name.HISTORY, f"thread:{card_of(proposal)[1]}", proposal.id, facts))


def confirm(work: Work, who: Person, proposal: Proposal, entry: int) -> None:
    """Tell whoever decided that they did, and the number of the entry: what they did not do turns up with them."""
    work.tell(Message(Name.CONFIRMED, f"dm:{who.id}", proposal.id, (("entry", str(entry)),)))


def card_of(proposal: Proposal) -> tuple[Name, str]:
    """Return the message that shows it to the deciders, and what that is about: a card of its own, or its series'."""
    return (Name.SERIES, proposal.series_id) if proposal.series_id else (Name.CARD, proposal.id)


def card_rooms(work: Work, proposal: Proposal) -> tuple[str, ...]:
    """Return where the card stands or will stand: the deciders' channel, or each decider's direct messages."""
    if work.approvals_room:
        return ("approvals",)
    deciders = deciders_of(work, proposal)
    message, about = card_of(proposal)
    standing = [row.conversation for row in work.unit.find(Posting, message=message.value, about=about)]
    return tuple(dict.fromkeys([*standing, *(f"dm:{person_id}" for person_id in deciders)]))


def verdict_about(proposal: Proposal) -> str:
    """Return what the message about the verdict on the current revision is about."""
    return revision_abouts(proposal.id, proposal.revision)[0]


def stop_about(proposal: Proposal) -> str:
    """Return what the message is about that asks not to post the current revision after all."""
    return revision_abouts(proposal.id, proposal.revision)[1]


def late_about(proposal: Proposal) -> str:
    """Return what the message is about that asks for a new time for the current revision."""
    return revision_abouts(proposal.id, proposal.revision)[2]


def revision_abouts(proposal_id: str, revision: int) -> tuple[str, str, str]:
    """Return what messages about one revision are about: the revision, that it is not to be posted, that it is late."""
    about = f"{proposal_id}:{revision}"
    return about, f"{about}:stop", f"{about}:late"


def partly_public(work: Work, proposal: Proposal) -> bool:
    """Return whether it stands on one of its accounts already."""
    return any(row.posted_at for row in placements(work, proposal))


def drop_rest(work: Work, proposal: Proposal, by: str) -> Proposal:
    """Give up the accounts where it is not posted yet: what is public stays public, and the proposal is published."""
    left = [row.account for row in placements(work, proposal) if row.posted_at is None]
    work.unit.remove(Placement, proposal_id=proposal.id, posted_at=None)
    if proposal.state is not State.PUBLISHED:
        proposal = take(work, proposal, Step.PUBLISH, lapses_at=None)
    work.record("proposal.rest_dropped", proposal.id, by, accounts=left)
    history(work, proposal, "rest_dropped", by)
    return proposal
