from collections.abc import AsyncIterator

import pytest

from handlers.sandbox import Sandbox
from tests.journeys.town import Town, TownClock, manifest


@pytest.fixture
async def town(database: str) -> AsyncIterator[Town]:
    """The bot in its workspace, started, on either database."""
    clock = TownClock()
    async with Sandbox(clock=clock, manifest=manifest()) as sandbox:
        place = Town(sandbox, database, clock)
        await place.start()
        yield place
        await place.stop()
