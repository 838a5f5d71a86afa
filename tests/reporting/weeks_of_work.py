"""Rows as use cases leave them behind, told in days and hours of the week the tests look at: 2026-W47."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlmodel import SQLModel

from bot.approvals.models import Decision, Kind, Placement, Proposal, Revision, Verdict
from bot.approvals.states import State
from bot.policy.load import load_pack
from bot.policy.pack import Pack
from bot.ports import UnitOfWork
from bot.work import Work
from storage.store import SqlStore

Result = TypeVar("Result")

WEEK = "2026-W47"
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)  # midnight in London too: it is winter
DIGEST_TIME = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEXT_STEPS_PACK = load_pack()


def on(day: int, hour: int = 12) -> datetime:
    """The moment so many days after the week's Monday; days before it are negative."""
    return MONDAY + timedelta(days=day, hours=hour)


def reading(
    store: SqlStore, read: Callable[[Work], Result], *, now: datetime = DIGEST_TIME, pack: Pack = NEXT_STEPS_PACK
) -> Result:
    return store.read_now(lambda unit: read(Work(unit=unit, pack=pack, now=now)))


def remember(store: SqlStore, *rows: SQLModel) -> None:
    def add(unit: UnitOfWork) -> None:
        for row in rows:
            unit.add(row)

    store.write_now(add)


def proposal(
    number: int,
    state: State = State.PENDING,
    *,
    made: datetime | None = None,
    changed: datetime | None = None,
    revision: int = 1,
    wanted: datetime | None = None,
    second_look: bool = False,
) -> tuple[SQLModel, ...]:
    """A proposal with its revisions, the later ones made an hour after one another."""
    made = made or on(0)
    row = Proposal(
        id=f"p{number}",
        number=number,
        kind=Kind.POST,
        state=state,
        revision=revision,
        author_id="amina",
        needs_second_look=second_look,
        proposed_at=made,
        changed_at=changed or made,
    )
    versions = [
        Revision(
            proposal_id=row.id,
            number=version + 1,
            made_by="amina",
            made_at=made + timedelta(hours=version),
            wanted_at=wanted,
            content="c0ffee",
        )
        for version in range(revision)
    ]
    return (row, *versions)


def decision(
    number: int,
    at: datetime,
    verdict: Verdict = Verdict.APPROVED,
    *,
    revision: int = 1,
    self_authorised: bool = False,
    taken_back: datetime | None = None,
) -> Decision:
    return Decision(
        proposal_id=f"p{number}",
        revision=revision,
        verdict=verdict,
        by="ruth",
        role="director",
        at=at,
        self_authorised=self_authorised,
        taken_back_at=taken_back,
    )


def placement(number: int, posted: datetime | None = None, account: str = "facebook", **facts: object) -> Placement:
    values = {"address": "an address", **facts}
    return Placement.model_validate(
        {"proposal_id": f"p{number}", "account": account, "posted_at": posted, "posted_by": "amina", **values}
    )
