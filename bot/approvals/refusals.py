"""What is said when the rules say no. Each sentence says what happened, what was saved, and what to do next."""

from bot.approvals.draft import draft_of
from bot.approvals.line import deciders_of
from bot.approvals.models import Decision, PhoneYes, Proposal, Verdict
from bot.approvals.states import State
from bot.approvals.times import day, told
from bot.errors import Refusal
from bot.registers.people import Role
from bot.registers.roles import Roles, person_named
from bot.work import Work

VERDICTS = {
    Verdict.APPROVED: "approved",
    Verdict.CHANGES_REQUESTED: "sent back for changes",
    Verdict.REJECTED: "rejected",
}


def unknown_proposal() -> Refusal:
    """The proposal is not (or no longer) there."""
    return Refusal(
        "unknown", "I can't find that proposal any more.", then="Ask whoever keeps the record if you need it."
    )


def not_a_decider(work: Work, proposal: Proposal, roles: Roles) -> Refusal:
    """Somebody without the role pressed a deciding button."""
    return Refusal(
        "not-a-decider",
        f"Only the {work.pack.director_title} or a named deputy can decide this.",
        saved=f"Nothing was decided; {work.pack.number(proposal.number)} stands as it was.",
        then=f"It is with {deciders_told(work, roles, proposal)}.",
    )


def outside_scope(work: Work, proposal: Proposal, roles: Roles) -> Refusal:
    """A deputy pressed a deciding button on what the Director kept for herself."""
    return Refusal(
        "outside-scope",
        f"You stand in for the {work.pack.director_title}, but this is not among what you may decide.",
        saved=f"Nothing was decided; {work.pack.number(proposal.number)} stands as it was.",
        then=f"It is with {deciders_told(work, roles, proposal)}. If they say yes by phone, press “Yes by phone”.",
    )


def own_proposal(work: Work, proposal: Proposal, roles: Roles) -> Refusal:
    """Nobody decides their own proposal; a Director is shown the way their pack allows."""
    alone = work.pack.settings.self_authorise and roles.has(proposal.author_id, Role.DIRECTOR)
    return Refusal(
        "own-proposal",
        "You can't decide your own proposal.",
        saved=f"{work.pack.number(proposal.number)} is safe.",
        then=f"It is waiting for {deciders_told(work, roles, proposal)}."
        + (" Or press “Authorise it myself” in my message to you." if alone else ""),
    )


def changed_since(work: Work, proposal: Proposal) -> Refusal:
    """The card showed an older revision."""
    return Refusal(
        "changed-since",
        f"{person_named(work, proposal.author_id).name} changed {work.pack.number(proposal.number)} "
        f"on {told(work, proposal.changed_at)}, after what you were looking at was drawn.",
        saved="Nothing was decided.",
        then="I have drawn the card again with the new text; please look at it once more.",
        redraw=proposal.id,
    )


def words_erased(work: Work, proposal: Proposal, day_erased: str) -> Refusal:
    """There is nothing left to begin from."""
    return Refusal(
        "words-erased",
        f"The words of {work.pack.number(proposal.number)} were erased on {day_erased}.",
        saved="What was decided is still in the record.",
        then="If it should be said again, propose it as a new one.",
        redraw=proposal.id,
    )


def wrong_state(work: Work, proposal: Proposal) -> Refusal:
    """The step does not fit the state: say how things stand, and who made them so."""
    return Refusal(
        f"already-{proposal.state.value.replace('_', '-')}",
        how_it_stands(work, proposal, already="already "),
        saved="Nothing changed.",
        then=_next(proposal.state),
        redraw=proposal.id,
    )


def how_it_stands(work: Work, proposal: Proposal, *, already: str = "") -> str:
    """Say in a sentence where a proposal is, who brought it there and when; `already` to whoever came too late."""
    number = work.pack.number(proposal.number)
    when = told(work, proposal.changed_at)
    match proposal.state:
        case State.APPROVED | State.REJECTED | State.CHANGES_REQUESTED:
            decision = work.unit.get(Decision, proposal_id=proposal.id, revision=proposal.revision)
            if decision and decision.taken_back_at:
                return taken_back_told(work, decision, of=number)
            if decision:
                verdict = VERDICTS[decision.verdict]
                return (
                    f"{number} was {already}{verdict} by {decider_told(work, decision)} on {told(work, decision.at)}."
                )
            return f"{number} is {proposal.state.value.replace('_', ' ')}."
        case State.PUBLISHED:
            return f"{number} is {already}public since {when}."
        case State.WITHDRAWN if draft_of(work, proposal.id, proposal.revision).erased:
            return f"{number} was withdrawn on {when}."
        case State.WITHDRAWN:
            return f"{person_named(work, proposal.author_id).name} withdrew {number} on {when}."
        case State.EXPIRED:
            back = work.unit.get(Decision, proposal_id=proposal.id, revision=proposal.revision)
            why = "it was not changed in time" if back else "nobody had decided it in time"
            return f"{number} expired on {day(work, proposal.changed_at)}: {why}."
        case State.LAPSED:
            return (
                f"The approval of {number} lapsed on {day(work, proposal.changed_at)}: it had not been posted in time."
            )
        case State.PENDING:
            return f"{number} is still waiting for a decision."


def taken_back_told(work: Work, decision: Decision, *, of: str = "") -> str:
    """Say who took an approval back, and when; `of` names the proposal where nothing else does."""
    who, when = person_named(work, decision.taken_back_by).name, told(work, decision.taken_back_at or work.now)
    return f"{who} took the approval{f' of {of}' if of else ''} back on {when}."


def decider_told(work: Work, decision: Decision) -> str:
    """Return the decider's name, and for whom a cover stood in."""
    name = person_named(work, decision.by).name
    said = work.unit.get(PhoneYes, proposal_id=decision.proposal_id, revision=decision.revision)
    if said:
        return f"{person_named(work, said.said_by).name} (by phone, {told(work, said.said_at)}, noted by {name})"
    if decision.self_authorised:
        return f"{name} (on their own authority)"
    return f"{name} (standing in for the {work.pack.director_title})" if decision.role == Role.COVER else name


def deciders_told(work: Work, roles: Roles, proposal: Proposal) -> str:
    """Return the names of those who can decide it, "Ruth, or Dev standing in"."""
    deciders = deciders_of(work, proposal, roles)
    names = [person_named(work, person_id).name for person_id in deciders]
    if not names:
        return "nobody yet: no other decider is named"
    if len(names) > 1 and not roles.has(deciders[-1], Role.DIRECTOR):
        return f"{' or '.join(names[:-1])}, or {names[-1]} standing in"
    return " or ".join(names)


def _next(state: State) -> str:
    if state in (State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.LAPSED):
        return "If it should still be said, press “Propose again”."
    if state is State.CHANGES_REQUESTED:
        return "The author can change it and send it again."
    if state is State.PENDING:
        return "You will be told as soon as it is decided."
    return ""
