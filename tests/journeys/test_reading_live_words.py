"""Live words are read like a draft: what was not in the approved words is told privately, and the Director sees it."""

import logging

import pytest

from bot.approvals.models import Placement
from bot.record.models import Content
from tests.journeys.test_check_post import check
from tests.journeys.test_reading import stored
from tests.journeys.town import WALK, Town

THERE = f"{WALK} We meet at Maggie’s, 14 Elm Road."
SECRET = f"{WALK} The wifi password: Blue-Kettle-4471"
LOOK = "are not the approved ones, and something in them needs a look."


async def seen_in_channels(town: Town) -> str:
    await town.quiet()
    card = await town.card(WALK)
    line = "Amina Khan posted it on Facebook page; the live words differ from the approved ones."
    return card.words + " ".join(await town.history(card, line))


async def test_what_nobody_approved_is_told_to_whoever_posted_it_and_to_the_director_alone(town: Town) -> None:
    yes = await town.approved()
    assert (await town.post(town.amina, yes, live=THERE)).what == "updated"
    said = await town.refused(town.amina)
    assert "“14 Elm Road”: This looks like" in said and "(Policy v1, PRV-2" in said and "Instead: " in said
    assert "Please take it down or correct it there now. I have told Ruth Adeyemi" in said
    told = await town.told(town.ruth, LOOK)
    assert told.words.startswith("The words of NS-1 on Facebook page") and "(Policy v1, PRV-2" in told.words
    assert THERE in told.words and "As they stand there, pasted by Amina Khan" in told.words
    assert "Elm Road" not in await seen_in_channels(town)
    await town.ruth.press(told, "Raise a concern")
    assert (await town.ruth.modal()).title == "Raise a concern"


async def test_what_was_approved_is_not_told_again(town: Town) -> None:
    form = await town.form(town.amina, THERE, accounts=["facebook"])
    await form.submit()
    await town.sandbox.until(lambda: "Please look at this once more." in form.text(), what="The question")
    await form.fill(explained="It is a public hall.")
    await form.submit()
    await town.ruth.press(await town.card(WALK), "Approve")
    yes = await town.told(town.amina, "said yes")
    assert (await town.post(town.amina, yes, live=THERE.replace("Friday", "Sunday"))).what == "updated"
    said = await town.refused(town.amina)
    assert "not quite the approved ones" in said and "In them, and not" not in said
    await town.quiet()
    assert not [m for m in await town.ruth.messages(await town.ruth.dm()) if LOOK in m.words]


async def test_a_password_is_refused_at_its_field_and_nothing_of_it_is_kept(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    yes = await town.approved()
    outcome = await town.post(town.amina, yes, live=SECRET)
    assert outcome.errors["live"].startswith("This looks like a password or a key, and I have kept nothing of it.")
    assert [row.posted_at for row in stored(town, Placement)] == [None]
    assert (await town.send(town.amina, live=WALK)).what == "closed"
    await town.amina.command("/check-post", "1")
    form = await town.amina.modal()
    await form.fill(live=SECRET)
    assert "kept nothing of it" in (await form.submit()).errors["live"]
    await town.quiet()
    assert not any("Kettle" in (row.text or "") for row in stored(town, Content))
    assert "Kettle" not in caplog.text


async def test_a_check_tells_the_director_once_and_keeps_no_words(town: Town) -> None:
    await town.post(town.amina, await town.approved(), live=WALK)
    for _ in range(2):
        said = await check(town, live=THERE)
        assert "“14 Elm Road”" in said.text() and "I have told Ruth Adeyemi" in said.text()
        await said.close()
    await town.told(town.ruth, LOOK)
    await town.quiet()
    [told] = [m for m in await town.ruth.messages(await town.ruth.dm()) if LOOK in m.words]
    assert "Elm Road" not in told.words and "I kept none of them: please look at Facebook page." in told.words
    assert not any("Elm Road" in (row.text or "") for row in stored(town, Content))


async def test_what_is_not_public_yet_is_told_to_whoever_checks_it_alone(town: Town) -> None:
    await town.approved()
    said = await check(town, live=THERE)
    assert "“14 Elm Road”" in said.text() and "Then tell the Director." in said.text()
    await town.quiet()
    assert not [m for m in await town.ruth.messages(await town.ruth.dm()) if LOOK in m.words]
