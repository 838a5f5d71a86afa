"""What is remembered of a proposal. Words stand in `Content` alone, so that they can be erased in one place."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import JSON, Field

from bot.approvals import kinds
from bot.approvals.states import State
from bot.rows import Row

Kind = kinds.Kind


class Verdict(StrEnum):
    """What a decider said of one revision."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"


class Comparison(StrEnum):
    """How the live words stand to the approved ones."""

    NOT_COMPARED = "not_compared"
    SAME = "same"
    DIFFERENT = "different"


class Proposal(Row):
    """One thing to be said in public. `revision` is the current one, `changed_at` when the state was entered.

    `nudged_at` is when the author last asked for an answer to the current revision.
    """

    org: str = ""
    id: str
    number: int
    kind: Kind
    state: State
    revision: int
    author_id: str
    urgent: bool = False
    needs_second_look: bool = False
    proposed_at: datetime
    changed_at: datetime
    expires_at: datetime | None = None
    lapses_at: datetime | None = None
    nudged_at: datetime | None = None
    again_from: str = ""
    series_id: str = ""


class Revision(Row):
    """One exact version; `content` is the commitment under which its draft is kept."""

    org: str = ""
    proposal_id: str
    number: int
    made_by: str
    made_at: datetime
    wanted_at: datetime | None = None
    content: str


class Placement(Row):
    """One account the proposal is for, in its current revision, and what became of it there.

    `address`, `live` and `proof` are commitments to the address given, to the live words that were pasted, and to the
    hash of a screenshot.
    """

    org: str = ""
    proposal_id: str
    account: str
    posted_at: datetime | None = None
    posted_by: str = ""
    address: str = ""
    live: str = ""
    proof: str = ""
    comparison: Comparison = Comparison.NOT_COMPARED
    during_hold: bool = False


class Scheduled(Row):
    """Somebody put approved words into a network's own queue. `clear_asked_at` is when it should come out again.

    `asked` counts how often its owner was asked to take it out, last at `asked_at`.
    """

    org: str = ""
    id: str
    proposal_id: str
    revision: int
    account: str
    by: str
    planned_for: datetime
    noted_at: datetime
    clear_asked_at: datetime | None = None
    asked: int = 0
    asked_at: datetime | None = None
    cleared_at: datetime | None = None


class Decision(Row):
    """One verdict by one person on one revision; there is at most one for each revision.

    `entry` is the number of its entry in the record.
    """

    org: str = ""
    proposal_id: str
    revision: int
    verdict: Verdict
    by: str
    role: str
    at: datetime
    clause: str = ""
    reason: str = ""
    entry: int | None = None
    self_authorised: bool = False
    with_edits: bool = False
    taken_back_at: datetime | None = None
    taken_back_by: str = ""
    taken_back_reason: str = ""


class PhoneYes(Row):
    """The Director said yes aloud, and a deputy wrote it down: `words` is the commitment to what was said.

    The Director confirms it later (`answered_at`, `confirmed`), or says that it was not so.
    """

    org: str = ""
    proposal_id: str
    revision: int
    recorded_by: str
    recorded_at: datetime
    said_by: str
    said_at: datetime
    words: str
    answered_by: str = ""
    answered_at: datetime | None = None
    confirmed: bool = False


class Reminder(Row):
    """One reminder to one decider, of `items` (see `bot.approvals.waiting`). Of each person only the newest stands.

    `put_off_until` is when they asked to be reminded again; `over_at` is when nothing waited any more, or a newer one
    took its place.
    """

    org: str = ""
    id: str
    person_id: str
    at: datetime
    items: list[str] = Field(default_factory=list, sa_type=JSON)
    put_off_until: datetime | None = None
    over_at: datetime | None = None


class ConcernOutcome(StrEnum):
    """What is to be done about something already public."""

    OPEN = "open"
    KEEP = "keep"
    CORRECT = "correct"
    TAKE_DOWN = "take_down"


class Concern(Row):
    """A worry about something published; `due_at` is the clock for a correction or take-down, `done_at` its end."""

    org: str = ""
    id: str
    proposal_id: str
    raised_by: str
    raised_at: datetime
    about: str
    outcome: ConcernOutcome = ConcernOutcome.OPEN
    decided_by: str = ""
    decided_at: datetime | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str = ""


class Hold(Row):
    """The Director has stopped everything that is approved and not yet posted, until it is released."""

    org: str = ""
    id: str
    by: str
    at: datetime
    reason: str
    released_by: str = ""
    released_at: datetime | None = None


class KeptDraft(Row):
    """What somebody has written into a form and not sent: one for each person, form and thing it is about.

    `refs` are the form's own; `content` and `answers` are the commitments under which the draft and what it answers
    are kept. `asked` names the rules whose findings the form has asked about. The record knows nothing of them.
    """

    org: str = ""
    id: str
    person_id: str
    form: str
    about: str = ""
    refs: list[str] = Field(default_factory=list, sa_type=JSON)
    content: str
    answers: str = ""
    kept_at: datetime
    asked: list[str] = Field(default_factory=list, sa_type=JSON)


class Outcome(StrEnum):
    """What the author did about something that was found in a draft."""

    CHANGED = "changed"  # the words were changed after the form had asked about them
    EXPLAINED = "explained"
    OPEN = "open"


class Opened(Row):
    """Somebody has had one revision of a series' post before them."""

    org: str = ""
    proposal_id: str
    revision: int
    person_id: str
    opened_at: datetime


class FindingNoted(Row):
    """A rule that spoke up on a revision, under which clause, and what the author did about it. It holds no words."""

    org: str = ""
    proposal_id: str
    revision: int
    rule: str
    clause: str
    level: str
    outcome: Outcome = Outcome.OPEN
    noted_at: datetime
