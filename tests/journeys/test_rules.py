"""The Director changes the rules in plain words: what is ours, our own phrases, confidential terms, and what is off."""

from typing import Any

from handlers.sandbox import Modal
from tests.journeys.test_reading import shows
from tests.journeys.town import Town

HUB = "Come to the drop-in at 14 Elm Road, Anytown on Friday."
MOON = "We will be over the moon on Friday."


async def rules(town: Town) -> Modal:
    await town.ruth.open_home()
    await town.ruth.press(await town.ruth.home(), "More")
    await town.ruth.press(await town.ruth.modal(), "Rules")
    form = await town.ruth.modal()
    assert form.title == "Rules"
    return form


async def kept(town: Town, button: str, **values: Any) -> None:
    """Press a button of the rules and send the form it opens, as often as it asks."""
    await town.ruth.press(await rules(town), button)
    form = await town.ruth.modal()
    await form.fill(**values)
    await form.submit()
    if form.submit_label:  # it was tried first
        await form.submit()
    await form.close(whole_stack=True)


async def test_a_place_of_our_own_is_no_finding_any_more(town: Town) -> None:
    await kept(town, "Something of ours", line="The Hub, 14 Elm Road, Anytown")
    form = await town.form(town.amina, HUB, accounts=["facebook"])
    assert "14 Elm Road" not in form.text().replace(HUB, "")
    await form.submit()
    await town.card(HUB)


async def test_a_phrase_of_our_own_is_tried_on_the_last_drafts_and_what_waits_is_read_again(town: Town) -> None:
    card = await town.propose(words=MOON)
    await town.ruth.press(await rules(town), "Our own phrase")
    form = await town.ruth.modal()
    await form.fill(phrase="over the (moon", why="It is a cliché.", say="Say what is good about it.", clause="MON-1")
    assert "bracket" in str((await form.submit()).errors)
    await form.fill(phrase="over the moon")
    await form.submit()
    await shows(town, form, "It would have spoken up on 1 of the last 50 drafts: NS-1.")
    await form.submit()
    await town.becomes(town.ruth, card, "It is a cliché. Monitoring")
    listed = await rules(town)
    assert "over the moon" in listed.text()
    await town.ruth.press(listed, "Take it back")

    async def silent() -> bool:
        return "cliché" not in (await town.ruth.again(card)).words

    await town.sandbox.until(silent, what="A card without the phrase")


async def test_a_confidential_term_is_told_to_the_decider_alone_and_never_named(town: Town) -> None:
    await kept(town, "A confidential term", phrase="project heron", clause="REL-1")
    form = await town.form(town.amina, "Good news from Project Heron.", accounts=["facebook"])
    assert "Worth a look" not in form.text()
    await form.submit()
    card = await town.card("Good news from Project Heron.")
    assert "This may be one of our confidential terms." in card.words
    home = await town.home(town.ruth, "Project Heron")
    await town.ruth.press(home, "Look at it")
    looked = (await town.ruth.modal()).text()
    assert looked.count("Heron") == looked.count("from Project Heron")


async def test_a_rule_can_be_switched_off_and_on_again(town: Town) -> None:
    await kept(town, "Switch a rule off", rule="suicide-committed")
    await town.amina.command("/propose-post", "A play about a man who committed suicide. Samaritans: 116 123.")
    form = await town.amina.modal()
    assert "crime" not in form.text()
    await form.close()
    await town.ruth.press(await rules(town), "Take it back")
    await (await town.ruth.modal()).close(whole_stack=True)
    await town.amina.command("/propose-post", "A play about a man who committed suicide. Samaritans: 116 123.")
    form = await town.amina.modal()
    assert "crime" in form.text()


async def test_nobody_but_the_director_changes_the_rules(town: Town) -> None:
    await town.dev.open_home()
    await town.dev.press(await town.dev.home(), "More")
    assert "Rules" not in (await town.dev.modal()).buttons
