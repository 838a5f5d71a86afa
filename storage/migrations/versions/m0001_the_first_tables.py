"""The first tables: proposals, people, messages and the record."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def raw(name: str, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def upgrade() -> None:
    """Make the tables of the first version."""
    op.create_table(
        "answered",
        text("org"),
        text("key"),
        sa.Column("answer", sa.JSON(), nullable=False),
        moment("at"),
        sa.PrimaryKeyConstraint("org", "key", name="pk_answered"),
    )
    op.create_table(
        "content",
        text("org"),
        text("commit"),
        raw("salt", nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        text("text_class"),
        moment("made_at"),
        moment("erased_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "commit", name="pk_content"),
    )
    op.create_table(
        "kept_draft",
        text("org"),
        text("id"),
        text("person_id"),
        text("form"),
        text("about"),
        sa.Column("refs", sa.JSON(), nullable=False),
        text("content"),
        text("answers"),
        moment("kept_at"),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("org", "id", name="pk_kept_draft"),
        sa.UniqueConstraint("org", "person_id", "form", "about", name="uq_kept_draft_org_person_id_form_about"),
    )
    op.create_index("ix_kept_draft_org_content", "kept_draft", ["org", "content"])
    op.create_table(
        "house_rule",
        text("org"),
        text("id"),
        text("kind"),
        text("rule"),
        text("text"),
        text("made_by"),
        moment("made_at"),
        text("ended_by"),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name="pk_house_rule"),
    )
    op.create_index("ix_house_rule_org_ended_at", "house_rule", ["org", "ended_at"])
    op.create_table(
        "consent",
        text("org"),
        text("id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("accounts", sa.JSON(), nullable=False),
        sa.Column("covers", sa.JSON(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        text("noted_by"),
        moment("noted_at"),
        moment("withdrawn_at", nullable=True),
        text("withdrawn_by"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_consent"),
        sa.UniqueConstraint("org", "number", name="uq_consent_org_number"),
    )
    op.create_table(
        "consent_use",
        text("org"),
        text("consent_id"),
        text("proposal_id"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "consent_id", "proposal_id", "revision", name="pk_consent_use"),
    )
    op.create_table(
        "opened",
        text("org"),
        text("proposal_id"),
        sa.Column("revision", sa.Integer(), nullable=False),
        text("person_id"),
        moment("opened_at"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "revision", "person_id", name="pk_opened"),
    )
    op.create_table(
        "finding_noted",
        text("org"),
        text("proposal_id"),
        sa.Column("revision", sa.Integer(), nullable=False),
        text("rule"),
        text("clause"),
        text("level"),
        text("outcome"),
        moment("noted_at"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "revision", "rule", name="pk_finding_noted"),
    )
    op.create_index("ix_finding_noted_org_noted_at", "finding_noted", ["org", "noted_at"])
    op.create_table(
        "duty_done",
        text("org"),
        text("duty"),
        text("slot"),
        moment("at"),
        sa.PrimaryKeyConstraint("org", "duty", "slot", name="pk_duty_done"),
    )
    op.create_table(
        "hold",
        text("org"),
        text("id"),
        text("by"),
        moment("at"),
        text("reason"),
        text("released_by"),
        moment("released_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name="pk_hold"),
    )
    op.create_table(
        "standing",
        text("org"),
        text("id"),
        text("words"),
        sa.Column("accounts", sa.JSON(), nullable=False),
        moment("until", nullable=True),
        text("proposed_by"),
        moment("proposed_at"),
        text("decided_by"),
        moment("decided_at", nullable=True),
        flag("approved"),
        flag("self_authorised"),
        text("ended_by"),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name="pk_standing"),
    )
    op.create_table(
        "standing_use",
        text("org"),
        text("id"),
        text("standing_id"),
        text("account"),
        text("words"),
        text("by"),
        moment("taken_at"),
        moment("posted_at", nullable=True),
        flag("during_hold"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_standing_use"),
        sa.ForeignKeyConstraint(
            ["org", "standing_id"], ["standing.org", "standing.id"], name="fk_standing_use_org_standing_id_standing"
        ),
    )
    op.create_index("ix_standing_use_org_posted_at", "standing_use", ["org", "posted_at"])
    op.create_table(
        "log_entry",
        text("org"),
        number("seq"),
        raw("body"),
        raw("leaf"),
        raw("nodes"),
        sa.PrimaryKeyConstraint("org", "seq", name="pk_log_entry"),
    )
    op.create_table(
        "log_head",
        text("org"),
        number("size"),
        raw("peaks"),
        sa.PrimaryKeyConstraint("org", name="pk_log_head"),
    )
    op.create_table(
        "checkpoint",
        text("org"),
        number("size"),
        text("note"),
        moment("made_at"),
        sa.PrimaryKeyConstraint("org", "size", name="pk_checkpoint"),
    )
    op.create_table(
        "cosignature",
        text("org"),
        number("size"),
        text("witness"),
        text("line"),
        moment("received_at"),
        sa.PrimaryKeyConstraint("org", "size", "witness", name="pk_cosignature"),
    )
    op.create_table(
        "retention_hold",
        text("org"),
        text("id"),
        text("about"),
        text("by"),
        moment("at"),
        text("reason"),
        text("released_by"),
        moment("released_at", nullable=True),
        text("released_reason"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_retention_hold"),
    )
    op.create_table(
        "noticed",
        text("org"),
        text("key"),
        text("sentence"),
        moment("at"),
        sa.PrimaryKeyConstraint("org", "key", name="pk_noticed"),
    )
    op.create_table(
        "outbox",
        text("org"),
        number("id"),
        text("conversation"),
        text("message"),
        text("about"),
        sa.Column("refs", sa.JSON(), nullable=False),
        text("stage", 32),
        moment("queued_at"),
        moment("lease_until", nullable=True),
        number("attempts"),
        flag("unsure"),
        moment("sent_at", nullable=True),
        text("error"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_org_conversation_id", "outbox", ["org", "conversation", "id"])
    op.create_index("ix_outbox_org_stage_id", "outbox", ["org", "stage", "id"])
    op.create_table(
        "person",
        text("org"),
        text("id"),
        text("platform"),
        text("platform_id"),
        text("name"),
        text("time_zone"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_person"),
        sa.UniqueConstraint("org", "platform", "platform_id", name="uq_person_org_platform_platform_id"),
    )
    op.create_table(
        "posting",
        text("org"),
        text("conversation"),
        text("message"),
        text("about"),
        text("part"),
        text("channel"),
        text("ts"),
        moment("posted_at"),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("org", "conversation", "message", "about", "part", name="pk_posting"),
    )
    op.create_index("ix_posting_org_about", "posting", ["org", "about"])
    op.create_index("ix_posting_org_channel_ts", "posting", ["org", "channel", "ts"])
    op.create_table(
        "proposal",
        text("org"),
        text("id"),
        number("number"),
        text("kind", 32),
        text("state", 32),
        number("revision"),
        text("author_id"),
        flag("urgent"),
        flag("needs_second_look"),
        moment("proposed_at"),
        moment("changed_at"),
        moment("expires_at", nullable=True),
        moment("lapses_at", nullable=True),
        moment("nudged_at", nullable=True),
        text("again_from"),
        text("series_id"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_proposal"),
        sa.UniqueConstraint("org", "number", name="uq_proposal_org_number"),
    )
    op.create_index("ix_proposal_org_author_id", "proposal", ["org", "author_id"])
    op.create_index("ix_proposal_org_needs_second_look", "proposal", ["org", "needs_second_look"])
    op.create_index("ix_proposal_org_state_expires_at", "proposal", ["org", "state", "expires_at"])
    op.create_index("ix_proposal_org_state_lapses_at", "proposal", ["org", "state", "lapses_at"])
    op.create_table(
        "concern",
        text("org"),
        text("id"),
        text("proposal_id"),
        text("raised_by"),
        moment("raised_at"),
        text("about"),
        text("outcome", 32),
        text("decided_by"),
        moment("decided_at", nullable=True),
        moment("due_at", nullable=True),
        moment("done_at", nullable=True),
        text("done_by"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_concern"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id"], ["proposal.org", "proposal.id"], name="fk_concern_org_proposal_id_proposal"
        ),
    )
    op.create_index("ix_concern_org_outcome_done_at", "concern", ["org", "outcome", "done_at"])
    op.create_index("ix_concern_org_proposal_id", "concern", ["org", "proposal_id"])
    op.create_table(
        "placement",
        text("org"),
        text("proposal_id"),
        text("account"),
        moment("posted_at", nullable=True),
        text("posted_by"),
        text("address"),
        text("live"),
        text("proof"),
        text("comparison", 32),
        flag("during_hold"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "account", name="pk_placement"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id"], ["proposal.org", "proposal.id"], name="fk_placement_org_proposal_id_proposal"
        ),
    )
    op.create_table(
        "revision",
        text("org"),
        text("proposal_id"),
        number("number"),
        text("made_by"),
        moment("made_at"),
        moment("wanted_at", nullable=True),
        text("content"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "number", name="pk_revision"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id"], ["proposal.org", "proposal.id"], name="fk_revision_org_proposal_id_proposal"
        ),
    )
    op.create_index("ix_revision_org_wanted_at", "revision", ["org", "wanted_at"])
    op.create_table(
        "role_held",
        text("org"),
        text("id"),
        text("person_id"),
        text("role", 32),
        text("scope"),
        moment("since"),
        moment("until", nullable=True),
        text("reason"),
        text("given_by"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_role_held"),
        sa.ForeignKeyConstraint(
            ["org", "person_id"], ["person.org", "person.id"], name="fk_role_held_org_person_id_person"
        ),
    )
    op.create_index("ix_role_held_org_person_id", "role_held", ["org", "person_id"])
    op.create_table(
        "decision",
        text("org"),
        text("proposal_id"),
        number("revision"),
        text("verdict", 32),
        text("by"),
        text("role"),
        moment("at"),
        text("clause"),
        text("reason"),
        number("entry", nullable=True),
        flag("self_authorised"),
        flag("with_edits"),
        moment("taken_back_at", nullable=True),
        text("taken_back_by"),
        text("taken_back_reason"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "revision", name="pk_decision"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id", "revision"],
            ["revision.org", "revision.proposal_id", "revision.number"],
            name="fk_decision_org_proposal_id_revision_revision",
        ),
    )
    op.create_table(
        "scheduled",
        text("org"),
        text("id"),
        text("proposal_id"),
        number("revision"),
        text("account"),
        text("by"),
        moment("planned_for"),
        moment("noted_at"),
        moment("clear_asked_at", nullable=True),
        number("asked"),
        moment("asked_at", nullable=True),
        moment("cleared_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name="pk_scheduled"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id", "revision"],
            ["revision.org", "revision.proposal_id", "revision.number"],
            name="fk_scheduled_org_proposal_id_revision_revision",
        ),
    )
    op.create_index("ix_scheduled_org_cleared_at_clear_asked_at", "scheduled", ["org", "cleared_at", "clear_asked_at"])
    op.create_index("ix_scheduled_org_planned_for", "scheduled", ["org", "planned_for"])
    op.create_index("ix_scheduled_org_proposal_id", "scheduled", ["org", "proposal_id"])
    op.create_table(
        "phone_yes",
        text("org"),
        text("proposal_id"),
        number("revision"),
        text("recorded_by"),
        moment("recorded_at"),
        text("said_by"),
        moment("said_at"),
        text("words"),
        text("answered_by"),
        moment("answered_at", nullable=True),
        flag("confirmed"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "revision", name="pk_phone_yes"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id", "revision"],
            ["decision.org", "decision.proposal_id", "decision.revision"],
            name="fk_phone_yes_org_proposal_id_revision_decision",
        ),
    )
    op.create_index("ix_phone_yes_org_answered_at", "phone_yes", ["org", "answered_at"])
    op.create_table(
        "reminder",
        text("org"),
        text("id"),
        text("person_id"),
        moment("at"),
        sa.Column("items", sa.JSON(), nullable=False),
        moment("put_off_until", nullable=True),
        moment("over_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name="pk_reminder"),
    )
    op.create_index("ix_reminder_org_over_at", "reminder", ["org", "over_at"])
    op.create_index("ix_reminder_org_person_id_at", "reminder", ["org", "person_id", "at"])
    op.create_table(
        "absence",
        text("org"),
        text("id"),
        text("person_id"),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        moment("entered_at"),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("org", "id", name="pk_absence"),
        sa.ForeignKeyConstraint(
            ["org", "person_id"], ["person.org", "person.id"], name="fk_absence_org_person_id_person"
        ),
    )
    op.create_index("ix_absence_org_person_id_first", "absence", ["org", "person_id", "first"])
    _pictures()


def _pictures() -> None:
    op.create_table(
        "picture",
        text("org"),
        text("sha256"),
        text("media_type"),
        number("width"),
        number("height"),
        flag("located"),
        flag("stilled"),
        moment("kept_at"),
        sa.PrimaryKeyConstraint("org", "sha256", name="pk_picture"),
    )
    op.create_table(
        "picture_data",
        text("org"),
        text("sha256"),
        raw("data"),
        sa.PrimaryKeyConstraint("org", "sha256", name="pk_picture_data"),
        sa.ForeignKeyConstraint(
            ["org", "sha256"], ["picture.org", "picture.sha256"], name="fk_picture_data_org_sha256_picture"
        ),
    )
    op.create_table(
        "picture_handed_over",
        text("org"),
        text("sha256"),
        text("file"),
        flag("ready"),
        sa.PrimaryKeyConstraint("org", "sha256", name="pk_picture_handed_over"),
    )
    op.create_table(
        "being_checked",
        text("org"),
        text("id"),
        text("person_id"),
        text("form"),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        text("content"),
        text("answers"),
        moment("sent_at"),
        moment("lease_until", nullable=True),
        number("tries"),
        sa.PrimaryKeyConstraint("org", "id", name="pk_being_checked"),
    )
    op.create_index("ix_being_checked_org_sent_at", "being_checked", ["org", "sent_at"])
    op.create_table(
        "picture_shown",
        text("org"),
        text("proposal_id"),
        number("revision"),
        text("sha256"),
        sa.PrimaryKeyConstraint("org", "proposal_id", "revision", "sha256", name="pk_picture_shown"),
        sa.ForeignKeyConstraint(
            ["org", "proposal_id", "revision"],
            ["revision.org", "revision.proposal_id", "revision.number"],
            name="fk_picture_shown_org_proposal_id_revision_revision",
        ),
    )
    op.create_index("ix_picture_shown_org_sha256", "picture_shown", ["org", "sha256"])
