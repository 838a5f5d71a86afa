from collections.abc import AsyncIterator, Iterator

import pytest

from bot.delivery import outbox
from bot.delivery.pace import Pace
from handlers.sandbox import Sandbox
from tests.faults.evidence import Evidence, evidence_in
from tests.journeys.town import Town, TownClock, manifest


@pytest.fixture
def evidence(database: str) -> Iterator[Evidence]:
    """What the database holds."""
    with evidence_in(database) as found:
        yield found


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say everything at once: at Slack's one message a second for a channel this would take two minutes."""
    monkeypatch.setattr(outbox, "Pace", lambda: Pace(seconds_apart=0))


@pytest.fixture
async def town(database: str) -> AsyncIterator[Town]:
    """A town whose bot has not been started yet. The test stops it, and looks at what Slack complained of."""
    clock = TownClock()
    async with Sandbox(clock=clock, manifest=manifest()) as sandbox:
        place = Town(sandbox, database, clock)
        yield place
        if clock.countersign:
            await clock.countersign.stop()
