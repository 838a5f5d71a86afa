"""Things to remember, as a use case would make them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.approvals.models import Decision, Kind, Placement, Proposal, Revision, Verdict
from bot.approvals.states import State
from bot.delivery.models import OutboxRow
from bot.ports import UnitOfWork

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def proposal(reference: str = "p1", number: int = 1, *, expires_in_days: int | None = None) -> Proposal:
    return Proposal(
        id=reference,
        number=number,
        kind=Kind.POST,
        state=State.PENDING,
        revision=1,
        author_id="ada",
        proposed_at=NOON,
        changed_at=NOON,
        expires_at=None if expires_in_days is None else NOON + timedelta(days=expires_in_days),
    )


def revision(reference: str = "p1", number: int = 1) -> Revision:
    return Revision(proposal_id=reference, number=number, made_by="ada", made_at=NOON, content="c0ffee")


def placement(reference: str = "p1", account: str = "facebook") -> Placement:
    return Placement(proposal_id=reference, account=account)


def decision(reference: str = "p1", *, by: str = "ruth") -> Decision:
    return Decision(proposal_id=reference, revision=1, verdict=Verdict.APPROVED, by=by, role="director", at=NOON)


def message(conversation: str = "D1") -> OutboxRow:
    return OutboxRow(conversation=conversation, message="card", about="p1", refs={"revision": "1"}, queued_at=NOON)


def adding(*things: Proposal | Revision | Placement | Decision | OutboxRow) -> Callable[[UnitOfWork], None]:
    """Work that remembers these things."""

    def work(unit: UnitOfWork) -> None:
        for thing in things:
            unit.add(thing)

    return work
