"""Brings a database up to date before it is opened. Alembic is slow to import, so it is asked only if needed."""

from sqlalchemy import Connection, inspect

from storage.engine import connect
from storage.triggers import make_triggers

HEAD = "0001"
_MIGRATION_LOCK = 0x636F756E746572  # any number that others on the same server will not choose: "counter"


class DatabaseTooNew(Exception):
    """The database was made by a newer version of the program; nothing was changed."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"This database is at version {version}, which this program (version {HEAD}) does not know: it was last "
            "used by a newer Countersign. Nothing was changed. Install that newer version, or restore the backup that "
            "was made before the upgrade."
        )


def migrate(url: str) -> None:
    """Bring the database to the latest version, in one transaction or not at all.

    Raises `DatabaseTooNew` when it is beyond what this program knows.
    """
    engine = connect(url, connections=1)
    try:
        with engine.connect() as connection:
            version = _version(connection)
            connection.rollback()
            if version != HEAD:
                _upgrade(connection)
    finally:
        # The connection may have foreign keys switched off: nobody else shall get it.
        engine.dispose()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _upgrade(connection: Connection) -> None:
    from storage.migrations import alembic_config, known_versions, upgrade  # noqa: PLC0415

    config = alembic_config(connection)
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # SQLite ignores this within a transaction, and deletes the children of every table that is rebuilt without it.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
    with connection.begin():
        if not sqlite:
            # Replicas that start together wait here for the first one, however long it takes.
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")
        version = _version(connection)
        if version and version not in known_versions(config):
            raise DatabaseTooNew(version)
        upgrade(config)
        make_triggers(connection)
        if sqlite and (orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise RuntimeError(f"{len(orphans)} rows would have lost what they belong to; nothing was changed")
