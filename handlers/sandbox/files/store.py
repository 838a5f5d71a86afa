"""Every file of the workspace, in memory, with what has become of it since its upload began."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from handlers.sandbox.files.kinds import kind_of

MOST_BYTES = 50 * 2**20
MOST_BYTES_TOGETHER = 200 * 2**20

Stage = Literal["expected", "received", "processing", "ready", "deleted"]


class StorageFullError(Exception):
    """More than this workspace keeps; the text is Slack's error code."""


@dataclass(eq=False)
class StoredFile:
    """One file. `audience` holds the conversations it was shared or shown in and the people it was shown to."""

    id: str
    user: str
    name: str
    length: int
    created: int
    title: str = ""
    alt: str = ""
    stage: Stage = "expected"
    content: bytes = b""
    audience: set[str] = field(default_factory=set)
    shares: dict[str, str] = field(default_factory=dict)

    @property
    def mimetype(self) -> str:
        """What it is, as far as Slack knows yet: empty until the file has been looked at."""
        return kind_of(self.name, self.content) if self.stage == "ready" else ""


class Files:
    """The files of one workspace.

    What the bot uploads becomes ready `delay` seconds of real time after it was completed; while the files are held,
    it does not, so that a test can look at the time between.
    """

    def __init__(self, now: Callable[[], int], touch: Callable[[], None], delay: float) -> None:
        self.base = ""
        self._now = now
        self._touch = touch
        self._delay = delay
        self._by_id: dict[str, StoredFile] = {}
        self._tickets: dict[str, StoredFile] = {}
        self._let_go = asyncio.Event()
        self._let_go.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def expect(self, user: str, name: str, length: int, alt: str = "") -> StoredFile:
        """A file whose bytes are still to come; `StorageFullError` when there is no room for them."""
        kept = sum(len(file.content) for file in self._by_id.values())
        if length > MOST_BYTES or kept + length > MOST_BYTES_TOGETHER:
            raise StorageFullError("storage_limit_reached")
        file = StoredFile(f"F{secrets.token_hex(5).upper()}", user, name, length, self._now(), title=name, alt=alt)
        self._by_id[file.id] = file
        return file

    def ticket(self, file: StoredFile) -> str:
        """The right to send the bytes of this file, once."""
        key = secrets.token_urlsafe(18)
        self._tickets[key] = file
        return key

    def expected(self, key: str) -> StoredFile | None:
        """The file whose bytes this ticket lets in."""
        return self._tickets.get(key)

    def receive(self, key: str, content: bytes) -> None:
        """Take the bytes and use the ticket up."""
        file = self._tickets.pop(key)
        file.content, file.stage = content, "received"

    def store(self, user: str, name: str, content: bytes, alt: str = "") -> StoredFile:
        """A file that somebody's own client has uploaded; it is ready when the client says so."""
        file = self.expect(user, name, len(content), alt)
        file.content, file.stage = content, "ready"
        self._touch()
        return file

    def get(self, file_id: str) -> StoredFile | None:
        """The file of that id, whose upload was at least completed."""
        file = self._by_id.get(file_id)
        return None if file is None or file.stage == "expected" else file

    def behind(self, address: str) -> StoredFile | None:
        """The file behind one of its private addresses."""
        if not address.startswith(f"{self.base}files-pri/"):
            return None
        return self.get(address.removeprefix(f"{self.base}files-pri/").partition("/")[0].rpartition("-")[2])

    def finish(self, files: list[StoredFile], then: Callable[[], None]) -> None:
        """Let completed files become ready a moment later; `then` shares them."""
        for file in files:
            file.stage = "processing"
        task = asyncio.get_running_loop().create_task(self._process(files, then))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def hold(self) -> None:
        """Let nothing become ready until `release`."""
        self._let_go.clear()

    def release(self) -> None:
        """Go on with what was held."""
        self._let_go.set()

    def delete(self, file: StoredFile) -> None:
        """Forget the bytes; what showed the file shows that it is gone."""
        file.content, file.stage = b"", "deleted"
        self._touch()

    async def close(self) -> None:
        """Stop what is being processed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _process(self, files: list[StoredFile], then: Callable[[], None]) -> None:
        await self._let_go.wait()
        await asyncio.sleep(self._delay)
        for file in files:
            if file.stage == "processing":
                file.stage = "ready"
        then()
        self._touch()
