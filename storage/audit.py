"""Reads the record for verification: raw rows in one snapshot, past the models, which would refuse damaged ones."""

from collections.abc import Iterable

from sqlalchemy import text

from bot.record.checkpoints import Checkpoint
from bot.record.verify import Verdict, verify_log
from storage.engine import connect

_AT_ONCE = 4096
_HEAD = text("SELECT size, peaks FROM log_head WHERE org = :org")
_ENTRIES = text("SELECT seq, body, leaf, nodes FROM log_entry WHERE org = :org ORDER BY seq")


def verify_record(url: str, org: str, checkpoints: Iterable[Checkpoint] = ()) -> Verdict:
    """Return the verdict on an organisation's record as it stands in the database; it may be in use meanwhile."""
    engine = connect(url, connections=1, reading=True)
    try:
        with engine.connect() as connection:
            head = connection.execute(_HEAD, {"org": org}).one_or_none()
            rows = connection.execution_options(yield_per=_AT_ONCE).execute(_ENTRIES, {"org": org})
            return verify_log(rows, head, checkpoints)
    finally:
        engine.dispose()
