"""Pictures and video: their fields in the form, and the step after it, which asks what is to be said of them.

How many pictures there are is known only when the form is sent. What was written is kept as a draft by then, so the
second step needs to hold its own answers alone: each picture's alt text, who is in it, and what can be read in it.
"""

from bot.approvals import kept as drafts
from bot.approvals.checks import check
from bot.approvals.draft import Draft, Given, Picture, draft_of
from bot.approvals.found import Found
from bot.approvals.kept import Kept
from bot.approvals.media import (
    ALT,
    ASKED_FOR_CONSENT,
    CAPTIONS,
    IN_SIGHT,
    MOST_PICTURES,
    PEOPLE,
    WITH_PICTURES,
    has_media,
)
from bot.approvals.sending import send
from bot.delivery.models import STEP, Answered, form_key
from bot.delivery.parts import (
    Button,
    Buttons,
    ChoiceField,
    FilesField,
    Filled,
    Form,
    FormPart,
    GivenFile,
    Headline,
    Option,
    Para,
    Small,
    TextField,
)
from bot.delivery.parts import Picture as Shown
from bot.delivery.say.findings import advised
from bot.errors import FieldErrors, Refusal
from bot.frontdesk.answers import Answer, Done, Open, Redraw, Whisper
from bot.frontdesk.forms.proposal.advice import EXPLAINED, ONCE_MORE, reason, to_ask
from bot.frontdesk.forms.proposal.sending_to import send_to
from bot.pictures.models import HandedOver
from bot.pictures.unfit import MOST_BYTES
from bot.ports import AlreadyThere
from bot.registers.people import Person
from bot.work import Work

ABOUT = "about_pictures"
"""The form of the second step; its references are the first form's name and references."""

NEW, SO_FAR, VIDEO = "pictures", "pictures_so_far", "video"
TYPES = ("jpg", "jpeg", "png", "webp", "gif", "heic", "heif")
EDIT = "edit"


def fields(form: str, draft: Draft, picked: frozenset[str], *, more: bool) -> list[FormPart]:
    """Return the fields for pictures and video; `picked` are the files that the form's own field holds."""
    if form == EDIT:
        return [_alt(number, "", picture.alt) for number, picture in enumerate(draft.pictures, 1)]
    if draft.kind not in WITH_PICTURES:
        return []
    so_far = [*map(_option, draft.pictures), *(_given_option(it) for it in draft.given if it.file not in picked)]
    parts: list[FormPart] = []
    if so_far:
        hint = "Take the tick away to leave a picture out."
        chosen = tuple(option.value for option in so_far)
        parts.append(
            ChoiceField(SO_FAR, "Pictures so far", tuple(so_far), chosen=chosen, many=True, optional=True, hint=hint)
        )
    room = MOST_PICTURES - len(so_far)
    if room > 0:
        label = "More pictures" if so_far else "Pictures"
        hint = f"Up to {room}, of at most 10 MB each. Next I ask what is to be said of them."
        parts.append(FilesField(NEW, label, most=room, types=TYPES, hint=hint))
    if more or draft.video:
        parts.append(TextField(VIDEO, "A video, by its link", draft.video, optional=True, limit=1000))
    return parts


def completed(work: Work, who: Person, filled: Filled, draft: Draft) -> Draft:
    """Return the draft with its pictures and video, and what was said of them in the second step."""
    kept = drafts.find(work, who, filled.name, filled.refs)
    base = kept.draft if kept else draft_of(work, filled.refs[0], int(filled.refs[1])) if filled.refs else draft
    said = {name: getattr(base, name) for name in ("video_says", "captions", "people", "consent", "in_sight")}
    if filled.name == EDIT:
        said |= {"pictures": _with_alts(base.pictures, filled, 0), "video": base.video}
        return draft.model_copy(update=said)
    seen = [*(other.draft for other in drafts.drafts_of(work, who)), base]
    pictures = {picture.sha256: picture for one in seen for picture in one.pictures}
    before = {_value(given): given for one in seen for given in one.given}
    chosen = filled.chosen(SO_FAR)
    given = tuple(before[value] for value in chosen if value in before)
    given += tuple(before.get(f"file {it.id}") or Given(file=it.id, name=it.name) for it in filled.files(NEW))
    so_far = tuple(pictures[value] for value in chosen if value in pictures)
    draft = draft.model_copy(update={"pictures": so_far, "given": given, "video": filled.text(VIDEO).strip()})
    return draft.model_copy(update=said) if has_media(draft) else draft


def asked(work: Work, who: Person, filled: Filled, draft: Draft) -> Open | None:
    """Return the second step, or None where there is nothing to say; refuses what the first step must change."""
    if len(filled.chosen(SO_FAR)) + len(filled.files(NEW)) > len(draft.pictures) + len(draft.given):
        raise FieldErrors({SO_FAR: "One of these pictures is not kept any more. Take its tick away, and add it again."})
    if filled.name == EDIT or not has_media(draft):
        return None
    check_first(work, filled, draft)
    if not drafts.keep(work, who, filled.name, filled.refs, draft):
        return None
    kept = drafts.find(work, who, filled.name, filled.refs)
    if kept is None or kept.draft != draft:  # what was typed earlier is being kept this very moment
        raise AlreadyThere
    return Open(draw(work, who, kept))


def check_first(work: Work, filled: Filled, draft: Draft) -> None:
    """Refuse what the first step must change, and leave what the second one asks for to that."""
    large = [too_big(file) for file in filled.files(NEW) if file.size > MOST_BYTES]
    errors = {NEW: " ".join(large)} if large else {}
    try:
        check(work, draft)
    except FieldErrors as found:
        errors |= {name: sentence for name, sentence in found.errors.items() if not _asked_later(name)}
    if errors:
        raise FieldErrors(errors)


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
        parts.append(_alt(number, "", picture.alt))
    for number, given in enumerate(draft.given, len(draft.pictures) + 1):
        parts.append(_alt(number, given.name, given.alt))
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
    serious = tuple(one for one in to_ask(work, draft, filled) if one.name not in kept.asked)
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
        "pictures": _with_alts(draft.pictures, filled, 0),
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


def _with_alts(pictures: tuple[Picture, ...], filled: Filled, before: int) -> tuple[Picture, ...]:
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


def _alt(number: int, name: str, alt: str) -> TextField:
    which = f"Picture {number}{f' ({name})' if name else ''}"
    hint = "This is its alt text: who or what is in it, in a sentence or two."
    label = f"{which}: what would you tell somebody who cannot see it?"
    return TextField(f"{ALT}{number}", label, alt, hint=hint, multiline=True, limit=1000)


def _option(picture: Picture) -> Option:
    return Option(picture.sha256, picture.alt or "A picture without alt text")


def _given_option(given: Given) -> Option:
    return Option(_value(given), given.name or "A picture", given.alt[:75])


def _value(given: Given) -> str:
    return f"file {given.file}"


def too_big(file: GivenFile) -> str:
    """Say that a file is larger than any that is taken."""
    return f"{file.name} has {file.size / 1e6:.1f} MB, and 10 MB is the most. Save it smaller, or take another one."


def _asked_later(name: str) -> bool:
    return name.startswith(ALT) or name in ("people", "consent", "captions", "video_says")


def _still_kept(kept: Kept | None) -> Kept:
    if kept is None:
        raise Refusal(
            "draft-gone",
            "The draft that this belongs to is not kept any more: it was sent, or thrown away.",
            saved="Nothing was sent now.",
            then="Look into Home to see how it stands.",
        )
    return kept
