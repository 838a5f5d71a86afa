"""Keeping cleaned pictures, and letting go of those that nothing shows any more."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from bot.approvals import kept as drafts
from bot.approvals.models import KeptDraft, Revision
from bot.delivery.messages import Message, Name
from bot.pictures.cleaned import Cleaned
from bot.pictures.models import HandedOver, PictureData, PictureShown, StoredPicture
from bot.ports import Until
from bot.registers.people import Person
from bot.work import Work

LOOSE = timedelta(days=1)
"""How long a picture is kept that neither a revision nor a kept draft shows: it may be on its way to one."""


def keep_picture(work: Work, cleaned: Cleaned) -> str:
    """Keep a picture and return its hash. One that is kept already is not kept twice, whoever sent it."""
    standing = work.unit.get(StoredPicture, sha256=cleaned.sha256)
    if standing:
        told = {"located": standing.located or cleaned.located, "stilled": standing.stilled or cleaned.stilled}
        work.unit.change(StoredPicture, {"sha256": cleaned.sha256}, **told, kept_at=work.now)
        return cleaned.sha256
    work.unit.add(
        StoredPicture(
            sha256=cleaned.sha256,
            media_type=cleaned.media_type,
            width=cleaned.width,
            height=cleaned.height,
            located=cleaned.located,
            stilled=cleaned.stilled,
            kept_at=work.now,
        )
    )
    work.unit.add(PictureData(sha256=cleaned.sha256, data=cleaned.data))
    return cleaned.sha256


def picture_bytes(work: Work, sha256: str) -> bytes | None:
    """Return a cleaned picture, or None when it was erased; `StoredPicture.media_type` says what it is."""
    found = work.unit.get(PictureData, sha256=sha256)
    return found.data if found else None


def note_shown(work: Work, proposal_id: str, revision: int, pictures: Iterable[str]) -> None:
    """Note which pictures, by their hashes, a revision shows."""
    for sha256 in dict.fromkeys(pictures):
        work.unit.add(PictureShown(proposal_id=proposal_id, revision=revision, sha256=sha256))


def let_go(work: Work, contents: Collection[str]) -> None:
    """Let the pictures of erased revisions go, by the commitments of their drafts, unless another still shows them."""
    loose: set[str] = set()
    for revision in work.unit.find(Revision, content=list(contents)):
        proposal_id, number = revision.proposal_id, revision.number
        loose |= {row.sha256 for row in work.unit.find(PictureShown, proposal_id=proposal_id, revision=number)}
        work.unit.remove(PictureShown, proposal_id=proposal_id, revision=number)
    _forget(work, loose - _shown(work, loose) - _in_drafts(work))


def let_loose_ones_go(work: Work) -> None:
    """Let pictures go that were never proposed, or whose draft is gone: from the database and from the platform."""
    old = {picture.sha256 for picture in work.unit.find(StoredPicture, kept_at=Until(work.now - LOOSE))}
    _forget(work, old - _shown(work, old) - _in_drafts(work))


def _shown(work: Work, pictures: Collection[str]) -> set[str]:
    return {row.sha256 for row in work.unit.find(PictureShown, sha256=list(pictures))}


def _in_drafts(work: Work) -> set[str]:
    writers = {row.person_id for row in work.unit.find(KeptDraft)}
    people = [person for person_id in writers if (person := work.unit.get(Person, id=person_id))]
    found = (kept.draft for person in people for kept in drafts.drafts_of(work, person))
    return {picture.sha256 for draft in found for picture in draft.pictures}


def _forget(work: Work, pictures: Collection[str]) -> None:
    gone = list(pictures)
    for there in work.unit.find(HandedOver, sha256=gone):
        work.tell(Message(Name.DISCARD, "files", there.file))
    for model in (HandedOver, PictureData, StoredPicture):
        work.unit.remove(model, sha256=gone)
