"""Every test here needs a Chromium; without one it is skipped at home and fails where changes are checked."""

import os

import pytest

from tests.browser.tab import CHROMIUM

HERE = "tests/browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a page."""
    for item in items:
        if HERE in item.path.as_posix() and item.path.name != "test_demo_clock.py":
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and "CI" not in os.environ:
                reason = "The page is not tested: there is no Chromium on this machine. Install chromium."
                item.add_marker(pytest.mark.skip(reason=reason))
