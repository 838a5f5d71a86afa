"""A bot as a process of its own in a sandbox of its own."""

import asyncio
import os
import re
import signal
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from handlers.sandbox import Sandbox


class Program:
    """Starts and stops `python -m MODULE`, connected to one sandbox."""

    def __init__(self, sandbox: Sandbox, *command: str, **environment: str) -> None:
        self.sandbox = sandbox
        self._command = command
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it and wait until it is connected."""
        tokens = {"SLACK_BOT_TOKEN": self.sandbox.bot_token, "SLACK_APP_TOKEN": self.sandbox.app_token}
        environment = {**os.environ, **tokens, "SLACK_API_URL": self.sandbox.api_url, **self._environment}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *self._command,
            env=environment,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await self.sandbox.connected(timeout=30)

    async def seconds_to_first_ack(self, user: str) -> float:
        """Start it and return how long it took until it had answered somebody's command."""
        began = time.monotonic()
        await self.start()
        await self.sandbox.member(user).command("/propose-post")
        return time.monotonic() - began

    def peak_memory_mib(self) -> float:
        """Return the most memory that it has had in use at a time, in MiB (Linux)."""
        assert self._process
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024

    async def stop(self) -> None:
        """End it and wait until it has."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            await self._process.wait()
        await self.sandbox.until(lambda: self.sandbox.sockets == 0, timeout=10)
