"""One bot to a SQLite file: a second one would wait for the first longer than Slack does.

The claim is SQLite's own exclusive lock on a file beside the database. The operating system drops it with the process,
however that ends, and command-line work beside the bot never asks for it.
"""

import sqlite3
from pathlib import Path
from types import TracebackType

from storage.engine import parse


class AlreadyRunning(Exception):
    """Another bot works with this database. The message is for the person at the keyboard."""

    def __init__(self, database: Path) -> None:
        super().__init__(
            f"Another Countersign is already running with the database {database}, so this one has not started. "
            "Nothing was changed. Stop the other one first, or use PostgreSQL, which several can share."
        )


class Claim:
    """The right to be the only bot on a database, until it is released or the process ends."""

    def __init__(self, lock: sqlite3.Connection | None) -> None:
        self._lock = lock

    def release(self) -> None:
        """Give the right back; doing it twice is harmless."""
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> "Claim":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def claim(url: str) -> Claim:
    """Claim the database for this process, or raise `AlreadyRunning`; on PostgreSQL there is nothing to claim."""
    address = parse(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return Claim(None)
    # Two ways to write one path must meet at one lock.
    database = Path(address.database).resolve()
    lock = sqlite3.connect(f"{database}-running", timeout=0, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise AlreadyRunning(database) from None
    return Claim(lock)
