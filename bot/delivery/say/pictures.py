"""Pictures and video in messages: what can be seen, who is in them, and what their author should know."""

from bot.approvals import steps
from bot.approvals.draft import Draft, draft_of
from bot.approvals.media import CAPTIONS, IN_SIGHT, PEOPLE, has_media
from bot.approvals.models import Decision, Proposal
from bot.delivery.models import OutboxRow
from bot.delivery.parts import (
    Bullets,
    Button,
    Buttons,
    Facts,
    File,
    Headline,
    Para,
    Part,
    Parts,
    Picture,
    Small,
    Words,
)
from bot.delivery.say.phrases import accounts_told, listed, number
from bot.delivery.showing import file_name
from bot.pictures.checking import NOT_SENT
from bot.pictures.keeping import picture_bytes
from bot.pictures.models import HandedOver, StoredPicture
from bot.pictures.unfit import WHY, Unfit
from bot.work import Work

ORDINALS = ("first", "second", "third", "fourth")
LOCATED = "It carried the place where it was taken. This copy, the one to post, does not."
LOCATED_FOR_AUTHOR = "{which} carried the place where it was taken. Please post the copy that I send after a yes."
STILLED = "It moved before; this copy does not."


def shown(work: Work, draft: Draft) -> list[Part]:
    """Return the pictures with their alt texts, and what is said of them and of a video."""
    parts: list[Part] = []
    for picture in draft.pictures:
        there = work.unit.get(HandedOver, sha256=picture.sha256, ready=True)
        parts.append(Picture(picture.sha256, picture.alt, stands_as=there.file if there else ""))
        stored = work.unit.get(StoredPicture, sha256=picture.sha256)
        notes = [LOCATED] * bool(stored and stored.located) + [STILLED] * bool(stored and stored.stilled)
        parts += [Small(" ".join(notes))] if notes else []
    if draft.video_says:
        parts.append(Words(draft.video_says, label="Said in the video"))
    facts = tuple((label, value) for label, value in media_facts(draft) if value)
    return [*parts, Facts(facts)] if facts else parts


def alt_texts(draft: Draft) -> list[Part]:
    """Return the alt texts by themselves, to be copied where the pictures are posted."""
    several = len(draft.pictures) > 1
    return [
        Words(picture.alt, label=f"Alt text of the {ORDINALS[place]} picture" if several else "Alt text of the picture")
        for place, picture in enumerate(draft.pictures)
    ]


def location_told(work: Work, draft: Draft) -> list[Part]:
    """Return a line that tells the author which of the originals carried their place."""
    found = []
    for place, picture in enumerate(draft.pictures):
        stored = work.unit.get(StoredPicture, sha256=picture.sha256)
        found += [ORDINALS[place]] if stored and stored.located else []
    if not found:
        return []
    which = "Your picture" if len(draft.pictures) == 1 else f"Your {listed(found)} picture{'s' * (len(found) > 1)}"
    return [Para(LOCATED_FOR_AUTHOR.format(which=which))]


def to_post(work: Work, row: OutboxRow) -> Parts | None:
    """Return the approved pictures as files; nothing once the approval does not count any more."""
    proposal_id, _, revision = row.about.partition(":")
    proposal = work.unit.get(Proposal, id=proposal_id)
    decision = work.unit.get(Decision, proposal_id=proposal_id, revision=int(revision))
    draft = draft_of(work, proposal_id, int(revision))
    if proposal is None or decision is None or not draft.pictures or not steps.still_approved(proposal, decision):
        return None
    files = [_file(work, picture.sha256, place) for place, picture in enumerate(draft.pictures, 1)]
    if None in files:
        return None
    which = "The picture" if len(files) == 1 else f"The {len(files)} pictures, in their order,"
    line = Headline(f"{which} of {number(work, proposal)} to post, without place and other traces.")
    return (line, *(file for file in files if file))


def unfit(work: Work, row: OutboxRow) -> Parts | None:
    """Return why a proposal with pictures was not sent, with the way back to its draft."""
    if "account" in row.refs:
        return _no_proof(work, row)
    several = int(row.refs["of"])
    why = [_why(int(key.partition(" ")[2]), reason, several) for key, reason in row.refs.items() if key != "of"]
    kept = "Your words are kept as a draft"
    if why[-1:] == [NOT_SENT]:
        headline = Headline("I looked at your pictures, and they are fine. But it could not be sent any more.")
        parts: list[Part] = [
            headline,
            Para(
                f"Something changed meanwhile. {kept}, with the pictures. Open it and send it: I say what hinders it."
            ),
        ]
    else:
        parts = [Headline(f"Not sent yet: {why[0]}"), *([Bullets(tuple(why[1:]))] if why[1:] else [])]
        others = ", with the other pictures" if len(why) < several else ""
        parts.append(Para(f"{kept}{others}. Please open it, choose another picture or none, and send it again."))
    if not row.about:
        return tuple(parts)
    return (*parts, Buttons((Button("carry_on", "Open my draft", (row.about,), style="primary"),)))


def proofs(work: Work, proposal: Proposal) -> list[Part]:
    """Return the screenshots of how it stands in public."""
    parts: list[Part] = []
    for placement in steps.placements(work, proposal):
        sha256 = work.kept(placement.proof)
        if sha256 and work.unit.get(StoredPicture, sha256=sha256):
            alt = f"A screenshot of how it stands on {accounts_told(work, [placement.account])}"
            there = work.unit.get(HandedOver, sha256=sha256, ready=True)
            parts.append(Picture(sha256, alt, stands_as=there.file if there else ""))
    return parts


def _no_proof(work: Work, row: OutboxRow) -> Parts:
    proposal = steps.find(work, row.about)
    why = row.refs.get("picture 1", NOT_SENT)
    because = f"it {WHY[Unfit(why)]}" if why != NOT_SENT else "the proposal has changed."
    again = Button("prove", "Send another screenshot", (row.about, row.refs["account"]))
    return (
        Headline(f"Your screenshot of {number(work, proposal)} was not kept: {because}"),
        Para("That it is public stays noted."),
        Buttons((again,)),
    )


def _why(place: int, reason: str, several: int) -> str:
    if reason == NOT_SENT:
        return NOT_SENT
    return f"{'your picture' if several == 1 else f'your {ORDINALS[place - 1]} picture'} {WHY[Unfit(reason)]}"


def media_facts(draft: Draft) -> list[tuple[str, str]]:
    """Return what is said of pictures and video, under its labels; nothing where there are none."""
    if not has_media(draft):
        return []
    return [
        ("People in it", listed(PEOPLE.get(who, who) for who in draft.people)),
        ("Their consent", draft.consent),
        ("Can be read or seen in it", listed(IN_SIGHT.get(what, what) for what in draft.in_sight)),
        ("Video", draft.video),
        ("Captions", CAPTIONS.get(draft.captions, "")),
    ]


def _file(work: Work, sha256: str, place: int) -> File | None:
    stored, data = work.unit.get(StoredPicture, sha256=sha256), picture_bytes(work, sha256)
    return File(file_name(stored, place), stored.media_type, data, f"Picture {place}") if stored and data else None
