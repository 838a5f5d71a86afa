"""Which week's digest is due, also after a pause and for an organisation that has just begun."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.policy.load import load_pack
from bot.reporting.duty import digest_due, digest_slot, is_late
from storage.store import SqlStore
from tests.reporting.weeks_of_work import DIGEST_TIME, NEXT_STEPS_PACK, WEEK, on, proposal, reading, remember

FRIDAY_PACK = load_pack(Path(__file__).parents[1] / "policy" / "other_pack")


def slot(store: SqlStore, now: datetime) -> str | None:
    return reading(store, lambda work: digest_slot(work, now), now=now)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (DIGEST_TIME - timedelta(seconds=1), "2026-W46"),
        (DIGEST_TIME, WEEK),
        (DIGEST_TIME + timedelta(days=6), WEEK),
        (DIGEST_TIME + timedelta(days=7), "2026-W48"),
    ],
)
def test_monday_s_digest_tells_of_the_week_before(store: SqlStore, now: datetime, week: str) -> None:
    remember(store, *proposal(1, made=on(-60)))
    assert slot(store, now) == week


def test_after_a_long_pause_only_the_latest_week_is_due(store: SqlStore) -> None:
    remember(store, *proposal(1, made=on(-60)))
    assert slot(store, DIGEST_TIME + timedelta(weeks=5, hours=3)) == "2026-W52"


def test_an_organisation_that_has_not_begun_gets_no_digest(store: SqlStore) -> None:
    assert slot(store, DIGEST_TIME) is None


def test_weeks_before_the_organisation_began_are_not_told(store: SqlStore) -> None:
    remember(store, *proposal(1, made=on(7, 0)))
    assert slot(store, DIGEST_TIME) is None
    assert slot(store, DIGEST_TIME + timedelta(weeks=1)) == "2026-W48"


def test_the_week_the_organisation_began_in_is_told(store: SqlStore) -> None:
    remember(store, *proposal(1, made=on(6, 23)))
    assert slot(store, DIGEST_TIME) == WEEK


def test_an_organisation_begins_with_the_first_entry_of_its_record(store: SqlStore) -> None:
    entry = json.dumps({"v": 1, "at": on(3).isoformat(), "kind": "role.given"}).encode()
    store.decide_now(lambda unit: unit.append(entry))
    remember(store, *proposal(1, made=on(8)))
    assert slot(store, DIGEST_TIME) == WEEK
    assert slot(store, DIGEST_TIME - timedelta(weeks=1)) is None


def test_the_digest_comes_when_the_pack_says() -> None:
    assert digest_due(NEXT_STEPS_PACK, WEEK) == DIGEST_TIME
    assert digest_due(FRIDAY_PACK, WEEK) == datetime(2026, 11, 27, 16, 30, tzinfo=UTC)


def test_a_digest_is_late_after_a_day() -> None:
    assert not is_late(NEXT_STEPS_PACK, WEEK, DIGEST_TIME + timedelta(days=1))
    assert is_late(NEXT_STEPS_PACK, WEEK, DIGEST_TIME + timedelta(days=1, seconds=1))
