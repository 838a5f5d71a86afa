"""The report in a real browser: it loads nothing, runs nothing, fits a phone and prints."""

import os
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from bot.reporting.export.report import report
from tests.approvals.office import Office
from tests.browser.tab import CHROMIUM, PHONE, QUIET
from tests.export.lives import exported

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and "CI" not in os.environ,
        reason="The report is not looked at: there is no Chromium on this machine. Install chromium.",
    ),
]


async def test_the_report_loads_nothing_runs_nothing_fits_a_phone_and_prints(lived: Office, tmp_path: Path) -> None:
    assert CHROMIUM, "CI must look at the report: install chromium"
    page_file = tmp_path / "report.html"
    page_file.write_text(await exported(lived, report), encoding="utf-8")
    asked, said = [], []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await browser.new_page(viewport=PHONE)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        await page.goto(page_file.as_uri())
        widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert await page.locator("article").count() == 6
        paper = await page.pdf(prefer_css_page_size=True)
        await browser.close()
    assert asked == [page_file.as_uri()]
    assert said == []
    assert widths[0] <= widths[1]
    assert paper.startswith(b"%PDF") and paper.count(b"/Type /Page\n") >= 8
