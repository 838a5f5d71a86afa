"""One week as figures, read from the database as things stood when the week ended."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.approvals.models import (
    Comparison,
    Concern,
    ConcernOutcome,
    Decision,
    Hold,
    PhoneYes,
    Placement,
    Proposal,
    Scheduled,
    Verdict,
)
from bot.approvals.standing_words import Standing, StandingUse
from bot.approvals.states import State
from bot.policy.pack import Matter
from bot.ports import Between
from bot.registers.people import Role, RoleHeld
from bot.reporting.stories import Outcome, Story, stories
from bot.reporting.weeks import bounds, week_of, weeks_up_to
from bot.work import Work

OPEN = (State.PENDING, State.CHANGES_REQUESTED)
TO_PUT_RIGHT = (ConcernOutcome.CORRECT, ConcernOutcome.TAKE_DOWN)


@dataclass(frozen=True)
class WeekFigures:
    """What happened in one week, whenever it had been proposed, and how things stood at its end.

    `approved_after_changes` counts approvals of a later revision, be it the author's or the decider's. `matters` holds
    the numbers of the proposals concerned. `outcomes` tells for the last weeks, this one last, what had become by the
    end of this week of what was proposed in each. Something posted without an address is counted and is no matter of
    its own: replies and changes of a profile often have none.
    """

    week: str
    proposed: int
    approved_at_once: int
    approved_after_changes: int
    changes_requested: int
    rejected: int
    withdrawn: int
    expired: int
    lapsed: int
    published: int
    waiting: int
    without_address: int
    matters: dict[Matter, tuple[int, ...]]
    held_since: datetime | None
    holds_ended: tuple[tuple[datetime, datetime], ...]
    standing_posted: int
    standing_self_authorised: int
    covered: tuple[tuple[str, datetime, datetime | None], ...]
    outcomes: tuple[tuple[str, dict[Outcome, int]], ...]


@dataclass(frozen=True)
class _Span:
    """The week's first moment, and the first after it."""

    start: datetime
    end: datetime

    @property
    def within(self) -> Between:
        return Between(self.start, self.end)

    def holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.start <= moment < self.end

    def ended_before(self, moment: datetime | None) -> bool:
        """Return whether by the end of the week the moment had not come."""
        return moment is None or moment >= self.end


def week_figures(work: Work, week: str) -> WeekFigures:
    """Return the figures of a week such as "2026-W47"."""
    span = _Span(*bounds(week, ZoneInfo(work.pack.time_zone)))
    decisions = work.unit.find(Decision, at=span.within)
    approvals = [decision for decision in decisions if decision.verdict is Verdict.APPROVED]
    verdicts = Counter(decision.verdict for decision in decisions)
    ended = Counter(proposal.state for proposal in work.unit.find(Proposal, changed_at=span.within))
    holds = work.unit.find(Hold, order="at")
    posted = work.unit.find(Placement, posted_at=span.within)
    unfinished = _unfinished(work, span)
    outcomes = _outcomes(work, week, span.end)
    return WeekFigures(
        week=week,
        proposed=sum(outcomes[-1][1].values()),
        approved_at_once=sum(decision.revision == 1 for decision in approvals),
        approved_after_changes=sum(decision.revision > 1 for decision in approvals),
        changes_requested=verdicts[Verdict.CHANGES_REQUESTED],
        rejected=verdicts[Verdict.REJECTED],
        withdrawn=ended[State.WITHDRAWN],
        expired=ended[State.EXPIRED],
        lapsed=ended[State.LAPSED],
        published=ended[State.PUBLISHED],
        waiting=sum(story.state_at(span.end) in OPEN for story in unfinished),
        without_address=sum(not placement.address for placement in posted),
        matters=_matters(work, span, posted, approvals, unfinished),
        held_since=_held_since(holds, span),
        holds_ended=tuple((it.at, it.released_at) for it in holds if it.released_at and span.holds(it.released_at)),
        standing_posted=len(work.unit.find(StandingUse, posted_at=span.within)),
        standing_self_authorised=len(work.unit.find(Standing, decided_at=span.within, self_authorised=True)),
        covered=_covered(work, span),
        outcomes=outcomes,
    )


def _unfinished(work: Work, span: _Span) -> list[Story]:
    """What may not have been finished when the week ended: what is not now, and what was finished only afterwards."""
    now_open = work.unit.find(Proposal, state=(*OPEN, State.APPROVED))
    later = work.unit.find(Proposal, changed_at=Between(span.end, work.now + timedelta(days=1)))
    return stories(work, [proposal for proposal in now_open + later if proposal.proposed_at < span.end])


