"""`/check-post NS-42`: what is public compared with what was approved, at any time, by whoever may read it."""

import pytest

from handlers.sandbox import Modal
from tests.journeys.town import WALK, Town

ADDRESS = "https://example.org/facebook/1"
PARAGRAPH = "The river is wide and the path is flat. " * 40


async def check(town: Town, number: str = "NS-1", **values: str) -> Modal:
    """Compare something with the approved words, and return what is said."""
    await town.amina.command("/check-post", number)
    form = await town.amina.modal()
    await form.fill(**values)
    assert (await form.submit()).what == "updated"
    return await town.amina.modal()


async def test_the_approved_words_are_known_again_whatever_the_network_did_to_them(town: Town) -> None:
    await town.approved(words='We\'ll say "hello" at https://www.example.org/walks 🎉')
    said = await check(town, "ns-1", live="We’ll say “hello” at example.org/walks")
    assert "These are the approved words of NS-1 for Facebook page." in said.text()
    assert "The copy has no emoji." in said.text()
    assert "Raise a concern" not in said.buttons


async def test_other_words_are_told_as_was_and_now_and_a_concern_is_a_press_away(town: Town) -> None:
    yes = await town.approved()
    await town.post(town.amina, yes, live=WALK)
    await town.amina.press(await town.told(town.amina, "is public: "), "Check the words")
    form = await town.amina.modal()
    assert form.title == "Check NS-1"
    await form.fill(live=WALK.replace("Friday", "Sunday"))
    assert (await form.submit()).what == "updated"
    said = await town.amina.modal()
    assert "These are not quite the approved words of NS-1 for Facebook page." in said.text()
    assert "was “Friday”, now “Sunday”" in said.text()
    await town.amina.press(said, "Raise a concern")
    assert (await town.amina.modal()).title == "Raise a concern"


async def test_words_of_another_account_are_recognised(town: Town) -> None:
    form = await town.form(town.amina, WALK, accounts=["facebook", "x"])
    await town.sandbox.until(lambda: "Other words for one of them" in form.buttons, what="The button")
    await town.amina.press(form, "Other words for one of them")
    await town.sandbox.until(lambda: "words_for_x" in form.values, what="The fields")
    await form.fill(words_for_x="A walk. Friday.")
    await form.submit()
    await town.ruth.press(await town.card(WALK), "Approve")
    await town.told(town.amina, "said yes")
    said = await check(town, "1", account="x", live=WALK)
    assert "not quite the approved words of NS-1 for X." in said.text()
    assert "They are the approved words for Facebook page." in said.text()


async def test_an_address_is_looked_up_among_those_noted(town: Town) -> None:
    await town.post(town.amina, await town.approved(), address=ADDRESS)
    said = await check(town, address=ADDRESS.replace("https://", "www.") + "/?fbclid=1")
    assert "That is the address noted for NS-1." in said.text() and "posted by Amina Khan" in said.text()
    await said.close()
    said = await check(town, address="https://example.org/elsewhere")
    assert "That address is not noted for NS-1." in said.text()


async def test_words_longer_than_a_field_are_compared_whole(town: Town) -> None:
    words = f"{PARAGRAPH.strip()}\n\n{PARAGRAPH.strip()}"
    await town.amina.command("/propose-post", words)
    await (await town.amina.modal()).fill(accounts=["facebook"])
    await (await town.amina.modal()).submit()
    await town.ruth.press(await town.card("The river is wide"), "Approve")
    await town.told(town.amina, "said yes")
    said = await check(town, live=PARAGRAPH, live_continued=PARAGRAPH)
    assert "These are the approved words of NS-1" in said.text()


async def test_without_words_or_address_it_asks_for_one(town: Town) -> None:
    await town.approved()
    await town.amina.command("/check-post", "NS-1")
    outcome = await (await town.amina.modal()).submit()
    assert outcome.errors == {"live": "Paste the words as they stand there, or give the address below."}


@pytest.mark.parametrize(
    ("number", "answer"),
    [("NS-7", "There is no NS-7."), ("NS-1", "NS-1 is still waiting for a decision."), ("7", "There is no NS-7.")],
)
async def test_what_is_not_approved_has_no_words_to_compare_with(town: Town, number: str, answer: str) -> None:
    await town.propose()
    assert answer in (await town.amina.command("/check-post", number)).words
    assert await town.amina.modals() == []


async def test_nobody_checks_what_they_may_not_read(town: Town) -> None:
    await town.approved()
    assert "Only its author and those who decide can read that." in (await town.tom.command("/check-post", "1")).words
