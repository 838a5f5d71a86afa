"""How work is run: in order of urgency, to its end, and with nothing lost on the way back."""

import asyncio
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from bot.approvals.models import Proposal
from bot.ports import UnitOfWork
from bot.record.models import LogEntry
from storage.store import SqlStore, open_store
from storage.workers import Urgency, Workers
from tests.storage.things import adding, proposal

SECONDS = 10


class Gate:
    """Work that says it has begun and waits to be let through."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()

    def then(self, work: Callable[[UnitOfWork], None]) -> Callable[[UnitOfWork], None]:
        def waiting(unit: UnitOfWork) -> None:
            self.begun.set()
            assert self.open.wait(SECONDS)
            work(unit)

        return waiting


@pytest.fixture
def gate() -> Gate:
    return Gate()


async def begun(gate: Gate) -> None:
    assert await asyncio.to_thread(gate.begun.wait, SECONDS)


def eventually(happens: Callable[[], bool]) -> None:
    """Ask until it is so, for some seconds."""
    last = time.monotonic() + SECONDS
    while not happens():
        assert time.monotonic() < last


def test_decisions_go_before_other_writing_and_each_in_its_order(gate: Gate) -> None:
    done: list[str] = []
    workers = Workers("test", 1)

    def hold_up() -> None:
        gate.begun.set()
        gate.open.wait(SECONDS)

    workers.submit(Urgency.OTHER, hold_up)
    assert gate.begun.wait(SECONDS)
    for n in range(3):
        workers.submit(Urgency.OTHER, partial(done.append, f"write {n}"))
        workers.submit(Urgency.DECISION, partial(done.append, f"decide {n}"))
    gate.open.set()
    workers.close()
    assert done == ["decide 0", "decide 1", "decide 2", "write 0", "write 1", "write 2"]


async def test_reading_does_not_wait_for_writing(store: SqlStore, gate: Gate) -> None:
    writing = asyncio.create_task(store.write(gate.then(adding(proposal()))))
    await begun(gate)
    assert await asyncio.wait_for(store.read(lambda unit: unit.find(Proposal)), SECONDS) == []
    gate.open.set()
    await writing


async def test_a_caller_who_leaves_does_not_stop_what_has_begun(store: SqlStore, gate: Gate) -> None:
    deciding = asyncio.create_task(store.decide(gate.then(adding(proposal()))))
    await begun(gate)
    deciding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await deciding
    gate.open.set()
    assert await store.decide(lambda unit: unit.get(Proposal, id="p1")) is not None


async def test_a_caller_who_leaves_takes_along_what_has_not_begun(store: SqlStore) -> None:
    gates = [Gate() for _ in range(4)]
    busy = [asyncio.create_task(store.write(gate.then(lambda unit: None))) for gate in gates]
    await begun(gates[0])
    waiting = asyncio.create_task(store.write(adding(proposal())))
    await asyncio.sleep(0)
    waiting.cancel()
    for gate in gates:
        gate.open.set()
    await asyncio.gather(*busy)
    assert await store.write(lambda unit: unit.find(Proposal)) == []


async def test_a_failure_nobody_waits_for_is_logged(
    store: SqlStore, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(unit: UnitOfWork) -> None:
        raise LookupError("a bug")

    deciding = asyncio.create_task(store.write(gate.then(fail)))
    await begun(gate)
    deciding.cancel()
    gate.open.set()
    await asyncio.to_thread(eventually, lambda: bool(caplog.records))
    assert "a unit of work failed after its caller had gone" in caplog.text and "a bug" in caplog.text


async def leave_behind(store: SqlStore, gate: Gate, work: Callable[[UnitOfWork], None]) -> None:
    """Begin the work, and end without waiting for it."""
    asyncio.get_running_loop().create_task(store.write(gate.then(work)))
    await begun(gate)


def test_work_that_has_begun_outlives_the_event_loop(store: SqlStore, gate: Gate) -> None:
    asyncio.run(leave_behind(store, gate, adding(proposal())))
    gate.open.set()
    eventually(lambda: len(store.read_now(lambda unit: unit.find(Proposal))) == 1)


def test_a_failure_after_the_event_loop_is_logged(
    store: SqlStore, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(unit: UnitOfWork) -> None:
        raise LookupError("a bug")

    asyncio.run(leave_behind(store, gate, fail))
    gate.open.set()
    eventually(lambda: "a bug" in caplog.text)


@pytest.mark.parametrize("error", [StopIteration("no next"), KeyboardInterrupt(), LookupError("a bug")])
async def test_whatever_the_work_raises_arrives(store: SqlStore, error: BaseException) -> None:
    def fail(unit: UnitOfWork) -> None:
        raise error

    with pytest.raises(BaseException) as raised:
        await store.read(fail)
    assert error in (raised.value, raised.value.__cause__)


def test_commands_run_the_same_work_blocking(store: SqlStore) -> None:
    def fail(unit: UnitOfWork) -> None:
        raise LookupError("a bug")

    assert store.decide_now(lambda unit: unit.append(b"{}")) == 0
    store.write_now(adding(proposal()))
    assert len(store.read_now(lambda unit: unit.find(Proposal))) == 1
    with pytest.raises(LookupError):
        store.read_now(fail)


async def test_closing_finishes_what_was_asked_for_and_takes_no_more(database: str) -> None:
    store = open_store(database, "next-steps")
    asked = [asyncio.create_task(store.decide(lambda unit: unit.append(b"{}"))) for _ in range(20)]
    await asyncio.sleep(0)
    store.close()
    assert sorted(await asyncio.gather(*asked)) == list(range(20))
    with pytest.raises(RuntimeError, match="the store is closed"):
        await store.decide(lambda unit: unit.append(b"{}"))
    again = open_store(database, "next-steps")
    assert len(again.read_now(lambda unit: unit.find(LogEntry))) == 20
    again.close()
