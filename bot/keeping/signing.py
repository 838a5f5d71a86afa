"""Signs the record: after commits, never inside them, at most once a second, whatever was appended in between."""

import asyncio
import logging

from bot.keeping.folder import KeyFolder, new_origin
from bot.policy.pack import Pack
from bot.ports import AlreadyThere, Clock, Store, UnitOfWork
from bot.record.merkle import root
from bot.record.models import Checkpoint, LogHead

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1.0
"""The pause comes first, so that whoever waits for an answer to a click does not wait for a signature too."""

AGAIN_SECONDS = 30.0


class Signing:
    """Signs the newest size of one organisation's record soon after it is woken, and keeps the last beside the key."""

    def __init__(self, store: Store, folder: KeyFolder, pack: Pack, clock: Clock) -> None:
        self._store = store
        self._folder = folder
        self._pack = pack
        self._clock = clock
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Sign within a second or so, if anything was appended. Called after a commit; it costs nothing."""
        self._woken.set()

    async def start(self) -> None:
        """Begin; what an earlier process left unsigned comes first."""
        self._task = asyncio.create_task(self._run())
        self.wake()

    async def stop(self) -> None:
        """Sign what is still unsigned, and end."""
        self._stopping.set()
        self.wake()
        if self._task:
            await self._task

    async def _run(self) -> None:
        while not self._stopping.is_set():
            await self._woken.wait()
            await self._pause(PAUSE_SECONDS)
            self._woken.clear()
            try:
                await sign_newest(self._store, self._folder, self._pack.org, self._clock)
            except Exception:
                log.exception("the record could not be signed; it is tried again")
                self._woken.set()
                await self._pause(AGAIN_SECONDS)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            pass


async def sign_newest(store: Store, folder: KeyFolder, org: str, clock: Clock) -> None:
    """Sign the record as large as it is now, unless that was done; the first time a key is made."""
    head = await store.read(_unsigned)
    if head is None:
        return
    note = await asyncio.to_thread(_sign, folder, org, head)
    row = Checkpoint(size=head.size, note=note, made_at=clock.now())
    try:
        await store.write(lambda unit: unit.add(row))
    except AlreadyThere:
        log.info("another replica has signed this size of the record")


def _unsigned(unit: UnitOfWork) -> LogHead | None:
    head = unit.get(LogHead)
    return head if head and head.size and not unit.get(Checkpoint, size=head.size) else None


def _sign(folder: KeyFolder, org: str, head: LogHead) -> str:
    """Return the signed checkpoint, kept beside the key already: the file is never behind the database."""
    from bot.record import checkpoints, notes  # noqa: PLC0415 (libsodium, after the start)

    if not folder.origin:
        folder.make_key(new_origin(org))
    text = checkpoints.Checkpoint(folder.origin, head.size, root(head.peaks)).text()
    note = notes.sign_note(text, *folder.signers())
    folder.keep_checkpoint(note)
    return note
