"""Names of people: the form says that they are not looked for, or the rules' answer comes first and the names after."""

import logging
import sys
from itertools import count

import pytest

from bot.approvals.models import FindingNoted
from tests.journeys.test_reading import shows, stored
from tests.journeys.town import Town

THANKS = "Thank you to Priya Raman for the wonderful cakes on Friday."
NAMED = "“Priya Raman”: This may be somebody’s name."
NOT_LOOKED_FOR = "Names are not looked for"
_tables = count(1)


def thanks() -> str:
    """Return words that nobody has read before: what was found in others is remembered."""
    return f"{THANKS} Table {next(_tables)} was the best."


async def test_without_the_extra_the_form_says_so_where_there_are_words(town: Town) -> None:
    form = await town.form(town.amina)
    assert NOT_LOOKED_FOR not in form.text()
    await form.fill(words=THANKS)
    await shows(town, form, NOT_LOOKED_FOR)
    assert "Priya Raman”" not in form.text()


async def test_without_the_extra_check_text_says_so_where_there_are_words(town: Town) -> None:
    await town.tom.command("/check-text")
    form = await town.tom.modal()
    assert NOT_LOOKED_FOR not in form.text()
    await form.fill(words=THANKS)
    await shows(town, form, NOT_LOOKED_FOR)
    assert "I found nothing." in form.text()


@pytest.mark.names
async def test_names_come_up_under_the_words_and_stop_nobody_and_stand_on_the_card(town: Town) -> None:
    words = thanks()
    form = await town.form(town.amina, accounts=["facebook"])
    await form.fill(words=words)
    await shows(town, form, NAMED)
    assert NOT_LOOKED_FOR not in form.text()
    assert (await form.submit()).what == "closed"
    card = await town.card(words)
    assert "Worth a look: 1" in card.words and "This may be somebody’s name." in card.words
    assert "“Priya Raman”" not in card.words, "a channel never sees the words again that it is about"
    assert [row.level for row in stored(town, FindingNoted)] == ["check"]


@pytest.mark.names
async def test_a_card_has_the_names_also_where_nobody_waited_for_them_in_the_form(town: Town) -> None:
    words = thanks()
    await town.amina.command("/propose-post", words)
    form = await town.amina.modal()
    assert "Worth a look" not in form.text()
    await form.fill(accounts=["facebook"])
    await form.submit()
    assert "This may be somebody’s name." in (await town.card(words)).words


@pytest.mark.names
async def test_the_button_check_looks_for_names_too(town: Town) -> None:
    await town.amina.command("/propose-post", thanks())
    form = await town.amina.modal()
    await town.amina.press(form, "Check")
    await shows(town, form, NAMED)


@pytest.mark.names
async def test_the_newest_words_are_what_the_names_are_of(town: Town) -> None:
    form = await town.form(town.amina)
    await form.fill(words=thanks())
    await form.fill(words="Thank you to Femi Adebayo for the wonderful cakes.")
    await shows(town, form, "“Femi Adebayo”: This may be somebody’s name.")
    await form.fill(words="Thank you all for the wonderful cakes.")
    await town.sandbox.until(lambda: "somebody’s name" not in form.text(), what="A form without names")


@pytest.mark.names
async def test_check_text_looks_for_names_and_logs_none(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await town.tom.command("/check-text")
    form = await town.tom.modal()
    await form.fill(words=thanks())
    await shows(town, form, NAMED)
    assert "Raman" not in caplog.text


@pytest.mark.names
async def test_words_given_with_the_command_are_read_for_names_at_once(town: Town) -> None:
    await town.tom.command("/check-text", thanks())
    form = await town.tom.modal()
    await shows(town, form, NAMED)
    assert "Table" in form.values["words"]


@pytest.mark.names
async def test_what_is_there_and_cannot_be_used_is_said_like_what_is_not_there(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    form = await town.form(town.amina, thanks())
    await form.fill(accounts=["facebook"])
    await shows(town, form, NOT_LOOKED_FOR)
