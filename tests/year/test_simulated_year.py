"""A year with 600 proposals, holidays, absences, deputies and another Director: what was promised holds at its end."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

import bot.work
from bot.approvals.models import Proposal
from bot.approvals.states import State
from bot.delivery.messages import Name
from bot.policy.load import load_pack
from storage.store import open_store
from tests.conftest import ORG
from tests.year.habits import PROPOSALS
from tests.year.promises import (
    PROMISES,
    Book,
    every_end_is_told_and_warned_of,
    no_reminder_outside_working_hours,
    nothing_is_said_twice,
)
from tests.year.year import Year

SEED = 20261122


@pytest.fixture(scope="module")
def year(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The year, lived through once. References are drawn from the seed too, so that each run is the same."""
    path = tmp_path_factory.mktemp("year") / "countersign.db"
    drawn = Random(SEED)
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(bot.work.secrets, "token_hex", lambda size: drawn.randbytes(size).hex())
    shutil.copy(migrated_sqlite, path)
    store = open_store(f"sqlite:///{path}", ORG)
    lived = Year(store, load_pack(), SEED, f"sqlite:///{path}")
    lived.run()
    yield lived
    monkeypatch.undo()
    store.close()


def test_the_year_is_eventful(year: Year) -> None:
    proposals = year.look(lambda work: work.unit.find(Proposal))
    assert len(proposals) == PROPOSALS
    ended = {proposal.state for proposal in proposals}
    assert ended >= {State.PUBLISHED, State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.LAPSED}
    rang = {one.message for one in year.phones.rang}
    watched = {Name.REMINDER, Name.WANTED, Name.POSTED_YET, Name.ENDS_SOON, Name.UNQUEUE, Name.COVER, Name.UNCOVERED}
    assert rang >= watched | {Name.UNATTENDED, Name.SUCCESSION, Name.PHONE_YES, Name.CONCERN, Name.HELD}


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: str(promise.__name__))
def test_what_was_promised_holds_all_year(year: Year, promise: Callable[[Book], Iterator[str]]) -> None:
    broken = list(promise(Book(year)))
    assert not broken, f"seed {SEED}: {len(broken)} times\n" + "\n".join(broken[:10])


def test_a_broken_promise_is_noticed(year: Year) -> None:
    book = Book(year)
    book.rang = [one for one in year.phones.rang if one.message != Name.ENDED]
    assert any("was not told" in line for line in every_end_is_told_and_warned_of(book))
    book.rang = [replace(one, at=one.at + timedelta(hours=12)) for one in year.phones.rang]
    assert list(no_reminder_outside_working_hours(book))
    book.rang = [*year.phones.rang, *year.phones.of(Name.REMINDER)[:1]]
    assert list(nothing_is_said_twice(book))
