"""Connections to SQLite and PostgreSQL, set up so that what is committed stays and what waits gives up in time."""

import sqlite3
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

# Slack gives a click three seconds. Whoever waits for a lock longer than this is told so instead.
LOCK_WAIT_MS = 2500
CONNECT_WAIT_S = 2

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "cache_size = -500",  # KiB for each connection: the file is in the system's cache as well
)


def parse(url: str) -> URL:
    """Return the database's address; PostgreSQL is always spoken to through psycopg."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def is_sqlite(url: str) -> bool:
    """Return whether the address names a SQLite file."""
    return parse(url).get_backend_name() == "sqlite"


class Writing(SQLiteDialect_pysqlite):
    """SQLite for writers: a transaction that read first and wrote later would not wait for another, but fail.

    A dialect and not an event at "begin": with any such event SQLAlchemy does an eighth more work for a decision.
    """

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Take the write lock at once."""
        dbapi_connection.execute("BEGIN IMMEDIATE")


class Reading(SQLiteDialect_pysqlite):
    """SQLite for readers: what a unit reads belongs together."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Take a snapshot with the first statement."""
        dbapi_connection.execute("BEGIN")


registry.register("sqlite.writing", __name__, Writing.__name__)
registry.register("sqlite.reading", __name__, Reading.__name__)


def connect(url: str, *, connections: int, reading: bool = False) -> Engine:
    """Return an engine with so many lasting connections; a reading one cannot write, whatever is run on it.

    Errors carry no values: these could be somebody's draft, and errors are logged.
    """
    setting: dict[str, Any] = {"pool_size": connections, "max_overflow": 0, "hide_parameters": True}
    return _sqlite(url, reading, setting) if is_sqlite(url) else _postgresql(url, reading, setting)


def _sqlite(url: str, reading: bool, setting: dict[str, Any]) -> Engine:
    address = parse(url).set(drivername="sqlite+reading" if reading else "sqlite+writing")
    engine = create_engine(address, connect_args={"isolation_level": None, "timeout": LOCK_WAIT_MS / 1000}, **setting)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (*PRAGMAS, f"query_only = {reading}"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _postgresql(url: str, reading: bool, setting: dict[str, Any]) -> Engine:
    options = f"-c lock_timeout={LOCK_WAIT_MS}"
    if reading:
        # A unit that reads twice must see one state of the database, as it does on SQLite.
        setting["isolation_level"] = "REPEATABLE READ"
        options += " -c default_transaction_read_only=on"
    return create_engine(parse(url), connect_args={"options": options, "connect_timeout": CONNECT_WAIT_S}, **setting)
