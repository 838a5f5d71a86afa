"""The model's process as its only user sees it: numpy and the weights would double what a bot takes of memory."""

import json
import subprocess
import sys
from importlib.util import find_spec
from select import select
from sys import intern
from threading import Lock

from bot.policy.findings import Alike

_NEEDED = ("numpy", "bot.policy.likeness.model")
_SECONDS = 30
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""It reads beside a bot that must answer."""


class NoReader(Exception):
    """The process cannot be had, or has not answered."""


class Apart:
    """The process; it is started when it is first asked, and ends with this one. Any thread may ask."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.seconds = seconds
        self._one_at_a_time = Lock()

    def available(self) -> bool:
        """Return whether the process could be started; nothing is loaded to find out."""
        return all(find_spec(name) is not None for name in _NEEDED)

    def alike(self, small: str, occasion: str) -> list[Alike]:
        """Return what a text reads like. Raises NoReader where that cannot be known."""
        with self._one_at_a_time:
            process = self._running()
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(json.dumps([small, occasion]) + "\n")
                process.stdin.flush()
                answers, _, _ = select([process.stdout], [], [], self.seconds)
                told = json.loads(process.stdout.readline() if answers else "")
                return [Alike(start, end, intern(theme), likely) for start, end, theme, likely in told]
            except (OSError, ValueError) as error:
                self.process = None
                process.kill()
                raise NoReader from error

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            try:
                self.process = subprocess.Popen(
                    [sys.executable, "-I", "-m", "bot.policy.likeness"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                    encoding="ascii",
                    env=_ONE_THREAD,
                )
            except OSError as error:
                raise NoReader from error
        return self.process
