"""Reads the record for verification: raw rows in one snapshot, past the models, which would refuse damaged ones."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Row, text

from bot.keeping.examining import Report, examine
from bot.keeping.folder import KeyFolder
from bot.record.checkpoints import Checkpoint
from bot.record.keys import VerifierKey
from bot.record.verify import Verdict, verify_log
from storage.engine import connect

_AT_ONCE = 4096
_HEAD = text("SELECT size, peaks FROM log_head WHERE org = :org")
_ENTRIES = text("SELECT seq, body, leaf, nodes FROM log_entry WHERE org = :org ORDER BY seq")
_CHECKPOINTS = text("SELECT size, note FROM checkpoint WHERE org = :org ORDER BY size")

Progress = Callable[[int, int], None]
"""Told after every few thousand entries: how many were read, and how many there should be."""


def verify_record(
    url: str, org: str, checkpoints: Iterable[Checkpoint] = (), progress: Progress = lambda read, of: None
) -> Verdict:
    """Return the verdict on an organisation's record as it stands in the database; it may be in use meanwhile."""
    engine = connect(url, connections=1, reading=True)
    try:
        with engine.connect() as connection:
            head = connection.execute(_HEAD, {"org": org}).one_or_none()
            rows = connection.execution_options(yield_per=_AT_ONCE).execute(_ENTRIES, {"org": org})
            size = head[0] if head and type(head[0]) is int else 0
            return verify_log(chain.from_iterable(_told(rows.partitions(), size, progress)), head, checkpoints)
    finally:
        engine.dispose()


def examine_record(
    url: str,
    org: str,
    folder: KeyFolder,
    *,
    keys: Iterable[VerifierKey] = (),
    since: str = "",
    progress: Progress = lambda read, of: None,
) -> Report:
    """Return what is to be said of an organisation's record, its checkpoints and the one kept beside the key.

    The folder's own public keys are trusted unless others are given; `since` is a checkpoint somebody has kept.
    """
    last = folder.checkpoint  # Read first: what the database holds can then only be more.
    return examine(
        lambda vouched: verify_record(url, org, vouched, progress),
        kept_checkpoints(url, org),
        tuple(keys) or folder.verifiers(),
        last,
        since,
    )


def kept_checkpoints(url: str, org: str) -> list[tuple[int, str]]:
    """Return the size and the note of every checkpoint that the database holds, the smallest first."""
    engine = connect(url, connections=1, reading=True)
    try:
        with engine.connect() as connection:
            return [(size, note) for size, note in connection.execute(_CHECKPOINTS, {"org": org})]
    finally:
        engine.dispose()


def _told(pages: Iterable[Sequence[Row[Any]]], size: int, progress: Progress) -> Iterator[Sequence[Row[Any]]]:
    read = 0
    for page in pages:
        yield page
        read += len(page)
        progress(read, size)
