"""What is remembered of messages: those to send, those that stand somewhere, and what was already answered."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import JSON, Field

from bot.rows import Row


class Stage(StrEnum):
    """Where a message is on its way out."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class OutboxRow(Row):
    """One message to one conversation. It holds references only and is composed when it is sent.

    `id` rises with time and orders a conversation. `about` is a proposal's id, a week or the like. `unsure` means an
    earlier try ended without an answer, so the platform must be asked before another.
    """

    org: str = ""
    id: int | None = None
    conversation: str
    message: str
    about: str
    refs: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    stage: Stage = Stage.QUEUED
    queued_at: datetime
    lease_until: datetime | None = None
    attempts: int = 0
    unsure: bool = False
    sent_at: datetime | None = None
    error: str = ""


class Posting(Row):
    """Where a message stands on the platform, so that it can be drawn again or its words be taken out.

    `files` are the platform's ids of the files that went with it.
    """

    org: str = ""
    conversation: str
    message: str
    about: str
    part: str = ""
    channel: str
    ts: str
    posted_at: datetime
    files: list[str] = Field(default_factory=list, sa_type=JSON)


STEP = "step"
"""In the answer to a form that was followed by a further step in its place: the form's name."""


class Answered(Row):
    """What an inbound request with this idempotency key was told, written in the same commit as its effect."""

    org: str = ""
    key: str
    answer: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    at: datetime


def form_key(view: str) -> str:
    """Return the key under which the sending of a form is answered; `view` identifies the form on its surface."""
    return f"form:{view}"


class DutyDone(Row):
    """A slot of a duty that has been carried out; unique, so that no restart or replica repeats it."""

    org: str = ""
    duty: str
    slot: str
    at: datetime


class Noticed(Row):
    """Something about the platform that a person should know; `doctor` shows it. One row a key."""

    org: str = ""
    key: str
    sentence: str
    at: datetime
