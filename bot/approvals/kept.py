"""Drafts that are kept: what somebody has written into a form is still there when they come back to it.

A kept draft is nobody's business but its writer's. The record does not know of it; its words stand where all words
stand, so that an erasure and the pack's periods reach them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.approvals.draft import Draft, draft_in, keep_draft
from bot.approvals.found import secret_places
from bot.approvals.models import KeptDraft
from bot.record.models import Content
from bot.registers.people import Person
from bot.work import Work, new_id

Refs = tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A kept draft, the form it was written in with the form's references, and when it was last written on."""

    id: str
    form: str
    refs: Refs
    draft: Draft
    at: datetime
    asked: tuple[str, ...] = ()


def keep(work: Work, who: Person, form: str, refs: Refs, draft: Draft) -> str:
    """Keep a draft in place of the one that was kept for this person and form, and return its id.

    A draft in which nothing has been written takes the kept one away, and so does one that holds a password or a key:
    then the id is empty.
    """
    row = work.unit.get(KeptDraft, person_id=who.id, form=form, about=_about(refs))
    standing = _read(work, row)
    if standing and standing.draft == draft and standing.refs == refs:
        return standing.id
    if not draft.written or secret_places(draft):
        _take_away(work, row)
        return ""
    texts = keep_draft(work, draft)
    now: dict[str, Any] = {
        "refs": list(refs),
        "content": texts["content"],
        "answers": texts.get("answers", ""),
        "kept_at": work.now,
    }
    if row is None:
        row = KeptDraft(id=new_id(), person_id=who.id, form=form, about=_about(refs), **now)
        work.unit.add(row)
    elif work.unit.change(KeptDraft, {"id": row.id, "content": row.content}, **now):
        _forget(work, row.content, row.answers)
    else:  # it was kept from another window at the same moment
        _forget(work, *texts.values())
    return row.id


def find(work: Work, who: Person, form: str, refs: Refs = ()) -> Kept | None:
    """Return what this person has kept in this form, or None."""
    return _read(work, work.unit.get(KeptDraft, person_id=who.id, form=form, about=_about(refs)))


def note_asked(work: Work, kept_id: str, names: Iterable[str]) -> None:
    """Remember what the form has asked about."""
    work.unit.change(KeptDraft, {"id": kept_id}, asked=sorted(set(names)))


def drafts_of(work: Work, who: Person) -> list[Kept]:
    """Return everything this person has kept, the newest first."""
    rows = work.unit.find(KeptDraft, person_id=who.id, order="-kept_at")
    return [kept for row in rows if (kept := _read(work, row))]


def named(work: Work, who: Person, kept_id: str) -> Kept | None:
    """Return the kept draft of this id if it is this person's own, or None."""
    return _read(work, work.unit.get(KeptDraft, id=kept_id, person_id=who.id))


def drop(work: Work, kept_id: str) -> None:
    """Take a kept draft away, with its words: it was sent, or it is not wanted any more. Twice is harmless."""
    _take_away(work, work.unit.get(KeptDraft, id=kept_id))


def drop_all(work: Work, person_id: str) -> None:
    """Take away everything somebody has kept."""
    for row in work.unit.find(KeptDraft, person_id=person_id):
        _take_away(work, row)


def _take_away(work: Work, row: KeptDraft | None) -> None:
    if row and work.unit.remove(KeptDraft, id=row.id, content=row.content):
        _forget(work, row.content, row.answers)


def _forget(work: Work, *commits: str) -> None:
    work.unit.remove(Content, commit=list(commits))


def _about(refs: Refs) -> str:
    return refs[0] if refs else ""


def _read(work: Work, row: KeptDraft | None) -> Kept | None:
    content = work.unit.get(Content, commit=row.content, erased_at=None) if row else None
    if row is None or content is None or content.text is None:
        return None
    return Kept(row.id, row.form, tuple(row.refs), draft_in(work, content.text), row.kept_at, tuple(row.asked))
