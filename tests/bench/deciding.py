"""What a decision costs: with the record's tree and without, and against its own statements run bare."""

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Executable, event

from bot.approvals.models import Proposal
from bot.approvals.propose import propose
from bot.approvals.review import approve
from bot.policy.load import load_pack
from bot.ports import UnitOfWork
from bot.record.models import LogEntry
from bot.registers.people import Person
from bot.work import Work
from storage.engine import PRAGMAS, connect
from storage.migrate import migrate
from storage.store import open_store
from storage.transaction import transact
from storage.unit import SqlUnit
from tests.approvals.office import Office, draft
from tests.bench.record import ORG
from tests.bench.rows import Row, in_turn

DECISIONS, UNMEASURED = 400, 40
Decide = Callable[[UnitOfWork], Proposal]


class WithoutTree(SqlUnit):
    """A unit that adds an entry as a row like any other: no head is taken, nothing is hashed, no head is written."""

    def __init__(self, connection: Connection, org: str, numbers: "itertools.count[int]") -> None:
        super().__init__(connection, org)
        self._numbers = numbers

    def append(self, body: bytes) -> int:
        """Add the entry's row and return its number, which is simply the next."""
        entry = LogEntry(seq=next(self._numbers), body=body, leaf=b"", nodes=b"")
        self.add(entry)
        return entry.seq


@dataclass
class Script:
    """What one decision asks of the database, as SQLAlchemy Core statements and as the text that is sent."""

    core: list[tuple[Executable, dict[str, Any]]] = field(default_factory=list)
    raw: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)


class Waiting:
    """A database in which proposals wait for the Director; every side decides on all of them in a copy of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pack = load_pack()
        self._ids: list[str] = []
        self._director: Person | None = None

    async def fill(self) -> "Waiting":
        """Let people in, and let one of them propose."""
        path = self._folder / "waiting.db"
        migrate(f"sqlite:///{path}")
        store = open_store(f"sqlite:///{path}", ORG)
        office = await Office(store, self._pack).open()
        for _ in range(DECISIONS):
            proposal = await office.do(lambda work: propose(work, office.person("tom"), draft()))
            self._ids.append(proposal.id)
        self._director = office.person("ruth")
        store.close()
        return self

    def copy(self, name: str) -> Path:
        """Return a copy of the database in which nothing is decided yet."""
        return Path(shutil.copy(self._folder / "waiting.db", self._folder / f"{name}.db"))

    def decision(self, number: int) -> Decide:
        """Return the work that approves one of the proposals."""
        assert self._director
        director, moment = self._director, datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
        return lambda unit: approve(Work(unit, self._pack, moment), director, self._ids[number], 1)


async def appending(folder: Path) -> list[Row]:
    """Approve with the record's tree, and with a plain row in its place; in SQLite with synchronous = FULL."""
    waiting = await Waiting(folder).fill()
    with_tree, without = (_engine(waiting.copy(name)) for name in ("tree", "plain"))
    numbers = itertools.count(_head(folder / "plain.db")[0])

    async def tree(number: int) -> None:
        transact(with_tree, ORG, waiting.decision(number), deciding=True)

    async def plain(number: int) -> None:
        with without.connect() as connection:
            connection.begin()
            unit = WithoutTree(connection, ORG, numbers)
            waiting.decision(number)(unit)
            unit.finish()
            connection.commit()

    took, least = await in_turn(DECISIONS, tree, plain, unmeasured=UNMEASURED)
    with_tree.dispose()
    without.dispose()
    ms, least_ms = took.median * 1000, least.median * 1000
    against = (
        f"approving with the entry as a plain row (no tree, hash or head): {least_ms:.3f} ms, commit to disk included; "
        f"of processor time {took.cpu_median / least.cpu_median:.3f}"
    )
    return [Row("append_overhead", round(ms, 3), "ms", round(ms / least_ms, 3), against)]


async def deciding(folder: Path) -> list[Row]:
    """Approve through the store, and run the statements of the same approvals in SQLAlchemy Core and in sqlite3."""
    waiting = await Waiting(folder).fill()
    scripts = _written_down(waiting)
    store = open_store(f"sqlite:///{waiting.copy('ours')}", ORG)
    engine = _engine(waiting.copy("core"))
    bare = sqlite3.connect(waiting.copy("raw"), isolation_level=None)
    for pragma in PRAGMAS:
        bare.execute(f"PRAGMA {pragma}")

    async def ours(number: int) -> None:
        await store.decide(waiting.decision(number))

    async def core(number: int) -> None:
        with engine.begin() as connection:
            for statement, values in scripts[number].core:
                result = connection.execute(statement, values)
                if result.returns_rows:
                    result.all()

    async def raw(number: int) -> None:
        bare.execute("BEGIN IMMEDIATE")
        for statement, values in scripts[number].raw:
            bare.execute(statement, values).fetchall()
        bare.execute("COMMIT")

    took = await in_turn(DECISIONS, ours, core, raw, unmeasured=UNMEASURED)
    store.close()
    engine.dispose()
    bare.close()
    assert len({_head(folder / f"{side}.db") for side in ("ours", "core", "raw")}) == 1, "they did not do the same"
    our_rate, core_rate, raw_rate = (1 / side.median for side in took)
    count = len(scripts[-1].raw)
    against = f"the same {count} statements and commit in sqlite3, WAL and FULL too: {raw_rate:.0f} /s"
    return [
        Row("decision_vs_raw_sqlite", round(our_rate, 1), "/s", round(our_rate / raw_rate, 3), against),
        Row("decision_vs_raw_sqlite_core", round(core_rate, 1), "/s", round(core_rate / raw_rate, 3), against),
    ]


def _written_down(waiting: Waiting) -> list[Script]:
    """Decide on everything once, and return what each decision asked of the database."""
    engine, scripts = _engine(waiting.copy("written")), [Script()]

    @event.listens_for(engine, "before_execute")
    def note_core(_: object, statement: Executable, _many: object, values: dict[str, Any], _options: object) -> None:
        scripts[-1].core.append((statement, dict(values)))

    @event.listens_for(engine, "before_cursor_execute")
    def note_raw(_: object, _cursor: object, text: str, values: tuple[Any, ...], _how: object, _many: object) -> None:
        scripts[-1].raw.append((text, values))

    for number in range(DECISIONS):
        scripts.append(Script())
        transact(engine, ORG, waiting.decision(number), deciding=True)
    engine.dispose()
    return scripts[1:]


def _head(database: Path) -> tuple[int, bytes]:
    """Return the size of the record and its peaks, which tell apart records that differ in anything."""
    with closing(sqlite3.connect(database)) as connection:
        size, peaks = connection.execute("SELECT size, peaks FROM log_head").fetchone()
    return size, peaks


def _engine(database: Path) -> Engine:
    return connect(f"sqlite:///{database}", connections=1)
