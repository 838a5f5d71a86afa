"""A town at work, the command line beside it, and a look into everything that is kept anywhere."""

import asyncio
import io
import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.sandbox import Sandbox
from tests.command_line import exit_code
from tests.erasure.traces import Traces
from tests.journeys.town import Town, TownClock, manifest

Type = Callable[..., Coroutine[Any, Any, tuple[int, str]]]


@pytest.fixture
async def town(database: str, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """The bot in its workspace, started, on either database; so many days ago, where a test asks for that."""
    days_ago: int | None = getattr(request, "param", None)
    clock = TownClock(datetime.now(UTC) - timedelta(days=days_ago)) if days_ago else TownClock()
    async with Sandbox(clock=clock, manifest=manifest()) as sandbox:
        place = Town(sandbox, database, clock)
        await place.start()
        yield place
        await place.stop()


@pytest.fixture
def traces(town: Town, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Traces:
    """Where anything could be left: it reads the log from now on."""
    caplog.set_level(logging.DEBUG, logger="bot")
    caplog.set_level(logging.DEBUG, logger="handlers.slack")
    caplog.set_level(logging.DEBUG, logger="storage")
    return Traces(town, tmp_path, caplog)


@pytest.fixture
def type_in(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Type a command beside the running bot, and get its exit code and everything it printed."""
    told = town.settings().model_dump()
    values = {name.upper(): ",".join(value) if isinstance(value, tuple) else value for name, value in told.items()}
    tokens = {"SLACK_BOT_TOKEN": town.sandbox.bot_token, "SLACK_APP_TOKEN": town.sandbox.app_token}
    for name, value in (values | tokens).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    async def run(*arguments: str, answer: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        code = await asyncio.to_thread(exit_code, *arguments)
        printed = capsys.readouterr()
        await town.clock.pass_by(seconds=1)  # the running bot looks now, and not at its next sweep
        return code, printed.out + printed.err

    return run
