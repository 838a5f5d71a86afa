"""The demo as people try it: started as `make demo` starts it, driven in a real Chromium, mouse alone."""

import os

import pytest
from playwright.async_api import Locator, ViewportSize

from tests.browser.main_job import main_job
from tests.browser.running_demo import running_demo
from tests.browser.tab import CHROMIUM, DESK, PHONE, tab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ,
        reason="The page is not tested: there is no Chromium on this machine. Install chromium.",
    ),
]


async def nobody_looks(_moment: str, _place: Locator) -> None:
    """Let the journey go on."""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_the_main_job_with_the_mouse_alone_from_the_form_to_the_digest(size: ViewportSize) -> None:
    assert CHROMIUM, "CI must test the page: install chromium"
    async with running_demo() as address, tab(address, size) as opened:
        await main_job(opened, nobody_looks)
        assert opened.errors == []
        assert opened.left_the_machine == []