def _outcomes(work: Work, week: str, end: datetime) -> tuple[tuple[str, dict[Outcome, int]], ...]:
    zone = ZoneInfo(work.pack.time_zone)
    weeks = weeks_up_to(week, work.pack.settings.digest.chart_weeks)
    first, _ = bounds(weeks[0], zone)
    counts = {(name, outcome): 0 for name in weeks for outcome in Outcome}
    for story in stories(work, work.unit.find(Proposal, proposed_at=Between(first, end))):
        counts[week_of(story.proposal.proposed_at, zone), story.outcome_at(end)] += 1
    return tuple((name, {outcome: counts[name, outcome] for outcome in Outcome}) for name in weeks)


def _matters(
    work: Work, span: _Span, posted: list[Placement], approvals: list[Decision], unfinished: list[Story]
) -> dict[Matter, tuple[int, ...]]:
    concerns = work.unit.find(Concern)
    taken_back = work.unit.find(Decision, taken_back_at=span.within)
    looks = work.unit.find(Proposal, needs_second_look=True)
    phoned = work.unit.find(PhoneYes)
    over = work.unit.find(Proposal, changed_at=span.within, state=(State.EXPIRED, State.LAPSED))
    concerned: dict[Matter, Iterable[str]] = {
        Matter.WORDS_DIFFER: (row.proposal_id for row in posted if row.comparison is Comparison.DIFFERENT),
        Matter.POSTED_DURING_HOLD: (row.proposal_id for row in posted if row.during_hold),
        Matter.SECOND_LOOK: (proposal.id for proposal in looks if proposal.changed_at < span.end),
        Matter.NOT_SAID_POSTED: _not_said_posted(work, span, unfinished),
        Matter.CONCERN_OPEN: (
            row.proposal_id for row in concerns if row.raised_at < span.end and span.ended_before(row.decided_at)
        ),
        Matter.CONCERN_OVERDUE: (
            row.proposal_id
            for row in concerns
            if row.due_at and row.due_at < span.end and span.ended_before(row.done_at)
        ),
        Matter.EXPIRED: (row.id for row in over if row.state is State.EXPIRED),
        Matter.LAPSED: (row.id for row in over if row.state is State.LAPSED),
        Matter.PHONE_YES: (
            row.proposal_id for row in phoned if row.recorded_at < span.end and span.ended_before(row.answered_at)
        ),
        Matter.PHONE_DENIED: (row.proposal_id for row in phoned if span.holds(row.answered_at) and not row.confirmed),
        Matter.SELF_AUTHORISED: (row.proposal_id for row in approvals if row.self_authorised),
        Matter.TAKEN_BACK: (row.proposal_id for row in taken_back),
        Matter.PUT_RIGHT: (
            row.proposal_id for row in concerns if row.outcome in TO_PUT_RIGHT and span.holds(row.done_at)
        ),
    }
    ids = {matter: set(found) for matter, found in concerned.items()}
    numbers = {row.id: row.number for row in work.unit.find(Proposal, id=sorted(set().union(*ids.values())))}
    return {matter: tuple(sorted(numbers[name] for name in found if name in numbers)) for matter, found in ids.items()}


def _not_said_posted(work: Work, span: _Span, unfinished: list[Story]) -> list[str]:
    """Approved, and the time it was wanted or scheduled for passed before the week ended, and nobody said "posted"."""
    approved = {story.proposal.id: story for story in unfinished if story.state_at(span.end) is State.APPROVED}
    queued = work.unit.find(Scheduled, proposal_id=sorted(approved), cleared_at=None)
    planned = {row.proposal_id: row.planned_for for row in queued if row.noted_at < span.end}
    moments = {name: planned.get(name) or story.wanted_at(span.end) for name, story in approved.items()}
    return [name for name, moment in moments.items() if moment and moment < span.end]


def _held_since(holds: list[Hold], span: _Span) -> datetime | None:
    return next((hold.at for hold in holds if hold.at < span.end and span.ended_before(hold.released_at)), None)


def _covered(work: Work, span: _Span) -> tuple[tuple[str, datetime, datetime | None], ...]:
    """Return who stood in during the week, from when until when; somebody who stands in with no end is told once."""
    held = work.unit.find(RoleHeld, role=Role.COVER, order="since")
    dated = [one for one in held if one.since < span.end and not (one.until and one.until <= span.start)]
    return tuple((one.person_id, one.since, one.until) for one in dated if one.until or span.holds(one.since))
