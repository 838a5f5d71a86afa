"""The week's figures, from the database alone, as things stood when the week ended."""

from datetime import datetime

import pytest

from bot.approvals.models import Comparison, Concern, ConcernOutcome, Hold, Scheduled, Verdict
from bot.approvals.states import State
from bot.policy.pack import Matter
from bot.reporting.stories import Outcome
from bot.reporting.week import WeekFigures, week_figures
from storage.store import SqlStore
from tests.reporting.weeks_of_work import WEEK, decision, on, placement, proposal, reading, remember


def figures(store: SqlStore, week: str = WEEK) -> WeekFigures:
    return reading(store, lambda work: week_figures(work, week))


def concern(
    number: int,
    raised: datetime,
    outcome: ConcernOutcome = ConcernOutcome.OPEN,
    *,
    decided: datetime | None = None,
    due: datetime | None = None,
    done: datetime | None = None,
) -> Concern:
    return Concern(
        id=f"c{number}",
        proposal_id=f"p{number}",
        raised_by="tom",
        raised_at=raised,
        about="c0ffee",
        outcome=outcome,
        decided_at=decided,
        due_at=due,
        done_at=done,
    )


def test_an_empty_week_is_all_zeros(store: SqlStore) -> None:
    empty = figures(store)
    assert empty.proposed == empty.published == empty.waiting == empty.without_address == 0
    assert not any(empty.matters.values())
    assert [sum(counts.values()) for _, counts in empty.outcomes] == [0] * 8


def test_what_happened_in_the_week_is_counted_whenever_it_was_proposed(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.APPROVED, made=on(-3), changed=on(1)),
        decision(1, on(1)),
        *proposal(2, State.PUBLISHED, made=on(0), changed=on(2), revision=3),
        decision(2, on(1), Verdict.CHANGES_REQUESTED, revision=2),
        decision(2, on(2, 10), revision=3),
        placement(2, on(2)),
        *proposal(3, State.REJECTED, changed=on(2)),
        decision(3, on(2), Verdict.REJECTED),
        *proposal(4, State.WITHDRAWN, changed=on(3)),
        *proposal(5, State.EXPIRED, made=on(-12), changed=on(2)),
        *proposal(6, State.LAPSED, made=on(-20), changed=on(4)),
        decision(6, on(-19)),
        *proposal(7, State.PENDING, made=on(6, 23)),
        *proposal(8, State.CHANGES_REQUESTED, made=on(-2), changed=on(5)),
        decision(8, on(5), Verdict.CHANGES_REQUESTED),
        *proposal(9, State.PENDING, made=on(7, 0)),
    )
    week = figures(store)
    assert (week.proposed, week.waiting) == (4, 2)
    assert (week.approved_at_once, week.approved_after_changes) == (1, 1)
    assert (week.changes_requested, week.rejected) == (2, 1)
    assert (week.withdrawn, week.expired, week.lapsed, week.published) == (1, 1, 1, 1)


def test_the_week_begins_and_ends_at_midnight(store: SqlStore) -> None:
    last_moment = on(7, 0).replace(day=22, hour=23, minute=59, second=59)
    remember(
        store,
        *proposal(1, State.REJECTED, made=on(-1, 23), changed=on(0, 0)),
        decision(1, on(0, 0), Verdict.REJECTED),
        *proposal(2, State.REJECTED, made=on(-1, 23), changed=last_moment),
        decision(2, last_moment, Verdict.REJECTED),
        *proposal(3, State.REJECTED, made=on(-1, 23), changed=on(7, 0)),
        decision(3, on(7, 0), Verdict.REJECTED),
    )
    assert figures(store).rejected == 2


