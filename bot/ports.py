"""What the core asks of the outside: a place to remember things, a clock, and a way to carry a message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from sqlmodel import SQLModel

from bot.delivery.parts import File, Parts

Model = TypeVar("Model", bound=SQLModel)
Result = TypeVar("Result")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


@dataclass(frozen=True)
class Until:
    """A condition for `find`: the column holds a moment or number, and it is at most `value`."""

    value: Any


@dataclass(frozen=True)
class Between:
    """A condition for `find`: `first` ≤ column < `after`."""

    first: Any
    after: Any


class UnitOfWork(Protocol):
    """Everything one use case reads and writes, committed together or not at all; bound to one organisation.

    Conditions are keyword arguments: a plain value means equal (None means empty), a list, tuple or set means one
    of, `Until` and `Between` mean a range. The organisation is added to every condition and every row.
    """

    def get(self, model: type[Model], **where: Any) -> Model | None:
        """Return the only row that fits, or None."""
        ...

    def find(self, model: type[Model], *, order: str = "", limit: int | None = None, **where: Any) -> list[Model]:
        """Return all rows that fit; `order` names a column, a leading "-" means descending."""
        ...

    def highest(self, model: type[SQLModel], column: str, **where: Any) -> int:
        """Return the largest number in the column, or 0 when nothing fits."""
        ...

    def add(self, thing: SQLModel) -> None:
        """Insert a row. A second row under a unique key raises `AlreadyThere`."""
        ...

    def change(self, model: type[SQLModel], where: dict[str, Any], **values: Any) -> int:
        """Set the values where the conditions hold, and return how many rows changed: compare-and-swap."""
        ...

    def remove(self, model: type[SQLModel], **where: Any) -> int:
        """Delete the rows that fit, and return how many there were."""
        ...

    def append(self, body: bytes) -> int:
        """Add one entry to the record and return its sequence number, counted from 0. Only in a deciding unit."""
        ...


class AlreadyThere(Exception):
    """A row with the same unique key exists; the unit of work is void."""


class Store(Protocol):
    """Runs a function in a unit of work, on the storage's own thread, and commits unless it raises."""

    async def decide(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Run work that may append to the record: such units run one after another for an organisation."""
        ...

    async def write(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Run work that writes and never touches the record; gives way to `decide`."""
        ...

    async def read(self, work: Callable[[UnitOfWork], Result]) -> Result:
        """Run work that only reads; writing in it fails."""
        ...


class Outcome(StrEnum):
    """How handing a message to a platform ended."""

    SENT = "sent"
    WAIT = "wait"  # certainly not posted; try again after `wait_seconds`
    REFUSED = "refused"  # certainly not posted, and trying again would not help
    UNKNOWN = "unknown"  # nobody can say; look it up before trying again


@dataclass(frozen=True)
class Delivered:
    """The platform's answer; `channel` and `ts` say where the message stands when it was sent.

    `files` are the platform's ids of the files that went with it, or of the one that was handed over.
    """

    outcome: Outcome
    channel: str = ""
    ts: str = ""
    wait_seconds: float = 0.0
    error: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fetched:
    """A file that somebody gave us through the platform; `error` is "gone" or "too_big" where that is why not."""

    outcome: Outcome
    data: bytes = field(default=b"", repr=False)
    error: str = ""
    wait_seconds: float = 0.0


class Files(Protocol):
    """Fetches what people put into forms. It never retries by itself and never raises for a platform's no."""

    async def fetch(self, file: str, most: int) -> Fetched:
        """Return the file's bytes, by the platform's id; refuses one of more than `most` bytes, or that is gone."""
        ...


class Courier(Protocol):
    """Carries composed messages to one platform. It never retries by itself and never raises for a platform's no."""

    async def direct(self, platform_id: str) -> Delivered:
        """Find the conversation with one person; `channel` is set when the outcome is SENT."""
        ...

    async def post(
        self, channel: str, parts: Parts, *, row: int, thread: str = "", files: tuple[str, ...] = ()
    ) -> Delivered:
        """Post a new message, marked with the outbox row's number; `files` are its files as they were handed over."""
        ...

    async def hand_over(self, file: File) -> Delivered:
        """Bring a file's bytes to the platform. Nobody sees it there, and without a message it is forgotten."""
        ...

    async def keep(self, file: str, title: str) -> Delivered:
        """Have a picture that was handed over kept, so that messages can show it; doing it twice is harmless."""
        ...

    async def discard(self, file: str) -> Delivered:
        """Delete a file of ours from the platform; doing it twice is harmless."""
        ...

    async def redraw(self, channel: str, ts: str, parts: Parts) -> Delivered:
        """Draw an earlier message again in place; doing it twice is harmless."""
        ...

    async def pin(self, channel: str, ts: str) -> Delivered:
        """Keep a message in sight at the top of its conversation; doing it twice is harmless."""
        ...

    async def remove(self, channel: str, ts: str) -> Delivered:
        """Take an earlier message away; doing it twice is harmless."""
        ...

    async def home(self, platform_id: str, parts: Parts) -> Delivered:
        """Draw somebody's own page; doing it twice is harmless."""
        ...

    async def look_up(self, channel: str, *, row: int, thread: str = "", since: datetime) -> Delivered:
        """Say whether a message marked with this row stands there: SENT with its place, REFUSED when it does not,
        UNKNOWN when the platform does not let us look."""
        ...
