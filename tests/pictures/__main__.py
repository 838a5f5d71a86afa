"""`make pictures`: the README's pictures, taken on the journey that the tests make, so that they show what there is."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.async_api import Locator, ViewportSize

from tests.browser.main_job import Look, main_job
from tests.browser.running_demo import running_demo
from tests.browser.tab import CHROMIUM, DESK, PHONE, Tab, tab
from tests.pictures.guides import DIRECTOR, STAFF, for_staff, for_the_director

FOLDER = Path("docs/pictures")
COLOURS = 128
IN_VIEW = """place => {
  const inForm = place.closest("dialog .block");
  (inForm ?? place).scrollIntoView({ block: inForm ? "start" : "nearest" });
}"""
Journey = Callable[[Tab, Look], Awaitable[None]]


async def after_a_week(opened: Tab, look: Look) -> None:
    """The main job in a workspace with twelve proposals, of which two wait."""
    await main_job(opened, look, number="NS-13", waiting=3)


async def with_a_picture(opened: Tab, look: Look) -> None:
    """The Director reads the card of the week's last proposal."""
    await opened.become("U0RUTH")
    await opened.go_to("approvals")
    await look("picture", await opened.message("NS-12", "Alt text"))


async def take(
    journey: Journey, pictures: dict[str, str], size: ViewportSize, colours: Literal["light", "dark"] = "light"
) -> None:
    """Make the journey at this size, with a picture of each of these moments under its file's name."""
    async with running_demo() as address, tab(address, size, colours) as opened:

        async def look(moment: str, place: Locator) -> None:
            if moment in pictures:
                await place.evaluate(IN_VIEW)
                await opened.page.mouse.move(0, 0)
                keep(await opened.page.screenshot(animations="disabled"), FOLDER / f"{pictures[moment]}.png")

        await journey(opened, look)


def keep(screenshot: bytes, path: Path) -> None:
    """Write a picture with few colours: a page is drawn with few, and the file is a quarter of the size."""
    Image.open(BytesIO(screenshot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


async def main() -> None:
    """Take them all."""
    at_the_desk = ("form", "card", "changes", "revision", "approved", "digest")
    await take(after_a_week, {moment: moment for moment in at_the_desk}, DESK)
    await take(after_a_week, {"home": "home-dark"}, DESK, "dark")
    await take(with_a_picture, {"picture": "picture-dark"}, DESK, "dark")
    await take(after_a_week, {"approved": "approved-on-a-phone"}, PHONE)
    await take(after_a_week, {"form": "form-on-a-phone-dark"}, PHONE, "dark")
    await take(for_staff, STAFF, PHONE)
    await take(for_the_director, DIRECTOR, PHONE)


if CHROMIUM is None:
    sys.exit("The pictures are taken with Chromium, and there is none: install chromium.")
FOLDER.mkdir(parents=True, exist_ok=True)
asyncio.run(main())
