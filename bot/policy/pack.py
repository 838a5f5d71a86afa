"""A policy pack: one organisation's policy, procedures, accounts and settings as validated data."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.policy.telling import Helpline, Ours, Sayings
from bot.policy.wording.wording import Wording
from bot.policy.words import plain, seen_in
from bot.record.classes import TextClass

ANY_KIND = "any"
MOST_APPLYING = 6  # more than six clauses under a draft are not read
MOST_REASONS = 100  # a list to choose from holds no more


class Source(StrEnum):
    """Whose word a clause is."""

    POLICY = "policy"
    PROCEDURE = "procedure"
    GOOD_PRACTICE = "good practice"


class Strict(BaseModel):
    """Data from a file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Matter(StrEnum):
    """What the digest reports; the pack says under which clause or procedure each stands."""

    WORDS_DIFFER = "words_differ"
    POSTED_DURING_HOLD = "posted_during_hold"
    SECOND_LOOK = "second_look"
    NOT_SAID_POSTED = "not_said_posted"
    CONCERN_OPEN = "concern_open"
    CONCERN_OVERDUE = "concern_overdue"
    EXPIRED = "expired"
    HOLD = "hold"
    SELF_AUTHORISED = "self_authorised"
    TAKEN_BACK = "taken_back"
    PUT_RIGHT = "put_right"
    LAPSED = "lapsed"
    PHONE_YES = "phone_yes"
    PHONE_DENIED = "phone_denied"


class Clause(Strict):
    """One sentence, verbatim. `version` is the policy's own label; a procedure has none.

    `lead` is what the policy says just before, where the words cannot stand alone ("…" marks words left out); `short`
    is the pack's own summary; `label` says whose word it is as people see it ("Policy v1, PRV-2").
    """

    id: str
    heading: str
    words: str
    lead: str = ""
    source: Source = Source.POLICY
    version: str = ""
    label: str = ""
    short: str = ""
    part_of: str = ""
    kinds: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    reason: bool = False  # may be given as the reason for a decision
    met_by: tuple[str, ...] = ()  # what of the program meets it beside rules, as people see it ("/concern", "Where")


class Account(Strict):
    """A social media account of the organisation. `publishers` are platform ids, empty means whoever holds the role."""

    id: str
    name: str
    network: str
    address: str = ""
    publishers: tuple[str, ...] = ()
    open: bool = True
    why_closed: str = ""


class Lifetimes(Strict):
    """How long things wait before the clock ends them."""

    request_days: int = Field(gt=0)
    approval_hours: dict[str, int]
    concern_hours: int = Field(gt=0)


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Digest(Strict):
    """When and how the weekly digest is given."""

    weekday: Weekday = "mon"
    hour: int = Field(ge=3, le=23, default=9)
    minute: int = Field(ge=0, le=59, default=0)
    chart_weeks: int = Field(ge=1, le=12, default=8)


def _hours(written: object) -> object:
    """Understand "09:00-17:00"."""
    if not isinstance(written, str):
        return written
    begins, dash, ends = written.partition("-")
    if not dash or time.fromisoformat(begins.strip()) >= time.fromisoformat(ends.strip()):
        raise ValueError("write hours like 09:00-17:00, the earlier first")
    return time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())


class Working(Strict):
    """When people work, and whose bank holidays are theirs: ISO 3166 codes of a country and its part, "GB", "SCT"."""

    country: str
    part: str = ""
    hours: dict[Weekday, Annotated[tuple[time, time], BeforeValidator(_hours)]] = Field(min_length=1)


class Reminders(Strict):
    """How insistent the clock is. Hours are working hours, except for what must come out of a network's queue."""

    first_after_hours: float = Field(gt=0)
    urgent_after_hours: float = Field(gt=0)
    again_after_hours: float = Field(gt=0)
    most_a_day: int = Field(gt=0)
    most_for_one: int = Field(gt=0)
    cover_after_hours: float = Field(gt=0)
    urgent_cover_after_hours: float = Field(gt=0)
    nudge_every_hours: float = Field(gt=0)
    before_wanted_hours: float = Field(gt=0)
    posted_yet_after_hours: float = Field(gt=0)
    before_end_hours: float = Field(gt=0)
    queue_soon_minutes: int = Field(gt=0)
    queue_later_hours: int = Field(gt=0)


class Reserved(Strict):
    """What the Director alone decides, unless a deputy was given it by name: some kinds, and some accounts."""

    kinds: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


class Settings(Strict):
    """What the organisation has chosen where its policy leaves a choice."""

    self_authorise: bool
    replies_unasked: bool
    author_posts_when_no_publisher: bool
    lifetimes: Lifetimes
    digest: Digest
    working: Working
    reminders: Reminders
    reserved: Reserved = Reserved()


