"""The outbox worker: says what was committed, in order within a conversation, once as far as the platform lets us know.

It looks when it is woken after a commit, and slowly all the time, so that a wake that was lost costs seconds. Waiting
is measured in monotonic time and leases in real time: the organisation's clock may be moved without stopping it.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.delivery.carrying import Carrier, Result
from bot.delivery.errands import OPEN, Compose, Errand, claim, next_errand
from bot.delivery.messages import Name
from bot.delivery.models import OutboxRow, Posting, Stage
from bot.delivery.noticing import notice
from bot.delivery.pace import Pace
from bot.delivery.showing import Showing
from bot.failpoints import reach
from bot.policy.lately import Asked
from bot.policy.pack import Pack
from bot.policy.second_look import look_again
from bot.ports import Between, Clock, Courier, Delivered, Outcome, Store, UnitOfWork
from bot.work import Work

log = logging.getLogger(__name__)

AGAIN_SECONDS = 1.0
"""After a failure of our own, such as a database that is away."""

OVERLAP = 20
"""How many rows back a wake looks: two commits at once may show their rows out of order."""

BELOW = {Name.CARD.value: "thread", Name.SERIES.value: "thread", Name.DIGEST.value: "under"}
"""Messages that others stand under, and what the conversations of those begin with."""

LAST_NUMBER = 2**31 - 1

MOST_ATTEMPTS = 500
"""Tries without an answer before a row stops holding up its conversation: about eight hours."""


def _backoff(attempts: int) -> float:
    return 0.5 * 2.0 ** min(attempts, 7)


def _real_now() -> datetime:
    return datetime.now(UTC)


class Outbox:
    """Sends the rows of one organisation. `channels` says where "approvals" and "digest" are.

    `alone` means that no other process sends from this database: a row found half sent is then taken up at once, and
    otherwise when its lease has run out. `request_seconds` is the courier's longest wait for one answer.
    """

    def __init__(
        self,
        store: Store,
        courier: Courier,
        compose: Compose,
        *,
        pack: Pack,
        clock: Clock,
        channels: Mapping[str, str],
        alone: bool,
        request_seconds: float = 10.0,
        sweep_seconds: float = 5.0,
        at_once: int = 8,
        real_now: Callable[[], datetime] = _real_now,
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._carrier = Carrier(courier)
        self._showing = Showing(store, courier)
        self._compose = compose
        self._pack = pack
        self._clock = clock
        self._channels = dict(channels)
        self._alone = alone
        self._request = request_seconds
        self._lease = 4 * request_seconds + 5
        self._sweep = sweep_seconds
        self._sweep_at = 0.0
        self._newest = 0
        self._slots = asyncio.Semaphore(at_once)
        self._real_now = real_now
        self._pace = pace or Pace()
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._drains: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._rests: dict[str, float] = {}
        self._loop_task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Look for new rows now. Called on the event loop after a commit; it costs nothing."""
        self._woken.set()

    async def start(self) -> None:
        """Begin to send. Must be called on the event loop that the courier uses."""
        self._loop_task = asyncio.create_task(self._run())
        self.wake()

    async def stop(self, seconds: float = 5.0) -> None:
        """Finish what is being sent, for at most so many seconds; what is cut off is looked up at the next start."""
        self._stopping.set()
        self.wake()
        tasks = {*self._drains.values(), *({self._loop_task} if self._loop_task else ())}
        if tasks:
            _, cut_off = await asyncio.wait(tasks, timeout=seconds)
            for task in cut_off:
                task.cancel()
            await asyncio.gather(*cut_off, return_exceptions=True)

    async def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                for conversation in await self._to_attend():
                    self._attend(conversation)
            except Exception:
                log.exception("the outbox could not read what is to be sent; it will try again")
                self._sweep_at = self._time() + AGAIN_SECONDS
            next_look = min([self._sweep_at, *self._rests.values()])
            await self._wait(self._woken, next_look - self._time())

    async def _to_attend(self) -> dict[str, None]:
        """Return the conversations with new rows and those that have rested; in a sweep all that have open rows."""
        now = self._time()
        sweeping = now >= self._sweep_at
        new = Between(0 if sweeping else self._newest - OVERLAP, LAST_NUMBER)
        rows = await self._store.read(lambda unit: unit.find(OutboxRow, stage=OPEN, id=new, order="id"))
        if sweeping:
            self._sweep_at = now + self._sweep
        self._newest = max([self._newest, *(row.id or 0 for row in rows)])
        rested = [conversation for conversation, until in self._rests.items() if until <= now]
        for conversation in rested:
            del self._rests[conversation]
        return dict.fromkeys([*rested, *(row.conversation for row in rows)])

    def _attend(self, conversation: str) -> None:
        """See to it that the conversation's rows are sent, now or after its rest."""
        if conversation in self._drains:
            self._again.add(conversation)
        elif conversation not in self._rests:
            self._drains[conversation] = asyncio.create_task(self._drain(conversation))

    async def _drain(self, conversation: str) -> None:
        """Send the conversation's rows one after another until none can be sent now."""
        try:
            while not self._stopping.is_set():
                self._again.discard(conversation)
                goes_on = await self._send_next(conversation) or conversation in self._again
                if not goes_on or conversation in self._rests:
                    break
        except Exception:
            log.exception("a conversation of the outbox stopped; it will be tried again")
            self._rest(conversation, AGAIN_SECONDS)
        finally:
            self._again.discard(conversation)
            del self._drains[conversation]

    async def _send_next(self, conversation: str) -> bool:
        """Send one row and return whether to go on with the next."""
        async with self._slots:
            errand = await self._next(conversation)
            if errand is None:
                return False
            pause = max((self._pace.take(place, self._time()) for place in errand.posts), default=0.0)
            if not pause:
                return await self._send(errand)
        await self._wait(self._stopping, pause)
        return True

    async def _next(self, conversation: str) -> Errand | None:
        """Return the next errand, composed anew where a second look finds more."""
        errand, unread = await self._store.read(lambda unit: self._errand(unit, conversation))
        if not unread or not await look_again(unread):
            return errand
        return (await self._store.read(lambda unit: self._errand(unit, conversation)))[0]

    def _errand(self, unit: UnitOfWork, conversation: str) -> tuple[Errand | None, set[Asked]]:
        work = Work(unit, self._pack, self._clock.now(), approvals_room=bool(self._channels.get("approvals")))
        return next_errand(work, conversation, self._channels, self._compose, self._abandoned), work.unread

    def _abandoned(self, row: OutboxRow) -> bool:
        return self._alone or row.lease_until is None or row.lease_until <= self._real_now()

    async def _send(self, errand: Errand) -> bool:
        lease_until = self._real_now() + timedelta(seconds=self._lease)
        last_call = self._time() + self._lease - 2 * self._request - 1  # a courier may ask twice to post once
        if not await self._store.write(lambda unit: claim(unit, errand, lease_until)):
            return True
        reach("outbox.claimed")
        parts = await self._showing.ready(errand.parts) if errand.parts else None
        if isinstance(parts, Delivered):
            result = Result((), parts)
        else:
            result = await self._carrier.carry(replace(errand, parts=parts), lambda: self._time() < last_call)
        reach("outbox.answered")
        await self._store.write(lambda unit: self._settle(unit, errand, lease_until, result))
        reach("outbox.marked")
        outcome = result.outcome
        if errand.row.message in BELOW:
            self._attend(f"{BELOW[errand.row.message]}:{errand.row.about}")  # what belongs under it has waited for it
        if outcome.outcome in (Outcome.SENT, Outcome.REFUSED):
            return True
        log.warning("outbox row %s waits: %s %s", errand.row.id, outcome.outcome.value, outcome.error)
        self._rest(errand.row.conversation, outcome.wait_seconds or _backoff(errand.row.attempts))
        return False

    def _settle(self, unit: UnitOfWork, errand: Errand, lease_until: datetime, result: Result) -> None:
        """Write how it went, with where the message now stands, unless the lease was lost to somebody else."""
        row, now = errand.row, self._clock.now()
        values = _ending(errand, result, now)
        ours = {"id": row.id, "stage": Stage.SENDING, "lease_until": lease_until}
        if not unit.change(OutboxRow, ours, lease_until=None, **values):
            return
        for place in result.removed:
            unit.remove(
                Posting, conversation=place.conversation, message=row.message, about=row.about, part=errand.part
            )
        for place, stands in result.standing:
            key = {"conversation": place.conversation, "message": row.message, "about": row.about, "part": errand.part}
            files = list(stands.files)
            if not unit.change(Posting, key, channel=stands.channel, ts=stands.ts, files=files):
                unit.add(Posting(**key, channel=stands.channel, ts=stands.ts, posted_at=now, files=files))
        if values["stage"] is Stage.SENT:
            others = [number for number in errand.covers if number != row.id]
            if others:
                done = {"id": others, "stage": Stage.QUEUED}
                unit.change(OutboxRow, done, stage=Stage.SENT, sent_at=now)
        if row.message == Name.HOME and values["stage"] is not Stage.QUEUED:
            unit.remove(OutboxRow, id=errand.covers)  # a page is drawn anew whenever it is opened
        elif values["stage"] is Stage.FAILED:
            log.error("outbox row %s (%s) is a dead letter: %s", row.id, row.message, values["error"])
        if result.blind:
            notice(unit, "outbox.look_up", _sent_blindly(result.blind), now)

    def _rest(self, conversation: str, seconds: float) -> None:
        self._rests[conversation] = self._time() + seconds
        self.wake()  # so that it learns when to look again

    def _time(self) -> float:
        return asyncio.get_running_loop().time()

    async def _wait(self, event: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass


def _ending(errand: Errand, result: Result, now: datetime) -> dict[str, Any]:
    """Return the row's columns after a try."""
    outcome, tries = result.outcome, errand.row.attempts + 1
    match outcome.outcome:
        case _ if errand.fault:
            return {"stage": Stage.FAILED, "error": errand.fault}
        case Outcome.SENT:
            return {"stage": Stage.SENT, "sent_at": now, "error": ""}
        case Outcome.REFUSED:
            return {"stage": Stage.FAILED, "error": outcome.error}
        case Outcome.WAIT:
            return {"stage": Stage.QUEUED, "error": outcome.error}
        case Outcome.UNKNOWN:
            stage = Stage.FAILED if tries >= MOST_ATTEMPTS else Stage.QUEUED
            return {"stage": stage, "unsure": True, "error": outcome.error or "no_answer"}


def _sent_blindly(error: str) -> str:
    return (
        f"A message was sent again without looking whether the first try had arrived, because Slack answered {error} "
        "to conversations.history or conversations.replies. It may stand there twice. Give the app the history scopes "
        "in manifest.yml and install it again."
    )
