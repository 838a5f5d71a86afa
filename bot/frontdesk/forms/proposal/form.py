"""The form as it is drawn: what it is, where, the words with what is said about them, and the particulars."""

from dataclasses import dataclass

from bot.approvals.draft import Draft, draft_of
from bot.approvals.kept import Kept
from bot.approvals.times import told
from bot.delivery.parts import Bullets, Button, Buttons, Confirm, Form, FormPart, Small
from bot.delivery.say.phrases import asked_for, opening, what_changed
from bot.frontdesk.forms import pictures
from bot.frontdesk.forms.proposal import particulars, where
from bot.frontdesk.forms.proposal.advice import advice
from bot.frontdesk.forms.proposal.reading import FOLDED, Unfolded
from bot.frontdesk.forms.proposal.sending_to import send_to
from bot.frontdesk.forms.proposal.words import fields, room_left, variant_fields
from bot.registers.people import Person
from bot.work import Work


@dataclass(frozen=True)
class Purpose:
    """Why the form is open."""

    title: str
    submit: str = ""


PURPOSES = {
    "propose": Purpose("Propose a post"),
    "revise": Purpose("Change the proposal"),
    "again": Purpose("Propose again"),
    "edit": Purpose("Approve with edits", "Approve these words"),
}


BEGINS = ("propose", "again")
"""The forms that make a new proposal."""


def draw(
    work: Work,
    who: Person,
    name: str,
    refs: tuple[str, ...],
    draft: Draft,
    *,
    unfolded: Unfolded = FOLDED,
    kept: Kept | None = None,
) -> Form:
    """Return the form holding the draft; `kept` is what is kept of it, or of another one in its place."""
    purpose = PURPOSES[name]
    several = draft.kind not in particulars.ANSWERED_KINDS and len(_registered(work, draft)) > 1
    variants = several and (unfolded.variants or bool(draft.variants))
    more = unfolded.more or bool(draft.written_by or draft.partner or draft.series)
    parts: list[FormPart] = [
        *_asked(work, name, refs),
        where.kinds(draft),
        where.accounts(work, draft),
        *fields(draft, unfolded.pieces),
        *room_left(work, draft),
        *advice(work, draft, asked=unfolded.asked),
        *_changed(work, name, refs, draft),
        Buttons(tuple(_buttons(several=several and not variants, kept=kept, draft=draft))),
        *_kept(work, kept, draft),
        *(variant_fields(work, draft) if variants else ()),
        *pictures.fields(name, draft, unfolded.picked, more=more),
        *particulars.of_kind(draft),
        *particulars.always(draft),
        *(particulars.seldom(draft, begins=name in BEGINS) if more else [Buttons((Button("more", "More"),))]),
    ]
    return Form(name, purpose.title, tuple(parts), purpose.submit or send_to(work, who), refs=refs, kept=True)


def _registered(work: Work, draft: Draft) -> list[str]:
    return [account for account in draft.accounts if account in work.pack.accounts]


def _asked(work: Work, name: str, refs: tuple[str, ...]) -> list[FormPart]:
    """Return what the decider asked for, so that it can be read while the words are changed."""
    if name != "revise":
        return []
    asked = asked_for(work, refs[0], int(refs[1]))
    return [asked] if asked else []


def _changed(work: Work, name: str, refs: tuple[str, ...], draft: Draft) -> list[FormPart]:
    """Return what is different by now from what the form began with."""
    if name == "propose":
        return []
    lines = what_changed(work, draft_of(work, refs[0], int(refs[1])), draft)
    return [Bullets(lines, title="Changed so far")] if lines else []


def _buttons(*, several: bool, kept: Kept | None, draft: Draft) -> list[Button]:
    buttons = [Button("check", "Check")]
    if several:
        buttons.append(Button("vary", "Other words for one of them"))
    if kept and kept.draft == draft:
        sure = Confirm("Start afresh?", "What you have written in this form is thrown away.", "Start afresh")
        buttons.append(Button("afresh", "Start afresh", confirm=sure))
    elif kept:
        buttons.append(Button("carry_on", "Carry on with the kept draft", (kept.id,)))
    return buttons


def _kept(work: Work, kept: Kept | None, draft: Draft) -> list[FormPart]:
    if kept is None:
        return []
    when = told(work, kept.at)
    if kept.draft == draft:
        return [Small(f"Draft kept, {when}.")]
    return [
        Small(f"I keep another draft of yours, from {when}: {opening(kept.draft)}. What you write takes its place.")
    ]
