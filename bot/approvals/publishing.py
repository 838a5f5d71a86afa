"""After the yes: "I posted it", with the address and, if given, the live words compared with the approved ones."""

from dataclasses import dataclass
from datetime import datetime

from bot.approvals import steps
from bot.approvals.checks import is_web_address
from bot.approvals.differences import Difference
from bot.approvals.draft import draft_of
from bot.approvals.found import Found
from bot.approvals.holds import current_hold
from bot.approvals.live_found import only_there, tell_judges, without_secret
from bot.approvals.live_words import compare
from bot.approvals.models import Comparison, Placement, Proposal, Scheduled
from bot.approvals.queues import note_scheduled
from bot.approvals.refusals import wrong_state
from bot.approvals.states import State, Step
from bot.approvals.times import told
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.people import Person
from bot.registers.roles import Roles, may_publish, person_named
from bot.work import Work


@dataclass(frozen=True)
class Posted:
    """What somebody says they posted: where, at which address, and the words as they stand there, if pasted."""

    account: str
    address: str = ""
    live_words: str = ""
    already_public: bool = False  # it went out before the hold was noticed


@dataclass(frozen=True)
class Publication:
    """The proposal after the note, how the live words compare, and what was found in them alone."""

    proposal: Proposal
    comparison: Comparison
    differences: tuple[Difference, ...] = ()
    found: tuple[Found, ...] = ()  # in the live words, and not in the approved ones
    judges: tuple[str, ...] = ()  # who has been told of that


def posted(work: Work, who: Person, proposal_id: str, note: Posted) -> Publication:
    """Note that the words are public on one account. An urgent proposal may be public before it is decided."""
    proposal = steps.find(work, proposal_id)
    urgent = proposal.urgent and proposal.state in (State.PENDING, State.PUBLISHED)
    if not urgent and proposal.state is not State.APPROVED:
        raise wrong_state(work, proposal)
    placement = publishable(work, who, proposal, note.account)
    hold = current_hold(work)
    if hold and not note.already_public and not urgent:
        raise Refusal(
            "on-hold",
            f"{person_named(work, hold.by).name} put everything on hold on {told(work, hold.at)}.",
            saved="Your approval is kept; I'll tell you when the hold ends.",
            then="Please don't post it. If it is public already, say so in the form, so that nobody is in the dark.",
        )
    if note.address and not is_web_address(note.address):
        raise FieldErrors({"address": "That does not look like a web address. It should begin with https://"})
    without_secret(note.live_words)
    return _note(work, who, proposal, placement, note, during_hold=bool(hold))


def publishable(work: Work, who: Person, proposal: Proposal, account: str) -> Placement:
    """Return the placement if this person may post there and it is not posted yet."""
    placement = work.unit.get(Placement, proposal_id=proposal.id, account=account)
    registered = work.pack.accounts.get(account)
    if placement is None or registered is None:
        raise FieldErrors({"account": "That account is not part of this proposal any more. Please choose another."})
    if not may_publish(work, Roles.at(work.unit, work.now), who, registered, proposal.author_id):
        raise Refusal(
            "not-a-publisher",
            f"Only approved publishers post on {registered.name}.",
            saved=f"{work.pack.number(proposal.number)} stands as it was.",
            then=f"Ask {publishers_told(work, proposal, account)} to post it and to press “I posted it”.",
        )
    if placement.posted_at:
        who_posted = person_named(work, placement.posted_by).name
        raise Refusal(
            "already-posted",
            f"{who_posted} already noted on {told(work, placement.posted_at)} that it is on {registered.name}.",
            saved="Nothing changed.",
        )
    return placement


def may_prove(work: Work, who: Person, proposal: Proposal, account: str) -> Placement:
    """Return the placement if it is public there, and this person may say so."""
    placement = work.unit.get(Placement, proposal_id=proposal.id, account=account)
    registered = work.pack.accounts.get(account)
    if placement is None or registered is None or placement.posted_at is None:
        raise Refusal("not-public-there", "That is not public there, as far as I know.", saved="Nothing changed.")
    roles = Roles.at(work.unit, work.now)
    if who.id != placement.posted_by and not may_publish(work, roles, who, registered, proposal.author_id):
        raise Refusal(
            "not-a-publisher", f"Only approved publishers post on {registered.name}.", saved="Nothing changed."
        )
    return placement


