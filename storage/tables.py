"""The tables: each is a plain model of `bot` with its keys and indexes added, so that nothing is described twice.

Every key begins with the organisation. Nothing but `role_held` refers to a person: people can be erased while what
they proposed stays.
"""

from enum import Enum as PythonEnum

from sqlalchemy import Enum, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

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


class ProposalTable(Proposal, table=True):
    __tablename__ = "proposal"
    __table_args__ = (
        _key("id"),
        UniqueConstraint("org", "number"),
        _index("state", "expires_at"),
        _index("state", "lapses_at"),
        _index("author_id"),
        _index("needs_second_look"),
    )


class RevisionTable(Revision, table=True):
    __tablename__ = "revision"
    __table_args__ = (_key("proposal_id", "number"), _part_of("proposal", proposal_id="id"), _index("wanted_at"))


class PlacementTable(Placement, table=True):
    __tablename__ = "placement"
    __table_args__ = (_key("proposal_id", "account"), _part_of("proposal", proposal_id="id"))


class ScheduledTable(Scheduled, table=True):
    __tablename__ = "scheduled"
    __table_args__ = (
        _key("id"),
        _part_of("revision", proposal_id="proposal_id", revision="number"),
        _index("proposal_id"),
        _index("planned_for"),
        _index("cleared_at", "clear_asked_at"),
    )


class DecisionTable(Decision, table=True):
    __tablename__ = "decision"
    __table_args__ = (
        _key("proposal_id", "revision"),
        _part_of("revision", proposal_id="proposal_id", revision="number"),
    )


class ConcernTable(Concern, table=True):
    __tablename__ = "concern"
    __table_args__ = (
        _key("id"),
        _part_of("proposal", proposal_id="id"),
        _index("proposal_id"),
        _index("outcome", "done_at"),
    )


class PhoneYesTable(PhoneYes, table=True):
    __tablename__ = "phone_yes"
    __table_args__ = (
        _key("proposal_id", "revision"),
        _part_of("decision", proposal_id="proposal_id", revision="revision"),
        _index("answered_at"),
    )


class ReminderTable(Reminder, table=True):
    __tablename__ = "reminder"
    __table_args__ = (_key("id"), _index("person_id", "at"), _index("over_at"))


class AbsenceTable(Absence, table=True):
    __tablename__ = "absence"
    __table_args__ = (_key("id"), _part_of("person", person_id="id"), _index("person_id", "first"))


class HoldTable(Hold, table=True):
    __tablename__ = "hold"
    __table_args__ = (_key("id"),)


class KeptDraftTable(KeptDraft, table=True):
    __tablename__ = "kept_draft"
    __table_args__ = (_key("id"), UniqueConstraint("org", "person_id", "form", "about"), _index("content"))


class HouseRuleTable(HouseRule, table=True):
    __tablename__ = "house_rule"
    __table_args__ = (_key("id"), _index("ended_at"))


class ConsentTable(Consent, table=True):
    __tablename__ = "consent"
    __table_args__ = (_key("id"), UniqueConstraint("org", "number"))


class ConsentUseTable(ConsentUse, table=True):
    __tablename__ = "consent_use"
    __table_args__ = (_key("consent_id", "proposal_id", "revision"),)


class OpenedTable(Opened, table=True):
    __tablename__ = "opened"
    __table_args__ = (_key("proposal_id", "revision", "person_id"),)


class FindingNotedTable(FindingNoted, table=True):
    __tablename__ = "finding_noted"
    __table_args__ = (_key("proposal_id", "revision", "rule"), _index("noted_at"))


class StoredPictureTable(StoredPicture, table=True):
    __tablename__ = "picture"
    __table_args__ = (_key("sha256"),)


class PictureDataTable(PictureData, table=True):
    __tablename__ = "picture_data"
    __table_args__ = (_key("sha256"), _part_of("picture", sha256="sha256"))


class PictureShownTable(PictureShown, table=True):
    __tablename__ = "picture_shown"
    __table_args__ = (
        _key("proposal_id", "revision", "sha256"),
        _part_of("revision", proposal_id="proposal_id", revision="number"),
        _index("sha256"),
    )


class HandedOverTable(HandedOver, table=True):
    __tablename__ = "picture_handed_over"
    __table_args__ = (_key("sha256"),)


class BeingCheckedTable(BeingChecked, table=True):
    __tablename__ = "being_checked"
    __table_args__ = (_key("id"), _index("sent_at"))


class StandingTable(Standing, table=True):
    __tablename__ = "standing"
    __table_args__ = (_key("id"),)


class StandingUseTable(StandingUse, table=True):
    __tablename__ = "standing_use"
    __table_args__ = (_key("id"), _part_of("standing", standing_id="id"), _index("posted_at"))


class PersonTable(Person, table=True):
    __tablename__ = "person"
    __table_args__ = (_key("id"), UniqueConstraint("org", "platform", "platform_id"))


class RoleHeldTable(RoleHeld, table=True):
    __tablename__ = "role_held"
    __table_args__ = (_key("id"), _part_of("person", person_id="id"), _index("person_id"))


class OutboxTable(OutboxRow, table=True):
    """Its numbers are never used twice (AUTOINCREMENT): messages on the platform carry them."""

    __tablename__ = "outbox"
    __table_args__ = (_index("stage", "id"), _index("conversation", "id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)


class PostingTable(Posting, table=True):
    __tablename__ = "posting"
    __table_args__ = (_key("conversation", "message", "about", "part"), _index("about"), _index("channel", "ts"))


class AnsweredTable(Answered, table=True):
    __tablename__ = "answered"
    __table_args__ = (_key("key"),)


class DutyDoneTable(DutyDone, table=True):
    __tablename__ = "duty_done"
    __table_args__ = (_key("duty", "slot"),)


class NoticedTable(Noticed, table=True):
    __tablename__ = "noticed"
    __table_args__ = (_key("key"),)


class LogEntryTable(LogEntry, table=True):
    __tablename__ = "log_entry"
    __table_args__ = (_key("seq"),)


class LogHeadTable(LogHead, table=True):
    __tablename__ = "log_head"
    __table_args__ = (_key(),)


class ContentTable(Content, table=True):
    __tablename__ = "content"
    __table_args__ = (_key("commit"),)


class CheckpointTable(Checkpoint, table=True):
    __tablename__ = "checkpoint"
    __table_args__ = (_key("size"),)


class CosignatureTable(Cosignature, table=True):
    __tablename__ = "cosignature"
    __table_args__ = (_key("size", "witness"),)


class RetentionHoldTable(RetentionHold, table=True):
    __tablename__ = "retention_hold"
    __table_args__ = (_key("id"),)


def _values(members: type[PythonEnum]) -> list[str]:
    return [member.value for member in members]


def _tables() -> dict[type[SQLModel], Table]:
    """Map each plain model to its table, and let enums be kept as their values in VARCHAR.

    SQLModel would keep their names, as a type of its own on PostgreSQL that no migration can narrow.
    """
    tables = {}
    for mapper in SQLModel._sa_registry.mappers:
        table = mapper.local_table
        assert isinstance(table, Table)
        for column in table.columns:
            if isinstance(column.type, Enum) and (members := column.type.enum_class):
                column.type = Enum(
                    members, values_callable=_values, native_enum=False, validate_strings=True, length=32
                )
        tables[mapper.class_.__bases__[0]] = table
    return tables


TABLES = _tables()
