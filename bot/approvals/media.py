"""What has to be said of pictures and video before they can be proposed: for those who cannot see or hear, and for
those who can be seen in them."""

from bot.approvals.draft import Draft
from bot.approvals.kinds import Kind

MOST_PICTURES = 4
WITH_PICTURES = (Kind.POST, Kind.PROFILE_CHANGE)
"""What may have pictures or a video, and then no words."""

ALT = "alt_"
"""The field with the alt text of a picture: "alt_1" for the first."""

NOBODY = "nobody"
PEOPLE = {
    NOBODY: "Nobody who could be recognised",
    "staff": "Staff or volunteers",
    "service_user": "Somebody who uses our services",
    "someone_else": "Somebody else",
}
ASKED_FOR_CONSENT = ("service_user", "someone_else")
IN_SIGHT = {
    "plate": "A number plate",
    "house_number": "A house number or a street sign",
    "badge": "A name badge, a letter or a label",
    "screen": "A screen or a whiteboard",
    "uniform": "A uniform or a school badge",
}
CAPTIONS = {"yes": "Yes", "no": "No", "silent": "Nothing is spoken in it"}


def has_media(draft: Draft) -> bool:
    """Return whether there is a picture or a video, looked at or not."""
    return bool(draft.pictures or draft.given or draft.video)


def media_errors(draft: Draft) -> dict[str, str]:
    """Return a sentence for each field about pictures and video that must change."""
    alts = [*(picture.alt for picture in draft.pictures), *(given.alt for given in draft.given)]
    errors = {
        f"{ALT}{number}": "Say in a sentence what can be seen, for those who cannot see it."
        for number, alt in enumerate(alts, 1)
        if not alt.strip()
    }
    if len(alts) > MOST_PICTURES:
        errors["pictures"] = f"That would be {len(alts)} pictures, and {MOST_PICTURES} is the most. Take some out."
    if not has_media(draft):
        return errors
    if not draft.people:
        errors["people"] = "Say who can be seen or heard, or choose “Nobody”."
    elif NOBODY in draft.people and len(draft.people) > 1:
        errors["people"] = "“Nobody” and somebody can't both be right. Choose again."
    elif set(draft.people).intersection(ASKED_FOR_CONSENT) and not draft.consent.strip():
        errors["consent"] = "Say where their consent is kept. Without it, choose another picture."
    return errors | _video_errors(draft)


def _video_errors(draft: Draft) -> dict[str, str]:
    if not draft.video:
        return {}
    errors = {}
    if draft.captions not in CAPTIONS:
        errors["captions"] = "Say whether it has captions."
    if draft.captions != "silent" and not draft.video_says.strip():
        errors["video_says"] = "Write down what is said in it, so that it can be read before it is public."
    return errors


def shown_of_people(draft: Draft) -> tuple[str, ...]:
    """Return what of people is shown, as a consent names it: "photo", "video"; nothing where nobody was asked."""
    if not set(draft.people).intersection(ASKED_FOR_CONSENT):
        return ()
    return (*(["photo"] if draft.pictures or draft.given else []), *(["video"] if draft.video else []))
