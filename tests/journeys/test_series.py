"""Several posts of one campaign stand on one card, and each is decided by itself."""

from handlers.sandbox import SeenMessage
from handlers.sandbox.blocktext import text_of
from tests.journeys.town import APPROVALS, WALK, Town

WEEK = "Talking week"


async def propose(town: Town, words: str, **more: object) -> None:
    form = await town.form(town.amina, words, accounts=["facebook"])
    await town.amina.press(form, "More")
    await form.offers("series")
    await form.fill(series=WEEK, **more)
    outcome = await form.submit()
    assert not outcome.errors, outcome.errors


async def series(town: Town, count: int) -> SeenMessage:
    return await town.card(f"from Amina: {count} post")


async def open_post(town: Town, number: int) -> None:
    card = await town.card(f"Series “{WEEK}”")
    await town.ruth.press(card, f"Open NS-{number}")
    opened = await town.ruth.modal()
    assert opened.title == f"NS-{number}"
    await opened.close()


async def test_the_posts_of_a_series_stand_on_one_card_and_those_that_were_opened_are_approved(town: Town) -> None:
    for words in ("Monday: how to listen.", "Tuesday: how to ask.", "Wednesday: where to go."):
        await propose(town, words)
    card = await series(town, 3)
    assert all(words in card.words for words in ("how to listen", "how to ask", "where to go"))
    assert len([one for one in await town.ruth.messages("G0APPROVALS") if "NS-" in one.words]) == 1
    assert "You have not opened any" in await refused(town, card)
    await open_post(town, 1)
    await open_post(town, 3)
    await town.becomes(town.ruth, card, "opened by Ruth")
    await town.ruth.press(await series(town, 3), "Approve those I opened")
    assert town.ruth.confirm
    card = await town.becomes(town.ruth, card, "1 waiting")
    assert card.words.count("NS-2 · ") == 1 and "Open NS-2" in card.words
    for number in (1, 3):
        await town.told(town.amina, f"NS-{number}")
    await town.told(town.amina, "said yes to NS-3")
    codes = [one for one in await town.ruth.messages(await town.ruth.dm()) if "Code" in one.words]
    assert len(codes) == 2, "each is recorded by itself"


async def refused(town: Town, card: SeenMessage) -> str:
    await town.ruth.press(card, "Approve those I opened")
    return await whispered(town)


async def whispered(town: Town) -> str:
    """Return what only Ruth can read in the channel, which comes a moment after her click."""
    private = town.sandbox.workspace.channels[APPROVALS].ephemerals
    await town.sandbox.until(lambda: private.get(town.ruth.id), what="A whisper")
    return text_of(private[town.ruth.id][-1].blocks)


async def test_a_post_that_was_changed_after_it_was_opened_is_not_approved_with_the_others(town: Town) -> None:
    await propose(town, "Monday: how to listen.")
    await propose(town, "Tuesday: how to ask.")
    await series(town, 2)
    await open_post(town, 1)
    await open_post(town, 2)
    mine = await town.told(town.amina, "how to listen")
    await town.change(town.amina, mine, words="Monday: how to hear.")
    card = await town.card("how to hear")
    assert "revision 2 · not opened yet" in card.words
    await town.ruth.press(card, "Approve those I opened")
    card = await town.becomes(town.ruth, card, "1 waiting")
    assert "Open NS-1" in card.words


async def test_something_serious_asks_for_a_yes_of_its_own(town: Town) -> None:
    await propose(town, "Monday: how to listen.")
    form = await town.form(town.amina, "Tuesday at 14 Elm Road.", accounts=["facebook"])
    await town.amina.press(form, "More")
    await form.offers("series")
    await form.fill(series=WEEK)
    await form.submit()
    await form.offers("explained")
    await form.submit()
    await series(town, 2)
    await open_post(town, 1)
    await open_post(town, 2)
    card = await town.card("worth a look: 1")
    assert "NS-2 is worth a look" in await refused(town, card)
    await town.becomes(town.ruth, card, "1 waiting")


async def test_an_eleventh_post_is_refused_at_its_field_and_nothing_is_lost(town: Town) -> None:
    for number in range(10):
        await propose(town, f"Post {number + 1}.")
    form = await town.form(town.amina, "Post 11.", accounts=["facebook"])
    await town.amina.press(form, "More")
    await form.offers("series")
    await form.fill(series=WEEK)
    outcome = await form.submit()
    assert "ten" in str(outcome.errors) or "10 posts at most" in str(outcome.errors)
    await form.fill(series="Another week")
    await form.submit()
    await town.card("Series “Another week”")


async def test_the_next_one_is_begun_from_the_message_about_the_last(town: Town) -> None:
    await propose(town, WALK)
    mine = await town.told(town.amina, WALK)
    await town.amina.press(mine, "Add another to this series")
    form = await town.amina.modal()
    assert form.values["series"] == WEEK
    await form.fill(words="And the day after.")
    await form.submit()
    await series(town, 2)
