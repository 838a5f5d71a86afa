"""The tables: each is the fields of a plain model of `bot`, with keys and indexes, so that nothing is described twice.

Every key begins with the organisation. Nothing but `role_held` refers to a person: people can be erased while what
they proposed stays.
"""

from enum import Enum as PythonEnum
from typing import Any

from pydantic.fields import FieldInfo
from sqlalchemy import Column, Enum, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.schema import SchemaItem
from sqlmodel import SQLModel
from sqlmodel.main import get_column_from_field

from bot.approvals.house_rules import HouseRule
from bot.approvals.models import (
    Concern,
    Decision,
    FindingNoted,
    Hold,
    KeptDraft,
    Opened,
    PhoneYes,
    Placement,
    Proposal,
    Reminder,
    Revision,
    Scheduled,
)
from bot.approvals.standing_words import Standing, StandingUse
from bot.delivery.models import Answered, DutyDone, Noticed, OutboxRow, Posting
from bot.pictures.models import BeingChecked, HandedOver, PictureData, PictureShown, StoredPicture
from bot.record.models import Checkpoint, Content, Cosignature, LogEntry, LogHead, RetentionHold
from bot.registers.absences import Absence
from bot.registers.consents import Consent, ConsentUse
from bot.registers.people import Person, RoleHeld

# Migrations name constraints in order to change them, so the names must be known before the first table is.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _key(*columns: str) -> PrimaryKeyConstraint:
    return PrimaryKeyConstraint("org", *columns)


def _index(*columns: str) -> Index:
    return Index(None, "org", *columns)


def _part_of(table: str, **columns: str) -> ForeignKeyConstraint:
    """Refer to a table of the same organisation: our column = its column."""
    ours, theirs = ["org", *columns], ["org", *columns.values()]
    return ForeignKeyConstraint(ours, [f"{table}.{column}" for column in theirs])


def _table(model: type[SQLModel], name: str, *more: SchemaItem, numbered: bool = False) -> Table:
    """Return the table of a plain model; with `numbered` the database gives each row its `id`.

    It is made of the model's fields without a mapped class, which nothing here would use: half the time, at each start.
    """
    columns = [_column(key, field, numbered=numbered and key == "id") for key, field in model.model_fields.items()]
    return Table(name, SQLModel.metadata, *columns, *more, sqlite_autoincrement=numbered)


def _column(name: str, field: FieldInfo, *, numbered: bool) -> Column[Any]:
    column = get_column_from_field(field)
    column.key = column.name = name
    if numbered:
        column.primary_key, column.nullable = True, False
    # SQLModel would keep the names of enums, as a type of its own on PostgreSQL that no migration can narrow.
    if isinstance(column.type, Enum) and (members := column.type.enum_class):
        column.type = Enum(members, values_callable=_values, native_enum=False, validate_strings=True, length=32)
    return column


def _values(members: type[PythonEnum]) -> list[str]:
    return [member.value for member in members]


TABLES: dict[type[SQLModel], Table] = {
    Proposal: _table(
        Proposal,
        "proposal",
        _key("id"),
        UniqueConstraint("org", "number"),
        _index("state", "expires_at"),
        _index("state", "lapses_at"),
        _index("author_id"),
        _index("needs_second_look"),
    ),
    Revision: _table(
        Revision, "revision", _key("proposal_id", "number"), _part_of("proposal", proposal_id="id"), _index("wanted_at")
    ),
    Placement: _table(Placement, "placement", _key("proposal_id", "account"), _part_of("proposal", proposal_id="id")),
    Scheduled: _table(
        Scheduled,
        "scheduled",
        _key("id"),
        _part_of("revision", proposal_id="proposal_id", revision="number"),
        _index("proposal_id"),
        _index("planned_for"),
        _index("cleared_at", "clear_asked_at"),
    ),
    Decision: _table(
        Decision,
        "decision",
        _key("proposal_id", "revision"),
        _part_of("revision", proposal_id="proposal_id", revision="number"),
    ),
    Concern: _table(
        Concern,
        "concern",
        _key("id"),
        _part_of("proposal", proposal_id="id"),
        _index("proposal_id"),
        _index("outcome", "done_at"),
    ),
    PhoneYes: _table(
        PhoneYes,
        "phone_yes",
        _key("proposal_id", "revision"),
        _part_of("decision", proposal_id="proposal_id", revision="revision"),
        _index("answered_at"),
    ),
    Reminder: _table(Reminder, "reminder", _key("id"), _index("person_id", "at"), _index("over_at")),
    Absence: _table(Absence, "absence", _key("id"), _part_of("person", person_id="id"), _index("person_id", "first")),
    Hold: _table(Hold, "hold", _key("id")),
    KeptDraft: _table(
        KeptDraft, "kept_draft", _key("id"), UniqueConstraint("org", "person_id", "form", "about"), _index("content")
    ),
    HouseRule: _table(HouseRule, "house_rule", _key("id"), _index("ended_at")),
    Consent: _table(Consent, "consent", _key("id"), UniqueConstraint("org", "number")),
    ConsentUse: _table(ConsentUse, "consent_use", _key("consent_id", "proposal_id", "revision")),
    Opened: _table(Opened, "opened", _key("proposal_id", "revision", "person_id")),
    FindingNoted: _table(FindingNoted, "finding_noted", _key("proposal_id", "revision", "rule"), _index("noted_at")),
    StoredPicture: _table(StoredPicture, "picture", _key("sha256")),
    PictureData: _table(PictureData, "picture_data", _key("sha256"), _part_of("picture", sha256="sha256")),
    PictureShown: _table(
        PictureShown,
        "picture_shown",
        _key("proposal_id", "revision", "sha256"),
        _part_of("revision", proposal_id="proposal_id", revision="number"),
        _index("sha256"),
    ),
    HandedOver: _table(HandedOver, "picture_handed_over", _key("sha256")),
    BeingChecked: _table(BeingChecked, "being_checked", _key("id"), _index("sent_at")),
    Standing: _table(Standing, "standing", _key("id")),
    StandingUse: _table(
        StandingUse, "standing_use", _key("id"), _part_of("standing", standing_id="id"), _index("posted_at")
    ),
    Person: _table(Person, "person", _key("id"), UniqueConstraint("org", "platform", "platform_id")),
    RoleHeld: _table(RoleHeld, "role_held", _key("id"), _part_of("person", person_id="id"), _index("person_id")),
    # Its numbers are never used twice (AUTOINCREMENT): messages on the platform carry them.
    OutboxRow: _table(OutboxRow, "outbox", _index("stage", "id"), _index("conversation", "id"), numbered=True),
    Posting: _table(
        Posting, "posting", _key("conversation", "message", "about", "part"), _index("about"), _index("channel", "ts")
    ),
    Answered: _table(Answered, "answered", _key("key")),
    DutyDone: _table(DutyDone, "duty_done", _key("duty", "slot")),
    Noticed: _table(Noticed, "noticed", _key("key")),
    LogEntry: _table(LogEntry, "log_entry", _key("seq")),
    LogHead: _table(LogHead, "log_head", _key()),
    Content: _table(Content, "content", _key("commit")),
    Checkpoint: _table(Checkpoint, "checkpoint", _key("size")),
    Cosignature: _table(Cosignature, "cosignature", _key("size", "witness")),
    RetentionHold: _table(RetentionHold, "retention_hold", _key("id")),
}
