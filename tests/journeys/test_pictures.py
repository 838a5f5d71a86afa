"""Pictures, as people send them: looked at before anybody decides, shown with their alt text, and given back clean."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.approvals.draft import draft_of
from bot.approvals.models import FindingNoted, Outcome, Proposal
from bot.pictures.models import BeingChecked, PictureData, StoredPicture
from bot.work import Work
from handlers.sandbox import Fault, NotPossibleError, Upload
from handlers.sandbox.driver.modal import Modal
from handlers.sandbox.driver.seen import SeenMessage
from storage.store import open_store
from tests.cleaning.paintbox import bomb, heic, jpeg, moving, written
from tests.journeys.town import APPROVALS, ORG, WALK, Town

ALT = "Six people in raincoats on a towpath."
SAID = {"alt_1": ALT, "people": ["staff"]}


def walk(content: bytes | None = None, name: str = "IMG_2041.jpg") -> Upload:
    return Upload(name, jpeg() if content is None else content)


async def sent(town: Town, *pictures: Upload, words: str = WALK, **said: Any) -> None:
    """Propose something with pictures, as far as "I have it"."""
    form = await town.form(town.amina, words, pictures=list(pictures))
    outcome = await form.submit()
    assert outcome.what == "updated", outcome
    step = await town.amina.modal()
    assert step.title == "About the pictures"
    await step.fill(**(SAID | said))
    outcome = await step.submit()
    assert outcome.what == "updated", outcome
    assert "I have it." in (await town.amina.modal()).text()
    await (await town.amina.modal()).close()


async def proposed(town: Town, *pictures: Upload, words: str = WALK, **said: Any) -> SeenMessage:
    await sent(town, *(pictures or (walk(),)), words=words, **said)
    await town.card(words)
    return await town.card("Alt text")


def ticked(form: Modal, field: str) -> list[str]:
    return [option["value"] for option in form.values[field]]


async def rows(town: Town, model: Any) -> list[Any]:
    store = open_store(town.database, ORG)
    try:
        return await store.read(lambda unit: unit.find(model))
    finally:
        store.close()


def shown(town: Town, message: SeenMessage) -> list[bytes]:
    """The pictures in a message, as whoever reads it can save them."""
    ids = [block["slack_file"]["id"] for block in message.blocks if block["type"] == "image"]
    files = [town.sandbox.workspace.files.get(file) for file in ids]
    return [file.content for file in files if file]


def attached(town: Town, message: SeenMessage) -> list[tuple[str, bytes]]:
    files = town.sandbox.workspace.channels[message.channel].messages[message.ts].files
    return [(file.name, file.content) for file in files]


async def test_a_picture_is_shown_clean_and_given_back_to_be_posted(town: Town) -> None:
    card = await proposed(town)
    [picture] = shown(town, card)
    assert f"Alt text: “{ALT}”" in card.words and "Staff or volunteers" in card.words
    assert "carried the place where it was taken" in card.words
    assert b"Amina" not in picture and not Image.open(BytesIO(picture)).getexif()
    copy = await town.told(town.amina, "Sent to Ruth")
    assert "Your picture carried the place where it was taken." in copy.words

    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    assert ALT in yes.words and "not your own file" in yes.words
    files = await town.told(town.amina, "to post, without place")
    assert attached(town, files) == [("picture-1.jpg", picture)]


async def test_an_approval_covers_the_picture_and_its_alt_text(town: Town) -> None:
    card = await proposed(town)
    [picture] = await rows(town, StoredPicture)
    [proposal] = await rows(town, Proposal)
    store = open_store(town.database, ORG)
    draft = await store.read(lambda unit: draft_of(Work(unit, None, town.clock.now()), proposal.id, 1))  # type: ignore[arg-type]
    store.close()
    assert f'"pictures":[{{"alt":"{ALT}","sha256":"{picture.sha256}"}}]' in draft.to_text()

    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "to post, without place")
    await town.change(town.amina, await town.told(town.amina, "said yes"))
    step = await town.amina.modal()
    await step.fill(alt_1="Five people in raincoats.")
    assert (await step.submit()).what == "closed"
    card = await town.card("revision 2 ·")
    assert "Alt text: “Five people in raincoats.”" in card.words and "Approve" in card.buttons
    assert "was “Six”, now “Five”" in card.words
    await town.quiet()
    assert not [m for m in await town.amina.messages(await town.amina.dm()) if "to post, without" in m.words]


@pytest.mark.parametrize("kind", ["heic", "png", "webp", "gif"])
async def test_what_phones_and_programs_write_is_taken(town: Town, kind: str) -> None:
    data = {"heic": heic(), "png": written("PNG"), "webp": written("WEBP"), "gif": moving()}[kind]
    card = await proposed(town, walk(data, f"walk.{kind}"))
    [picture] = shown(town, card)
    assert Image.open(BytesIO(picture)).format == {"heic": "JPEG"}.get(kind, kind.upper())


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Dear all, the minutes of Tuesday", "is not a picture that I can read, whatever its name says"),
        (bomb(), "has more than 60 million pixels"),
        (jpeg()[:500], "is damaged, or only a part of it arrived"),
    ],
    ids=["no picture", "bomb", "cut off"],
)
async def test_a_picture_that_is_not_taken_brings_the_draft_back(town: Town, data: bytes, sentence: str) -> None:
    await sent(town, walk(data))
    told = await town.told(town.amina, "Not sent yet")
    assert sentence in told.words and "Your words are kept" in told.words
    assert await rows(town, Proposal) == [] and await rows(town, BeingChecked) == []

    await town.amina.press(told, "Open my draft")
    form = await town.amina.modal()
    assert form.values["words"] == WALK
    await form.fill(pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    assert ticked(step, "people") == ["staff"]
    await step.fill(alt_1=ALT)
    await step.submit()
    assert shown(town, await town.card("Alt text"))


async def test_of_several_pictures_the_good_ones_are_kept(town: Town) -> None:
    await sent(town, walk(), walk(b"no picture"), alt_2="The river.")
    told = await town.told(town.amina, "Not sent yet")
    assert "your second picture is not a picture" in told.words and "with the other pictures" in told.words
    await town.amina.press(told, "Open my draft")
    form = await town.amina.modal()
    assert len(form.values["pictures_so_far"]) == 1
    await form.submit()
    step = await town.amina.modal()
    assert step.values["alt_1"] == ALT
    assert (await step.submit()).what == "closed"
    assert len(shown(town, await town.card("Alt text"))) == 1


async def test_a_picture_larger_than_ten_megabytes_is_refused_at_its_field(town: Town) -> None:
    large = walk(jpeg() + b"\0" * 11_000_000)
    with pytest.raises(NotPossibleError):
        await town.form(town.amina, WALK, pictures=[large])
    form = await town.amina.modal()
    await form.close()
    form = await town.form(town.amina, WALK, pictures=[walk(jpeg() + b"\0" * 10_200_000)])
    outcome = await form.submit()
    assert outcome.what == "errors"
    assert "has 10.2 MB, and 10 MB is the most" in outcome.errors["pictures"]


async def test_each_picture_needs_its_alt_text(town: Town) -> None:
    form = await town.form(town.amina, WALK, pictures=[walk(), walk(written("PNG"), "river.png")])
    await form.submit()
    step = await town.amina.modal()
    assert "IMG_2041.jpg" in step.text() and "river.png" in step.text()
    await step.fill(alt_1=ALT, people=["nobody"])
    assert list((await step.submit()).errors) == ["alt_2"]
    await step.fill(alt_2="  ")
    outcome = await step.submit()
    assert outcome.what == "errors" and "Say in a sentence what can be seen" in outcome.errors["alt_2"]
    assert await rows(town, BeingChecked) == []
    await step.fill(alt_2="The river.")
    assert (await step.submit()).what == "updated"
    assert len(shown(town, await town.card("Alt text"))) == 2


async def test_more_than_four_pictures_cannot_be_sent(town: Town) -> None:
    with pytest.raises(NotPossibleError):
        await town.form(town.amina, WALK, pictures=[walk(name=f"{number}.jpg") for number in range(5)])


async def test_people_outside_the_staff_need_their_consent(town: Town) -> None:
    form = await town.form(town.amina, WALK, pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    await step.fill(alt_1=ALT)
    await step.fill(people=["service_user"])
    await step.offers("consent")
    assert (await step.submit()).what == "errors"
    await step.fill(consent="Consent form in the blue folder", in_sight=["plate"])
    assert (await step.submit()).what == "updated"
    card = await town.card("Alt text")
    assert "Consent form in the blue folder" in card.words and "A number plate" in card.words


async def test_a_story_may_have_no_words(town: Town) -> None:
    form = await town.form(town.amina, pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    await step.fill(**SAID)
    assert (await step.submit()).what == "updated"
    card = await town.card("a picture without words")
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    assert "a picture without words" in yes.words


async def test_a_video_goes_by_its_link_with_what_is_said_in_it(town: Town) -> None:
    form = await town.form(town.amina, WALK)
    await town.amina.press(form, "More")
    await form.offers("video")
    await form.fill(video="https://example.org/walk.mp4")
    await form.submit()
    step = await town.amina.modal()
    assert step.title == "About the video"
    await step.fill(people=["staff"], captions="yes")
    outcome = await step.submit()
    assert list(outcome.errors) == ["video_says"]
    await step.fill(video_says="Hello, I am Tom, and this is our walk.")
    assert (await step.submit()).what == "closed"
    card = await town.card("Said in the video")
    assert "this is our walk" in card.words and "https://example.org/walk.mp4" in card.words


async def test_a_picture_deleted_before_it_was_looked_at_brings_the_draft_back(town: Town) -> None:
    form = await town.form(town.amina, WALK, pictures=[walk()])
    [held] = form.values["pictures"]
    await form.submit()
    files = town.sandbox.workspace.files
    files.delete(next(file for file in [files.get(held["id"])] if file))
    step = await town.amina.modal()
    await step.fill(**SAID)
    await step.submit()
    told = await town.told(town.amina, "Not sent yet")
    assert "was deleted before I could look at it" in told.words


async def test_a_download_that_fails_at_first_is_tried_again(town: Town) -> None:
    town.sandbox.faults.order("file.download", Fault.SERVER_ERROR(500))
    card = await proposed(town)
    assert len(shown(town, card)) == 1


async def test_what_waits_to_be_looked_at_survives_a_restart(town: Town) -> None:
    town.sandbox.faults.order("file.download", Fault.SERVER_ERROR(500), times=2)
    await sent(town, walk())
    assert "until I have looked at the pictures" in (await town.amina.open_home()).words
    await town.restart()
    assert len(shown(town, await town.card("Alt text"))) == 1
    await town.quiet()
    assert len([m for m in await town.ruth.messages(APPROVALS) if "NS-1" in m.words]) == 1
    assert await rows(town, BeingChecked) == []


async def test_a_proposal_that_changed_meanwhile_is_not_sent_and_its_draft_comes_back(town: Town) -> None:
    card = await town.propose()
    copy = await town.told(town.amina, "Sent to Ruth")
    await town.amina.press(copy, "Change")
    form = await town.amina.modal()
    await form.fill(pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    await step.fill(**SAID)
    town.sandbox.faults.order("file.download", Fault.SERVER_ERROR(500))
    await step.submit()
    await (await town.amina.modal()).close()
    await town.decide(town.ruth, card, "Reject", "Not now.")
    told = await town.told(town.amina, "could not be sent any more")
    assert "Open it and send it" in told.words


async def test_a_draft_with_pictures_can_be_left_and_carried_on(town: Town) -> None:
    form = await town.form(town.amina, WALK, pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    await step.fill(alt_1=ALT)
    await step.fill(people=["nobody"])
    await town.amina.press(step, "Back to the words")
    form = await town.amina.modal()
    await form.offers("words")
    assert form.values["words"] == WALK and len(form.values["pictures_so_far"]) == 1
    await form.submit()
    step = await town.amina.modal()
    assert (step.values["alt_1"], ticked(step, "people")) == (ALT, ["nobody"])
    assert (await step.submit()).what == "updated"
    assert shown(town, await town.card("Alt text"))


async def test_the_same_picture_twice_is_kept_once(town: Town) -> None:
    await proposed(town)
    await proposed(town, words="Another walk, on Saturday.")
    await town.quiet()
    assert len(await rows(town, PictureData)) == 1
    uploads = [call for call in town.sandbox.calls if call.method == "files.getUploadURLExternal"]
    assert len(uploads) == 1


async def public_story(town: Town, screenshot: Upload) -> SeenMessage:
    """A story of one picture that was approved and posted, with a screenshot as its proof."""
    await town.ruth.press(await proposed(town), "Approve")
    yes = await town.told(town.amina, "said yes")
    assert (await town.post(town.amina, yes, screenshot=[screenshot])).what == "closed"
    return await town.card("and now public")


async def test_a_screenshot_is_kept_as_proof_of_what_vanishes(town: Town) -> None:
    card = await public_story(town, walk(written("PNG"), "Screenshot.png"))
    card = await town.becomes(town.ruth, card, "A screenshot of how it stands on Facebook page")
    assert len(shown(town, card)) == 2
    assert "Amina Khan kept a screenshot of how it stands on Facebook page." in await town.history(
        card, "Amina Khan kept a screenshot of how it stands on Facebook page."
    )


async def test_a_screenshot_that_cannot_be_read_is_asked_for_again(town: Town) -> None:
    card = await public_story(town, walk(b"no picture", "Screenshot.png"))
    told = await town.told(town.amina, "Your screenshot of NS-1 was not kept")
    await town.amina.press(told, "Send another screenshot")
    form = await town.amina.modal()
    await form.fill(screenshot=[walk()])
    assert (await form.submit()).what == "closed"
    await town.becomes(town.ruth, card, "A screenshot of how it stands on Facebook page")


async def test_whoever_edits_keeps_the_pictures_and_may_better_their_alt_text(town: Town) -> None:
    card = await proposed(town)
    await town.ruth.press(card, "Approve with edits")
    form = await town.ruth.modal()
    assert "pictures" not in form.values and form.values["alt_1"] == ALT
    await form.fill(alt_1="Six volunteers in raincoats.")
    assert (await form.submit()).what == "closed"
    yes = await town.told(town.amina, "said yes")
    assert "Six volunteers in raincoats." in yes.words
    assert attached(town, await town.told(town.amina, "to post, without place"))


async def test_a_publisher_who_posts_for_others_gets_the_pictures(town: Town) -> None:
    form = await town.form(town.tom, WALK, pictures=[walk()])
    await form.submit()
    step = await town.tom.modal()
    await step.fill(**SAID)
    await step.submit()
    await (await town.tom.modal()).close()
    await town.ruth.press(await town.card("Alt text"), "Approve")
    asked = await town.told(town.amina, "Please post NS-1")
    assert ALT in asked.words
    assert attached(town, await town.told(town.amina, "to post, without place"))


async def test_a_second_step_that_is_closed_keeps_the_words_and_the_pictures(town: Town) -> None:
    form = await town.form(town.amina, WALK, pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    await step.fill(alt_1=ALT)
    await step.fill(people=["nobody"])
    await town.quiet()
    await step.close()
    await town.told(town.amina, "I kept your draft, with its pictures.")
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    assert form.values["words"] == WALK and len(form.values["pictures_so_far"]) == 1
    await form.submit()
    step = await town.amina.modal()
    assert "IMG_2041.jpg" in step.text()
    await step.fill(**SAID)
    await step.submit()
    assert shown(town, await town.card("Alt text"))


async def test_slack_in_trouble_doubles_neither_the_card_nor_the_files(town: Town) -> None:
    lost = town.sandbox.faults
    lost.order("file.upload", Fault.SERVER_ERROR(500))
    lost.order("files.completeUploadExternal", Fault.ACCEPT_AND_DROP)
    card = await proposed(town)
    assert len(shown(town, card)) == 1
    lost.order("files.completeUploadExternal", Fault.ACCEPT_AND_DROP)
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "to post, without place")
    await town.quiet()
    assert len([m for m in await town.amina.messages(await town.amina.dm()) if "to post, without" in m.words]) == 1
    assert len([m for m in await town.ruth.messages(APPROVALS) if WALK in m.words]) == 1


async def test_words_that_are_asked_about_are_asked_about_before_the_pictures(town: Town) -> None:
    form = await town.form(town.amina, "Join us at 14 Elm Road.", pictures=[walk()])
    assert (await form.submit()).what == "updated"
    await form.offers("explained")
    assert "Please look at this once more." in form.text() and len(form.values["pictures"]) == 1
    await form.fill(words=WALK)
    assert (await form.submit()).what == "updated"
    step = await town.amina.modal()
    assert step.title == "About the pictures"
    await step.fill(**SAID)
    await step.submit()
    assert shown(town, await town.card("Alt text"))
    assert Outcome.CHANGED in {noted.outcome for noted in await rows(town, FindingNoted)}


async def test_what_is_told_of_a_picture_is_read_too_and_asked_about_once(town: Town) -> None:
    form = await town.form(town.amina, WALK, pictures=[walk()])
    await form.submit()
    step = await town.amina.modal()
    await step.fill(alt_1="Our walking group at the gate of 14 Elm Road.", people=["staff"])
    await step.submit()
    assert "Please look at this once more." in step.text()
    assert "“14 Elm Road”" in step.text()
    await step.fill(explained="It is the public hall, not a home.")
    await step.submit()
    assert "I have it." in (await town.amina.modal()).text()
    await (await town.amina.modal()).close()
    card = await town.card("Alt text")
    assert "It is the public hall, not a home." in card.text
    assert {(row.rule, row.outcome) for row in await rows(town, FindingNoted)} >= {("address", Outcome.EXPLAINED)}


async def test_a_reason_for_the_words_is_none_for_what_is_told_of_a_picture(town: Town) -> None:
    form = await town.form(town.amina, "We meet at 14 Elm Road on Friday.", pictures=[walk()])
    await form.submit()
    await form.offers("explained")
    await form.fill(explained="It is the public hall.")
    await form.submit()
    step = await town.amina.modal()
    await step.fill(alt_1="Six people in front of 3 Oak Street.", people=["staff"])
    await step.submit()
    assert "“3 Oak Street”" in step.text()
    assert "It is the public hall." in step.text()
    await step.fill(alt_1=ALT)
    await step.submit()
    assert "I have it." in (await town.amina.modal()).text()
