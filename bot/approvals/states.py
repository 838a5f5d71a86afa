"""The proposal's states and the steps between them: one table, and nothing else decides."""

from enum import StrEnum


class State(StrEnum):
    """Where a proposal stands."""

    PENDING = "pending"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What can be done to a proposal."""

    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request_changes"
    REVISE = "revise"
    TAKE_BACK = "take_back"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    PUBLISH = "publish"
    PUBLISH_URGENT = "publish_urgent"
    LAPSE = "lapse"


NEXT: dict[State, dict[Step, State]] = {
    State.PENDING: {
        Step.APPROVE: State.APPROVED,
        Step.REJECT: State.REJECTED,
        Step.REQUEST_CHANGES: State.CHANGES_REQUESTED,
        Step.REVISE: State.PENDING,
        Step.WITHDRAW: State.WITHDRAWN,
        Step.EXPIRE: State.EXPIRED,
        Step.PUBLISH_URGENT: State.PUBLISHED,
    },
    State.CHANGES_REQUESTED: {
        Step.REVISE: State.PENDING,
        Step.WITHDRAW: State.WITHDRAWN,
        Step.EXPIRE: State.EXPIRED,
    },
    State.APPROVED: {
        Step.REVISE: State.PENDING,
        Step.TAKE_BACK: State.CHANGES_REQUESTED,
        Step.WITHDRAW: State.WITHDRAWN,
        Step.PUBLISH: State.PUBLISHED,
        Step.LAPSE: State.LAPSED,
    },
    State.PUBLISHED: {},
    State.REJECTED: {},
    State.WITHDRAWN: {},
    State.EXPIRED: {},
    State.LAPSED: {},
}

FINAL = frozenset({State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.LAPSED})


def after(state: State, step: Step) -> State | None:
    """Return the state that the step leads to, or None when the table has no such arrow."""
    return NEXT[state].get(step)
