"""A picture goes with the words it was proposed with: from the database, the chat, and the platform's files."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from bot.pictures.models import HandedOver, PictureData, PictureShown, StoredPicture
from storage.engine import is_sqlite
from tests.erasure.conftest import Type
from tests.journeys.test_pictures import proposed, rows, sent, shown, walk
from tests.journeys.town import Town


def of_the_bot(town: Town) -> list[bytes]:
    """What stands in the bot's own files on the platform."""
    ids = {call.answer["file_id"] for call in town.sandbox.calls if call.method == "files.getUploadURLExternal"}
    files = [town.sandbox.workspace.files.get(file_id) for file_id in ids]
    return [file.content for file in files if file]


def in_files(town: Town, picture: bytes) -> bool:
    """Whether a part of the picture stands in the database's own files."""
    path = Path(make_url(town.database).database or "")
    files = path.parent.glob(f"{path.name}*") if is_sqlite(town.database) else ()
    return any(picture[200:260] in file.read_bytes() for file in files)


async def test_an_erased_picture_is_nowhere_any_more(town: Town, type_in: Type) -> None:
    card = await proposed(town)
    [picture] = shown(town, card)
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "to post, without place")
    await town.quiet()
    assert len(of_the_bot(town)) == 2
    if is_sqlite(town.database):
        assert in_files(town, picture)

    code, said = await type_in("erase", "--proposal", "NS-1", "--reason", "She asked for it", "--yes")
    assert code == 0, said
    await town.becomes(town.ruth, card, "These words were erased")
    await town.quiet()
    for model in (StoredPicture, PictureData, PictureShown, HandedOver):
        assert await rows(town, model) == []
    assert set(of_the_bot(town)) == {b""}
    assert not in_files(town, picture)
    assert shown(town, await town.ruth.again(card)) == []
    assert not [m for m in await town.amina.messages(await town.amina.dm()) if "to post, without" in m.words]


async def test_a_picture_that_another_proposal_shows_stays_with_that(town: Town, type_in: Type) -> None:
    await proposed(town)
    other = await proposed(town, words="Another walk, on Saturday.")
    await town.quiet()
    await type_in("erase", "--proposal", "NS-1", "--reason", "She asked for it", "--yes")
    await town.card("These words were erased")
    await town.quiet()
    assert len(await rows(town, PictureData)) == 1
    assert len(shown(town, await town.ruth.again(other))) == 1


async def test_a_picture_that_was_never_proposed_goes_by_night(town: Town) -> None:
    await sent(town, walk(), walk(b"no picture"), alt_2="The river.")
    told = await town.told(town.amina, "Not sent yet")
    await town.quiet()
    await town.clock.jump(datetime(2026, 11, 25, 4, 0, tzinfo=UTC))
    assert len(await rows(town, PictureData)) == 1
    await town.amina.press(told, "Open my draft")
    form = await town.amina.modal()
    await town.amina.press(form, "Start afresh")
    await form.close()
    await town.clock.jump(datetime(2026, 11, 26, 4, 0, tzinfo=UTC))
    assert await rows(town, PictureData) == [] and await rows(town, StoredPicture) == []
