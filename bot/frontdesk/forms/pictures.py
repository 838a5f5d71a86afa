"""Pictures and video in the form: its fields, and what was written so far with what was said of them later."""

from bot.approvals import kept as drafts
from bot.approvals.checks import check
from bot.approvals.draft import Draft, Given, Picture, draft_of
from bot.approvals.media import ALT, MOST_PICTURES, WITH_PICTURES, has_media
from bot.delivery.parts import ChoiceField, FilesField, Filled, FormPart, GivenFile, Option, TextField
from bot.errors import FieldErrors
from bot.frontdesk.answers import Open
from bot.frontdesk.forms.about_pictures import alt_field, draw, with_alts
from bot.pictures.unfit import MOST_BYTES
from bot.ports import AlreadyThere
from bot.registers.people import Person
from bot.work import Work

NEW, SO_FAR, VIDEO = "pictures", "pictures_so_far", "video"
TYPES = ("jpg", "jpeg", "png", "webp", "gif", "heic", "heif")
EDIT = "edit"


def fields(form: str, draft: Draft, picked: frozenset[str], *, more: bool) -> list[FormPart]:
    """Return the fields for pictures and video; `picked` are the files that the form's own field holds."""
    if form == EDIT:
        return [alt_field(number, "", picture.alt) for number, picture in enumerate(draft.pictures, 1)]
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
        said |= {"pictures": with_alts(base.pictures, filled, 0), "video": base.video}
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
