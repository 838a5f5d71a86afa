"""Anybody can have a text read in private: the same reading, and nothing of it anywhere afterwards."""

import logging

import pytest

from bot.delivery.models import Answered, OutboxRow
from bot.record.models import Content, LogEntry
from handlers.sandbox import DrivenMember, Modal
from tests.journeys.test_reading import shows, stored
from tests.journeys.town import Town

PERSONAL = "Lovely walk with everybody from Next Steps today. Maggie of 14 Elm Road came too."


async def form(town: Town, who: DrivenMember, words: str = "") -> Modal:
    await who.command("/check-text", words)
    return await who.modal()


async def test_a_text_is_read_for_the_place_it_would_stand_in(town: Town) -> None:
    opened = await form(town, town.tom, PERSONAL)
    assert "14 Elm Road" in opened.text() and "Nothing you write here is kept" in opened.text()
    assert "I work for Next Steps." not in opened.text()
    await opened.fill(whose="personal")
    await shows(town, opened, "I work for Next Steps. These views are my own, not those of Next Steps.")
    assert "(Policy v1, PER-1)" in opened.text()
    await opened.fill(words="Good morning, everybody.")
    await shows(town, opened, "I found nothing. If I say nothing, it may still be wrong.")


async def test_the_line_it_offers_fits_the_network(town: Town) -> None:
    opened = await form(town, town.tom, "With Next Steps today. " + "A good walk. " * 17)
    await opened.fill(whose="personal", network="x")
    await shows(town, opened, "Staff at Next Steps; views my own.")
    assert "These views are my own" not in opened.text()
    await opened.fill(words="With Next Steps today. " + "A good walk. " * 20)
    await shows(town, opened, "There is no room left")


async def test_nothing_of_it_is_kept_or_logged(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    before = {model: len(stored(town, model)) for model in (Content, Answered, OutboxRow, LogEntry)}
    opened = await form(town, town.tom, "Zebra crossing, the wifi password: Blue-Kettle-4471")
    await opened.submit()
    await shows(town, opened, "looks like a password")
    await opened.close()
    await town.sandbox.settled()
    assert {model: len(stored(town, model)) for model in before} == before
    assert "Zebra" not in caplog.text and "Kettle" not in caplog.text
