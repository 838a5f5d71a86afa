"""What Slack's client itself says about a form, and how forms are closed and refused."""

import pytest

from handlers.sandbox import NotPossibleError
from tests.sandbox.sandbox_blocks import button, modal, plain, section, text_field

OPTIONS = [{"text": plain("One"), "value": "1"}, {"text": plain("Two"), "value": "2"}]


def field(element, **block):
    return {"type": "input", "block_id": "b", "label": plain("L"), "element": {"action_id": "a", **element}, **block}


async def opened(sandbox, bot, view):
    await bot.client.views_open(trigger_id=sandbox.slack.triggers.issue("U0AMINA"), view=view)
    return await sandbox.member("U0AMINA").modal()


NUMBER = {"type": "number_input", "is_decimal_allowed": False, "min_value": "2", "max_value": "5"}
SAID = {
    "nothing": ({"type": "plain_text_input"}, None, "required"),
    "no choice": ({"type": "radio_buttons", "options": OPTIONS}, None, "required"),
    "no box": ({"type": "checkboxes", "options": OPTIONS}, [], "required"),
    "no rich text": ({"type": "rich_text_input"}, None, "required"),
    "too short": ({"type": "plain_text_input", "min_length": 3}, "ab", "at least 3"),
    "too long": ({"type": "plain_text_input", "max_length": 3}, "abcd", "no more than 3"),
    "longer than any": ({"type": "plain_text_input"}, "x" * 3001, "no more than 3000"),
    "no number": (NUMBER, "three", "enter a number"),
    "a fraction": (NUMBER, "2.5", "whole number"),
    "too little": (NUMBER, 1, "at least 2"),
    "too much": (NUMBER, 6, "at most 5"),
    "no e-mail": ({"type": "email_text_input"}, "amina", "email"),
    "no address": ({"type": "url_text_input"}, "example.org", "URL"),
}


@pytest.mark.parametrize(("element", "value", "words"), SAID.values(), ids=SAID)
async def test_the_client_speaks_before_anything_is_sent(workspace, element, value, words):
    sandbox, bot = await workspace()
    form = await opened(sandbox, bot, modal(field(element)))
    await form.fill(a=value)
    outcome = await form.submit()
    assert words in outcome.errors["b"]
    assert not sandbox.sent


async def test_an_optional_field_may_stay_empty(workspace):
    sandbox, bot = await workspace()

    @bot.app.view("form")
    async def sent(ack):
        await ack()

    await bot.connect()
    await sandbox.connected()
    form = await opened(sandbox, bot, modal(field({"type": "plain_text_input", "min_length": 3}, optional=True)))
    assert (await form.submit()).what == "closed"


IMPOSSIBLE = {
    "an option that is not there": ({"type": "static_select", "options": OPTIONS}, "3"),
    "more than may be chosen": (
        {"type": "multi_static_select", "options": OPTIONS, "max_selected_items": 1},
        ["1", "2"],
    ),
    "a person who is not there": ({"type": "users_select"}, "U404"),
    "a channel that is not there": ({"type": "channels_select"}, "C404"),
    "no time": ({"type": "timepicker"}, "25:00"),
}


@pytest.mark.parametrize(("element", "value"), IMPOSSIBLE.values(), ids=IMPOSSIBLE)
async def test_nobody_chooses_what_is_not_offered(workspace, element, value):
    sandbox, bot = await workspace()
    form = await opened(sandbox, bot, modal(field(element)))
    with pytest.raises(NotPossibleError):
        await form.fill(a=value)


async def test_rich_text_can_be_typed_as_words(workspace):
    sandbox, bot = await workspace()
    form = await opened(sandbox, bot, modal(field({"type": "rich_text_input"})))
    await form.fill(a="walk")
    assert form.values["a"]["elements"][0]["elements"] == [{"type": "text", "text": "walk"}]


async def test_a_form_without_a_button_cannot_be_sent(workspace):
    sandbox, bot = await workspace()
    form = await opened(sandbox, bot, modal(section("x"), submit=None))
    with pytest.raises(NotPossibleError):
        await form.submit()


async def test_a_form_that_clears_on_close_takes_those_beneath_with_it(workspace):
    sandbox, bot = await workspace()
    await opened(sandbox, bot, modal(section("below")))
    trigger_id = sandbox.slack.triggers.issue("U0AMINA", in_modal=True)
    await bot.client.views_push(trigger_id=trigger_id, view=modal(section("above"), clear_on_close=True))
    amina = sandbox.member("U0AMINA")
    await (await amina.modal()).close()
    assert await amina.modals() == []


async def test_a_form_closed_while_it_is_sent_is_closed(workspace):
    sandbox, bot = await workspace()

    @bot.app.view("form")
    async def sent(ack):
        await (await sandbox.member("U0AMINA").modal()).close()
        await ack(response_action="errors", errors={"b": "No"})

    await bot.connect()
    await sandbox.connected()
    form = await opened(sandbox, bot, modal(text_field("b", "a", "L", initial_value="x")))
    assert (await form.submit()).what == "closed"


async def test_a_command_answered_with_bad_blocks_fails_aloud(workspace):
    sandbox, bot = await workspace()

    @bot.app.command("/go")
    async def go(ack):
        await ack(blocks=[section("")])

    await bot.connect()
    await sandbox.connected()
    result = await sandbox.member("U0TOM").command("/go")
    assert result.text == '/go failed with the error "invalid_blocks"'
    assert "/blocks/0/text/text" in sandbox.problems[0]


async def test_without_interactivity_a_button_only_warns(workspace):
    manifest = {
        "features": {"app_home": {"messages_tab_enabled": True, "messages_tab_read_only_enabled": True}},
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
    }
    sandbox, bot = await workspace(manifest=manifest)
    blocks = [{"type": "actions", "elements": [button("Go", "go")]}]
    await bot.client.chat_postMessage(channel="U0TOM", text="x", blocks=blocks)
    tom = sandbox.member("U0TOM")
    await tom.press((await tom.messages("D0TOM"))[0], "Go")
    assert await tom.notices() == ["This app is not configured to handle interactive responses."]
    with pytest.raises(NotPossibleError, match="takes no messages"):
        await tom.say("D0TOM", "x")