def test_what_happens_after_the_week_does_not_change_its_figures(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.PUBLISHED, made=on(1), changed=on(7, 8), revision=1),
        decision(1, on(7, 7)),
        placement(1, on(7, 8), comparison=Comparison.DIFFERENT),
        *proposal(2, State.WITHDRAWN, made=on(2), changed=on(7, 8)),
    )
    week = figures(store)
    assert week.waiting == 2
    assert week.outcomes[-1] == (WEEK, dict.fromkeys(Outcome, 0) | {Outcome.WAITING: 2})
    assert week.published == week.withdrawn == week.approved_at_once == 0
    assert not any(week.matters.values())


def test_each_proposal_has_one_outcome_in_the_week_it_was_made(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.APPROVED, made=on(-8), changed=on(-7)),
        decision(1, on(-7)),
        *proposal(2, State.PUBLISHED, changed=on(3), revision=2),
        decision(2, on(2), revision=2),
        placement(2, on(3)),
        *proposal(3, State.LAPSED, made=on(-49), changed=on(-30)),
        decision(3, on(-48)),
        *proposal(4, State.EXPIRED, made=on(-49), changed=on(-36)),
        *proposal(5, State.PUBLISHED, changed=on(1)),
        placement(5, on(1)),
        *proposal(6, State.CHANGES_REQUESTED, changed=on(2)),
        decision(6, on(1), taken_back=on(2)),
        *proposal(7, State.REJECTED, changed=on(2)),
        decision(7, on(2), Verdict.REJECTED),
        *proposal(8, made=on(-70)),
    )
    outcomes = dict(figures(store).outcomes)
    assert list(outcomes) == [f"2026-W{number}" for number in range(40, 48)]
    assert {week: {name: n for name, n in counts.items() if n} for week, counts in outcomes.items()} == {
        "2026-W40": {Outcome.AT_ONCE: 1, Outcome.ENDED: 1},
        "2026-W41": {},
        "2026-W42": {},
        "2026-W43": {},
        "2026-W44": {},
        "2026-W45": {Outcome.AT_ONCE: 1},
        "2026-W46": {},
        "2026-W47": {Outcome.CHANGED_FIRST: 1, Outcome.WENT_FIRST: 1, Outcome.WAITING: 1, Outcome.REJECTED: 1},
    }


def test_posted_words_that_differ_are_a_matter_once_for_each_proposal(store: SqlStore) -> None:
    differs = {"comparison": Comparison.DIFFERENT}
    remember(
        store,
        *proposal(1, State.PUBLISHED, changed=on(1)),
        decision(1, on(0, 14)),
        placement(1, on(1), **differs),
        placement(1, on(1), "x", **differs),
        *proposal(2, State.PUBLISHED, changed=on(1)),
        decision(2, on(0, 14)),
        placement(2, on(1), comparison=Comparison.SAME),
        *proposal(3, State.PUBLISHED, made=on(-7), changed=on(-1)),
        decision(3, on(-2)),
        placement(3, on(-1), **differs),
    )
    assert figures(store).matters[Matter.WORDS_DIFFER] == (1,)


def test_a_post_during_a_hold_is_a_matter(store: SqlStore) -> None:
    remember(
        store,
        *proposal(4, State.PUBLISHED, changed=on(1)),
        placement(4, on(1), during_hold=True),
        decision(4, on(0, 13)),
    )
    assert figures(store).matters[Matter.POSTED_DURING_HOLD] == (4,)


def test_approving_one_s_own_and_taking_back_are_matters(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.APPROVED, changed=on(1)),
        decision(1, on(1), self_authorised=True),
        *proposal(2, State.CHANGES_REQUESTED, made=on(-4), changed=on(2)),
        decision(2, on(-3), taken_back=on(2)),
        *proposal(3, State.CHANGES_REQUESTED, made=on(-14), changed=on(-9)),
        decision(3, on(-10), self_authorised=True, taken_back=on(-9)),
    )
    matters = figures(store).matters
    assert (matters[Matter.SELF_AUTHORISED], matters[Matter.TAKEN_BACK]) == ((1,), (2,))


