"""The record's head: who takes it first in a transaction is the only one to append until that transaction ends."""

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.record.merkle import completed, grow, leaf_hash
from bot.record.models import LogEntry, LogHead
from storage.tables import TABLES

_HEAD = TABLES[LogHead]
# SQLite knows no FOR UPDATE and needs none: its writer has locked the whole database.
_TAKE = select(_HEAD.c.size, _HEAD.c.peaks).where(_HEAD.c.org == bindparam("of")).with_for_update()
_CREATE = insert(_HEAD)
_WRITE = (
    update(_HEAD)
    .where(_HEAD.c.org == bindparam("of"))
    .values(size=bindparam("new_size", type_=_HEAD.c.size.type), peaks=bindparam("new_peaks", type_=_HEAD.c.peaks.type))
)


class Head:
    """The size and peaks of one organisation's tree, held by this transaction."""

    def __init__(self, org: str, size: int, peaks: bytes) -> None:
        self._org = org
        self._size = self._size_before = size
        self._peaks = peaks

    @classmethod
    def take(cls, connection: Connection, org: str) -> "Head":
        """Wait for the head and lock it. As the transaction's first statement: what is read later is then current."""
        row = connection.execute(_TAKE, {"of": org}).one_or_none()
        if row is None:
            return cls._create(connection, org)
        return cls(org, row.size, row.peaks)

    @classmethod
    def _create(cls, connection: Connection, org: str) -> "Head":
        try:
            with connection.begin_nested():
                connection.execute(_CREATE, {"org": org, "size": 0, "peaks": b""})
        except IntegrityError:
            # Another replica made it while we waited for the same row.
            return cls.take(connection, org)
        return cls(org, 0, b"")

    def next(self, body: bytes) -> LogEntry:
        """Return the entry that comes next, and count it."""
        leaf = leaf_hash(body)
        nodes = completed(self._size, self._peaks, leaf)
        entry = LogEntry(org=self._org, seq=self._size, body=body, leaf=leaf, nodes=nodes)
        self._peaks = grow(self._size, self._peaks, leaf)
        self._size += 1
        return entry

    def write(self, connection: Connection) -> None:
        """Keep the new size and peaks, if anything was appended."""
        if self._size != self._size_before:
            connection.execute(_WRITE, {"of": self._org, "new_size": self._size, "new_peaks": self._peaks})
