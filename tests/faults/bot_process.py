"""The bot as a process of its own, told everything by its environment, to be killed and started again."""

import asyncio
import os
import sys
import time
from asyncio.subprocess import Process
from pathlib import Path
from signal import SIGKILL, SIGTERM

from bot.config import Settings
from handlers.sandbox import Sandbox

ROOT = Path(__file__).parents[2]


def environment(settings: Settings) -> dict[str, str]:
    """Return what somebody would put into the environment for these settings."""
    told = settings.model_dump()
    told["slack_bot_token"] = settings.slack_bot_token.get_secret_value()
    told["slack_app_token"] = settings.slack_app_token.get_secret_value()
    return {
        name.upper(): ",".join(value) if isinstance(value, list | tuple) else str(value) for name, value in told.items()
    }


class BotProcess:
    """`python -m bot`, started as often as a test likes. What it logs goes to a file in `folder`."""

    def __init__(self, settings: dict[str, str], folder: Path) -> None:
        # Nothing of the machine's own environment: what is not a setting here is not set.
        self._environment = {**settings, "PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")}
        self._folder = folder
        self.log = folder / "bot.log"
        self._process: Process | None = None

    async def start(self, *, failpoint: str = "") -> None:
        await self._run(["run"], COUNTERSIGN_FAILPOINT=failpoint)

    async def say(self, *arguments: str) -> tuple[int, str]:
        """Run another command beside the bot; return its exit code and everything it printed."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self._folder,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await asyncio.wait_for(process.communicate(), 30)
        return process.returncode or 0, said.decode()

    async def connected(self, sandbox: Sandbox, *, failpoint: str = "") -> float:
        """Start it, wait until its socket is the only one open, and return how long that took in seconds."""
        began, before = time.monotonic(), sandbox.connections
        await self.start(failpoint=failpoint)
        await sandbox.until(
            lambda: (sandbox.connections > before and sandbox.sockets == 1) or not self.runs, 20, "The bot's socket"
        )
        assert self.runs, self.last_words()
        return time.monotonic() - began

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def kill(self) -> None:
        self._send(SIGKILL)

    def terminate(self) -> None:
        self._send(SIGTERM)

    async def ended(self, seconds: float = 20) -> int:
        """Wait for its end and return its exit code, negative for the signal that killed it."""
        assert self._process is not None
        try:
            return await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"the bot goes on\n{self.last_words()}") from None

    def last_words(self) -> str:
        return self.log.read_text()[-4000:]

    async def clean_up(self) -> None:
        if self.runs:
            self.kill()
            await self.ended()

    async def _run(self, arguments: list[str], **more: str) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *arguments),
                cwd=self._folder,
                env={**self._environment, **more},
                stdout=log,
                stderr=log,
            )

    def _send(self, number: int) -> None:
        if self._process is not None and self.runs:
            self._process.send_signal(number)
