"""Files are uploaded, shown, downloaded and refused as Slack does it."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox import DrivenMember, Fault, NotPossibleError, Sandbox, Upload
from tests.sandbox.conftest import Workspace
from tests.sandbox.sandbox_blocks import refusal
from tests.sandbox.sandbox_bot import Bot

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture of the garden"
PICTURE = {"type": "image", "alt_text": "The garden"}


def form(**limits: Any) -> dict[str, Any]:
    """A modal that asks for files."""
    element = {"type": "file_input", "action_id": "pictures", **limits}
    block = {"type": "input", "block_id": "media", "label": {"type": "plain_text", "text": "Pictures"}}
    title = {"type": "plain_text", "text": "Propose"}
    blocks = [block | {"element": element, "optional": True}]
    return {"type": "modal", "callback_id": "form", "title": title, "submit": title, "blocks": blocks}


async def a_form(sandbox: Sandbox, bot: Bot, view: dict[str, Any]) -> DrivenMember:
    """A member in front of the form."""

    async def open_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    bot.app.command("/form")(open_form)
    await bot.connect()
    amina = sandbox.member("U0AMINA")
    await amina.command("/form")
    return amina


async def fetch(address: str, token: str = "", *, follow: bool = True) -> tuple[int, str, bytes]:
    """What an address gives: status, type and bytes."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers, allow_redirects=follow) as got:
        return got.status, got.content_type, await got.read()


