"""Work that goes on after Slack has its answer: each task is kept hold of until it ends, and waited for at the end."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any


class Tasks:
    """Tasks in progress. Bolt and asyncio keep no strong reference to a task; this does."""

    def __init__(self) -> None:
        self._going: set[asyncio.Task[Any]] = set()

    def after(self, work: Coroutine[Any, Any, None]) -> None:
        """Start the work once the listener has returned and the acknowledgement is on its way."""
        self.keep(asyncio.create_task(work))

    def keep(self, task: asyncio.Task[Any]) -> None:
        """Hold on to a task until it ends."""
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def drain(self, deadline: float) -> None:
        """Wait until all tasks have ended, and cancel what is left at the deadline, a moment of the monotonic clock."""
        me = asyncio.current_task()
        while going := {task for task in self._going if task is not me}:
            left = deadline - time.monotonic()
            if left <= 0:
                for task in going:
                    task.cancel()
                await asyncio.gather(*going, return_exceptions=True)
                return
            await asyncio.wait(going, timeout=left)
