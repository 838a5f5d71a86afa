"""The clock is put back, put on, and changed twice a year: one digest an ISO week, and a record that runs forwards."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.models import DutyDone
from handlers.sandbox import Fault, Sandbox, SandboxClock
from tests.faults.evidence import Evidence, nothing_is_lost, nothing_stands_twice
from tests.journeys.town import APPROVALS, COMPLIANCE, MONDAY, Town, TownClock, manifest

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
NEXT_DIGEST = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


async def digests(town: Town, evidence: Evidence) -> tuple[int, list[str]]:
    """Return how many digests stand in the channel, and the weeks that count as told."""
    await evidence.all_sent(town.sandbox)
    there = await town.grace.messages(COMPLIANCE)
    return len(there), sorted(row.slot for row in evidence.rows(DutyDone, duty="digest"))


async def test_a_clock_put_back_an_hour_or_on_a_day_gives_one_digest_a_week(town: Town, evidence: Evidence) -> None:
    await town.start()
    await town.ruth.press(await town.propose(), "Approve")
    for moment in (NEXT_DIGEST, NEXT_DIGEST - HOUR, NEXT_DIGEST, NEXT_DIGEST + DAY, NEXT_DIGEST - DAY, NEXT_DIGEST):
        await town.clock.jump(moment)
    assert await digests(town, evidence) == (1, ["2026-W48"])
    await town.clock.jump(NEXT_DIGEST + 7 * DAY)
    await town.clock.jump(NEXT_DIGEST + 6 * DAY)
    await town.clock.jump(NEXT_DIGEST + 7 * DAY)
    assert await digests(town, evidence) == (2, ["2026-W48", "2026-W49"])
    nothing_stands_twice(town.sandbox)
    await town.stop()


@pytest.mark.parametrize(
    ("before", "weeks"),
    [
        (datetime(2026, 10, 21, 9, 0, tzinfo=UTC), ["2026-W43", "2026-W44"]),
        (datetime(2027, 3, 24, 9, 0, tzinfo=UTC), ["2027-W12", "2027-W13"]),
    ],
    ids=["autumn", "spring"],
)
async def test_both_changes_of_the_uk_clock_give_one_digest_a_week(
    database: str, evidence: Evidence, before: datetime, weeks: list[str]
) -> None:
    clock = TownClock(before)
    async with Sandbox(clock=clock, manifest=manifest()) as sandbox:
        town = Town(sandbox, database, clock)
        await town.start()
        await town.propose()
        for _ in range(13 * 24):
            await clock.pass_by(hours=1)
        assert await digests(town, evidence) == (2, weeks)
        given = evidence.rows(DutyDone, "slot", duty="digest")
        assert [row.at.astimezone(LONDON).strftime("%a %H") for row in given] == ["Mon 09", "Mon 09"]
        await town.stop()


async def test_entry_times_never_run_backwards(town: Town, evidence: Evidence) -> None:
    await town.start()
    noon = MONDAY + 2 * HOUR
    await town.clock.jump(noon)
    card = await town.propose()
    await town.clock.jump(noon - HOUR)
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "said yes")
    await town.propose(town.tom, "Another walk.")
    await town.clock.jump(noon + HOUR)
    await town.propose(town.tom, "A third walk.")
    entries = evidence.entries("proposal.proposed", "proposal.approved")
    assert [datetime.fromisoformat(entry["at"]) for entry in entries] == [noon, noon, noon, noon + HOUR]
    assert [entry["at"] for entry in evidence.entries()] == sorted(entry["at"] for entry in evidence.entries())
    await evidence.all_sent(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    await town.stop()


@pytest.mark.parametrize("apart", [DAY, HOUR, -HOUR, -DAY])
async def test_an_answer_lost_while_the_clock_is_wrong_is_still_looked_up(
    ahead: Town, evidence: Evidence, apart: timedelta
) -> None:
    await ahead.clock.jump(MONDAY + apart)
    await ahead.start()
    ahead.sandbox.faults.order(
        "chat.postMessage", Fault.ACCEPT_AND_DROP, where=lambda given: given["channel"] == APPROVALS
    )
    await ahead.propose()
    await evidence.all_sent(ahead.sandbox)
    nothing_stands_twice(ahead.sandbox)
    nothing_is_lost(ahead.sandbox, evidence)
    await ahead.stop()


@pytest.fixture
async def ahead(database: str) -> AsyncIterator[Town]:
    """A town in which Slack has a clock of its own, which is right."""
    async with Sandbox(clock=SandboxClock(MONDAY), manifest=manifest()) as sandbox:
        yield Town(sandbox, database, TownClock())
