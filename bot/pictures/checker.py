"""The worker that looks at pictures: it fetches them, has them cleaned, and sends the form they came with.

It is driven by what the database says waits, never by memory: it looks when it is woken and slowly all the time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.approvals.sending import send
from bot.errors import FieldErrors, Refusal
from bot.failpoints import reach
from bot.pictures.apart import SECONDS, clean_apart
from bot.pictures.checking import NOT_SENT, Verdict, Waiting, give_back, take_up, waiting, with_pictures
from bot.pictures.cleaned import Cleaned
from bot.pictures.models import BeingChecked
from bot.pictures.unfit import MOST_BYTES, Unfit, UnfitError
from bot.policy.pack import Pack
from bot.ports import Clock, Files, Outcome, Store, UnitOfWork
from bot.work import Work

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=4 * (60 + SECONDS) + 30)
"""Longer than fetching and cleaning four pictures can take."""

MOST_TRIES = 40
"""Tries before a picture counts as not to be had, and the draft comes back: about three quarters of an hour."""

MOST_AT_ONCE = 2
AGAIN_SECONDS = 1.0
_REFUSED = {"gone": Unfit.GONE, "too_big": Unfit.TOO_BIG}


def _backoff(tries: int) -> float:
    return 0.5 * 2.0 ** min(tries, 7)


def _real_now() -> datetime:
    return datetime.now(UTC)


class Checker:
    """Checks what waits in one organisation. `alone` means that no other process does: nothing waits for a lease then.

    `sent` is called after each commit that may have queued messages.
    """

    def __init__(
        self,
        store: Store,
        files: Files,
        *,
        pack: Pack,
        clock: Clock,
        sent: Callable[[], None],
        approvals_room: bool,
        alone: bool,
        clean: Callable[[bytes], Awaitable[Cleaned]] = clean_apart,
        sweep_seconds: float = 5.0,
    ) -> None:
        self._store = store
        self._files = files
        self._pack = pack
        self._clock = clock
        self._sent = sent
        self._approvals_room = approvals_room
        self._alone = alone
        self._clean = clean
        self._sweep = sweep_seconds
        self._woken = asyncio.Event()
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._rests: dict[str, float] = {}
        self._loop_task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Look for what waits now. Called on the event loop after a commit; it costs nothing."""
        self._woken.set()

    async def start(self) -> None:
        """Begin to look."""
        self._loop_task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Let go of what is being checked: it is checked again at the next start."""
        tasks = [*self._busy.values(), *([self._loop_task] if self._loop_task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                for row in await self._store.read(lambda unit: unit.find(BeingChecked, order="sent_at")):
                    if row.id not in self._busy and self._is_free(row):
                        self._busy[row.id] = asyncio.create_task(self._check(row))
            except Exception:
                log.exception("what waits to be checked could not be read; it will be tried again")
            try:
                async with asyncio.timeout(self._sweep):
                    await self._woken.wait()
            except TimeoutError:
                pass

    def _is_free(self, row: BeingChecked) -> bool:
        if self._rests.get(row.id, 0.0) > _time():
            return False
        return self._alone or row.lease_until is None or row.lease_until <= _real_now()

    async def _check(self, row: BeingChecked) -> None:
        try:
            async with self._slots:
                await self._settle_or_rest(row)
        except Exception:
            log.exception("a form with pictures could not be checked; it will be tried again")
            self._rest(row.id, _backoff(row.tries))
        finally:
            del self._busy[row.id]

    async def _settle_or_rest(self, row: BeingChecked) -> None:
        lease = _real_now() + LEASE
        mine = {"id": row.id, "lease_until": row.lease_until}
        claimed = {"lease_until": lease, "tries": row.tries + 1}
        if not await self._store.write(lambda unit: unit.change(BeingChecked, mine, **claimed)):
            return
        found = await self._store.read(lambda unit: waiting(self._work(unit), row.id))
        if found is None:
            return
        reach("pictures.claimed")
        verdicts = await self._look(found) if found.row.tries <= MOST_TRIES else _nothing_of(found)
        reach("pictures.looked")
        if verdicts is None:
            self._rest(row.id, _backoff(row.tries))
            ours = {"id": row.id, "lease_until": lease}
            await self._store.write(lambda unit: unit.change(BeingChecked, ours, lease_until=None))
            return
        await self._settle(row.id, lease, verdicts)
        reach("pictures.settled")
        self._rests.pop(row.id, None)
        self._sent()

    async def _look(self, found: Waiting) -> list[Verdict] | None:
        """Return what was found of each picture, or None when one could not be had just now."""
        verdicts: list[Verdict] = []
        for given in found.draft.given:
            fetched = await self._files.fetch(given.file, MOST_BYTES)
            if fetched.outcome is Outcome.SENT:
                verdicts.append(await self._judged(fetched.data))
            elif fetched.outcome is Outcome.REFUSED:
                verdicts.append(_REFUSED.get(fetched.error, Unfit.NOT_FETCHED))
            else:
                log.warning("a picture waits: %s %s", fetched.outcome.value, fetched.error)
                return None
        return verdicts

    async def _judged(self, data: bytes) -> Verdict:
        try:
            return await self._clean(data)
        except UnfitError as unfit:
            return unfit.why

    async def _settle(self, row_id: str, lease: datetime, verdicts: list[Verdict]) -> None:
        """Send the form, or give it back; in one commit, with its pictures."""
        why = [verdict.value if isinstance(verdict, Unfit) else "" for verdict in verdicts]

        def settle(unit: UnitOfWork, *, sends: bool) -> None:
            work = self._work(unit)
            taken = take_up(work, row_id, lease)
            if taken is None:
                return
            who, found = taken
            draft = with_pictures(work, found.draft, verdicts)
            if sends:
                send(work, who, found.row.form, found.refs, draft, asked=tuple(found.row.asked))
            else:
                give_back(work, who, found, draft, why if any(why) else [NOT_SENT])

        try:
            await self._store.decide(lambda unit: settle(unit, sends=not any(why)))
        except (Refusal, FieldErrors) as refused:
            log.info("refused after the check of its pictures: %s", refused)
            await self._store.decide(lambda unit: settle(unit, sends=False))

    def _rest(self, row_id: str, seconds: float) -> None:
        self._rests[row_id] = _time() + seconds
        asyncio.get_running_loop().call_later(seconds, self.wake)

    def _work(self, unit: UnitOfWork) -> Work:
        return Work(unit, self._pack, self._clock.now(), approvals_room=self._approvals_room)


def _nothing_of(found: Waiting) -> list[Verdict]:
    return [Unfit.NOT_FETCHED for _ in found.draft.given]


def _time() -> float:
    return asyncio.get_running_loop().time()
