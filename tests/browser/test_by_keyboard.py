"""The main job and the page's own means without a mouse."""

from playwright.async_api import expect

from handlers.sandbox import Sandbox
from tests.browser.accessibility import grave_barriers
from tests.browser.hands import Keyboard
from tests.browser.main_job import BETTER, BOT
from tests.browser.running_demo import running_demo
from tests.browser.tab import DESK, tab


async def test_from_the_proposal_to_the_post_by_keyboard_alone() -> None:
    async with running_demo("--empty") as address, tab(address, DESK) as opened:
        page, keyboard = opened.page, Keyboard(opened.page)
        await keyboard.choose(page.get_by_test_id("channel-general"))
        await keyboard.press("F6", "F6")
        await expect(page.get_by_test_id("composer")).to_be_focused()
        await keyboard.type("/prop")
        await keyboard.press("Tab")
        await keyboard.type(BETTER)
        await keyboard.press("Enter")
        form = await opened.form("Propose a post")
        await expect(form.get_by_label("The words, as they will appear")).to_have_value(BETTER)
        await keyboard.reach(form.get_by_label("Facebook", exact=False).first)
        await keyboard.press("Space")
        await keyboard.choose(form.get_by_test_id("modal-submit"))
        await expect(form).to_be_hidden()
        await expect(page.get_by_test_id("composer")).to_be_focused()

        await keyboard.choose(page.get_by_test_id("act-as-U0RUTH"))
        await expect(page.get_by_test_id("channel-approvals")).to_contain_text("unread")
        await keyboard.choose(page.get_by_test_id("channel-approvals"))
        card = await opened.message("NS-1")
        await keyboard.press("F6", "ArrowUp")
        await expect(card).to_be_focused()
        await keyboard.choose(card.get_by_role("button", name="Approve", exact=True))
        await opened.message("NS-1", "Approved by Ruth")
        await expect(card).to_be_focused()

        await keyboard.choose(page.get_by_test_id("act-as-U0AMINA"), "Shift+Tab")
        await expect(page.get_by_test_id(f"channel-{BOT}")).to_contain_text("unread")
        await keyboard.choose(page.get_by_test_id(f"channel-{BOT}"))
        yes = await opened.message("said yes to NS-1")
        await keyboard.choose(yes.get_by_role("button", name="I posted it"))
        form = await opened.form("I posted it")
        await keyboard.choose(form.get_by_test_id("modal-submit"))
        await opened.message("NS-1 is public")
        assert opened.errors == []


async def test_menus_threads_and_panels_open_close_and_give_the_focus_back() -> None:
    async with Sandbox() as sandbox, tab(sandbox.url, DESK) as opened:
        page, keyboard = opened.page, Keyboard(opened.page)
        first = await sandbox.member("U0TOM").say("C0GENERAL", "Who opens up tomorrow?")
        await sandbox.member("U0DEV").say("C0GENERAL", "I can.")
        await keyboard.choose(page.get_by_test_id("channel-general"))
        await keyboard.press("F6", "ArrowUp", "ArrowUp")
        question = await opened.message("Who opens up tomorrow?")
        await expect(question).to_be_focused()

        await keyboard.press("Enter")
        await expect(page.get_by_role("menuitem").first).to_be_focused()
        assert await grave_barriers(page) == []
        await keyboard.press("Escape")
        await expect(question.get_by_test_id("message-menu")).to_be_focused()
        await keyboard.press("Enter", "Enter")
        await expect(page.get_by_test_id("thread-composer")).to_be_focused()
        await keyboard.type("Thank you")
        await keyboard.press("Enter")
        await sandbox.until(lambda: sandbox.workspace.channels["C0GENERAL"].messages[first.ts].replies)
        assert await grave_barriers(page) == []
        await keyboard.press("Escape")
        await expect(page.get_by_test_id("thread")).to_be_hidden()

        await keyboard.choose(page.get_by_test_id("more"), "Shift+Tab")
        await expect(page.get_by_test_id("more-panel")).to_be_visible()
        assert await grave_barriers(page) == []
        await keyboard.press("Escape")
        await expect(page.get_by_test_id("more")).to_be_focused()


async def test_a_new_message_is_spoken() -> None:
    async with Sandbox() as sandbox, tab(sandbox.url, DESK) as opened:
        await opened.go_to("general")
        await sandbox.member("U0TOM").say("C0GENERAL", "The kettle is on.")
        await expect(opened.page.locator("#announcer")).to_have_text("Tom Ellis: The kettle is on.")
        await sandbox.member("U0TOM").say("C0COMPLIANCE", "It has boiled.")
        await expect(opened.page).to_have_title("(1) Amina Khan · Next Steps sandbox")
