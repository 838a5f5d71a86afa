"""The page in its main states, with a week of work on it: an automatic check finds nothing that keeps somebody out."""

from typing import Literal

import pytest
from playwright.async_api import ViewportSize

from tests.browser.accessibility import grave_barriers
from tests.browser.main_job import BOT
from tests.browser.running_demo import running_demo
from tests.browser.tab import DESK, PHONE, tab


@pytest.mark.parametrize(("size", "colours"), [(DESK, "dark"), (PHONE, "light")], ids=["desk", "phone"])
async def test_no_state_of_the_page_has_a_grave_barrier(size: ViewportSize, colours: Literal["light", "dark"]) -> None:
    found: dict[str, list[str]] = {}
    async with running_demo() as address, tab(address, size, colours) as opened:

        async def look(state: str) -> None:
            found[state] = await grave_barriers(opened.page)

        await opened.become("U0RUTH")
        await opened.read_home(BOT)
        await look("home")
        await opened.page.get_by_test_id("messages-tab").click()
        await opened.message("You approved NS-1")
        await look("direct messages")
        await opened.go_to("approvals")
        await opened.message("NS-12", "Alt text")
        await look("a channel with cards and a picture")
        await opened.page.get_by_test_id("open-thread").last.click()
        await look("a thread")
        await opened.page.get_by_test_id("thread-close").click()
        await opened.jump_to_monday()
        await opened.go_to("compliance")
        digest = await opened.message("Week 48", "Proposals a week")
        await digest.get_by_text("Show the figures").click()
        await look("a chart and its table")
        await opened.go_to("general")
        await opened.page.get_by_test_id("composer").fill("/")
        await opened.page.get_by_test_id("command-option").first.wait_for()
        await look("the completion of commands")
        await opened.page.get_by_test_id("composer").fill("")
        await opened.choose_shortcut("Propose a post")
        await opened.form("Propose a post")
        await look("a form")
        assert found == {state: [] for state in found}
        assert opened.errors == []
