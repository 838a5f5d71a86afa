"""The driver does what a person could do, and nothing else."""

import datetime as dt

import pytest

from handlers.sandbox import NotPossibleError
from tests.sandbox.sandbox_blocks import button, modal, plain, section, text_field

MANIFEST = {
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/go", "description": "Go"}],
        "shortcuts": [
            {"name": "Propose", "type": "global", "callback_id": "propose", "description": "x"},
            {"name": "Log", "type": "message", "callback_id": "log", "description": "x"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {"interactivity": {"is_enabled": True}},
}
OPTIONS = [{"text": plain("Post"), "value": "post"}, {"text": plain("Reply"), "value": "reply"}]


def actions(*elements):
    return {"type": "actions", "block_id": "buttons", "elements": list(elements)}


async def listening(workspace, **settings):
    """A bot that acknowledges everything and keeps the bodies."""
    sandbox, bot = await workspace(**settings)
    bot.bodies = []

    @bot.app.middleware
    async def keep(body, next_):
        bot.bodies.append(body)
        await next_()

    async def acknowledge(ack):
        await ack()

    bot.app.command("/go")(acknowledge)
    for constraint in ({"type": "block_actions", "action_id": name} for name in ("go", "menu", "pick", "boxes", "day")):
        bot.app.action(constraint)(acknowledge)
    bot.app.shortcut("propose")(acknowledge)
    bot.app.shortcut("log")(acknowledge)
    await bot.connect()
    await sandbox.connected()
    return sandbox, bot


async def card(bot, *elements, channel="G0APPROVALS"):
    await bot.client.chat_postMessage(channel=channel, text="a card", blocks=[section("a card"), actions(*elements)])


async def test_a_button_can_be_pressed_by_its_words_and_its_body_says_everything(workspace):
    sandbox, bot = await listening(workspace)
    sure = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
    await card(bot, button("Approve", "go", value="v1:7", confirm=sure))
    ruth = sandbox.member("U0RUTH")
    seen = await ruth.message("G0APPROVALS", containing="a card")
    assert seen.buttons == ["Approve"]
    await ruth.press(seen, "Approve")
    assert ruth.confirm == sure
    body = bot.bodies[-1]
    (pressed,) = body["actions"]
    assert (pressed["action_id"], pressed["block_id"], pressed["value"]) == ("go", "buttons", "v1:7")
    assert body["container"]["message_ts"] == body["message"]["ts"] == seen.ts
    assert body["channel"] == {"id": "G0APPROVALS", "name": "privategroup"}
    assert body["user"] == {
        "id": "U0RUTH",
        "username": "ruth.adeyemi",
        "name": "ruth.adeyemi",
        "team_id": "T0NEXTSTEPS",
    }
    assert body["team"] == {"id": "T0NEXTSTEPS", "domain": "next-steps"}


async def test_a_button_that_is_gone_can_only_be_pressed_on_a_stale_screen(workspace):
    sandbox, bot = await listening(workspace)
    await card(bot, button("Approve", "go"))
    ruth = sandbox.member("U0RUTH")
    seen = await ruth.message("G0APPROVALS", containing="a card")
    await bot.client.chat_update(channel="G0APPROVALS", ts=seen.ts, text="Decided", blocks=[section("Decided")])
    with pytest.raises(NotPossibleError, match="no button 'Approve'"):
        await ruth.press(seen, "Approve")
    await ruth.press(seen, "Approve", stale=True)
    assert bot.bodies[-1]["actions"][0]["action_id"] == "go"
    assert bot.bodies[-1]["message"]["text"] == "Decided"


async def test_a_button_for_somebody_else_is_not_there(workspace):
    sandbox, bot = await listening(workspace)
    await card(bot, button("Approve", "go", visible_to_user_ids=["U0RUTH"]), button("Details", "menu"))
    seen = await sandbox.member("U0DEV").message("G0APPROVALS", containing="a card")
    assert seen.buttons == ["Details"]
    with pytest.raises(NotPossibleError):
        await sandbox.member("U0DEV").press(seen, "Approve")


async def test_a_menu_is_used_by_the_words_of_its_entry(workspace):
    sandbox, bot = await listening(workspace)
    await card(bot, {"type": "overflow", "action_id": "menu", "options": OPTIONS})
    ruth = sandbox.member("U0RUTH")
    await ruth.press(await ruth.message("G0APPROVALS", containing="a card"), "Reply")
    assert bot.bodies[-1]["actions"][0]["selected_option"]["value"] == "reply"


async def test_what_is_chosen_on_a_message_is_in_its_state(workspace):
    sandbox, bot = await listening(workspace)
    await card(
        bot,
        {"type": "static_select", "action_id": "pick", "options": OPTIONS},
        {"type": "checkboxes", "action_id": "boxes", "options": OPTIONS},
        button("Go", "go"),
    )
    ruth = sandbox.member("U0RUTH")
    seen = await ruth.message("G0APPROVALS", containing="a card")
    await ruth.choose(seen, "pick", "reply")
    await ruth.choose(seen, "boxes", ["Reply", "Post"])
    await ruth.press(seen, action_id="go")
    values = bot.bodies[-1]["state"]["values"]["buttons"]
    assert values["pick"]["selected_option"]["value"] == "reply"
    assert [option["value"] for option in values["boxes"]["selected_options"]] == ["post", "reply"]
    with pytest.raises(NotPossibleError, match="not offered"):
        await ruth.choose(seen, "pick", "share")


async def test_dates_can_be_given_as_dates(workspace):
    sandbox, bot = await listening(workspace)
    blocks = [
        actions(
            {"type": "datepicker", "action_id": "day"},
            {"type": "datetimepicker", "action_id": "pick"},
            {"type": "timepicker", "action_id": "menu"},
        )
    ]
    await bot.client.views_publish(user_id="U0RUTH", view={"type": "home", "blocks": [section("x")]})
    await bot.client.chat_postMessage(channel="U0RUTH", text="when", blocks=blocks)
    ruth = sandbox.member("U0RUTH")
    seen = await ruth.message("D0RUTH", containing="when")
    await ruth.choose(seen, "day", dt.date(2026, 11, 27))
    await ruth.choose(seen, "menu", dt.time(9, 5))
    await ruth.choose(seen, "pick", dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC))
    values = bot.bodies[-1]["state"]["values"]["buttons"]
    assert values["day"]["selected_date"] == "2026-11-27"
    assert values["menu"]["selected_time"] == "09:05"
    assert values["pick"]["selected_date_time"] == 1795770000
    with pytest.raises(NotPossibleError):
        await ruth.choose(seen, "day", "27/11/2026")


async def test_nobody_sees_a_channel_they_are_not_in(workspace):
    sandbox, bot = await listening(workspace)
    await card(bot, button("Approve", "go"))
    amina = sandbox.member("U0AMINA")
    seen = await sandbox.member("U0RUTH").message("G0APPROVALS", containing="a card")
    for attempt in (
        amina.messages("G0APPROVALS"),
        amina.reads("G0APPROVALS"),
        amina.say("G0APPROVALS", "x"),
        amina.press(seen, "Approve"),
        amina.command("/go", channel="G0APPROVALS"),
        amina.react(seen, "eyes"),
        amina.messages("D0RUTH"),
    ):
        with pytest.raises(NotPossibleError):
            await attempt


async def test_nobody_sees_what_was_whispered_to_another(workspace):
    sandbox, bot = await listening(workspace)
    blocks = [actions(button("Go", "go"))]
    await bot.client.chat_postEphemeral(channel="G0APPROVALS", user="U0RUTH", text="psst", blocks=blocks)
    (whisper,) = await sandbox.member("U0RUTH").ephemerals("G0APPROVALS")
    with pytest.raises(NotPossibleError):
        await sandbox.member("U0DEV").press(whisper, "Go")
    await sandbox.member("U0RUTH").press(whisper, "Go")
    assert "message" not in bot.bodies[-1]


async def test_nobody_fills_the_form_of_another(workspace):
    sandbox, bot = await listening(workspace)
    form = await opened(sandbox, bot)
    with pytest.raises(NotPossibleError):
        await sandbox.member("U0TOM").press(form, action_id="t")


async def opened(sandbox, bot, view=None):
    shown = view or modal(text_field("b", "t", "Words"))
    trigger_id = sandbox.slack.triggers.issue("U0AMINA")
    await bot.client.views_open(trigger_id=trigger_id, view=shown)
    return await sandbox.member("U0AMINA").modal()


async def test_a_form_shows_its_words_and_takes_no_field_it_does_not_have(workspace):
    sandbox, bot = await listening(workspace)
    form = await opened(sandbox, bot, modal(section("Read me"), text_field("b", "t", "Words"), close=plain("Cancel")))
    await form.fill(t="typed")
    assert form.text().splitlines() == ["A form", "Read me", "Words", "typed", "Send", "Cancel"]
    assert (form.title, form.submit_label, form.labels()) == ("A form", "Send", ["Words"])
    with pytest.raises(NotPossibleError, match="'other'"):
        await form.fill(other="x")


async def test_shortcuts_carry_what_slack_sends(workspace):
    sandbox, bot = await listening(workspace, manifest=MANIFEST)
    dev = sandbox.member("U0DEV")
    await dev.global_shortcut("propose")
    assert (bot.bodies[-1]["type"], bot.bodies[-1]["callback_id"]) == ("shortcut", "propose")
    said = await dev.say("C0COMPLIANCE", "a rude comment")
    await dev.message_shortcut("log", said)
    assert bot.bodies[-1]["type"] == "message_action"
    assert bot.bodies[-1]["message"]["text"] == "a rude comment"
    assert bot.bodies[-1]["channel"]["id"] == "C0COMPLIANCE"


async def test_what_the_manifest_does_not_offer_cannot_be_used(workspace):
    sandbox, _ = await listening(workspace, manifest=MANIFEST)
    dev = sandbox.member("U0DEV")
    said = await dev.say("C0COMPLIANCE", "x")
    await dev.command("/go")
    for attempt in (dev.command("/stop"), dev.global_shortcut("log"), dev.message_shortcut("propose", said)):
        with pytest.raises(NotPossibleError):
            await attempt


@pytest.mark.parametrize("user", ["U0LEFT", "U0BOT", "U404"])
async def test_only_people_who_are_here_can_act(workspace, user):
    sandbox, _ = await workspace()
    with pytest.raises(NotPossibleError):
        sandbox.member(user)


async def test_somebody_who_left_can_do_nothing_more(workspace):
    sandbox, _ = await listening(workspace)
    tom = sandbox.member("U0TOM")
    sandbox.change_member("U0TOM", deleted=True)
    with pytest.raises(NotPossibleError):
        await tom.say("C0GENERAL", "x")


async def test_waiting_in_vain_says_what_last_happened(workspace):
    sandbox, bot = await workspace()
    await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="the last message")
    with pytest.raises(TimeoutError, match=r"(?s)A miracle did not come.*chat.postMessage -> ok.*the last message"):
        await sandbox.until(lambda: False, timeout=0.05, what="A miracle")


async def test_threads_are_read_from_the_head(workspace):
    sandbox, _ = await listening(workspace)
    dev = sandbox.member("U0DEV")
    head = await dev.say("C0COMPLIANCE", "head")
    await dev.say("C0COMPLIANCE", "reply", thread_ts=head.ts)
    assert [message.text for message in await dev.thread("C0COMPLIANCE", head.ts)] == ["head", "reply"]
    assert [message.text for message in await dev.messages("C0COMPLIANCE")] == ["head"]
    assert await dev.reads("C0COMPLIANCE") == "Dev Patel: head\nDev Patel: reply"
