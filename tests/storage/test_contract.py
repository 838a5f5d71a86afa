"""What the core may rely on, whichever database it runs on: every promise of `UnitOfWork`."""

import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from bot.approvals.models import Decision, Placement, Proposal, Revision
from bot.approvals.states import State
from bot.delivery.models import OutboxRow
from bot.ports import AlreadyThere, Between, UnitOfWork, Until
from bot.record.models import Content, LogEntry
from storage.engine import parse
from storage.store import SqlStore, open_store
from tests.storage.things import NOON, adding, decision, message, placement, proposal, revision


def add(thing: Content, unit: UnitOfWork) -> None:
    unit.add(thing)


async def test_what_was_added_is_read_as_the_plain_model_it_was(store: SqlStore) -> None:
    await store.write(adding(proposal(expires_in_days=14)))
    found = await store.read(lambda unit: unit.get(Proposal, id="p1"))
    assert type(found) is Proposal
    assert found == proposal(expires_in_days=14).model_copy(update={"org": "next-steps"})


async def test_get_says_none_when_nothing_fits(store: SqlStore) -> None:
    assert await store.read(lambda unit: unit.get(Proposal, id="p1")) is None


async def test_what_was_added_can_be_read_in_the_same_unit(store: SqlStore) -> None:
    def work(unit: UnitOfWork) -> Proposal | None:
        unit.add(proposal())
        return unit.get(Proposal, id="p1")

    assert await store.write(work) is not None


@pytest.fixture
def three(store: SqlStore) -> SqlStore:
    """Three proposals: one never expires, one in a day, one in two."""
    store.write_now(
        adding(proposal("p1", 1), proposal("p2", 2, expires_in_days=1), proposal("p3", 3, expires_in_days=2))
    )
    return store


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, ["p1", "p2", "p3"]),
        ({"id": "p2"}, ["p2"]),
        ({"id": "p2", "number": 3}, []),
        ({"expires_at": None}, ["p1"]),
        ({"id": ["p1", "p3", "p9"]}, ["p1", "p3"]),
        ({"id": ("p1",)}, ["p1"]),
        ({"id": {"p1", "p2"}}, ["p1", "p2"]),
        ({"id": []}, []),
        ({"state": [State.PENDING, State.APPROVED], "number": 1}, ["p1"]),
        ({"expires_at": Until(NOON)}, []),
        ({"expires_at": Until(NOON + timedelta(days=1))}, ["p2"]),
        ({"number": Until(2)}, ["p1", "p2"]),
        ({"expires_at": Between(NOON + timedelta(days=1), NOON + timedelta(days=2))}, ["p2"]),
        ({"number": Between(2, 4)}, ["p2", "p3"]),
        ({"urgent": True}, []),
    ],
)
async def test_find_takes_every_kind_of_condition(three: SqlStore, where: dict[str, Any], found: list[str]) -> None:
    proposals = await three.read(lambda unit: unit.find(Proposal, order="id", **where))
    assert [each.id for each in proposals] == found


async def test_find_orders_and_limits(three: SqlStore) -> None:
    def numbers(order: str, limit: int | None) -> Callable[[UnitOfWork], list[int]]:
        return lambda unit: [each.number for each in unit.find(Proposal, order=order, limit=limit)]

    assert await three.read(numbers("-number", None)) == [3, 2, 1]
    assert await three.read(numbers("number", 2)) == [1, 2]
    assert await three.read(numbers("-number", 1)) == [3]
    assert await three.read(numbers("number", 0)) == []


async def test_highest_is_the_largest_number_or_nought(three: SqlStore) -> None:
    assert await three.read(lambda unit: unit.highest(Proposal, "number")) == 3
    assert await three.read(lambda unit: unit.highest(Proposal, "number", id=["p1", "p2"])) == 2
    assert await three.read(lambda unit: unit.highest(Proposal, "number", id="p9")) == 0


async def test_change_tells_how_many_rows_it_changed(three: SqlStore) -> None:
    def approve(unit: UnitOfWork) -> int:
        return unit.change(Proposal, {"id": "p1", "state": State.PENDING}, state=State.APPROVED, lapses_at=NOON)

    assert await three.write(approve) == 1
    assert await three.write(approve) == 0
    found = await three.read(lambda unit: unit.find(Proposal, state=State.APPROVED))
    assert [(each.id, each.lapses_at) for each in found] == [("p1", NOON)]


async def test_change_can_empty_a_column_and_keep_the_one_it_is_found_by(three: SqlStore) -> None:
    soon = Until(NOON + timedelta(days=9))
    assert await three.write(lambda unit: unit.change(Proposal, {"expires_at": soon}, expires_at=None)) == 2
    assert len(await three.read(lambda unit: unit.find(Proposal, expires_at=None))) == 3


async def test_remove_tells_how_many_rows_went(three: SqlStore) -> None:
    assert await three.write(lambda unit: unit.remove(Proposal, id=["p1", "p2"])) == 2
    assert await three.write(lambda unit: unit.remove(Proposal, id="p1")) == 0
    assert [each.id for each in await three.read(lambda unit: unit.find(Proposal))] == ["p3"]


async def test_an_organisation_neither_sees_nor_touches_another(three: SqlStore, database: str) -> None:
    def meddle(unit: UnitOfWork) -> tuple[int, int, int]:
        unit.add(proposal("p1", 1).model_copy(update={"org": "next-steps"}))
        unit.append(b"{}")
        changed = unit.change(Proposal, {"number": Until(9)}, author_id="eve")
        return changed, unit.remove(Proposal), len(unit.find(Proposal))

    elsewhere = open_store(database, "elsewhere")
    assert await elsewhere.decide(meddle) == (1, 1, 0)
    elsewhere.close()
    assert {each.author_id for each in await three.read(lambda unit: unit.find(Proposal))} == {"ada"}
    assert await three.read(lambda unit: unit.find(LogEntry)) == []


