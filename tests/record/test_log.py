"""Proofs are read from what is stored, whole records are verified where they are stored, and both in little time."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine

from bot.ports import UnitOfWork
from bot.record.log import consistency_proof_of, inclusion_proof_of, root_at
from bot.record.models import LogHead
from bot.record.proofs import ProofError, consistency_proof, inclusion_proof
from bot.record.recomputed import Fault
from storage.audit import verify_record
from storage.engine import parse
from storage.store import SqlStore
from tests.conftest import ORG
from tests.record.test_verify import checkpoint, found
from tests.record.trees import Tree, bodies

SIZE = 70
ENTRIES = bodies(SIZE)
TREE = Tree(ENTRIES)


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A store whose record has seventy entries, some of them written together."""
    for start in range(0, SIZE, 3):
        store.decide_now(lambda unit, start=start: [unit.append(body) for body in ENTRIES[start : start + 3]])
    return store


@pytest.fixture
def owner(database: str) -> Iterator[Connection]:
    """Whoever owns the database, and so can do what its triggers forbid."""
    engine = create_engine(parse(database), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_every_proof_and_root_is_read_as_it_is_computed(filled: SqlStore) -> None:
    def compare(unit: UnitOfWork) -> None:
        for size in (1, 2, 3, 31, 32, 33, 64, 69, 70):
            assert root_at(unit, size) == TREE.root(size)
            for index in {0, size // 3, size // 2, size - 1}:
                assert inclusion_proof_of(unit, index, size) == inclusion_proof(index, size, TREE.node)
                assert consistency_proof_of(unit, index + 1, size) == consistency_proof(index + 1, size, TREE.node)

    filled.read_now(compare)


def test_the_record_had_a_root_before_it_had_entries(store: SqlStore) -> None:
    assert store.read_now(lambda unit: root_at(unit, 0)) == checkpoint([], 0).root


@pytest.mark.parametrize(
    "ask",
    [
        lambda unit: inclusion_proof_of(unit, 70, 71),
        lambda unit: inclusion_proof_of(unit, 70, 70),
        lambda unit: inclusion_proof_of(unit, -1, 70),
        lambda unit: inclusion_proof_of(unit, 3, 100),
        lambda unit: consistency_proof_of(unit, 3, 71),
        lambda unit: consistency_proof_of(unit, 71, 71),
        lambda unit: consistency_proof_of(unit, 0, 70),
        lambda unit: root_at(unit, 71),
        lambda unit: root_at(unit, -1),
    ],
)
def test_nothing_is_proved_about_entries_that_are_not_there(filled: SqlStore, ask: Callable[..., object]) -> None:
    with pytest.raises(ProofError):
        filled.read_now(ask)


def test_a_proof_takes_one_question_and_few_rows(filled: SqlStore) -> None:
    asked = []

    def note(connection: Connection, cursor: object, statement: str, values: tuple[object, ...], *_: object) -> None:
        asked.append(len(values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        filled.read_now(lambda unit: inclusion_proof_of(unit, 42, 69))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(asked) == 1 and asked[0] <= 14


def test_a_record_is_verified_where_it_is_stored(filled: SqlStore, database: str) -> None:
    kept = [checkpoint(ENTRIES, size) for size in (0, 10, 70)]
    verdict = verify_record(database, ORG, kept)
    assert verdict.found is None and (verdict.size, verdict.root) == (70, TREE.root(70))
    assert verify_record(database, "another organisation").size == 0


@pytest.mark.parametrize(
    ("attack", "expected"),
    [
        ("UPDATE log_entry SET body = leaf WHERE seq = 41", (Fault.BODY, 41, 41)),
        ("UPDATE log_entry SET leaf = body WHERE seq = 40", (Fault.LEAF, 40, 40)),
        ("UPDATE log_entry SET nodes = leaf WHERE seq = 41", (Fault.NODES, 41, 41)),
        ("DELETE FROM log_entry WHERE seq BETWEEN 20 AND 22", (Fault.MISSING, 20, 22)),
        ("DELETE FROM log_entry WHERE seq > 60", (Fault.MISSING, 61, 69)),
        ("UPDATE log_head SET size = 69", (Fault.EXTRA, 69, 69)),
        ("UPDATE log_head SET size = 71", (Fault.MISSING, 70, 70)),
        ("DELETE FROM log_head", (Fault.EXTRA, 0, 69)),
    ],
)
def test_what_the_databases_owner_changed_is_named(
    filled: SqlStore, owner: Connection, database: str, attack: str, expected: tuple[Fault, int, int]
) -> None:
    _drop_triggers(owner)
    owner.exec_driver_sql(attack)
    assert found(verify_record(database, ORG)) == expected


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_text_where_sqlite_should_keep_bytes_is_named(filled: SqlStore, owner: Connection, database: str) -> None:
    _drop_triggers(owner)
    owner.exec_driver_sql("UPDATE log_entry SET body = '{}' WHERE seq = 41")
    assert found(verify_record(database, ORG)) == (Fault.BODY, 41, 41)


def test_swapped_entries_are_named(filled: SqlStore, owner: Connection, database: str) -> None:
    _drop_triggers(owner)
    owner.exec_driver_sql("UPDATE log_entry SET seq = seq - 1000 WHERE seq IN (21, 25)")
    owner.exec_driver_sql("UPDATE log_entry SET seq = 25 WHERE seq = -979")
    owner.exec_driver_sql("UPDATE log_entry SET seq = 21 WHERE seq = -975")
    assert found(verify_record(database, ORG)) == (Fault.NODES, 21, 21)


def test_an_old_backup_is_told_from_the_record_that_was_published(filled: SqlStore, database: str) -> None:
    published = checkpoint(bodies(80), 80)
    assert found(verify_record(database, ORG, [published])) == (Fault.MISSING, 70, 79)


def test_the_head_is_what_the_proofs_lead_to(filled: SqlStore) -> None:
    head = filled.read_now(lambda unit: unit.get(LogHead))
    assert head is not None and head.size == SIZE
    assert filled.read_now(lambda unit: root_at(unit, SIZE)) == TREE.root(SIZE)


def _drop_triggers(owner: Connection) -> None:
    table = "" if owner.dialect.name == "sqlite" else " ON log_entry"
    for trigger in ("log_entry_stays", "log_entry_in_order", *(["log_entry_remains"] if not table else [])):
        owner.exec_driver_sql(f"DROP TRIGGER {trigger}{table}")
