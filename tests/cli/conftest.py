"""The command line as somebody types it: settings in the environment, a folder of its own, a sandbox for Slack."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.cli.demo import demo_settings, manifest
from bot.clock import SystemClock
from bot.wiring import build
from handlers.sandbox import Sandbox
from tests.command_line import exit_code

Type = Callable[..., Coroutine[Any, Any, tuple[int, str]]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(manifest=manifest()) as opened:
        yield opened


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    """A small organisation's settings as they stand in the environment."""
    told = demo_settings(sandbox, tmp_path).model_dump()
    values = {name.upper(): ",".join(value) if isinstance(value, tuple) else value for name, value in told.items()}
    tokens = {"SLACK_BOT_TOKEN": sandbox.bot_token, "SLACK_APP_TOKEN": sandbox.app_token}
    return {name: value for name, value in (values | tokens).items() if value}


@pytest.fixture
async def started_once(sandbox: Sandbox, tmp_path: Path) -> None:
    """The bot has run before: there is a database, and the first roles are given."""
    countersign = build(demo_settings(sandbox, tmp_path), SystemClock())
    await countersign.start()
    await countersign.stop()


@pytest.fixture
def type_in(
    settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Type a command, and get its exit code and everything it printed."""
    monkeypatch.chdir(tmp_path)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    async def run(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(exit_code, *arguments)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


class Process:
    """`python -m bot` as a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ended(self) -> tuple[int, str]:
        """Wait for its end, and return its exit code and what it wrote."""
        async with asyncio.timeout(60):
            out, _ = await self._process.communicate()
        return self._process.returncode or 0, out.decode()

    async def line(self, beginning: str) -> str:
        """Wait for a line it writes that begins so, and return the rest of it."""
        assert self._process.stdout
        async with asyncio.timeout(60):
            async for line in self._process.stdout:
                if line.decode().startswith(beginning):
                    return line.decode().removeprefix(beginning)
        raise AssertionError("it ended without that line")

    def tell(self, signal: int) -> None:
        """Send it a signal."""
        self._process.send_signal(signal)

    @property
    def alive(self) -> bool:
        return self._process.returncode is None


@pytest.fixture
async def launch(settings: dict[str, str], tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    """Start `python -m bot …`; what is still running afterwards is killed."""
    started: list[Process] = []

    async def start(*arguments: str, **environment: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            env={**os.environ, **settings, **environment},
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        started.append(Process(process))
        return started[-1]

    yield start
    for one in started:
        if one.alive:
            one.tell(9)
            await one.ended()
