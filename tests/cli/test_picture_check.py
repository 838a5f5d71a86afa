"""The doctor tries whether pictures can be opened, before somebody sends the first one."""

import sys

import pytest

from bot.cli.findings import Mark
from bot.cli.picture_check import check_pictures


def test_pictures_that_can_be_opened_are_no_matter() -> None:
    assert check_pictures().mark is Mark.OK


def test_pictures_that_cannot_be_opened_are_something_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    found = check_pictures()
    assert found.mark is Mark.DO and "none can be opened here" in found.what
