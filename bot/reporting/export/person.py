"""Everything held about one person, for them (UK GDPR, article 15): what they are given when they ask for it.

Others are named only where they acted on what this person wrote or is. Nobody else's drafts are in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.approvals.kept import Kept as Unsent
from bot.approvals.kept import drafts_of
from bot.approvals.models import Proposal
from bot.delivery.models import OutboxRow
from bot.record.codes import code_of
from bot.record.models import RetentionHold
from bot.registers.absences import Absence
from bot.registers.people import Person, Role, RoleHeld
from bot.reporting.export.deeds import Deeds
from bot.reporting.export.entries import entries, facts, references, size_of
from bot.reporting.export.history import happened
from bot.reporting.export.items import NO_TEXT, Kept, items, kept_texts
from bot.reporting.export.naming import Naming
from bot.reporting.export.standing import part_in_standing
from bot.reporting.export.writings import Row, Writings, said_in
from bot.work import Work

EDIT = "edit"
FORMS = {
    "propose": "a new proposal",
    "revise": "a change to one of yours",
    "again": "one of yours, proposed again",
    EDIT: "an edit of what somebody else proposed; their words are not repeated here",
}


@dataclass(frozen=True)
class Section:
    """One kind of thing that is held. The keys of each row are its columns, in order."""

    name: str
    title: str
    rows: tuple[Row, ...]
    why: str = ""


def held_about(work: Work, person: Person) -> tuple[tuple[Section, ...], frozenset[str]]:
    """Return what is held about a person, with every reference and commitment in it.

    Empty sections are there too: that nothing is held is an answer.
    """
    naming = Naming(work)
    numbers = {row.id: naming.number(row.number) for row in work.unit.find(Proposal)}
    own = list(items(work, work.unit.find(Proposal, author_id=person.id, order="number")))
    wrote = Writings(naming, own)
    unsent = drafts_of(work, person)
    did = Deeds(work, naming, person, numbers, {item.proposal.id for item in own})
    standing, of_standing = part_in_standing(work, naming, person)
    holds = sorted(work.unit.find(RetentionHold, about=person.id), key=lambda row: (row.at, row.id))
    texts = kept_texts(work, [commit for row in holds for commit in (row.reason, row.released_reason)])
    sections = (
        Section("profile", "Who you are", _profile(person), "So that what you propose or decide is known as yours."),
        Section("roles", "Your roles", _roles(work, naming, person), "Who might decide or post must be known later."),
        Section("proposals", "What you proposed", wrote.revisions(), "Every revision, in its exact words."),
        Section(
            "drafts", "What you began and have not sent", _drafts(naming, unsent), "So that you can go on with it."
        ),
        Section("decisions_on_yours", "What was decided on it", wrote.decisions()),
        Section("posts_of_yours", "Where it was posted", wrote.posts()),
        Section("concerns_about_yours", "Concerns about it", wrote.concerns()),
        Section("edits", "Your edits of what others proposed", did.edits(), "Their words are not repeated here."),
        Section("decisions", "What you decided", did.decisions()),
        Section("by_phone", "Yeses by phone that you said, wrote down or answered", did.by_phone()),
        Section("away", "Days on which you said you are away", _away(work, naming, person)),
        Section("posts", "What you posted for others", did.posts()),
        Section("queues", "What you put into a network’s queue", did.queued()),
        Section("concerns", "Concerns you raised, decided or put right", did.concerns()),
        Section("standing", "Your part in words that may be posted at any time", standing),
        Section("holds", "When you put everything on hold, or released it", did.holds()),
        Section("messages", "Messages to you", _messages(work, naming, person), "Kept as references, without words."),
        Section("kept_longer", "What is kept longer than usual, and why", _kept_longer(naming, holds, texts)),
        Section(
            "entries",
            "Entries of the record that refer to you",
            _entries(work, naming, person),
            "They hold a random reference in place of your name, and cannot be taken out. Once the list that says "
            "whose reference it is has been erased, they name nobody.",
        ),
    )
    return sections, frozenset({person.id, *texts, *(one.id for one in unsent)}).union(
        did.names, of_standing, *(item.names for item in own)
    )


def _profile(person: Person) -> tuple[Row, ...]:
    return (
        {
            "name": person.name,
            "platform": person.platform,
            "member_id": person.platform_id,
            "time_zone": person.time_zone,
            "our_reference": person.id,
        },
    )


def _roles(work: Work, naming: Naming, person: Person) -> tuple[Row, ...]:
    held = sorted(work.unit.find(RoleHeld, person_id=person.id), key=lambda row: (row.since, row.id))
    texts = kept_texts(work, [row.reason for row in held])
    return tuple(
        {
            "role": naming.role(row.role),
            "only_for": _only_for(naming, row),
            "from": naming.moment(row.since),
            "until": naming.moment(row.until) or "open",
            "reason": naming.text(texts.get(row.reason, NO_TEXT)),
            "given_by": naming.person(row.given_by) if row.given_by else "",
        }
        for row in held
    )


def _only_for(naming: Naming, row: RoleHeld) -> str:
    return row.scope if row.role is Role.COVER or not row.scope else naming.account(row.scope)


def _away(work: Work, naming: Naming, person: Person) -> tuple[Row, ...]:
    return tuple(
        {
            "first": away.first.isoformat(),
            "last": away.last.isoformat(),
            "entered": naming.moment(away.entered_at),
            "taken_back": naming.moment(away.ended_at),
        }
        for away in work.unit.find(Absence, person_id=person.id, order="first")
    )


def _drafts(naming: Naming, unsent: Sequence[Unsent]) -> tuple[Row, ...]:
    return tuple(
        {
            "last_written": naming.moment(one.at),
            "form": FORMS.get(one.form, FORMS["propose"]),
            **({"words": "", "more": ""} if one.form == EDIT else said_in(naming, one.draft, one.draft.answers)),
        }
        for one in unsent
    )


def _messages(work: Work, naming: Naming, person: Person) -> tuple[Row, ...]:
    rows = sorted(work.unit.find(OutboxRow, conversation=f"dm:{person.id}"), key=lambda row: (row.message, row.id or 0))
    told = []
    for kind, group in groupby(rows, key=lambda row: row.message):
        sent = list(group)
        first, last = naming.moment(sent[0].queued_at), naming.moment(sent[-1].queued_at)
        told.append({"kind": kind.replace("_", " "), "how_many": str(len(sent)), "first": first, "last": last})
    return tuple(told)


def _kept_longer(naming: Naming, holds: Sequence[RetentionHold], texts: dict[str, Kept]) -> tuple[Row, ...]:
    return tuple(
        {
            "from": naming.moment(row.at),
            "reason": naming.text(texts.get(row.reason, NO_TEXT)),
            "until": naming.moment(row.released_at) or "open",
            "ended_because": naming.text(texts.get(row.released_reason, NO_TEXT)),
        }
        for row in holds
    )


def _entries(work: Work, naming: Naming, person: Person) -> tuple[Row, ...]:
    told = []
    for entry in entries(work, size_of(work)):
        said = facts(entry.body)
        if person.id in references(said):
            number, moment, _ = happened(work, naming, entry)
            kind, code = str(said.get("kind", "")), code_of(entry.leaf)
            told.append({"entry": number, "when": moment, "kind": kind, "receipt": code})
    return tuple(told)
