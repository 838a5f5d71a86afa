"""What can be done with the form: open it, draw it again as it fits what was chosen, keep its draft, and send it."""

from dataclasses import replace

from bot.approvals import kept as drafts
from bot.approvals import refusals, steps
from bot.approvals.draft import Draft, draft_of
from bot.approvals.kept import Kept
from bot.approvals.models import Kind
from bot.approvals.propose import only_the_author
from bot.approvals.review import decidable
from bot.approvals.sending import send
from bot.approvals.states import Step
from bot.delivery.models import Answered, form_key
from bot.delivery.parts import Filled, Form, Headline, Para, TextField, Words
from bot.frontdesk.answers import Answer, Done, Open, Press, Redraw, Whisper
from bot.frontdesk.forms import pictures
from bot.frontdesk.forms.proposal import particulars
from bot.frontdesk.forms.proposal.advice import ONCE_MORE, to_ask
from bot.frontdesk.forms.proposal.form import draw
from bot.frontdesk.forms.proposal.reading import Unfolded, blank, read, unfolded_in
from bot.frontdesk.forms.proposal.words import A_FIELD, MOST
from bot.ports import AlreadyThere
from bot.registers.people import Person
from bot.work import Work

NEW = "propose"
KEEP_LONG = "keep_long"


def started(work: Work, who: Person, words: str) -> Answer | Press:
    """Open a new form with the words in it; without any, with the draft that was kept."""
    if len(words) > MOST:
        return _too_long(words)
    if len(words) > A_FIELD:
        return Press(KEEP_LONG, (words,))
    if not words.strip():
        return begun(work, who)
    return Open(draw(work, who, NEW, (), blank(words=words), kept=drafts.find(work, who, NEW)))


def begun(work: Work, who: Person, kind: Kind | None = None) -> Open:
    """Open a new form with the draft that was kept, if it is one of this kind."""
    kept = drafts.find(work, who, NEW)
    if kept and kind in (None, kept.draft.kind):
        return Open(draw(work, who, NEW, (), kept.draft, kept=kept))
    return Open(draw(work, who, NEW, (), blank(kind or Kind.POST), kept=kept))