def test_an_urgent_post_is_a_matter_until_somebody_has_looked(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.PUBLISHED, made=on(-9), changed=on(-9, 13), second_look=True),
        *proposal(2, State.PUBLISHED, changed=on(1)),
        *proposal(3, State.PUBLISHED, made=on(7, 8), changed=on(7, 9), second_look=True),
    )
    assert figures(store).matters[Matter.SECOND_LOOK] == (1,)


@pytest.mark.parametrize(
    ("wanted", "posted", "matter"),
    [
        (on(2), None, True),
        (on(2), on(7, 1), True),
        (on(2), on(3), False),
        (on(8), None, False),
        (None, None, False),
    ],
)
def test_an_approved_post_past_its_time_is_a_matter_when_nobody_said_it_is_posted(
    store: SqlStore, wanted: datetime | None, posted: datetime | None, matter: bool
) -> None:
    state = State.PUBLISHED if posted else State.APPROVED
    remember(
        store,
        *proposal(1, state, changed=posted or on(1), wanted=wanted),
        decision(1, on(1)),
        placement(1, posted),
    )
    assert figures(store).matters[Matter.NOT_SAID_POSTED] == ((1,) if matter else ())


@pytest.mark.parametrize(("planned", "matter"), [(on(5), True), (on(9), False)])
def test_what_was_scheduled_counts_from_the_time_it_was_scheduled_for(
    store: SqlStore, planned: datetime, matter: bool
) -> None:
    queued = Scheduled(
        id="s1", proposal_id="p1", revision=1, account="facebook", by="amina", planned_for=planned, noted_at=on(1, 14)
    )
    remember(
        store,
        *proposal(1, State.APPROVED, changed=on(1), wanted=on(2)),
        decision(1, on(1)),
        placement(1),
        queued,
    )
    assert figures(store).matters[Matter.NOT_SAID_POSTED] == ((1,) if matter else ())


def test_concerns_are_open_then_overdue_then_put_right(store: SqlStore) -> None:
    correct, down = ConcernOutcome.CORRECT, ConcernOutcome.TAKE_DOWN
    for number in range(1, 8):
        remember(store, *proposal(number, State.PUBLISHED, made=on(-9), changed=on(-8)))
    remember(
        store,
        concern(1, on(2)),
        concern(2, on(2), ConcernOutcome.KEEP, decided=on(3), done=on(3)),
        concern(3, on(2), down, decided=on(7, 8), due=on(8, 8)),
        concern(4, on(2), correct, decided=on(3), due=on(4)),
        concern(5, on(2), correct, decided=on(3), due=on(4), done=on(5)),
        concern(6, on(6), down, decided=on(6), due=on(7)),
        concern(7, on(7, 2)),
    )
    matters = figures(store).matters
    assert matters[Matter.CONCERN_OPEN] == (1, 3)
    assert matters[Matter.CONCERN_OVERDUE] == (4,)
    assert matters[Matter.PUT_RIGHT] == (5,)


def test_a_hold_counts_while_it_is_in_force(store: SqlStore) -> None:
    remember(store, Hold(id="h1", by="ruth", at=on(-9), reason="c0ffee", released_at=on(1)))
    assert figures(store).held_since is None
    assert figures(store, "2026-W46").held_since == on(-9)
    remember(store, Hold(id="h2", by="ruth", at=on(4), reason="c0ffee"))
    assert figures(store).held_since == on(4)


def test_posts_without_an_address_are_counted(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.PUBLISHED, changed=on(1)),
        decision(1, on(0, 13)),
        placement(1, on(1), address=""),
        placement(1, on(1), "x"),
        placement(1, on(-2), "linkedin", address=""),
    )
    assert figures(store).without_address == 1


def test_a_time_in_british_summer_is_counted_in_british_weeks(store: SqlStore) -> None:
    sunday_night_in_utc = datetime.fromisoformat("2026-07-05T23:30:00+00:00")
    remember(store, *proposal(1, made=sunday_night_in_utc))
    assert figures(store, "2026-W28").proposed == 1
    assert figures(store, "2026-W27").proposed == 0
