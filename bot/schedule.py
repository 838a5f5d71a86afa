"""The alarm clock: once a minute, at the start and when somebody moves the clock, everything that is due is done.

It remembers nothing. What was done is in the database, so restarts, replicas and both clock changes are harmless.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

RunDue = Callable[[], Awaitable[None]]


class Schedule:
    """Calls `run_due` each minute in the organisation's time zone. Calls never overlap."""

    def __init__(self, run_due: RunDue, time_zone: str) -> None:
        self._run_due = run_due
        self._one_at_a_time = asyncio.Lock()
        self._soon: asyncio.TimerHandle | None = None
        self._first: asyncio.Task[None] | None = None
        self._alarm = AsyncIOScheduler(
            timezone=time_zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    async def start(self, after: float = 0.0) -> None:
        """Do what became due while nothing ran, now or after some seconds, and tick once a minute."""
        self._alarm.add_job(self.tick, "cron", second=0)
        self._alarm.start()
        if after:
            self._soon = asyncio.get_running_loop().call_later(after, self._tick_now)
        else:
            await self.tick()

    def _tick_now(self) -> None:
        self._first = asyncio.create_task(self.tick())

    async def tick(self) -> None:
        """Do what is due now. A failure is logged and tried again with the next tick."""
        async with self._one_at_a_time:
            try:
                await self._run_due()
            except Exception:
                log.exception("what the clock asked for could not be done; the next minute tries again")

    async def stop(self) -> None:
        """Set no more alarms and let a tick that has begun come to its end."""
        if not self._alarm.running:
            return
        if self._soon:
            self._soon.cancel()
        self._alarm.pause()
        async with self._one_at_a_time:
            self._alarm.shutdown(wait=False)  # it would have cancelled the tick
