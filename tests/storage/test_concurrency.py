"""Many at once: one of them wins, the record stays dense, and nothing half-done is ever seen."""

import asyncio
from collections.abc import Callable

import pytest

from bot.approvals.models import Decision, Proposal
from bot.approvals.states import State
from bot.ports import AlreadyThere, UnitOfWork
from bot.record.merkle import leaf_hash, node_hash, root
from bot.record.models import LogEntry, LogHead
from storage.store import SqlStore, open_store
from tests.storage.things import NOON, adding, decision, proposal, revision


def recomputed_root(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(recomputed_root(leaves[:half]), recomputed_root(leaves[half:]))


def check_record(store: SqlStore, length: int) -> list[bytes]:
    """Check that the record is dense and that its head is the root over its bytes; return the bodies."""
    entries = store.read_now(lambda unit: unit.find(LogEntry, order="seq"))
    head = store.read_now(lambda unit: unit.get(LogHead))
    assert head is not None
    assert [entry.seq for entry in entries] == list(range(length))
    assert all(entry.leaf == leaf_hash(entry.body) for entry in entries)
    assert (head.size, root(head.peaks)) == (length, recomputed_root([entry.leaf for entry in entries]))
    return [entry.body for entry in entries]


def appending(*bodies: bytes) -> Callable[[UnitOfWork], list[int]]:
    return lambda unit: [unit.append(body) for body in bodies]


async def test_of_eight_who_decide_at_once_exactly_one_wins(store: SqlStore) -> None:
    def approve(by: str) -> Callable[[UnitOfWork], bool]:
        def work(unit: UnitOfWork) -> bool:
            expected = {"id": "p1", "state": State.PENDING, "revision": 1}
            if not unit.change(Proposal, expected, state=State.APPROVED, changed_at=NOON):
                return False
            unit.add(decision(by=by))
            unit.append(by.encode())
            return True

        return work

    await store.write(adding(proposal(), revision()))
    won = await asyncio.gather(*(store.decide(approve(f"person-{n}")) for n in range(8)))
    [kept] = await store.read(lambda unit: unit.find(Decision))
    assert won.count(True) == 1
    assert kept.by == f"person-{won.index(True)}"
    assert check_record(store, 1) == [kept.by.encode()]


async def test_of_eight_who_claim_one_key_at_once_exactly_one_gets_it(store: SqlStore) -> None:
    ended = await asyncio.gather(*(store.write(adding(proposal())) for _ in range(8)), return_exceptions=True)
    assert sorted(map(type, ended), key=str) == sorted([type(None)] + [AlreadyThere] * 7, key=str)


async def test_what_a_deciding_unit_reads_is_current(store: SqlStore) -> None:
    def next_one(unit: UnitOfWork) -> None:
        number = unit.highest(Proposal, "number") + 1
        unit.add(proposal(f"p{number}", number))

    await asyncio.gather(*(store.decide(next_one) for _ in range(24)))
    assert await store.read(lambda unit: unit.highest(Proposal, "number")) == 24


async def test_entries_appended_at_once_are_dense_and_verify(store: SqlStore) -> None:
    numbers = await asyncio.gather(*(store.decide(appending(b"%d-a" % n, b"%d-b" % n)) for n in range(30)))
    bodies = check_record(store, 60)
    for n, (first, second) in enumerate(numbers):
        assert second == first + 1
        assert bodies[first : second + 1] == [b"%d-a" % n, b"%d-b" % n]


async def test_two_stores_on_one_database_keep_one_dense_record(store: SqlStore, database: str) -> None:
    other = open_store(database, "next-steps")
    await asyncio.gather(*((store, other)[n % 2].decide(appending(b"%d" % n)) for n in range(40)))
    other.close()
    assert sorted(check_record(store, 40), key=int) == [b"%d" % n for n in range(40)]


async def test_work_that_raises_leaves_nothing_behind(store: SqlStore) -> None:
    def give_up(unit: UnitOfWork) -> None:
        unit.add(proposal("p2", 2))
        unit.append(b"never")
        raise LookupError("the policy says no")

    await store.decide(appending(b"first"))
    with pytest.raises(LookupError, match="the policy says no"):
        await store.decide(give_up)
    assert await store.decide(appending(b"second")) == [1]
    assert check_record(store, 2) == [b"first", b"second"]
    assert await store.read(lambda unit: unit.find(Proposal)) == []


async def test_a_reading_unit_sees_one_state_of_the_database(store: SqlStore) -> None:
    def count_twice(unit: UnitOfWork) -> tuple[int, int]:
        before = len(unit.find(Proposal))
        store.write_now(adding(proposal("p2", 2)))
        return before, len(unit.find(Proposal))

    await store.write(adding(proposal()))
    assert await store.read(count_twice) == (1, 1)
    assert len(await store.read(lambda unit: unit.find(Proposal))) == 2
