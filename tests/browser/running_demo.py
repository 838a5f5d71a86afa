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
async def running_demo() -> AsyncIterator[str]:
    """Run the demo from a Tuesday morning on, and give its address; nothing may go wrong in it, to its very end."""
    command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0", "--clock", TUESDAY]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdout=pipe, stderr=pipe)
    assert process.stdout
    try:
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        ready = READY.search(line.decode())
        assert ready, "the demo did not say where it is"
        yield ready[0]
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        _, complaints = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert (complaints.decode(), process.returncode) == ("", 0)
