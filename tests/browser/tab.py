"""A tab of Chromium at the sandbox's page, and what a person does there with a mouse and some typing."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Locator, Page, ViewportSize, async_playwright, expect

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Tab:
    """The page as one person after another uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.left_the_machine: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._asked_for(request.url))
        page.on("websocket", lambda socket: self._asked_for(socket.url))

    async def become(self, member: str) -> None:
        """Act as another member."""
        chip = self.page.get_by_test_id(f"act-as-{member}")
        await chip.click()
        await expect(chip).to_have_attribute("aria-current", "true")

    async def go_to(self, conversation: str) -> None:
        """Open a channel, or the app by its name; on a phone the list is opened first."""
        await self._show_rail()
        await self.page.get_by_test_id(f"channel-{conversation}").click()
        await expect(self.page.get_by_role("heading", level=1)).to_contain_text(conversation)

    async def go_to_news(self, conversation: str) -> None:
        """Wait until a conversation has something unread, and open it."""
        await self._show_rail()
        await expect(self.page.get_by_test_id(f"channel-{conversation}")).to_contain_text("unread")
        await self.go_to(conversation)

    async def read_home(self, of: str) -> Locator:
        """Open the app's Home."""
        await self.go_to(of)
        await self.page.get_by_test_id("home-tab").click()
        return self.page.get_by_test_id("home")

    async def message(self, *containing: str) -> Locator:
        """Return the latest message of the open conversation with all these words, waiting for it."""
        found = self.page.get_by_test_id("message")
        for words in containing:
            found = found.filter(has_text=words)
        await expect(found.last).to_be_visible()
        return found.last

    async def choose_shortcut(self, name: str) -> None:
        """Pick an entry of "Commands & shortcuts"."""
        await self.page.get_by_test_id("commands-menu").click()
        await self.page.get_by_role("menuitem", name=name).first.click()

    async def form(self, title: str) -> Locator:
        """Return the open form, waiting for it."""
        form = self.page.locator("dialog[open]")
        await expect(form.get_by_test_id("modal-title")).to_have_text(title)
        return form

    async def submit(self, form: Locator) -> None:
        """Send a form and see it close."""
        await form.get_by_test_id("modal-submit").click()
        await expect(form).to_be_hidden()

    async def jump_to_monday(self) -> None:
        """Move the sandbox's clock on to Monday morning."""
        await self._show_rail()
        await self.page.get_by_test_id("clock-monday").click()
        await expect(self.page.get_by_test_id("clock")).to_contain_text("Mon")

    async def _show_rail(self) -> None:
        toggle = self.page.get_by_test_id("rail-toggle")
        if await toggle.is_visible() and await toggle.get_attribute("aria-expanded") == "false":
            await toggle.click()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _asked_for(self, address: str) -> None:
        where = urlsplit(address)
        if where.scheme != "data" and where.hostname != "127.0.0.1":
            self.left_the_machine.append(address)


@asynccontextmanager
async def tab(address: str, size: ViewportSize, colours: Literal["light", "dark"] = "light") -> AsyncIterator[Tab]:
    """Open the address in a Chromium of its own; a phone's width comes with a finger."""
    assert CHROMIUM, "The page must be tested where changes are checked: install chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = await browser.new_context(
            viewport=size, has_touch=size is PHONE, color_scheme=colours, locale="en-GB", reduced_motion="reduce"
        )
        opened = Tab(await context.new_page())
        await opened.page.goto(address)
        yield opened
        await browser.close()
