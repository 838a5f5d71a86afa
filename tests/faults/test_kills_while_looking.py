"""Kill -9 while a picture is being looked at: the form it came with is proposed once, with its picture."""

from collections.abc import AsyncIterator
from pathlib import Path
from signal import SIGKILL

import pytest

from bot.approvals.models import Proposal
from bot.pictures.models import BeingChecked
from handlers.sandbox import Sandbox
from tests.faults.bot_process import BotProcess, environment
from tests.faults.evidence import Evidence
from tests.journeys.test_pictures import rows, sent, shown, walk
from tests.journeys.town import APPROVALS, WALK, Town, TownClock, manifest

pytestmark = pytest.mark.processes


@pytest.fixture
async def town(database: str) -> AsyncIterator[Town]:
    """A town on the real clock, whose bot is a process of its own."""
    async with Sandbox(manifest=manifest()) as sandbox:
        yield Town(sandbox, database, TownClock())


@pytest.mark.parametrize("place", ["pictures.claimed", "pictures.looked", "record.appended", "pictures.settled"])
async def test_a_kill_while_a_picture_is_looked_at_loses_and_doubles_nothing(
    town: Town, evidence: Evidence, tmp_path: Path, place: str
) -> None:
    bot = BotProcess(environment(town.settings()), tmp_path)
    try:
        await bot.connected(town.sandbox)
        bot.terminate()
        await bot.ended()
        await bot.connected(town.sandbox, failpoint=place)
        await sent(town, walk())
        assert await bot.ended() == -SIGKILL
        evidence.let_leases_run_out()
        await bot.connected(town.sandbox)
        assert len(shown(town, await town.card("Alt text"))) == 1
        await town.quiet()
    finally:
        await bot.clean_up()
    assert len(await rows(town, Proposal)) == 1 and await rows(town, BeingChecked) == []
    assert len([message for message in await town.ruth.messages(APPROVALS) if WALK in message.words]) == 1
