"""How a proposal stood at a moment that has passed, so that a week's figures stay the same whenever they are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.approvals.models import Decision, Proposal, Revision, Verdict
from bot.approvals.states import State
from bot.work import Work

DECIDED = {
    Verdict.APPROVED: State.APPROVED,
    Verdict.CHANGES_REQUESTED: State.CHANGES_REQUESTED,
    Verdict.REJECTED: State.REJECTED,
}


class Outcome(StrEnum):
    """What became of a proposal, as a chart's label: at most 20 characters, and at most six of them."""

    AT_ONCE = "Approved at once"
    CHANGED_FIRST = "After changes"
    REJECTED = "Rejected"
    ENDED = "Withdrawn or expired"
    WAITING = "Waiting"
    WENT_FIRST = "Urgent, seen after"


@dataclass(frozen=True)
class Story:
    """One proposal with its revisions and decisions."""

    proposal: Proposal
    revisions: tuple[Revision, ...]
    decisions: tuple[Decision, ...]

    def state_at(self, moment: datetime) -> State:
        """Return the state just before the moment."""
        if self.proposal.changed_at < moment:
            return self.proposal.state
        # Equal times are one commit: a decider's edit is a revision and then its approval.
        events = [(revision.made_at, 0, State.PENDING) for revision in self.revisions]
        for decision in self.decisions:
            events.append((decision.at, 1, DECIDED[decision.verdict]))
            if decision.taken_back_at:
                events.append((decision.taken_back_at, 2, State.CHANGES_REQUESTED))
        return max((event for event in events if event[0] < moment), default=(moment, 0, State.PENDING))[2]

    def approval_at(self, moment: datetime) -> Decision | None:
        """Return the latest approval given before the moment and not taken back by then."""
        standing = [
            decision
            for decision in self.decisions
            if decision.verdict is Verdict.APPROVED
            and decision.at < moment
            and not (decision.taken_back_at and decision.taken_back_at < moment)
        ]
        return max(standing, key=lambda decision: decision.at, default=None)

    def wanted_at(self, moment: datetime) -> datetime | None:
        """Return when the revision that was current just before the moment was to go out."""
        made = [revision for revision in self.revisions if revision.made_at < moment]
        return max(made, key=lambda revision: revision.number).wanted_at if made else None

    def outcome_at(self, moment: datetime) -> Outcome:
        """Return what had become of it just before the moment; what was published or lapsed had been approved."""
        match self.state_at(moment):
            case State.PENDING | State.CHANGES_REQUESTED:
                return Outcome.WAITING
            case State.REJECTED:
                return Outcome.REJECTED
            case State.WITHDRAWN | State.EXPIRED:
                return Outcome.ENDED
            case State.APPROVED | State.PUBLISHED | State.LAPSED:
                approval = self.approval_at(moment)
                if approval is None:
                    return Outcome.WENT_FIRST
                return Outcome.AT_ONCE if approval.revision == 1 else Outcome.CHANGED_FIRST


def stories(work: Work, proposals: Iterable[Proposal]) -> list[Story]:
    """Return the stories of the proposals, each once, in the order of their numbers."""
    told = sorted({proposal.id: proposal for proposal in proposals}.values(), key=lambda proposal: proposal.number)
    ids = [proposal.id for proposal in told]
    revisions: dict[str, list[Revision]] = {proposal_id: [] for proposal_id in ids}
    decisions: dict[str, list[Decision]] = {proposal_id: [] for proposal_id in ids}
    for revision in work.unit.find(Revision, proposal_id=ids):
        revisions[revision.proposal_id].append(revision)
    for decision in work.unit.find(Decision, proposal_id=ids):
        decisions[decision.proposal_id].append(decision)
    return [Story(proposal, tuple(revisions[proposal.id]), tuple(decisions[proposal.id])) for proposal in told]
