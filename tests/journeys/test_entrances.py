"""Every way into the form: a command, a shortcut, a message's menu, Home, "Change" and "Propose again"."""

import pytest

from handlers.sandbox import Modal
from tests.journeys.town import WALK, Town


async def begun(town: Town, how: str) -> Modal:
    """Open the form in one of the ways that begin with nothing."""
    if how == "command":
        await town.amina.command("/propose-post", "  ")
    elif how == "shortcut":
        await town.amina.global_shortcut("propose_post")
    else:
        await town.amina.press(await town.home(town.amina, "Propose a post"), "Propose a post")
    return await town.amina.modal()


async def half_written(town: Town, words: str = WALK) -> None:
    """Let Amina write something and close the form."""
    form = await town.form(town.amina, words)
    await form.close()
    await town.told(town.amina, "I kept your draft.")


@pytest.mark.parametrize("how", ["command", "shortcut", "home"])
async def test_each_way_opens_an_empty_form_and_later_the_draft_that_was_kept(town: Town, how: str) -> None:
    form = await begun(town, how)
    assert (form.title, form.submit_label) == ("Propose a post", "Send to Ruth")
    assert not form.values["words"] and "kept" not in form.text()
    await form.close()
    await half_written(town)
    form = await begun(town, how)
    assert form.values["words"] == WALK and "Draft kept, Mon 23 Nov, 10:00." in form.text()
    assert (await form.submit()).what == "closed"
    await town.card(WALK)


async def test_the_words_of_a_message_stand_in_the_form_and_the_kept_draft_is_a_press_away(town: Town) -> None:
    await half_written(town)
    said = await town.ruth.say("C0COMPLIANCE", "Soup on *Saturday* at <10>")
    await town.amina.message_shortcut("propose_from_message", said)
    form = await town.amina.modal()
    assert form.values["words"] == "Soup on *Saturday* at <10>"
    await form.fill(accounts=["facebook"])
    await town.sandbox.until(lambda: "Draft kept" in form.text(), what="The new draft in the old one's place")
    assert "Carry on with the kept draft" not in form.buttons
    assert (await form.submit()).what == "closed"
    await town.card("Soup on")


async def test_a_comment_elsewhere_begins_as_one_beside_a_kept_post(town: Town) -> None:
    await half_written(town)
    await town.amina.press(await town.home(town.amina, "Comment elsewhere"), "Comment elsewhere")
    form = await town.amina.modal()
    assert {"target", "answers"} <= set(form.values) and not form.values["words"]
    assert "I keep another draft of yours" in form.text()


async def test_help_is_said_and_no_form_opens(town: Town) -> None:
    answer = await town.tom.command("/propose-post", "help")
    assert "Type /propose-post and your words" in answer.words and await town.tom.modals() == []
