"""The demo as people try it: started as `make demo` starts it, driven in a real Chromium, mouse alone."""

import pytest
from playwright.async_api import Locator, ViewportSize

from tests.browser.main_job import main_job
from tests.browser.running_demo import running_demo
from tests.browser.tab import DESK, PHONE, tab


async def nobody_looks(_moment: str, _place: Locator) -> None:
    """Let the journey go on."""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_main_job_with_the_mouse_alone_from_the_form_to_the_digest(size: ViewportSize) -> None:
    async with running_demo() as address, tab(address, size) as opened:
        await main_job(opened, nobody_looks)
        assert opened.errors == []
        assert opened.left_the_machine == []
