"""Each night the record is verified and a backup is made, beside the bot's work; whoever decides hears of a failure."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.delivery.messages import Message, Name
from bot.delivery.models import DutyDone
from bot.delivery.noticing import notice
from bot.errors import Refusal
from bot.policy.pack import Pack
from bot.ports import AlreadyThere, Clock, Store, UnitOfWork
from bot.record.models import LogEntry
from bot.registers.roles import Roles
from bot.work import Work

log = logging.getLogger(__name__)

AT = time(3, 30)
"""Where the organisation is: never in an hour that a clock change takes or repeats."""


@dataclass(frozen=True)
class Duty:
    """Something for the night. `work` blocks, and returns "" or a sentence about what is wrong."""

    name: str
    work: Callable[[], str]


class Night:
    """Does each duty once a night, off the event loop, and has a failure told."""

    def __init__(self, store: Store, pack: Pack, clock: Clock, duties: tuple[Duty, ...], wake: Callable[[], None]):
        self._store = store
        self._pack = pack
        self._clock = clock
        self._duties = duties
        self._wake = wake
        self._task: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Begin what is due, unless it has begun. It goes on in the background."""
        if self._task and not self._task.done():
            return
        night = self._slot()
        if night > self._clock.now():
            return
        due = await self._store.read(lambda unit: [duty for duty in self._duties if _is_due(unit, duty, night)])
        if due:
            self._task = asyncio.create_task(self._work(due, night.date().isoformat()))

    async def stop(self) -> None:
        """Wait for what has begun."""
        if self._task:
            await self._task

    async def _work(self, due: list[Duty], night: str) -> None:
        for duty in due:
            await self._do(duty, night)
        self._wake()

    async def _do(self, duty: Duty, night: str) -> None:
        try:
            wrong = await asyncio.to_thread(_done, duty)
            await self._store.write(lambda unit: self._settle(unit, duty, night, wrong))
        except AlreadyThere:
            log.info("another replica has done the night's %s", duty.name)
        except Exception:
            log.exception("the night's %s failed; it is tried again", duty.name)

    def _settle(self, unit: UnitOfWork, duty: Duty, night: str, wrong: str) -> None:
        now = self._clock.now()
        unit.add(DutyDone(duty=duty.name, slot=night, at=now))
        if not wrong:
            return
        log.error("the night's %s found something wrong: see countersign doctor", duty.name)
        key = f"night.{duty.name}"
        notice(unit, key, wrong, now)
        for person_id in Roles.at(unit, now).deciders():
            Work(unit, self._pack, now).tell(Message(Name.ALARM, f"dm:{person_id}", key))

    def _slot(self) -> datetime:
        """Return when the duties of the present night are due."""
        zone = ZoneInfo(self._pack.time_zone)
        return datetime.combine(self._clock.now().astimezone(zone).date(), AT, zone)


def _done(duty: Duty) -> str:
    try:
        return duty.work()
    except Refusal as refusal:
        return refusal.sentence


def _is_due(unit: UnitOfWork, duty: Duty, night: datetime) -> bool:
    """Return whether the duty is still to be done this night; not where nothing had happened by then."""
    first = unit.get(LogEntry, seq=0)
    began = datetime.fromisoformat(json.loads(first.body)["at"]) if first else None
    done = unit.get(DutyDone, duty=duty.name, slot=night.date().isoformat())
    return began is not None and began < night and done is None