async def test_a_file_of_the_bot_is_shared_a_moment_after_it_was_completed(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    ruth = sandbox.member("U0RUTH")
    sandbox.files.hold()
    done = await bot.client.files_upload_v2(
        filename="receipt.json", content=b"{}", channel=await ruth.dm(), initial_comment="Your receipt"
    )
    assert (await bot.client.files_info(file=done["file"]["id"]))["file"]["mimetype"] == ""
    assert await ruth.messages(await ruth.dm()) == []
    sandbox.files.release()
    message = await ruth.message(await ruth.dm(), containing="Your receipt")
    info = (await bot.client.files_info(file=done["file"]["id"]))["file"]
    assert (message.files[0]["id"], info["mimetype"]) == (info["id"], "application/json")
    assert (await ruth.look(info["id"])).content == b"{}"


async def test_a_picture_cannot_be_shown_before_it_is_ready(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    sandbox.files.hold()
    done = await bot.client.files_upload_v2(filename="garden.png", content=PNG)
    block = PICTURE | {"slack_file": {"id": done["file"]["id"]}}
    answer = await refusal(bot.client.chat_postMessage(channel="C0COMPLIANCE", text="Look", blocks=[block]))
    assert answer["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
    sandbox.files.release()
    await sandbox.until(lambda: sandbox.files.get(done["file"]["id"]).stage == "ready")
    await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="Look", blocks=[block])
    assert (await sandbox.member("U0TOM").look(done["file"]["id"])).content == PNG
    with pytest.raises(NotPossibleError, match="no file"):
        await sandbox.member("U0GUEST").look(done["file"]["id"])


async def test_a_picture_in_a_form_reaches_the_bot_with_its_bytes(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    sent: list[dict[str, Any]] = []

    async def take(ack: Any, view: dict[str, Any]) -> None:
        sent.extend(view["state"]["values"]["media"]["pictures"]["files"])
        await ack()

    bot.app.view("form")(take)
    amina = await a_form(sandbox, bot, form(filetypes=["png", "jpg"]))
    modal = await amina.modal()
    await modal.fill(pictures=[Upload("garden.png", PNG)])
    assert (await modal.submit()).what == "closed"
    assert (sent[0]["name"], sent[0]["mimetype"], sent[0]["size"]) == ("garden.png", "image/png", len(PNG))
    assert await fetch(sent[0]["url_private_download"], sandbox.bot_token) == (200, "image/png", PNG)
    shown = PICTURE | {"slack_file": {"url": sent[0]["url_private"]}}
    await bot.client.chat_postMessage(channel="U0RUTH", text="Look", blocks=[shown])


@pytest.mark.parametrize(
    ("limits", "uploads", "words"),
    [
        ({"filetypes": ["png"]}, [Upload("notes.pdf", b"%PDF-1.7")], "of a kind that cannot be added"),
        ({"max_files": 1}, [Upload("a.png", PNG), Upload("b.png", PNG)], "no more than 1 file"),
        ({}, [Upload("big.png", PNG + bytes(11 * 2**20))], "larger than 10 MB"),
    ],
    ids=["kind", "number", "size"],
)
async def test_a_form_takes_no_file_beyond_its_limits(
    workspace: Workspace, limits: dict[str, Any], uploads: list[Upload], words: str
) -> None:
    sandbox, bot = await workspace()
    modal = await (await a_form(sandbox, bot, form(**limits))).modal()
    with pytest.raises(NotPossibleError, match=words):
        await modal.fill(pictures=uploads)
    assert modal.values["pictures"] == []


async def test_a_download_without_the_token_leads_to_a_page_to_sign_in(workspace: Workspace) -> None:
    sandbox, _ = await workspace()
    message = await sandbox.member("U0AMINA").say("C0COMPLIANCE", "Look", files=[Upload("garden.png", PNG)])
    address = message.files[0]["url_private"]
    assert (await fetch(address, follow=False))[0] == 302
    assert (await fetch(address))[:2] == (200, "text/html")
    assert await fetch(address, sandbox.bot_token) == (200, "image/png", PNG)


async def test_a_file_where_the_bot_is_not_is_not_found(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    message = await sandbox.member("U0AMINA").say("C0GENERAL", "Look", files=[Upload("garden.png", PNG)])
    answer = await refusal(bot.client.files_info(file=message.files[0]["id"]))
    assert answer["error"] == "file_not_found"
    assert (await fetch(message.files[0]["url_private"], sandbox.bot_token))[0] == 404


async def test_a_deleted_file_is_gone_for_everybody(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    amina = sandbox.member("U0AMINA")
    message = await amina.say("C0COMPLIANCE", "Look", files=[Upload("garden.png", PNG)])
    [file] = message.files
    answer = await refusal(bot.client.files_delete(file=file["id"]))
    assert answer["error"] == "cant_delete_file"
    await amina.delete_file(file["id"])
    assert (await amina.again(message)).files == [{"id": file["id"], "mode": "tombstone"}]
    assert (await refusal(bot.client.files_info(file=file["id"])))["error"] == "file_deleted"
    assert (await fetch(file["url_private"], sandbox.bot_token))[0] == 404


async def test_files_need_their_scopes(workspace: Workspace) -> None:
    sandbox, bot = await workspace(scopes={"commands"})
    message = await sandbox.member("U0AMINA").say("C0COMPLIANCE", "Look", files=[Upload("garden.png", PNG)])
    calls: dict[str, Callable[[], Any]] = {
        "files:read": lambda: bot.client.files_info(file=message.files[0]["id"]),
        "files:write": lambda: bot.client.files_getUploadURLExternal(filename="a.png", length=3),
    }
    for scope, call in calls.items():
        answer = await refusal(call())
        assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert (await fetch(message.files[0]["url_private"], sandbox.bot_token))[1] == "text/html"


async def test_the_bytes_must_be_as_many_as_were_announced(workspace: Workspace) -> None:
    _, bot = await workspace()
    ticket = await bot.client.files_getUploadURLExternal(filename="a.png", length=3)
    async with aiohttp.ClientSession() as session, session.post(ticket["upload_url"], data=b"four") as refused:
        assert refused.status == 400
    completed = bot.client.files_completeUploadExternal(files=[{"id": ticket["file_id"], "title": "a"}])
    assert (await refusal(completed))["error"] == "file_not_found"


async def test_a_workspace_keeps_no_more_than_it_has_room_for(workspace: Workspace) -> None:
    _, bot = await workspace()
    answer = await refusal(bot.client.files_getUploadURLExternal(filename="film.mp4", length=2**30))
    assert answer["error"] == "storage_limit_reached"


async def test_a_download_fails_as_ordered_and_then_works(workspace: Workspace) -> None:
    sandbox, _ = await workspace()
    message = await sandbox.member("U0AMINA").say("C0COMPLIANCE", "", files=[Upload("garden.png", PNG)])
    address = message.files[0]["url_private_download"]
    sandbox.faults.order("file.download", Fault.SERVER_ERROR(500))
    sandbox.faults.order("file.download", Fault.HTML)
    sandbox.faults.order("file.download", Fault.SLOW(0.01))
    assert (await fetch(address, sandbox.bot_token))[0] == 500
    assert (await fetch(address, sandbox.bot_token))[1] == "text/html"
    assert (await fetch(address, sandbox.bot_token))[2] == PNG
    assert [call.answer["ok"] for call in sandbox.calls if call.method == "file.download"] == [False, False, True]


async def test_an_upload_fails_as_ordered(workspace: Workspace) -> None:
    sandbox, bot = await workspace()
    sandbox.faults.order("file.upload", Fault.SERVER_ERROR(503))
    ticket = await bot.client.files_getUploadURLExternal(filename="a.png", length=3)
    async with aiohttp.ClientSession() as session:
        async with session.post(ticket["upload_url"], data=b"abc") as failed:
            assert failed.status == 503
        async with session.post(ticket["upload_url"], data=b"abc") as taken:
            assert (taken.status, await taken.text()) == (200, "OK - 3")


async def test_a_file_cannot_be_shared_where_the_bot_is_not(workspace: Workspace) -> None:
    _, bot = await workspace()
    ticket = await bot.client.files_getUploadURLExternal(filename="a.png", length=3)
    async with aiohttp.ClientSession() as session:
        await session.post(ticket["upload_url"], data=b"abc")
    files = [{"id": ticket["file_id"], "title": "a"}]
    for channel, error in {"C0GENERAL": "not_in_channel", "U0RUTH": "channel_not_found"}.items():
        answer = await refusal(bot.client.files_completeUploadExternal(files=files, channel_id=channel))
        assert answer["error"] == error


async def test_the_page_shows_a_picture_to_those_who_may_see_it_only(workspace: Workspace) -> None:
    sandbox, _ = await workspace()
    headers = {"X-Sandbox": "1"}
    async with aiohttp.ClientSession(sandbox.url, headers=headers) as session:
        async with session.post("/sandbox/files?as=U0DEV&name=garden.png", data=PNG) as taken:
            file = (await taken.json())["file"]
        said = {"as": "U0DEV", "do": "say", "channel": "G0APPROVALS", "text": "Look", "files": [file["id"]]}
        async with session.post("/sandbox/act", json=said) as answer:
            assert (await answer.json())["ok"]
    assert await fetch(f"{sandbox.url}sandbox/files/{file['id']}?as=U0RUTH") == (200, "image/png", PNG)
    assert (await fetch(f"{sandbox.url}sandbox/files/{file['id']}?as=U0TOM"))[0] == 404
