"""A form with pictures nobody has looked at: it is kept as being checked, and proposed when they are found fit.

What was acknowledged is committed first; the check works from the database, so a restart in the midst of it loses
nothing and proposes nothing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.approvals import kept as drafts
from bot.approvals.draft import Draft, Given, Picture, draft_in, keep_draft
from bot.delivery.messages import Message, Name
from bot.pictures.cleaned import Cleaned
from bot.pictures.keeping import keep_picture
from bot.pictures.models import BeingChecked
from bot.pictures.unfit import Unfit
from bot.record.models import Content
from bot.registers.people import Person
from bot.work import Work, new_id

NOT_SENT = "not sent"
"""Why the draft comes back when its pictures are fine."""

PROOF = "proof"
"""The form that a screenshot waits under; its references are the proposal and the account."""

Verdict = Cleaned | Unfit


@dataclass(frozen=True)
class Waiting:
    """A form that waits for its pictures, with its draft."""

    row: BeingChecked
    draft: Draft

    @property
    def refs(self) -> tuple[str, ...]:
        """The form's own references."""
        return tuple(self.row.refs)


def begin(
    work: Work, who: Person, form: str, refs: tuple[str, ...], draft: Draft, *, asked: tuple[str, ...] = ()
) -> BeingChecked:
    """Keep a form as being checked; its draft has passed every check but that of its pictures."""
    texts = keep_draft(work, draft)
    row = BeingChecked(
        id=new_id(),
        person_id=who.id,
        form=form,
        refs=list(refs),
        asked=list(asked),
        content=texts["content"],
        answers=texts.get("answers", ""),
        sent_at=work.now,
    )
    work.unit.add(row)
    return row


def waiting(work: Work, row_id: str) -> Waiting | None:
    """Return what waits under this id, or None when it was settled."""
    row = work.unit.get(BeingChecked, id=row_id)
    content = work.unit.get(Content, commit=row.content) if row else None
    if row is None or content is None or content.text is None:
        return None
    return Waiting(row, draft_in(work, content.text))


def take_up(work: Work, row_id: str, lease_until: datetime | None) -> tuple[Person, Waiting] | None:
    """End the waiting and return what waited and whose it is; None when somebody else has it, or its author is gone."""
    found = waiting(work, row_id)
    if found is None or not work.unit.remove(BeingChecked, id=row_id, lease_until=lease_until):
        return None
    work.unit.remove(Content, commit=[found.row.content, found.row.answers])
    who = work.unit.get(Person, id=found.row.person_id)
    return (who, found) if who and not who.is_erased else None


def with_pictures(work: Work, draft: Draft, verdicts: Sequence[Verdict]) -> Draft:
    """Return the draft with those of its pictures that were found fit, which are kept."""
    fit = [_kept(work, given, verdict) for given, verdict in zip(draft.given, verdicts, strict=True)]
    return draft.model_copy(update={"pictures": (*draft.pictures, *filter(None, fit)), "given": ()})


def give_back(work: Work, who: Person, found: Waiting, draft: Draft, why: Sequence[str]) -> None:
    """Keep the draft again and tell its author why it was not sent: a word for each picture, empty where it is fit.

    A screenshot has no draft: only its sender is told.
    """
    reasons = tuple((f"picture {number}", reason) for number, reason in enumerate(why, 1) if reason)
    if found.row.form == PROOF:
        work.tell(Message(Name.UNFIT, f"dm:{who.id}", found.refs[0], (("account", found.refs[1]), *reasons)))
        return
    free = drafts.find(work, who, found.row.form, found.refs) is None
    refs = found.refs if free else (found.row.id,)
    kept_id = drafts.keep(work, who, found.row.form, refs, draft)
    work.tell(Message(Name.UNFIT, f"dm:{who.id}", kept_id, (("of", str(len(why))), *reasons)))


def _kept(work: Work, given: Given, verdict: Verdict) -> Picture | None:
    return Picture(sha256=keep_picture(work, verdict), alt=given.alt) if isinstance(verdict, Cleaned) else None
