"""The second step, which asks what is to be said of pictures and video.

How many pictures there are is known only when the form is sent. What was written is kept as a draft by then, so this
step needs to hold its own answers alone: each picture's alt text, who is in it, and what can be read in it.
"""

from bot.approvals import kept as drafts
from bot.approvals.draft import Draft, Picture, draft_of
from bot.approvals.found import Found
from bot.approvals.kept import Kept
from bot.approvals.media import ALT, ASKED_FOR_CONSENT, CAPTIONS, IN_SIGHT, PEOPLE
from bot.approvals.sending import send
from bot.delivery.models import STEP, Answered, form_key
from bot.delivery.parts import (
    Button,
    Buttons,
    ChoiceField,
    Filled,
    Form,
    FormPart,
    Headline,
    Option,
    Para,
    Small,
    TextField,
)
from bot.delivery.parts import Picture as Shown
from bot.delivery.say.findings import advised
from bot.errors import Refusal
from bot.frontdesk.answers import Answer, Done, Redraw, Whisper
from bot.frontdesk.forms.proposal.advice import EXPLAINED, ONCE_MORE, reason, to_ask
from bot.frontdesk.forms.proposal.sending_to import send_to
from bot.pictures.models import HandedOver
from bot.ports import AlreadyThere
from bot.registers.people import Person
from bot.work import Work

ABOUT = "about_pictures"
"""The form's name; its references are the first form's name and references."""
TOLD_HERE = ("pictures", "video_says")
"""The places of a draft (`Found.place`) that this step fills."""


def draw(work: Work, who: Person, kept: Kept, about: tuple[Found, ...] = (), *, asked: bool = False) -> Form:
    """Return the second step for a kept draft; what it asks `about`, and once it has `asked`, the reason."""
    draft, parts = kept.draft, list[FormPart]()
    if about:
        parts += [ONCE_MORE, *advised(work, about)]
    if asked:
        parts.append(reason(draft))
    for number, picture in enumerate(draft.pictures, 1):
        there = work.unit.get(HandedOver, sha256=picture.sha256, ready=True)
        parts += [Shown(picture.sha256, picture.alt, stands_as=there.file)] if there and picture.alt else []
        parts.append(alt_field(number, "", picture.alt))
    for number, given in enumerate(draft.given, len(draft.pictures) + 1):
        parts.append(alt_field(number, given.name, given.alt))
    if draft.video:
        parts += _video(draft)
    people = tuple(Option(value, label) for value, label in PEOPLE.items())
    parts.append(
        ChoiceField("people", "Who can be recognised in it?", people, chosen=draft.people, many=True, live=True)
    )
    if set(draft.people).intersection(ASKED_FOR_CONSENT):
        hint = "Its number, C-7 (Home, More, Consents), or where the paper is. Not the name."
        parts.append(TextField("consent", "Where is their consent kept?", draft.consent, hint=hint, limit=300))
    in_sight = tuple(Option(value, label) for value, label in IN_SIGHT.items())
    hint = "If so, another picture is better. Whoever decides sees what you choose here."
    label = "Can any of this be read or recognised?"
    parts.append(ChoiceField("in_sight", label, in_sight, chosen=draft.in_sight, many=True, optional=True, hint=hint))
    parts.append(Buttons((Button("back_to_words", "Back to the words"),)))
    if draft.given:
        parts.append(Small("I look at the pictures when you send it. The copy to post does not tell place or camera."))
    title = "About the pictures" if draft.pictures or draft.given else "About the video"
    return Form(ABOUT, title, tuple(parts), send_to(work, who), refs=(kept.form, *kept.refs), kept=True)


def changed(work: Work, who: Person, filled: Filled) -> Redraw:
    """Keep what was said so far, and draw the step as it fits."""
    return Redraw(draw(work, who, _still_kept(kept_from(work, who, filled)), asked=EXPLAINED in filled.values))


def kept_from(work: Work, who: Person, filled: Filled) -> Kept | None:
    """Keep what stands in the second step with the draft that it belongs to."""
    form, *refs = filled.refs
    kept = drafts.find(work, who, form, tuple(refs))
    if kept is None or _is_sent(work, filled):
        return None
    drafts.keep(work, who, form, tuple(refs), _said(kept.draft, filled))
    if _is_sent(work, filled):  # this very moment: there is no draft any more
        raise AlreadyThere
    return drafts.find(work, who, form, tuple(refs))


