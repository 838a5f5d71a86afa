"""Connections to SQLite and PostgreSQL, set up so that what is committed stays and what waits gives up in time."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

# Slack gives a click three seconds. Whoever waits for a lock longer than this is told so instead.
LOCK_WAIT_MS = 2500
CONNECT_WAIT_S = 2

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
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


def connect(url: str, *, connections: int, reading: bool = False) -> Engine:
    """Return an engine with so many lasting connections; a reading one cannot write, whatever is run on it.

    Errors carry no values: these could be somebody's draft, and errors are logged.
    """
    setting: dict[str, Any] = {"pool_size": connections, "max_overflow": 0, "hide_parameters": True}
    if is_sqlite(url):
        engine = create_engine(
            parse(url), connect_args={"isolation_level": None, "timeout": LOCK_WAIT_MS / 1000}, **setting
        )
        _prepare_sqlite(engine, reading)
        return engine
    options = f"-c lock_timeout={LOCK_WAIT_MS}"
    if reading:
        # A unit that reads twice must see one state of the database, as it does on SQLite.
        setting["isolation_level"] = "REPEATABLE READ"
        options += " -c default_transaction_read_only=on"
    return create_engine(parse(url), connect_args={"options": options, "connect_timeout": CONNECT_WAIT_S}, **setting)


def _prepare_sqlite(engine: Engine, reading: bool) -> None:
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if reading:
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        # A transaction that reads first and writes later would not wait for another writer, but fail at once.
        connection.exec_driver_sql(begin)
