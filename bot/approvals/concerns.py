"""Something already public may be detrimental: anybody says so, a decider says keep, correct or take down."""

from datetime import timedelta

from bot.approvals import steps
from bot.approvals.models import Concern, ConcernOutcome, Placement, Proposal
from bot.approvals.queues import ask_to_clear
from bot.approvals.refusals import not_a_decider, own_proposal
from bot.approvals.states import State
from bot.approvals.times import told
from bot.approvals.waiting import judges_of
from bot.delivery.messages import STANDS, Message, Name
from bot.errors import FieldErrors, Refusal
from bot.record.models import TextClass
from bot.registers.people import Person, Role
from bot.registers.roles import Roles, person_named
from bot.work import Work, new_id


def raise_concern(work: Work, who: Person, proposal_id: str, words: str) -> Concern:
    """Tell the deciders of a worry about something that is public; refused for what is not."""
    proposal = steps.find(work, proposal_id)
    if not any(row.posted_at for row in steps.placements(work, proposal)):
        raise Refusal(
            "not-public",
            f"{work.pack.number(proposal.number)} is not public as far as I know.",
            saved="Nothing was sent.",
            then=f"If it is, or if somebody may be in danger, speak to the {work.pack.director_title} now.",
        )
    if not words.strip():
        raise FieldErrors({"words": "Say in a few words what worries you."})
    return open_concern(work, who, proposal, words, ConcernOutcome.OPEN)


def open_concern(work: Work, who: Person, proposal: Proposal, words: str, outcome: ConcernOutcome) -> Concern:
    """Write a concern down, decided already when its outcome is, and tell those who have to act."""
    concern = Concern(
        id=new_id(),
        proposal_id=proposal.id,
        raised_by=who.id,
        raised_at=work.now,
        about=work.keep(words, TextClass.CONCERN),
    )
    work.unit.add(concern)
    work.record("concern.raised", proposal.id, who.id, concern=concern.id, words=concern.about)
    if outcome is ConcernOutcome.OPEN:
        steps.history(work, proposal, "concern", who.id)
        _tell(work, proposal, concern)
        return concern
    return _answered(work, who, proposal, concern, outcome)


def answer_concern(work: Work, who: Person, concern_id: str, outcome: ConcernOutcome) -> Concern:
    """Decide an open concern: keep, or correct or take down within the pack's hours."""
    concern = _find(work, concern_id)
    proposal = steps.find(work, concern.proposal_id)
    roles = Roles.at(work.unit, work.now)
    if who.id not in judges_of(work, proposal, roles):
        raise _not_a_judge(work, proposal, roles, who)
    if concern.outcome is not ConcernOutcome.OPEN:
        decider = person_named(work, concern.decided_by).name
        when = told(work, concern.decided_at or work.now)
        raise Refusal("already-answered", f"{decider} already decided this on {when}.", saved="Nothing changed.")
    steps.history(work, proposal, f"concern_{outcome.value}", who.id)
    return _answered(work, who, proposal, concern, outcome)


def finish_concern(work: Work, who: Person, concern_id: str) -> Concern:
    """Note that the correction or take-down is done."""
    concern = _find(work, concern_id)
    proposal = steps.find(work, concern.proposal_id)
    posters = {row.posted_by for row in steps.placements(work, proposal)} | {proposal.author_id}
    if who.id not in posters and who.id not in judges_of(work, proposal, Roles.at(work.unit, work.now)):
        raise Refusal("not-yours", "Only whoever posted it, or a decider, can say that it is done.")
    if not work.unit.change(Concern, {"id": concern.id, "done_at": None}, done_at=work.now, done_by=who.id):
        doer = person_named(work, concern.done_by).name
        raise Refusal("already-done", f"{doer} already said so on {told(work, concern.done_at or work.now)}.")
    work.record("concern.done", proposal.id, who.id, concern=concern.id)
    done = concern.model_copy(update={"done_at": work.now, "done_by": who.id})
    steps.history(work, proposal, f"done_{concern.outcome.value}", who.id)
    _tell(work, proposal, done)
    return done


def _answered(work: Work, who: Person, proposal: Proposal, concern: Concern, outcome: ConcernOutcome) -> Concern:
    due = work.now + timedelta(hours=work.pack.settings.lifetimes.concern_hours)
    values = {"outcome": outcome, "decided_by": who.id, "decided_at": work.now}
    if outcome is ConcernOutcome.KEEP:
        values |= {"done_at": work.now, "done_by": who.id}
    else:
        values |= {"due_at": due}
    seen = {"id": concern.id, "outcome": ConcernOutcome.OPEN}
    work.unit.change(Concern, seen, **values)
    entry = work.record("concern.decided", proposal.id, who.id, concern=concern.id, outcome=outcome)
    steps.confirm(work, who, proposal, entry)
    answered = concern.model_copy(update=values)
    _stop_the_rest(work, who, proposal, outcome)
    _tell(work, proposal, answered)
    return answered


def _stop_the_rest(work: Work, who: Person, proposal: Proposal, outcome: ConcernOutcome) -> None:
    """Words that are wrong in one place are not posted in another."""
    if outcome is ConcernOutcome.KEEP or proposal.state not in (State.APPROVED, State.PUBLISHED):
        return
    if any(row.posted_at is None for row in steps.placements(work, proposal)):
        ask_to_clear(work, proposal)
        steps.drop_rest(work, proposal, who.id)


def _tell(work: Work, proposal: Proposal, concern: Concern) -> None:
    roles = Roles.at(work.unit, work.now)
    concerned = dict.fromkeys([*judges_of(work, proposal, roles), *roles.holders(Role.SAFEGUARDING_LEAD)])
    for person_id in concerned:
        work.tell(Message(Name.CONCERN, f"dm:{person_id}", concern.id))
    if concern.raised_by not in concerned:
        work.tell(Message(Name.CONCERN_RAISED, f"dm:{concern.raised_by}", concern.id))
    if concern.outcome in (ConcernOutcome.CORRECT, ConcernOutcome.TAKE_DOWN):
        posted = work.unit.find(Placement, proposal_id=proposal.id)
        for person_id in dict.fromkeys(row.posted_by for row in posted if row.posted_by):
            work.tell(Message(Name.CONCERN_TASK, f"dm:{person_id}", concern.id))
            if concern.done_at:
                work.tell(Message(Name.CONCERN_TASK, f"dm:{person_id}", f"{concern.id}:late", ((STANDS, ""),)))
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)


def _not_a_judge(work: Work, proposal: Proposal, roles: Roles, who: Person) -> Refusal:
    if not roles.has(proposal.author_id, Role.DIRECTOR):
        return (
            own_proposal(work, proposal, roles)
            if who.id == proposal.author_id
            else not_a_decider(work, proposal, roles)
        )
    names = " or ".join(person_named(work, one).name for one in judges_of(work, proposal, roles))
    return Refusal(
        "not-a-judge",
        f"A concern about what the {work.pack.director_title} wrote is decided by somebody else.",
        saved="Nothing changed.",
        then=f"It is with {names or 'nobody yet: no trustee is named'}.",
    )


def _find(work: Work, concern_id: str) -> Concern:
    concern = work.unit.get(Concern, id=concern_id)
    if concern is None:
        raise Refusal("unknown", "I can't find that concern any more.", saved="Nothing changed.")
    return concern
