"""A policy pack: one organisation's policy, procedures, accounts and settings as validated data."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Source(StrEnum):
    """Whose word a clause is."""

    POLICY = "policy"
    PROCEDURE = "procedure"
    GOOD_PRACTICE = "good practice"


class Strict(BaseModel):
    """Data from a file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Clause(Strict):
    """One sentence, verbatim. `version` is the policy's own label; a procedure has none."""

    id: str
    heading: str
    words: str
    source: Source = Source.POLICY
    version: str = ""
    short: str = ""
    kinds: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    reason: bool = False  # may be given as the reason for a decision


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


class Digest(Strict):
    """When and how the weekly digest is given."""

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] = "mon"
    hour: int = Field(ge=3, le=23, default=9)
    minute: int = Field(ge=0, le=59, default=0)
    chart_weeks: int = Field(ge=1, le=12, default=8)


class Settings(Strict):
    """What the organisation has chosen where its policy leaves a choice."""

    self_authorise: bool
    replies_unasked: bool
    author_posts_when_no_publisher: bool
    lifetimes: Lifetimes
    digest: Digest


class Pack(Strict):
    """Everything one organisation has written down."""

    organisation: str
    org: str
    prefix: str
    time_zone: str
    policy_title: str
    policy_version: str
    director_title: str
    clauses: dict[str, Clause]
    accounts: dict[str, Account]
    signs: dict[str, tuple[str, ...]]
    settings: Settings

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause, or None when the pack has none of that id (any more)."""
        return self.clauses.get(clause_id)

    def applying(self, kind: str, accounts: tuple[str, ...], words: str) -> tuple[Clause, ...]:
        """Return the clauses that apply to such a proposal, the most particular first."""
        raise LookupError

    def number(self, number: int) -> str:
        """Return a proposal's number as people say it, "NS-42"."""
        return f"{self.prefix}-{number}"
