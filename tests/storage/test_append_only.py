"""Whoever reaches past the program into the database cannot change the record by a slip of the hand."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError

from bot.record.models import LogEntry
from storage.engine import parse
from storage.store import SqlStore

ON_BOTH = {
    "update": "UPDATE log_entry SET body = '{}'",
    "delete": "DELETE FROM log_entry WHERE seq = 2",
    "gap": "INSERT INTO log_entry (org, seq, body, leaf) VALUES ('next-steps', 4, '{}', '')",
    "negative": "INSERT INTO log_entry (org, seq, body, leaf) VALUES ('next-steps', -1, '{}', '')",
    "again": "INSERT INTO log_entry (org, seq, body, leaf) VALUES ('next-steps', 1, '{}', '')",
    "new organisation, not from 0": "INSERT INTO log_entry (org, seq, body, leaf) VALUES ('other', 1, '{}', '')",
    "upsert": "INSERT INTO log_entry (org, seq, body, leaf) VALUES ('next-steps', 1, '{}', '') "
    "ON CONFLICT (org, seq) DO UPDATE SET body = excluded.body",
    "swap": "UPDATE log_entry SET seq = 2 - seq",
}
ON_SQLITE = {
    "replace": "REPLACE INTO log_entry (org, seq, body, leaf) VALUES ('next-steps', 1, '{}', '')",
    "insert or replace": "INSERT OR REPLACE INTO log_entry (org, seq, body, leaf) VALUES ('next-steps', 2, '{}', '')",
    "update or replace": "UPDATE OR REPLACE log_entry SET seq = 0 WHERE seq = 2",
}
ON_POSTGRESQL = {"truncate": "TRUNCATE log_entry", "truncate all": "TRUNCATE log_entry, log_head CASCADE"}


@pytest.fixture
def intruder(store: SqlStore, database: str) -> Iterator[Connection]:
    """A connection beside the program, to a database with three entries."""
    store.decide_now(lambda unit: [unit.append(b"%d" % n) for n in range(3)])
    engine = create_engine(parse(database), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def check_refused(store: SqlStore, intruder: Connection, attack: str) -> None:
    with pytest.raises(DBAPIError, match="the record is append-only"):
        intruder.exec_driver_sql(attack)
    entries = store.read_now(lambda unit: unit.find(LogEntry, order="seq"))
    assert [(entry.seq, entry.body) for entry in entries] == [(0, b"0"), (1, b"1"), (2, b"2")]


@pytest.mark.parametrize("attack", ON_BOTH.values(), ids=ON_BOTH)
def test_the_record_cannot_be_rewritten(store: SqlStore, intruder: Connection, attack: str) -> None:
    check_refused(store, intruder, attack)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("attack", ON_SQLITE.values(), ids=ON_SQLITE)
def test_no_replacing_gets_round_it(store: SqlStore, intruder: Connection, attack: str) -> None:
    check_refused(store, intruder, attack)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize("attack", ON_POSTGRESQL.values(), ids=ON_POSTGRESQL)
def test_no_truncating_gets_round_it(store: SqlStore, intruder: Connection, attack: str) -> None:
    check_refused(store, intruder, attack)
