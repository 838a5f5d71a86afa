"""`make pictures`: the README's pictures, taken on the journey that the tests make, so that they show what there is."""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Locator, ViewportSize

from tests.browser.main_job import main_job
from tests.browser.running_demo import running_demo
from tests.browser.tab import CHROMIUM, DESK, PHONE, tab

FOLDER = Path("docs/pictures")
AT_THE_DESK = {
    "form": "form",
    "home": "home",
    "card": "card",
    "changes": "changes-asked-for",
    "revision": "second-revision",
    "approved": "approved",
    "digest": "digest",
}
ON_THE_PHONE = {"approved": "approved-on-a-phone"}


async def take(pictures: dict[str, str], size: ViewportSize) -> None:
    """Make the journey at this size, with a picture of each of these moments under its file's name."""
    async with running_demo("--empty") as address, tab(address, size) as opened:

        async def look(moment: str, place: Locator) -> None:
            if moment in pictures:
                await place.scroll_into_view_if_needed()
                await opened.page.mouse.move(0, 0)
                await opened.page.screenshot(path=FOLDER / f"{pictures[moment]}.png", animations="disabled")

        await main_job(opened, look)


async def main() -> None:
    """Take them all."""
    await take(AT_THE_DESK, DESK)
    await take(ON_THE_PHONE, PHONE)


if CHROMIUM is None:
    sys.exit("The pictures are taken with Chromium, and there is none: install chromium.")
FOLDER.mkdir(parents=True, exist_ok=True)
asyncio.run(main())