def back_to_words(work: Work, who: Person, filled: Filled) -> Kept | None:
    """Keep what was said so far, and let the first step be written on again."""
    kept = kept_from(work, who, filled)
    work.unit.remove(Answered, key=form_key(filled.view))
    return kept


def closed(work: Work, who: Person, filled: Filled) -> Answer:
    """Say that the draft is kept, if it is."""
    form, *refs = filled.refs
    if drafts.find(work, who, form, tuple(refs)) is None:
        return Done()
    return Whisper((Headline("I kept your draft, with its pictures. Carry on in Home, or with /propose-post."),))


def submitted(work: Work, who: Person, filled: Filled) -> Answer:
    """Send the draft with what is said of its pictures; new pictures are looked at first."""
    form, *refs = filled.refs
    kept = _still_kept(drafts.find(work, who, form, tuple(refs)))
    draft = _said(kept.draft, filled)
    if set(draft.people).intersection(ASKED_FOR_CONSENT) and "consent" not in filled.values:
        return changed(work, who, filled)
    serious = _new_here(work, kept, draft, filled)
    if serious:
        kept = _still_kept(kept_from(work, who, filled))
        drafts.note_asked(work, kept.id, [*kept.asked, *(one.name for one in serious)])
        return Redraw(draw(work, who, kept, serious, asked=True))
    send(work, who, form, tuple(refs), draft, asked=kept.asked)
    drafts.drop(work, kept.id)
    if not draft.given:
        return Done()
    which = "picture" if len(draft.given) == 1 else "pictures"
    return Whisper(
        (
            Headline("I have it."),
            Para(f"I look at the {which} first. Then I tell you in our direct messages that it is on its way."),
        )
    )


def _new_here(work: Work, kept: Kept, draft: Draft, filled: Filled) -> tuple[Found, ...]:
    """Return what this step is to ask about: what it was told, but not what the first one asked of a revision."""
    before = draft_of(work, kept.refs[0], int(kept.refs[1])) if kept.refs else None
    known = {before.video_says, *(picture.alt for picture in before.pictures)} if before else ()
    return tuple(one for one in to_ask(work, draft, filled) if one.place in TOLD_HERE and one.text not in known)


def _is_sent(work: Work, filled: Filled) -> bool:
    answered = work.unit.get(Answered, key=form_key(filled.view)) if filled.view else None
    return answered is not None and STEP not in answered.answer


def _said(draft: Draft, filled: Filled) -> Draft:
    before = len(draft.pictures)
    given = tuple(
        it.model_copy(update={"alt": filled.text(f"{ALT}{number}").strip()})
        for number, it in enumerate(draft.given, before + 1)
    )
    captions = filled.chosen("captions")
    said = {
        "pictures": with_alts(draft.pictures, filled, 0),
        "given": given,
        "video_says": filled.text("video_says").strip(),
        "captions": captions[0] if captions else "",
        "people": filled.chosen("people"),
        "consent": filled.text("consent").strip(),
        "in_sight": filled.chosen("in_sight"),
    }
    if EXPLAINED in filled.values:
        said["explained"] = filled.text(EXPLAINED).strip()
    return draft.model_copy(update=said)


def with_alts(pictures: tuple[Picture, ...], filled: Filled, before: int) -> tuple[Picture, ...]:
    """Return the pictures with what is said of each."""
    return tuple(
        picture.model_copy(update={"alt": filled.text(f"{ALT}{number}").strip()})
        for number, picture in enumerate(pictures, before + 1)
    )


def _video(draft: Draft) -> list[FormPart]:
    captions = tuple(Option(value, label) for value, label in CAPTIONS.items())
    chosen = (draft.captions,) if draft.captions else ()
    return [
        TextField("video_says", "What is said in the video?", draft.video_says, multiline=True, optional=True),
        ChoiceField("captions", "Has it captions?", captions, chosen=chosen),
    ]


def alt_field(number: int, name: str, alt: str) -> TextField:
    """Return the field for a picture's alt text."""
    which = f"Picture {number}{f' ({name})' if name else ''}"
    hint = "This is its alt text: who or what is in it, in a sentence or two."
    label = f"{which}: what would you tell somebody who cannot see it?"
    return TextField(f"{ALT}{number}", label, alt, hint=hint, multiline=True, limit=1000)


def _still_kept(kept: Kept | None) -> Kept:
    if kept is None:
        raise Refusal(
            "draft-gone",
            "The draft that this belongs to is not kept any more: it was sent, or thrown away.",
            saved="Nothing was sent now.",
            then="Look into Home to see how it stands.",
        )
    return kept
