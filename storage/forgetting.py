"""Having what was erased vanish from the database's files too, as far as the database itself can do it."""

from sqlalchemy import Engine

_HELD_TEXT_OR_NAMES = ("content", "answered", "person", "role_held", "outbox", "picture_data")


def forget(engine: Engine) -> bool:
    """Let go of erased rows: SQLite empties its write-ahead log into the file, where deleted bytes are overwritten;
    PostgreSQL clears dead rows out of its tables, while its own log keeps them until it is recycled.

    Returns whether it was done: not while somebody else reads from the SQLite file.
    """
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()  # SQLAlchemy would begin a transaction, in which this cannot be done
        try:
            return not connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.close()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as postgres:
        postgres.exec_driver_sql(f"VACUUM {', '.join(_HELD_TEXT_OR_NAMES)}")
    return True
