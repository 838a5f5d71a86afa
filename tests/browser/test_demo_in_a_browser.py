"""The demo as people try it: started as `make demo` starts it, driven in a real Chromium."""

from typing import Literal

import pytest
from playwright.async_api import Locator, ViewportSize

from tests.browser.accessibility import grave_barriers
from tests.browser.main_job import main_job
from tests.browser.running_demo import running_demo
from tests.browser.tab import DESK, PHONE, tab


@pytest.mark.parametrize(("size", "colours"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
async def test_the_main_job_with_the_mouse_alone_from_the_form_to_the_digest_without_a_barrier(
    size: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    barriers: list[str] = []
    async with running_demo("--empty") as address, tab(address, size, colours) as opened:

        async def look(moment: str, _place: Locator) -> None:
            barriers.extend(f"{moment}: {barrier}" for barrier in await grave_barriers(opened.page))
            overhang = await opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            barriers.extend([f"{moment}: {overhang} px wider than the screen"] if overhang > 0 else [])

        await main_job(opened, look)
        assert barriers == []
        assert opened.errors == []
        assert opened.left_the_machine == []