class Asking(Strict):
    """What helps to find the answer to a question about the policy.

    `same` are words that mean the same when somebody asks; `undefined` are words the policy uses without saying what
    they mean; `example` is a question to show.
    """

    same: tuple[tuple[str, ...], ...] = ()
    undefined: tuple[str, ...] = ()
    example: str = ""


class Fate(StrEnum):
    """What became of what a text belongs to."""

    PUBLISHED = "published"
    ABANDONED = "abandoned"  # withdrawn, rejected, expired or lapsed before any of it was public
    UNSENT = "unsent"  # somebody began to write it in a form and has not sent it
    APART = "apart"  # it belongs to no proposal: why everything was put on hold, why something was erased


class Period(Strict):
    """How long something is kept, in years or in days, and why."""

    years: int = Field(ge=0, default=0)
    days: int = Field(ge=0, default=0)
    because: str

    def ends(self, since: datetime) -> datetime:
        """Return when it is over: on the same day of a later year, or so many days later."""
        if since.month == 2 and since.day == 29:
            since += timedelta(days=1)
        return since.replace(year=since.year + self.years) + timedelta(days=self.days)

    def __str__(self) -> str:
        number, unit = (self.years, "year") if self.years else (self.days, "day")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


class Keeping(Period):
    """How long `these` sorts of text are kept."""

    these: tuple[TextClass, ...]
    of: Fate


class Retention(Strict):
    """How long texts are kept after what they belong to has ended, and the names of people after their last deed."""

    texts: tuple[Keeping, ...]
    names: Period


class Pack(Strict):
    """Everything one organisation has written down."""

    organisation: str
    org: str
    prefix: str
    time_zone: str
    policy_title: str
    policy_version: str
    director_title: str
    in_danger: str  # what to do when somebody may be in danger now: nobody waits for a form
    clauses: dict[str, Clause]
    accounts: dict[str, Account]
    signs: dict[str, tuple[str, ...]]
    settings: Settings
    asking: Asking = Asking()
    matters: dict[Matter, str] = {}
    ring_if_down: str = ""  # whom to ring when the bot is down: a setting of the installation, not of the pack
    retention: Retention
    sayings: Sayings
    helplines: tuple[Helpline, ...] = ()
    ours: Ours = Ours()
    wording: Wording = Wording()

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause, or None when the pack has none of that id (any more)."""
        return self.clauses.get(clause_id)

    def applying(self, kind: str, accounts: tuple[str, ...], words: str) -> tuple[Clause, ...]:
        """Return at most six clauses that apply to such a proposal, the most particular first.

        Those whose signs are seen in the words come first (before others when they are for the kind anyway), then those
        for one of the accounts, for the kind, and for every kind, each in the pack's own order; then the procedures.
        """
        places = {*accounts, *(self.accounts[account].network for account in accounts if account in self.accounts)}
        signs = self.signs_in(words)
        ranked = [(_rank(clause, kind, places, signs), clause) for clause in self.clauses.values()]
        found = [
            (rank > SEEN and clause.source is not Source.POLICY, rank, clause)
            for rank, clause in ranked
            if rank is not None
        ]
        return tuple(clause for *_, clause in sorted(found, key=lambda one: one[:2]))[:MOST_APPLYING]

    def signs_in(self, words: str) -> frozenset[str]:
        """Return the names of the signs that are seen in the words."""
        heard = plain(words)
        return frozenset(name for name, phrases in self.signs.items() if seen_in(phrases, heard))

    def reasons(self) -> tuple[Clause, ...]:
        """Return the clauses that may be given as the reason for a decision, in the pack's order."""
        return tuple(clause for clause in self.clauses.values() if clause.reason)

    def keeping(self, text_class: TextClass, fate: Fate) -> Keeping | None:
        """Return how long such a text is kept, or None where there is no such text."""
        return next((kept for kept in self.retention.texts if kept.of is fate and text_class in kept.these), None)

    def number(self, number: int) -> str:
        """Return a proposal's number as people say it, "NS-42"."""
        return f"{self.prefix}-{number}"


SEEN = 1
"""The last rank of clauses whose signs were seen."""


def _rank(clause: Clause, kind: str, places: set[str], signs: frozenset[str]) -> int | None:
    """Return how far from the particular a clause stands, 0 for a sign that was seen; None when it does not apply."""
    if clause.kinds and not clause.kinds & {kind, ANY_KIND}:
        return None
    if clause.accounts and not clause.accounts & places:
        return None
    if clause.signs & signs:
        return 0 if clause.kinds else 1
    if clause.accounts:
        return 2
    if clause.kinds:
        return 4 if ANY_KIND in clause.kinds else 3
    return None
