"""A database of any age opens, keeps every row and trigger, and is never left half-way between two versions."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from storage import migrate as migrating
from storage import migrations
from storage.engine import parse
from storage.migrate import HEAD, DatabaseTooNew, migrate
from storage.migrations import alembic_config, known_versions
from storage.migrations.__main__ import main
from storage.store import open_store
from storage.tables import TABLES
from tests.storage.things import adding, decision, message, placement, proposal, revision

REBUILD = """
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "next", "{head}", None, None

def upgrade():
    for table in ("proposal", "revision", "placement"):
        with op.batch_alter_table(table, recreate="auto" if {postgres} else "always") as batch:
            batch.add_column(sa.Column("mood", sa.String(), nullable=True))
    {then}
"""


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    engine = create_engine(parse(database), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def filled(database: str) -> str:
    """A database with something in each kind of table."""
    store = open_store(database, "next-steps")
    store.write_now(adding(proposal(), revision(), placement(), placement(account="x"), decision(), message()))
    store.decide_now(lambda unit: [unit.append(b"{}") for _ in range(3)])
    store.close()
    return database


@pytest.fixture
def next_version(tmp_path: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the program one more migration, which rebuilds tables and then does something."""

    def install(then: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        script = REBUILD.format(head=HEAD, then=then, postgres=connection.dialect.name == "postgresql")
        (folder / "versions" / "mnext.py").write_text(script)
        monkeypatch.setattr(migrations, "FOLDER", folder)
        monkeypatch.setattr(migrating, "HEAD", "next")

    return install


def census(connection: Connection) -> dict[str, int]:
    """Count the rows of every table, and all triggers."""
    quote = connection.dialect.identifier_preparer.quote
    counts = {
        table.name: connection.exec_driver_sql(f"SELECT count(*) FROM {quote(table.name)}").scalar_one()
        for table in TABLES.values()
    }
    triggers = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
    )
    return {**counts, "triggers": connection.exec_driver_sql(triggers).scalar_one()}


def test_the_program_names_the_newest_migration() -> None:
    assert known_versions(alembic_config())[0] == HEAD


def test_tables_and_migrations_say_the_same(connection: Connection) -> None:
    assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_an_upgrade_keeps_rows_children_and_triggers(
    filled: str, connection: Connection, next_version: Callable[[str], None]
) -> None:
    before = census(connection)
    assert before["placement"] == 2 and before["log_entry"] == 3 and before["triggers"] >= 2
    next_version("pass")
    migrate(filled)
    assert connection.exec_driver_sql("SELECT version_num, mood FROM alembic_version, proposal").all() == [
        ("next", None)
    ]
    assert census(connection) == before
    with pytest.raises(DBAPIError, match="append-only"):
        connection.exec_driver_sql("DELETE FROM log_entry")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_triggers_that_a_rebuild_lost_are_made_again(
    filled: str, connection: Connection, next_version: Callable[[str], None]
) -> None:
    before = census(connection)
    next_version("op.execute('DROP TRIGGER log_entry_stays')")
    migrate(filled)
    assert census(connection) == before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_upgrade_that_would_orphan_rows_is_undone(
    filled: str, connection: Connection, next_version: Callable[[str], None]
) -> None:
    before = census(connection)
    next_version("op.execute('DELETE FROM proposal')")
    with pytest.raises(RuntimeError, match="would have lost what they belong to; nothing was changed"):
        migrate(filled)
    assert census(connection) == before


def test_an_upgrade_that_fails_changes_nothing(
    filled: str, connection: Connection, next_version: Callable[[str], None]
) -> None:
    before = census(connection)
    next_version("raise LookupError('a bug')")
    with pytest.raises(LookupError, match="a bug"):
        migrate(filled)
    assert census(connection) == before
    assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").all() == [(HEAD,)]
    assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_newer_database_is_left_alone_and_the_person_told_why(database: str, connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match=r"newer Countersign\. Nothing was changed\. Install that newer"):
        migrate(database)
    assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").all() == [("9999",)]


async def test_two_that_start_at_once_upgrade_once(
    filled: str, connection: Connection, next_version: Callable[[str], None]
) -> None:
    next_version("pass")
    await asyncio.gather(*(asyncio.to_thread(migrate, filled) for _ in range(2)))
    assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").all() == [("next",)]


def test_a_database_that_is_up_to_date_does_not_cost_the_import_of_alembic(database: str) -> None:
    program = "import sys; from storage.migrate import migrate; migrate(sys.argv[1]); print('alembic' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program, database], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"


def test_the_next_migration_follows_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrations, "FOLDER", folder)
    main("Nothing changes")
    [written] = set((folder / "versions").glob("m*_nothing_changes.py"))
    assert f"down_revision = '{HEAD}'" in written.read_text().replace('"', "'")
