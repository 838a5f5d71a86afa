"""What a PostgreSQL role may do that runs the bot without owning the tables: of the record it may only read and append.

Whoever owns a table can drop its triggers. A bot that does not own them cannot be made to, whatever its program does.
"""

from sqlalchemy import inspect

from bot.errors import Refusal
from storage.engine import connect, is_sqlite

APPENDED = ("log_entry", "checkpoint", "cosignature")
"""Read and added to, never changed: what the record is and what was signed."""

READ = ("alembic_version",)


def grant(url: str, role: str) -> None:
    """Give the role what the bot needs and take back everything else it was given; run by the tables' owner.

    Refuses on SQLite, and a role that does not exist.
    """
    if is_sqlite(url):
        raise Refusal(
            "no-roles",
            "SQLite knows no roles: whoever can write the file can write all of it.",
            saved="Nothing was changed.",
            then="The tree and its checkpoints tell of changes there; see docs/record.md.",
        )
    engine = connect(url, connections=1)
    try:
        with engine.begin() as connection:
            if not connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).scalar():
                raise Refusal("no-such-role", f"There is no role {role}.", then="Make it first: CREATE ROLE … LOGIN.")
            quote = engine.dialect.identifier_preparer.quote_identifier
            to = quote(role)
            for table in inspect(connection).get_table_names():
                name = quote(table)
                connection.exec_driver_sql(f"REVOKE ALL ON {name} FROM {to}")
                connection.exec_driver_sql(f"GRANT {_allowed(table)} ON {name} TO {to}")
            connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {to}")
            connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {to}")
    finally:
        engine.dispose()


def _allowed(table: str) -> str:
    if table in READ:
        return "SELECT"
    return "SELECT, INSERT" if table in APPENDED else "SELECT, INSERT, UPDATE, DELETE"
