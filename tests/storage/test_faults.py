"""When the database is locked, full or gone: no half commit, an error in time, and no restart needed afterwards."""

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.approvals.models import Proposal
from bot.ports import UnitOfWork
from bot.record.models import Content, LogEntry
from storage import engine as engines
from storage.engine import parse
from storage.store import SqlStore, open_store
from tests.storage.things import NOON, adding, proposal

SECONDS = 10
only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
only_postgres = pytest.mark.parametrize("database", ["postgres"], indirect=True)


@contextmanager
def beside(database: str) -> Iterator[Connection]:
    """A connection that is not the program's; it commits each statement."""
    engine = create_engine(parse(database), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def cut_connections(database: str) -> None:
    """End every connection to the database on the server's side."""
    with beside(database) as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def impatient(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    """A store that waits a tenth of a second for a lock."""
    monkeypatch.setattr(engines, "LOCK_WAIT_MS", 100)
    store = open_store(database, "next-steps")
    yield store
    store.close()


async def test_a_lock_held_too_long_is_an_error_and_later_forgotten(impatient: SqlStore, database: str) -> None:
    await impatient.decide(lambda unit: unit.append(b"0"))
    with beside(database) as other:
        lock = "BEGIN IMMEDIATE" if other.dialect.name == "sqlite" else "BEGIN; SELECT * FROM log_head FOR UPDATE"
        other.exec_driver_sql(lock)
        with pytest.raises(OperationalError, match="lock"):
            await asyncio.wait_for(impatient.decide(lambda unit: unit.append(b"never")), SECONDS)
        assert len(await impatient.read(lambda unit: unit.find(LogEntry))) == 1
        other.exec_driver_sql("ROLLBACK")
    assert await impatient.decide(lambda unit: unit.append(b"1")) == 1


async def test_a_lock_is_waited_for_less_than_the_three_seconds_a_click_has() -> None:
    assert engines.LOCK_WAIT_MS < 3000


@pytest.fixture
def small(database: str) -> Iterator[SqlStore]:
    """A store on a disk that has room for some hundred kilobytes."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 150")

    event.listen(Engine, "connect", limit)
    store = open_store(database, "next-steps")
    yield store
    store.close()
    event.remove(Engine, "connect", limit)


@only_sqlite
async def test_a_full_disk_commits_nothing_and_works_again_when_there_is_room(small: SqlStore) -> None:
    def fill(unit: UnitOfWork) -> None:
        unit.append(b"never")
        for n in range(1000):
            unit.add(text(f"{n}", "x" * 4000))

    await small.write(lambda unit: unit.add(text("large", "x" * 90_000)))
    with pytest.raises(OperationalError, match="full"):
        await small.decide(fill)
    assert [content.commit for content in await small.read(lambda unit: unit.find(Content))] == ["large"]
    assert await small.read(lambda unit: unit.find(LogEntry)) == []
    await small.write(lambda unit: unit.remove(Content))
    assert await small.decide(lambda unit: unit.append(b"0")) == 0


def text(commit: str, words: str) -> Content:
    return Content(commit=commit, salt=None, text=words, text_class="draft", made_at=NOON)


@only_postgres
async def test_a_server_that_went_away_between_units_is_not_noticed(store: SqlStore, database: str) -> None:
    for n in range(3):
        cut_connections(database)
        assert await store.decide(lambda unit: unit.append(b"{}")) == n
        assert await store.read(lambda unit: unit.highest(LogEntry, "seq")) == n


@only_postgres
async def test_a_unit_that_was_cut_off_runs_again_and_counts_once(store: SqlStore, database: str) -> None:
    runs: list[int] = []

    def cut_off_once(unit: UnitOfWork) -> int:
        runs.append(unit.append(b"{}"))
        if len(runs) == 1:
            cut_connections(database)
        unit.add(proposal())
        return runs[-1]

    assert await store.decide(cut_off_once) == 0
    assert runs == [0, 0]
    assert len(await store.read(lambda unit: unit.find(LogEntry))) == 1


@only_postgres
async def test_a_commit_without_an_answer_is_an_error_and_never_repeated(store: SqlStore, database: str) -> None:
    runs: list[int] = []

    def cut_off_at_the_end(unit: UnitOfWork) -> None:
        unit.add(proposal())
        runs.append(1)
        cut_connections(database)

    with pytest.raises(DBAPIError):
        await store.write(cut_off_at_the_end)
    assert runs == [1]
    await store.write(adding(proposal()))


@only_postgres
async def test_a_server_that_stays_away_is_an_error_after_a_few_tries(store: SqlStore, database: str) -> None:
    runs: list[int] = []

    def always_cut_off(unit: UnitOfWork) -> None:
        runs.append(1)
        cut_connections(database)
        unit.add(proposal())

    with pytest.raises(OperationalError):
        await store.write(always_cut_off)
    assert len(runs) == 3


@only_postgres
async def test_of_two_units_in_each_others_way_both_get_through(store: SqlStore, database: str) -> None:
    with beside(database) as other:
        name = other.exec_driver_sql("SELECT current_database()").scalar_one()
        other.exec_driver_sql(f"ALTER DATABASE {name} SET deadlock_timeout = '50ms'")
    meet = threading.Barrier(2)
    first_run = {"p1": True, "p2": True}

    def take(first: str, second: str, author: str) -> None:
        def work(unit: UnitOfWork) -> None:
            unit.change(Proposal, {"id": first}, author_id=author)
            if first_run[first]:
                first_run[first] = False
                meet.wait(SECONDS)
            unit.change(Proposal, {"id": second}, author_id=author)

        store.write_now(work)

    await store.write(adding(proposal("p1", 1), proposal("p2", 2)))
    await asyncio.gather(asyncio.to_thread(take, "p1", "p2", "ann"), asyncio.to_thread(take, "p2", "p1", "ben"))
    authors = {each.author_id for each in await store.read(lambda unit: unit.find(Proposal))}
    assert authors in ({"ann"}, {"ben"})
