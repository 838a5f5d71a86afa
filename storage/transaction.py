"""One transaction: begun, worked in, committed unless the work raises, and tried again where that is certainly safe."""

from collections.abc import Callable

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.ports import Result, UnitOfWork
from storage.head import Head
from storage.unit import SqlUnit

# PostgreSQL's words for a transaction it has undone itself: serialisation failure, deadlock.
_UNDONE = {"40001", "40P01"}
_TRIES = 3


def transact(engine: Engine, org: str, work: Callable[[UnitOfWork], Result], *, deciding: bool = False) -> Result:
    """Return what the work returns, after the commit; whatever it raises undoes everything.

    The work runs again when the database undid it or the connection broke before the commit was sent. Once the commit
    is sent nothing is repeated: an error then means that nobody knows, and the idempotency keys must tell.
    """
    tries = _TRIES
    while True:
        tries -= 1
        with engine.connect() as connection:
            try:
                connection.begin()
                unit = SqlUnit(connection, org, Head.take(connection, org) if deciding else None)
                result = work(unit)
                unit.finish()
            except DBAPIError as error:
                if tries and _is_undone(error):
                    continue
                raise
            connection.commit()
            return result


def _is_undone(error: DBAPIError) -> bool:
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) in _UNDONE
