"""What else belongs to it: what it answers, its link, its time; and, behind "More", what is seldom needed.

Every field reports its changes: what nobody has reported is not kept when the form is closed.
"""

from bot.approvals.draft import Draft
from bot.approvals.models import Kind
from bot.delivery.parts import ChoiceField, FormPart, Option, TextField, WhenField

ANSWERED_KINDS = (Kind.REPLY, Kind.COMMENT)
TARGETS = {
    Kind.REPLY: "Where is it? (web address, if it has one)",
    Kind.COMMENT: "Web address of what you want to comment on",
    Kind.SHARE: "Web address of what you want to share",
    Kind.PROFILE_CHANGE: "Which part of the profile? (name, picture, “About” …)",
}
URGENT = Option(
    "urgent",
    "No: it corrects or removes something that is public now",
    "It may go out first; it is looked at afterwards.",
)


def of_kind(draft: Draft) -> list[TextField]:
    """Return the fields that only some kinds have."""
    found = []
    if draft.kind in TARGETS:
        optional = draft.kind is Kind.REPLY
        found.append(TextField("target", TARGETS[draft.kind], draft.target, optional=optional, limit=1000, live=True))
    if draft.kind in ANSWERED_KINDS:
        found.append(TextField("answers", "The words it answers", draft.answers, multiline=True, live=True))
    if draft.kind is Kind.POST:
        found.append(TextField("link", "Link", draft.link, optional=True, limit=1000, live=True))
    return found


def always(draft: Draft) -> list[FormPart]:
    """Return the fields that every kind has."""
    chosen = (URGENT.value,) if draft.urgent else ()
    return [
        WhenField(
            "wanted_at",
            "When should it appear?",
            draft.wanted_at,
            hint="Empty means: as soon as it is approved.",
            live=True,
        ),
        TextField(
            "note", "A note for whoever decides", draft.note, multiline=True, optional=True, limit=1000, live=True
        ),
        ChoiceField("urgent", "Can it wait?", (URGENT,), chosen=chosen, many=True, optional=True, live=True),
    ]


def seldom(draft: Draft, *, begins: bool) -> list[TextField]:
    """Return the fields behind "More"; only what `begins` can choose a series."""
    series = TextField(
        "series",
        "Part of a series? Its name",
        draft.series,
        hint="Your posts under one name stand on one card, ten at most.",
        optional=True,
        limit=60,
        live=True,
    )
    return [
        *([series] if begins else []),
        TextField(
            "written_by",
            "Written by somebody else?",
            draft.written_by,
            hint="The name of a volunteer, or whoever else has no account here.",
            optional=True,
            limit=100,
            live=True,
        ),
        TextField(
            "partner",
            "A joint post? Who agreed to it, and when?",
            draft.partner,
            hint="“Mind Leeds, Sarah Cole, 20 November”",
            optional=True,
            limit=300,
            live=True,
        ),
    ]
