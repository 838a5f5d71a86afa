"""`make demo` as a real process, as whoever tries Countersign starts it."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

TUESDAY = "2026-11-24T10:00:00+00:00"
READY = re.compile(r"http://127\.0\.0\.1:\d+/")
PATIENCE = 60


@asynccontextmanager
async def running_demo(*options: str, clock: str = TUESDAY) -> AsyncIterator[str]:
    """Run the demo from a moment on, and give its address; nothing may go wrong in it, to its very end."""
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0", "--clock", clock, *options]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    assert process.stdout and process.stderr
    try:
        yield await asyncio.wait_for(_address(process.stdout, process.stderr), PATIENCE)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        _, complaints = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (complaints.decode(), process.returncode) == ("", 0)


async def _address(told: asyncio.StreamReader, complained: asyncio.StreamReader) -> str:
    async for line in told:
        ready = READY.search(line.decode())
        if ready:
            return ready[0]
    raise AssertionError(f"the demo did not say where it is: {(await complained.read()).decode()}")
