"""The page's own means: files are chosen and shown, live forms take no character away, pins and first steps."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Locator, Page, expect
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.demo import manifest
from handlers.sandbox import Sandbox, Upload
from tests.browser.accessibility import grave_barriers
from tests.browser.tab import DESK, Tab, tab
from tests.sandbox.sandbox_bot import Bot, bot_on

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645"
    "400000000049454e44ae426082"
)
DROP = """(zone, [name, bytes]) => {
  const given = new DataTransfer();
  given.items.add(new File([new Uint8Array(bytes)], name));
  zone.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: given }));
}"""
SONG = "Sing a song of sixpence, a pocket full of rye; four and twenty blackbirds, baked in a pie. "


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def asks_for_words(count: int) -> dict[str, Any]:
    """A form that counts what is typed while it is typed."""
    element = {
        "type": "plain_text_input",
        "action_id": "words",
        "multiline": True,
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    told = {"type": "section", "block_id": "count", "text": plain(f"{count} characters")}
    words = {"type": "input", "block_id": "text", "label": plain("Words"), "element": element, "dispatch_action": True}
    return {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send")} | {
        "blocks": [told, words] if count % 2 else [words, told]
    }


def asks_for_files() -> dict[str, Any]:
    """A form for up to two pictures."""
    element = {"type": "file_input", "action_id": "pictures", "filetypes": ["png"], "max_files": 2}
    block = {"type": "input", "block_id": "media", "label": plain("Pictures"), "element": element}
    return {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Send"), "blocks": [block]}


@asynccontextmanager
async def form_on_the_page(view: dict[str, Any]) -> AsyncIterator[tuple[Sandbox, Bot, Tab, Locator]]:
    """Amina's page with this form open, for as long as the block lasts."""

    async def open_form(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    async with Sandbox() as sandbox, bot_on(sandbox) as bot:
        bot.app.command("/form")(open_form)
        await bot.connect()
        await sandbox.member("U0AMINA").command("/form")
        async with tab(sandbox.url, DESK) as opened:
            yield sandbox, bot, opened, await opened.form("Form")
            assert opened.errors == []


async def test_nobody_loses_a_character_while_the_form_is_changed_under_their_hands() -> None:
    heard = ""

    async def count(ack: Any, body: dict[str, Any]) -> None:
        nonlocal heard
        await ack()
        heard = body["view"]["state"]["values"]["text"]["words"]["value"] or ""

    async def keep_changing(page: Page, client: AsyncWebClient, view_id: str) -> None:
        for number in itertools.count():
            await client.views_update(view_id=view_id, view=asks_for_words(number))
            await page.evaluate("new Promise(requestAnimationFrame)")

    async with form_on_the_page(asks_for_words(0)) as (sandbox, bot, opened, form):
        bot.app.action("words")(count)
        field = form.get_by_label("Words")
        await field.focus()
        view = (await sandbox.member("U0AMINA").modal()).id
        changing = asyncio.create_task(keep_changing(opened.page, bot.client, view))
        try:
            await opened.page.keyboard.type(SONG * 3, delay=4)
            await opened.page.keyboard.press("Control+Home")
            await opened.page.keyboard.type("First: ", delay=40)
            await expect(field).to_have_value("First: " + SONG * 3)
            assert await field.evaluate("field => field.selectionStart") == len("First: ")
            await sandbox.until(lambda: heard == "First: " + SONG * 3, what="all the words at the bot")
            await expect(field).to_be_focused()
        finally:
            changing.cancel()
        changes = sum(call.method == "views.update" for call in sandbox.calls)
        assert changes > 50, "the form hardly changed while somebody typed"


async def test_pictures_are_chosen_dropped_taken_out_and_sent() -> None:
    sent: list[str] = []

    async def take(ack: Any, view: dict[str, Any]) -> None:
        sent.extend(file["name"] for file in view["state"]["values"]["media"]["pictures"]["files"])
        await ack()

    async with form_on_the_page(asks_for_files()) as (sandbox, bot, opened, form):
        bot.app.view("form")(take)
        chooser = form.get_by_label("Pictures")
        await chooser.set_input_files({"name": "garden.png", "mimeType": "image/png", "buffer": PNG})
        await form.get_by_test_id("drop").evaluate(DROP, ["notes.pdf", list(b"%PDF")])
        await expect(form.get_by_role("alert")).to_contain_text("notes.pdf is of a kind that cannot be added")
        await form.get_by_test_id("drop").evaluate(DROP, ["walk.png", list(PNG)])
        await expect(form.get_by_test_id("chosen-file")).to_have_count(2)
        await expect(chooser).to_be_hidden()
        garden = sandbox.files.get((await sandbox.member("U0AMINA").modal()).values["pictures"][0]["id"])
        await form.get_by_role("button", name="Remove garden.png").click()
        await expect(chooser).to_be_focused()
        await sandbox.until(lambda: garden.stage == "deleted", what="The bytes of what was taken out to be gone")
        await opened.submit(form)
        assert sent == ["walk.png"]


async def test_a_file_in_a_message_is_shown_to_everybody_there_and_can_be_deleted() -> None:
    async with Sandbox() as sandbox, tab(sandbox.url, DESK) as opened:
        await opened.go_to("general")
        file = {"name": "garden.png", "mimeType": "image/png", "buffer": PNG}
        await opened.page.get_by_test_id("attach").set_input_files(file)
        waiting = opened.page.get_by_label("Files to send")
        await expect(waiting).to_contain_text("garden.png")
        await opened.page.get_by_test_id("messages").evaluate(DROP, ["notes.pdf", list(b"%PDF")])
        await waiting.get_by_role("button", name="Remove notes.pdf").click()
        await opened.page.get_by_test_id("send").click()
        await opened.become("U0TOM")
        picture = (await opened.message("garden.png")).get_by_role("img", name="garden.png")
        await expect(picture).to_have_js_property("naturalWidth", 1)
        await opened.become("U0AMINA")
        message = await opened.message("garden.png")
        await message.hover()
        await message.get_by_test_id("message-menu").click()
        await opened.page.get_by_role("menuitem", name="Delete garden.png").click()
        await opened.message("This file was deleted")
        assert opened.errors == []


async def test_a_picture_in_a_private_channel_is_not_asked_for_as_somebody_who_is_not_in_it() -> None:
    async with Sandbox() as sandbox, tab(sandbox.url, DESK) as opened:
        await sandbox.member("U0DEV").say("G0APPROVALS", "Look", files=[Upload("garden.png", PNG)])
        await opened.become("U0RUTH")
        await opened.go_to("approvals")
        picture = (await opened.message("Look")).get_by_role("img", name="garden.png")
        await expect(picture).to_have_js_property("naturalWidth", 1)
        await opened.become("U0TOM")
        await opened.go_to("general")
        assert opened.errors == []


async def test_what_is_pinned_is_one_click_away_and_the_first_steps_can_be_put_aside() -> None:
    async with Sandbox(manifest=manifest()) as sandbox, bot_on(sandbox) as bot, tab(sandbox.url, DESK) as opened:
        posted = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="Ring Grace when I am down.")
        await bot.client.pins_add(channel="C0COMPLIANCE", timestamp=posted["ts"])
        for number in range(30):
            await sandbox.member("U0TOM").say("C0COMPLIANCE", f"Line {number}")
        await sandbox.member("U0AMINA").read("C0COMPLIANCE")
        await opened.go_to("compliance")
        await opened.message("Line 29")
        pinned = await opened.message("Ring Grace")
        await expect(pinned).not_to_be_in_viewport()
        await opened.page.get_by_test_id("pinned").click()
        await expect(pinned).to_be_in_viewport()
        await expect(pinned).to_contain_text("Pinned here")

        await sandbox.member("U0TOM").say("C0GENERAL", "Good morning")
        await opened.go_to("general")
        await opened.page.get_by_test_id("hint-dismiss").click()
        await expect(opened.page.get_by_test_id("hint")).to_be_hidden()
        assert opened.errors == []


async def test_while_time_goes_by_the_page_says_so_and_then_shows_the_workspace() -> None:
    async with Sandbox() as sandbox:
        sandbox.goes_by("A week goes by")
        async with tab(sandbox.url, DESK) as opened:
            await expect(opened.page.get_by_role("status")).to_have_text("A week goes by")
            assert await grave_barriers(opened.page) == []
            sandbox.goes_by("")
            await opened.go_to("general")
            assert opened.errors == []