def to_post(work: Work, who: Person, proposal: Proposal) -> tuple[str, ...]:
    """Return the accounts where it is not posted yet and where this person may post it."""
    roles = Roles.at(work.unit, work.now)
    left = [row.account for row in steps.placements(work, proposal) if row.posted_at is None]
    known = [work.pack.accounts[account] for account in left if account in work.pack.accounts]
    return tuple(account.id for account in known if may_publish(work, roles, who, account, proposal.author_id))


def publishers_to_ask(work: Work, proposal: Proposal) -> tuple[str, ...]:
    """Return the ids of the named publishers of the accounts on which the author may not post."""
    roles = Roles.at(work.unit, work.now)
    author = person_named(work, proposal.author_id)
    theirs = to_post(work, author, proposal)
    left = [row.account for row in steps.placements(work, proposal) if row.posted_at is None]
    others = (person_id for account in left if account not in theirs for person_id in roles.publishers(account))
    return tuple(dict.fromkeys(person_id for person_id in others if person_id != author.id))


def publishers_told(work: Work, proposal: Proposal, account: str) -> str:
    """Return the names of those who may post on the account."""
    registered = work.pack.accounts[account]
    roles = Roles.at(work.unit, work.now)
    if registered.publishers:
        return f"a publisher of {registered.name}"
    named = roles.publishers(account) or roles.directors()
    return " or ".join(person_named(work, person_id).name for person_id in named)


def _note(
    work: Work, who: Person, proposal: Proposal, placement: Placement, note: Posted, *, during_hold: bool
) -> Publication:
    draft = draft_of(work, proposal.id, proposal.revision)
    comparison, differences = _compared(draft.words_for(placement.account), note.live_words)
    found = only_there(work, draft, placement.account, note.live_words)
    live = work.keep(note.live_words, TextClass.LIVE_WORDS)
    facts = {
        "address": work.keep(note.address, TextClass.ADDRESS),
        "live": live,
        "comparison": comparison,
        "during_hold": during_hold,
    }
    where = {"proposal_id": proposal.id, "account": placement.account, "posted_at": None}
    work.unit.change(Placement, where, posted_at=work.now, posted_by=who.id, **facts)
    work.record("placement.posted", proposal.id, who.id, account=placement.account, revision=proposal.revision, **facts)
    left = [row for row in steps.placements(work, proposal) if row.posted_at is None]
    if proposal.state is State.PENDING:
        proposal = steps.take(work, proposal, Step.PUBLISH_URGENT, needs_second_look=True, expires_at=None)
    elif proposal.state is State.APPROVED and not left:
        proposal = steps.take(work, proposal, Step.PUBLISH, lapses_at=None)
    steps.history(work, proposal, "posted", who.id, account=placement.account, comparison=comparison.value)
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)
    judges = tell_judges(work, who, proposal, placement.account, found, live=live)
    return Publication(proposal, comparison, differences, found, judges)


def _compared(approved: str, live: str) -> tuple[Comparison, tuple[Difference, ...]]:
    if not live.strip():
        return Comparison.NOT_COMPARED, ()
    compared = compare(approved, live)
    return Comparison.SAME if compared.same else Comparison.DIFFERENT, compared.differences


def scheduled(work: Work, who: Person, proposal_id: str, account: str, planned_for: datetime) -> Scheduled:
    """Note that the approved words wait in a network's own queue; refused while everything is on hold."""
    proposal = steps.find(work, proposal_id)
    if proposal.state is not State.APPROVED:
        raise wrong_state(work, proposal)
    publishable(work, who, proposal, account)
    hold = current_hold(work)
    if hold:
        raise Refusal(
            "on-hold",
            f"{person_named(work, hold.by).name} put everything on hold on {told(work, hold.at)}.",
            saved="Your approval is kept; I'll tell you when the hold ends.",
            then="If it is in a queue already, please take it out there.",
        )
    return note_scheduled(work, who, proposal, account, planned_for)
