"""A draft is read while it is written, when it is sent, and on the card: it asks once, and it never keeps a secret."""

import logging

import pytest

from bot.approvals.models import FindingNoted, Outcome
from bot.ports import Model
from bot.record.models import Content
from handlers.sandbox import Modal
from storage.store import open_store
from tests.journeys.town import ORG, Town

HOME = "Maggie has moved to 14 Elm Road. Come and see her on Friday."
CHANGED = "Maggie has moved house. Come and see her on Friday."
WHY = "It is the address of the new drop-in, and public."
SECRET = "The wifi password: Blue-Kettle-4471"


async def shows(town: Town, form: Modal, words: str) -> None:
    await town.sandbox.until(lambda: words in form.text(), what=f"A form that shows {words!r}")


def stored(town: Town, model: type[Model]) -> list[Model]:
    store = open_store(town.database, ORG)
    try:
        return store.read_now(lambda unit: unit.find(model))
    finally:
        store.close()


def outcomes(town: Town) -> set[Outcome]:
    return {row.outcome for row in stored(town, FindingNoted)}


async def test_the_form_shows_what_it_found_with_its_clause_while_somebody_writes(town: Town) -> None:
    form = await town.form(town.amina)
    await form.fill(words=HOME)
    await shows(town, form, "Worth a look")
    assert "“14 Elm Road”: This looks like" in form.text()
    assert "(Policy v1, PRV-2" in form.text()
    assert "Instead: " in form.text()
    assert "If I say nothing, it may still be wrong. The Director decides." in form.text()
    await form.fill(words=CHANGED)
    await town.sandbox.until(lambda: "Worth a look" not in form.text(), what="A form without findings")


async def test_three_at_a_time(town: Town) -> None:
    form = await town.form(town.amina)
    await form.fill(
        words="He committed suicide at 14 Elm Road, some nutter said. Ring 07700 123456. Mail jo.bloggs@example.com."
    )
    await shows(town, form, "more; they come up here as these are settled.")
    assert form.text().count("Instead: ") == 3


async def test_it_asks_once_and_the_reason_goes_to_the_card_without_the_words_it_is_about(town: Town) -> None:
    form = await town.form(town.amina, HOME, accounts=["facebook"])
    await form.submit()
    await shows(town, form, "Please look at this once more.")
    await form.fill(explained=WHY)
    await form.submit()
    card = await town.card(HOME)
    assert "Worth a look: 1" in card.words
    assert f"Amina says why it is right: “{WHY}”" in card.words
    assert card.words.count("14 Elm Road") == card.words.count("moved to 14 Elm Road"), "only in the proposed words"
    assert outcomes(town) == {Outcome.EXPLAINED}
    await town.ruth.press(card, "Approve")
    assert town.ruth.confirm is None
    await town.told(town.amina, "said yes")


async def test_a_card_in_a_channel_says_in_which_sentence_it_is(town: Town) -> None:
    form = await town.form(town.amina, f"What a week! {HOME}", accounts=["facebook"])
    await form.submit()
    await shows(town, form, "Please look at this once more.")
    await form.submit()
    card = await town.card(HOME)
    assert "In sentence 2: This looks like an address." in card.words


async def test_two_findings_that_are_told_alike_are_one_line_of_the_card(town: Town) -> None:
    form = await town.form(town.amina, "The bus is late. Bollocks and bugger to that.", accounts=["facebook"])
    await form.submit()
    card = await town.card("The bus is late.")
    assert card.words.count("In sentence 2: This is a swear word") == 1
    assert "Worth a look: 1" in card.words


async def test_a_card_in_a_channel_says_in_whose_words_it_is(town: Town) -> None:
    form = await town.form(town.amina, CHANGED, accounts=["facebook", "x"])
    await town.sandbox.until(lambda: "Other words for one of them" in form.buttons, what="The button")
    await town.amina.press(form, "Other words for one of them")
    await town.sandbox.until(lambda: "words_for_x" in form.values, what="The field")
    await form.fill(words_for_x=HOME)
    await form.submit()
    await shows(town, form, "Please look at this once more.")
    await form.submit()
    card = await town.card(HOME)
    assert "In sentence 1 of the words for X: This looks like an address." in card.words


async def test_whoever_sends_it_again_without_a_reason_is_not_asked_twice_and_the_decider_is(town: Town) -> None:
    form = await town.form(town.amina, HOME, accounts=["facebook"])
    await form.submit()
    await shows(town, form, "Please look at this once more.")
    await form.submit()
    card = await town.card(HOME)
    assert "Amina has not said why it is right." in card.words
    await town.ruth.press(card, "Approve")
    assert town.ruth.confirm and town.ruth.confirm["title"]["text"] == "Approve it as it is?"
    assert outcomes(town) == {Outcome.OPEN}


async def test_words_that_were_changed_are_remembered_as_changed(town: Town) -> None:
    form = await town.form(town.amina, HOME, accounts=["facebook"])
    await form.submit()
    await shows(town, form, "Please look at this once more.")
    await form.fill(words=CHANGED)
    await form.submit()
    card = await town.card(CHANGED)
    assert "Worth a look" not in card.words
    assert outcomes(town) == {Outcome.CHANGED}


async def test_a_password_is_refused_before_anything_is_kept(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    form = await town.form(town.amina, accounts=["facebook"])
    await form.fill(words=SECRET)
    await shows(town, form, "looks like a password or a key")
    outcome = await form.submit()
    assert "I have kept nothing of it" in str(outcome.errors)
    await town.sandbox.settled()
    kept = stored(town, Content)
    assert not any("Blue-Kettle" in (content.text or "") for content in kept)
    assert "Blue-Kettle" not in caplog.text
    await form.fill(words="Ask at the desk for the wifi.")
    await form.submit()
    await town.card("Ask at the desk for the wifi.")