async def test_a_second_row_under_one_key_is_already_there(store: SqlStore) -> None:
    def again(unit: UnitOfWork) -> None:
        unit.add(proposal("p2", 2))
        unit.add(proposal("p1", 3))

    await store.write(adding(proposal()))
    with pytest.raises(AlreadyThere):
        await store.write(again)
    with pytest.raises(AlreadyThere):
        await store.write(adding(proposal("p2", 1)))
    assert [each.id for each in await store.read(lambda unit: unit.find(Proposal))] == ["p1"]


async def test_already_there_voids_the_unit_even_when_the_work_carries_on(store: SqlStore) -> None:
    def shrug(unit: UnitOfWork) -> None:
        unit.add(proposal("p2", 2))
        with suppress(AlreadyThere):
            unit.add(proposal("p1", 1))

    await store.write(adding(proposal()))
    with pytest.raises(AlreadyThere):
        await store.write(shrug)
    assert await store.read(lambda unit: unit.get(Proposal, id="p2")) is None


@pytest.mark.parametrize(
    "orphan", [revision("p9"), placement("p9"), decision("p9")], ids=["revision", "placement", "decision"]
)
async def test_nothing_belongs_to_a_proposal_that_is_not_there(
    store: SqlStore, orphan: Revision | Placement | Decision
) -> None:
    with pytest.raises(IntegrityError):
        await store.write(adding(orphan))


async def test_there_is_one_decision_for_a_revision(store: SqlStore) -> None:
    await store.write(adding(proposal(), revision(), decision()))
    with pytest.raises(AlreadyThere):
        await store.write(adding(decision(by="sam")))


async def test_messages_are_numbered_by_the_database_and_no_number_comes_twice(store: SqlStore) -> None:
    def last() -> int:
        return store.read_now(lambda unit: unit.highest(OutboxRow, "id"))

    await store.write(adding(message(), message()))
    first = last()
    await store.write(lambda unit: unit.remove(OutboxRow))
    await store.write(adding(message()))
    assert last() > first


async def test_structured_values_keep_their_structure(store: SqlStore) -> None:
    await store.write(adding(message()))
    await store.write(lambda unit: unit.change(OutboxRow, {"about": "p1"}, refs={"who": "Zoë", "n": "2"}))
    [row] = await store.read(lambda unit: unit.find(OutboxRow))
    assert row.refs == {"who": "Zoë", "n": "2"}


async def test_salts_are_kept_to_the_byte_and_texts_to_the_letter(store: SqlStore) -> None:
    salt, text = bytes(range(32)), "Caffè 🌱\n\tفارسی %s :x"
    content = Content(commit="aa", salt=salt, text=text, text_class="draft", made_at=NOON)
    await store.write(lambda unit: unit.add(content))
    kept = await store.read(lambda unit: unit.get(Content, commit="aa"))
    assert kept is not None and (kept.salt, kept.text) == (salt, text)


async def test_moments_come_back_aware_and_in_utc(store: SqlStore) -> None:
    lisbon = timezone(timedelta(hours=1))
    thing = proposal().model_copy(update={"expires_at": datetime(2026, 11, 23, 13, 0, 0, 123456, lisbon)})
    await store.write(adding(thing))
    found = await store.read(lambda unit: unit.get(Proposal, expires_at=NOON.replace(microsecond=123456)))
    assert found is not None and found.expires_at is not None
    assert found.expires_at.tzinfo is UTC and found.expires_at.hour == 12


async def test_a_moment_without_a_time_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="timezone"):
        await store.write(adding(proposal().model_copy(update={"changed_at": NOON.replace(tzinfo=None)})))


async def test_enums_are_kept_as_values_and_nonsense_is_refused(store: SqlStore, database: str) -> None:
    await store.write(adding(proposal()))
    await store.write(lambda unit: unit.change(Proposal, {}, state=State.CHANGES_REQUESTED))
    engine = create_engine(parse(database))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT state FROM proposal").scalar() == "changes_requested"
    engine.dispose()
    with pytest.raises(StatementError, match="nonsense"):
        await store.write(lambda unit: unit.change(Proposal, {}, state="nonsense"))


async def test_errors_carry_no_draft_text(store: SqlStore) -> None:
    secret = Content(commit="aa", salt=None, text="Sunflower walk", text_class="draft", made_at=NOON)
    incomplete = secret.model_copy(update={"commit": "bb", "text_class": None})
    await store.write(lambda unit: unit.add(secret))
    for thing in (secret, incomplete):
        with pytest.raises((AlreadyThere, IntegrityError)) as refused:
            await store.write(partial(add, thing))
        assert "Sunflower" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "work",
    [
        adding(proposal("p2", 2)),
        lambda unit: unit.change(Proposal, {}, author_id="eve"),
        lambda unit: unit.remove(Proposal),
    ],
    ids=["add", "change", "remove"],
)
async def test_a_reading_unit_cannot_write(store: SqlStore, work: Callable[[UnitOfWork], object]) -> None:
    await store.write(adding(proposal()))
    with pytest.raises(DBAPIError, match=r"read-?only"):
        await store.read(work)
    assert [each.author_id for each in await store.read(lambda unit: unit.find(Proposal))] == ["ada"]


async def test_only_a_deciding_unit_appends(store: SqlStore) -> None:
    for run in (store.read, store.write):
        with pytest.raises(RuntimeError, match="only a unit run by `decide`"):
            await run(lambda unit: unit.append(b"{}"))
