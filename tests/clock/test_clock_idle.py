"""A minute in which nothing is due costs next to nothing: whatever has piled up, nothing is read that is over."""

import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from bot.approvals import propose, review
from bot.approvals.draft import Draft
from bot.approvals.models import Kind
from bot.duties.table import DUTIES, run_due
from bot.policy.load import load_pack
from bot.registers.appointments import give
from bot.registers.people import Role, Visitor
from bot.registers.reception import introduce
from bot.work import Work
from storage.store import SqlStore, open_store
from tests.approvals.office import START
from tests.conftest import ORG

PACK = load_pack()
PILED_UP = 300
GROWS = ("proposal", "revision", "placement", "decision", "concern", "scheduled", "reminder", "outbox", "log_entry")
"""Tables that grow with each proposal; people and their roles are few."""


@pytest.fixture(scope="module")
def full(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A database with many decided proposals and a few that wait."""
    path = tmp_path_factory.mktemp("idle") / "countersign.db"
    shutil.copy(migrated_sqlite, path)
    store = open_store(f"sqlite:///{path}", ORG)
    store.decide_now(_fill)
    yield store
    store.close()


def _work(unit: object) -> Work:
    return Work(unit, PACK, START + timedelta(minutes=1))  # type: ignore[arg-type]


def _fill(unit: object) -> None:
    work = Work(unit, PACK, START)  # type: ignore[arg-type]
    ruth, amina = (
        introduce(work.unit, Visitor(platform="slack", platform_id=f"U0{name}", name=name))
        for name in ("RUTH", "AMINA")
    )
    give(work, ruth, Role.DIRECTOR, by="settings")
    why = review.Reason(review.MY_WISH, "Not now.")
    for number in range(PILED_UP):
        draft = Draft(
            kind=Kind.POST, accounts=("facebook",), words=f"Number {number}.", wanted_at=START + timedelta(days=3)
        )
        it = propose.propose(work, amina, draft)
        if number < PILED_UP - 3:
            review.reject(work, ruth, it.id, 1, why)
    run_due(work)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: str(duty.__name__))
def test_an_idle_duty_reads_by_an_index(full: SqlStore, duty: object) -> None:
    asked: list[tuple[str, object]] = []

    def listen(connection: Connection, cursor: object, statement: str, values: object, *_: object) -> None:
        asked.append((statement, values))

    event.listen(full._writing, "before_cursor_execute", listen)
    try:
        full.decide_now(lambda unit: duty(_work(unit)))  # type: ignore[operator]
    finally:
        event.remove(full._writing, "before_cursor_execute", listen)
    reads = [(statement, values) for statement, values in asked if statement.startswith("SELECT")]
    with full._reading.connect() as connection:
        for statement, values in reads:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()  # type: ignore[arg-type]
            steps = [str(row[3]) for row in plan]
            first_of_all = "LIMIT" in statement and not any("TEMP B-TREE" in told for told in steps)
            for told in steps if not first_of_all else ():
                whole = told.startswith("SCAN") or told.endswith("(org=?)")
                assert not (whole and told.split()[1] in GROWS), (statement, told)
    assert not [statement for statement, _ in asked if statement.startswith(("INSERT", "DELETE"))]


def test_an_idle_minute_takes_a_few_milliseconds(full: SqlStore) -> None:
    full.decide_now(lambda unit: run_due(_work(unit)))
    began = time.perf_counter()
    for _ in range(10):
        full.decide_now(lambda unit: run_due(_work(unit)))
    assert (time.perf_counter() - began) / 10 < 0.25  # about 0.005 where nothing else runs