def long_kept(work: Work, who: Person, words: str) -> Answer:
    """Keep words that one field does not hold, unless another draft would have to give way, and open the form."""
    draft = blank(words=words)
    if not drafts.find(work, who, NEW):
        drafts.keep(work, who, NEW, (), draft)
    kept = drafts.find(work, who, NEW)
    told = f"That is {len(words):,} characters, and a field takes {A_FIELD:,}: the rest is in a second one."
    if kept and kept.draft == draft:
        told += " I kept all of it as a draft."
    form = draw(work, who, NEW, (), draft, kept=kept)
    return Open(replace(form, parts=(Para(told), *form.parts)))


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the form on an existing proposal, holding its current draft or what was kept of changing it."""
    proposal = steps.find(work, refs[0])
    if name == "edit":
        decidable(work, who, proposal.id, proposal.revision, Step.APPROVE)
    else:
        only_the_author(work, proposal, who)
    exactly = (proposal.id, str(proposal.revision))
    draft = draft_of(work, *_place(exactly))
    if draft.erased:
        raise refusals.words_erased(work, proposal, draft.erased)
    kept = drafts.find(work, who, name, exactly)
    if kept and kept.refs == exactly:
        return Open(draw(work, who, name, exactly, kept.draft, kept=kept))
    return Open(draw(work, who, name, exactly, draft))


def carried_on(work: Work, who: Person, kept_id: str, *, instead: Filled | None = None) -> Answer:
    """Open the form a draft was kept from, with that draft; `instead` is a form it takes the place of."""
    kept = drafts.named(work, who, kept_id)
    if kept is None:
        return Whisper((Headline("That draft is not kept any more."), Para("It was sent, thrown away or too old.")))
    if kept.form != NEW:
        again = opened(work, who, kept.form, kept.refs)
        return Redraw(again.form, anew=True) if instead else again
    form = draw(work, who, NEW, (), kept.draft, kept=kept)
    return Redraw(form, anew=True) if instead else Open(form)


def changed(work: Work, who: Person, filled: Filled) -> Redraw:
    """Keep what has been written so far, and draw the form as it fits."""
    return Redraw(_drawn(work, who, filled, unfolded_in(filled)))


def unfolded(work: Work, who: Person, filled: Filled, **opened: bool) -> Redraw:
    """Draw the form again with one more part of it open, `variants` or `more`."""
    return Redraw(_drawn(work, who, filled, unfolded_in(filled, **opened)))


def started_afresh(work: Work, who: Person, filled: Filled) -> Redraw:
    """Throw away what was written in the form."""
    kept = drafts.find(work, who, filled.name, filled.refs)
    if kept:
        drafts.drop(work, kept.id)
    draft = blank() if filled.name == NEW else draft_of(work, *_place(filled.refs))
    return Redraw(draw(work, who, filled.name, filled.refs, draft), anew=True)


def closed(work: Work, who: Person, filled: Filled) -> Answer:
    """Say that the draft is kept, if it is."""
    kept = drafts.find(work, who, filled.name, filled.refs)
    if kept is None:
        return Done()
    way = "with /propose-post" if kept.form == NEW else f"by pressing “{WAYS_BACK[kept.form]}” again"
    return Whisper((Headline(f"I kept your draft. Carry on in Home, or {way}."),))


def kept_from(work: Work, who: Person, filled: Filled) -> Kept | None:
    """Keep what stands in the form, unless it was sent meanwhile, and return what is kept."""
    key = form_key(filled.view)
    if filled.view and work.unit.get(Answered, key=key):
        return None
    drafts.keep(work, who, filled.name, filled.refs, _written(work, who, filled))
    if filled.view and work.unit.get(Answered, key=key):  # sent this very moment: what that kept must stay
        raise AlreadyThere
    return drafts.find(work, who, filled.name, filled.refs)


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Send what was written to where the form's purpose says; ask for fields that were not in sight."""
    draft = _written(work, who, filled)
    if _fields_missing(draft, filled):
        return Redraw(_drawn(work, who, filled, unfolded_in(filled)))
    further = _asked(work, who, filled, draft) or pictures.asked(work, who, filled, draft)
    if further:
        return further
    sent = drafts.find(work, who, filled.name, filled.refs)
    send(work, who, filled.name, filled.refs, draft, asked=sent.asked if sent else ())
    if sent:
        drafts.drop(work, sent.id)
    return Done()


def _asked(work: Work, who: Person, filled: Filled, draft: Draft) -> Redraw | None:
    """Ask once, before it is sent, for a change or a reason; after that it is for the author to say."""
    serious = [] if filled.name == "edit" else to_ask(work, draft, filled)
    if not serious:
        return None
    pictures.check_first(work, filled, draft)
    form = _drawn(work, who, filled, unfolded_in(filled, asked=True))
    kept = drafts.find(work, who, filled.name, filled.refs)
    if kept:
        drafts.note_asked(work, kept.id, [one.name for one in serious])
    return Redraw(replace(form, parts=(ONCE_MORE, *form.parts)))


WAYS_BACK = {"revise": "Change", "again": "Propose again", "edit": "Approve with edits"}
"""The button that opens each form, but for the new one."""


def _drawn(work: Work, who: Person, filled: Filled, open_parts: Unfolded) -> Form:
    kept = kept_from(work, who, filled)
    draft = _written(work, who, filled)
    return draw(work, who, filled.name, filled.refs, draft, unfolded=open_parts, kept=kept)


def _written(work: Work, who: Person, filled: Filled) -> Draft:
    draft = pictures.completed(work, who, filled, read(filled))
    if filled.name in ("revise", "edit"):  # it stays in its series
        return draft.model_copy(update={"series": draft_of(work, *_place(filled.refs)).series})
    return draft


def _place(refs: tuple[str, ...]) -> tuple[str, int]:
    return refs[0], int(refs[1])


def _fields_missing(draft: Draft, filled: Filled) -> bool:
    needed = {part.name for part in particulars.of_kind(draft) if isinstance(part, TextField)}
    return not needed <= set(filled.values)


def _too_long(words: str) -> Whisper:
    return Whisper(
        (
            Headline(f"That is {len(words):,} characters, and I can take {MOST:,}."),
            Para("Nothing was kept. Here are your words again, so that you can shorten them:"),
            Words(words),
        )
    )
