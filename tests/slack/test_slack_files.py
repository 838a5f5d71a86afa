"""Files on Slack: ours go there once, and what people gave us is fetched without trusting what Slack says of it."""

import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.parts import File, Headline, Picture
from bot.ports import Delivered, Outcome
from handlers.sandbox import Fault, Sandbox
from handlers.sandbox.files import StoredFile
from handlers.slack.courier import SlackCourier
from handlers.slack.files import SlackFiles
from handlers.slack.web import Web
from handlers.slack.whispers import DirectMessages

ROOM = "G0APPROVALS"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx"
    b"\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
REPORT = File("week-47.html", "text/html", b"<!DOCTYPE html><p>All is well", "Trustees' report, week 47")
PARTS = (Headline("The week for the trustees"), REPORT)


class Rig:
    """A sandbox, and a courier in it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.noticed: dict[str, str] = {}
        log = logging.getLogger("countersign.tests.files")
        self.web = Web(sandbox.bot_token, sandbox.api_url, log, seconds=0.5, noticed=self.noticed.__setitem__)
        self.courier = SlackCourier(self.web, DirectMessages(self.web))
        self.files = SlackFiles(self.web)
        self.since = sandbox.clock.now() - timedelta(minutes=1)

    async def post(self, row: int = 7) -> Delivered:
        over = await self.courier.hand_over(REPORT)
        assert over.outcome is Outcome.SENT, over
        return await self.courier.post(ROOM, PARTS, row=row, files=over.files)

    async def standing(self) -> list[Any]:
        return await self.sandbox.member("U0RUTH").messages(ROOM)

    def given(self, content: bytes, name: str = "walk.jpg") -> str:
        """A file that Amina put into a form."""
        file = self.sandbox.workspace.files.store("U0AMINA", name, content)
        file.audience.add(self.sandbox.workspace.bot_user)
        return file.id

    def file(self, file_id: str) -> StoredFile:
        found = self.sandbox.workspace.files.get(file_id)
        assert found is not None
        return found


@pytest.fixture
async def rig(manifest: dict[str, Any]) -> AsyncIterator[Rig]:
    async with Sandbox(manifest=manifest) as sandbox:
        rig = Rig(sandbox)
        yield rig
        await rig.web.close()


async def test_a_message_with_a_file_is_one_message(rig: Rig) -> None:
    sent = await rig.post()
    [message] = await rig.standing()
    assert (sent.outcome, sent.ts, sent.channel) == (Outcome.SENT, message.ts, ROOM)
    assert message.text == "The week for the trustees"
    [file] = rig.sandbox.workspace.channels[ROOM].messages[message.ts].files
    assert sent.files == (file.id,)
    assert (file.title, file.content) == ("Trustees' report, week 47 (no. 7)", REPORT.data)


async def test_a_share_whose_answer_was_lost_is_found_by_its_title(rig: Rig) -> None:
    rig.sandbox.faults.order("files.completeUploadExternal", Fault.ACCEPT_AND_DROP)
    assert (await rig.post()).outcome is Outcome.UNKNOWN

    async def shared() -> bool:
        return len(await rig.standing()) == 1

    await rig.sandbox.until(shared)
    found = await rig.courier.look_up(ROOM, row=7, since=rig.since)
    assert found.outcome is Outcome.SENT and len(found.files) == 1
    assert (await rig.courier.look_up(ROOM, row=8, since=rig.since)).outcome is Outcome.REFUSED


@pytest.mark.parametrize("call", ["files.getUploadURLExternal", "file.upload"])
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR(500), Fault.HTML, Fault.RATE_LIMITED(retry_after=1)])
async def test_an_upload_that_failed_is_never_taken_for_one_that_was_refused(rig: Rig, call: str, fault: Fault) -> None:
    rig.sandbox.faults.order(call, fault)
    assert (await rig.courier.hand_over(REPORT)).outcome in (Outcome.WAIT, Outcome.UNKNOWN)
    assert (await rig.courier.hand_over(REPORT)).outcome is Outcome.SENT


async def test_a_picture_is_kept_for_messages_before_one_shows_it(rig: Rig) -> None:
    over = await rig.courier.hand_over(File("walk.png", "image/png", PIXEL, "A picture"))
    kept = await rig.courier.keep(over.files[0], "A picture")
    assert kept.outcome is Outcome.SENT
    assert (await rig.courier.keep(over.files[0], "A picture")).outcome is Outcome.SENT
    picture = Picture("ab" * 32, "Six people in raincoats", over.files[0])
    await rig.courier.post(ROOM, (Headline("From Amina"), picture), row=8)
    [message] = await rig.standing()
    assert {"id": over.files[0]} in [block.get("slack_file") for block in message.blocks]


async def test_a_card_whose_picture_was_deleted_on_slack_still_arrives_and_says_so(rig: Rig) -> None:
    picture = Picture("ab" * 32, "Six people in raincoats", "F0GONE")
    sent = await rig.courier.post(ROOM, (Headline("From Amina"), picture), row=9)
    assert sent.outcome is Outcome.SENT
    [message] = await rig.standing()
    assert "can't show here" in message.words and "Six people in raincoats" in message.words
    assert "slack.pictures" in rig.noticed


async def test_a_file_is_deleted_once_and_deleting_it_again_is_no_failure(rig: Rig) -> None:
    file = (await rig.post()).files[0]
    assert (await rig.courier.discard(file)).outcome is Outcome.SENT
    assert (await rig.courier.discard(file)).outcome is Outcome.SENT
    assert rig.file(file).content == b""


async def test_what_somebody_put_into_a_form_is_fetched(rig: Rig) -> None:
    fetched = await rig.files.fetch(rig.given(PIXEL), 1000)
    assert (fetched.outcome, fetched.data) == (Outcome.SENT, PIXEL)


async def test_a_file_that_is_too_big_is_not_downloaded(rig: Rig) -> None:
    fetched = await rig.files.fetch(rig.given(PIXEL * 20), 1000)
    assert (fetched.outcome, fetched.error) == (Outcome.REFUSED, "too_big")
    assert not [call for call in rig.sandbox.calls if call.method == "file.download"]


async def test_a_file_that_is_bigger_than_slack_said_is_not_read_to_its_end(rig: Rig) -> None:
    file = rig.given(PIXEL * 20)
    rig.file(file).length = 10
    fetched = await rig.files.fetch(file, 1000)
    assert (fetched.outcome, fetched.error) == (Outcome.REFUSED, "too_big")


async def test_a_file_that_its_owner_deleted_is_gone(rig: Rig) -> None:
    file = rig.given(PIXEL)
    rig.sandbox.workspace.files.delete(rig.file(file))
    assert (await rig.files.fetch(file, 1000)).error == "gone"
    assert (await rig.files.fetch("F0NEVER", 1000)).error == "gone"


@pytest.mark.parametrize("call", ["files.info", "file.download"])
@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR(500), Fault.HTML, Fault.RATE_LIMITED(retry_after=1)])
async def test_a_fetch_that_failed_may_be_tried_again(rig: Rig, call: str, fault: Fault) -> None:
    file = rig.given(PIXEL)
    rig.sandbox.faults.order(call, fault)
    assert (await rig.files.fetch(file, 1000)).outcome in (Outcome.WAIT, Outcome.UNKNOWN)
    assert (await rig.files.fetch(file, 1000)).data == PIXEL


async def test_the_token_is_shown_to_slack_alone(rig: Rig) -> None:
    rig.web.client.token = "xoxb-not-ours"
    assert (await rig.files._download(f"{rig.sandbox.url}files-pri/T0-F0/x.png", 1000)).error == "download_302"
    assert not rig.files._is_slack("https://files.slack.com.evil.example/files-pri/T0-F0/x.png")
    assert not rig.files._is_slack("http://files.slack.com/files-pri/T0-F0/x.png")
    assert rig.files._is_slack("https://files.slack.com/files-pri/T0-F0/x.png")
