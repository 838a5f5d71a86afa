"""The record of a bot that runs as a process: signed while it runs and at its end, never started on an old copy."""

import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from bot.keeping.folder import KeyFolder, stated
from handlers.sandbox import Sandbox
from tests.cli.test_process import everything_arrived, propose

pytestmark = pytest.mark.processes


async def one_life(sandbox: Sandbox, launch: Any, words: str) -> None:
    """Run the bot, propose something, and stop it."""
    bot = await launch("run")
    await sandbox.connected(timeout=60)
    await propose(sandbox, words)
    await everything_arrived(sandbox)
    bot.tell(signal.SIGTERM)
    code, log = await bot.ended()
    assert code == 0, log


async def test_an_old_copy_is_not_started_and_goes_on_only_through_restore(
    sandbox: Sandbox, launch: Any, type_in: Any, tmp_path: Path
) -> None:
    await one_life(sandbox, launch, "Join us on Friday for a walk by the river.")
    keys = KeyFolder(tmp_path / "keys")
    signed = stated(keys.checkpoint)
    shutil.copy(tmp_path / "demo.db", tmp_path / "old.db")
    await one_life(sandbox, launch, "The library is open on Sunday.")
    assert stated(keys.checkpoint).size > signed.size
    shutil.copy(tmp_path / "old.db", tmp_path / "demo.db")
    code, log = await (await launch("run")).ended()
    assert code == 1
    assert "This database is older than the record it should hold" in log
    assert "Traceback" not in log
    code, printed = await type_in("restore", "--reason", "An old copy was put back.")
    assert code == 0, printed
    again = await launch("run")
    await sandbox.connected(timeout=60)
    ruth = sandbox.member("U0RUTH")
    told = await ruth.message(await ruth.dm(), containing="The record goes on from a backup")
    assert "are lost" in told.words
    code, printed = await type_in("restore", "--reason", "Once more.")
    assert code == 1 and "already running" in printed
    again.tell(signal.SIGTERM)
    await again.ended()
    assert (await type_in("verify"))[0] == 0
