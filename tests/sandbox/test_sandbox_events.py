"""The bot hears what it subscribed to, with the scope for it, where it is a member."""

import pytest

from tests.sandbox.sandbox_blocks import section


def installed(events, scopes):
    return {
        "features": {"app_home": {"home_tab_enabled": True, "messages_tab_enabled": True}},
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"event_subscriptions": {"bot_events": events}, "interactivity": {"is_enabled": True}},
    }


async def happenings(sandbox):
    """One of each, by Ruth."""
    ruth = sandbox.member("U0RUTH")
    await ruth.say("D0RUTH", "in a direct message")
    said = await ruth.say("C0COMPLIANCE", "in a channel, @Countersign")
    await ruth.say("G0APPROVALS", "in a private channel")
    await ruth.say("C0GENERAL", "where the bot is not")
    await ruth.react(said, "thumbsup")
    await ruth.open_messages_tab()
    sandbox.change_member("U0TOM", title="Trustee")
    await sandbox.settled()


async def heard_by(workspace, **settings):
    sandbox, bot = await workspace(**settings)
    heard = []

    @bot.app.middleware
    async def keep(body, next_):
        heard.append(body)
        await next_()

    @bot.app.event({"type": "message"})
    @bot.app.event("app_mention")
    @bot.app.event("reaction_added")
    @bot.app.event("app_home_opened")
    @bot.app.event("user_change")
    async def listen():
        pass

    await bot.connect()
    await sandbox.connected()
    sandbox.workspace.direct_messages("U0RUTH")
    await happenings(sandbox)
    return sandbox, bot, [body["event"] for body in heard], heard


async def test_without_a_manifest_the_bot_hears_everything_it_can(workspace):
    _, _, events, bodies = await heard_by(workspace)
    kinds = [event.get("channel_type") or event["type"] for event in events]
    assert sorted(kinds) == sorted(
        ["im", "channel", "app_mention", "group", "reaction_added", "app_home_opened", "user_change"]
    )
    (direct,) = [event for event in events if event.get("channel_type") == "im"]
    assert (direct["user"], direct["channel"], direct["text"]) == ("U0RUTH", "D0RUTH", "in a direct message")
    assert "where the bot is not" not in str(events)
    assert bodies[0]["authorizations"][0]["user_id"] == "U0BOT"
    assert len({body["event_id"] for body in bodies}) == len(bodies)


@pytest.mark.parametrize(
    ("event", "scope", "kind"),
    [
        ("message.im", "im:history", "im"),
        ("message.channels", "channels:history", "channel"),
        ("message.groups", "groups:history", "group"),
        ("app_mention", "app_mentions:read", "app_mention"),
        ("reaction_added", "reactions:read", "reaction_added"),
        ("user_change", "users:read", "user_change"),
        ("app_home_opened", "chat:write", "app_home_opened"),
    ],
)
async def test_the_bot_hears_only_what_its_manifest_asks_for(workspace, event, scope, kind):
    _, _, events, _ = await heard_by(workspace, manifest=installed([event], [scope]))
    assert {event.get("channel_type") or event["type"] for event in events} == {kind}


async def test_mentions_and_angles_are_stored_as_slack_stores_them(workspace):
    _, _, events, _ = await heard_by(workspace)
    (mention,) = [event for event in events if event["type"] == "app_mention"]
    assert mention["text"] == "in a channel, <@U0BOT>"
    assert mention["blocks"][0]["elements"][0]["elements"][0]["text"] == "in a channel, @Countersign"


async def test_the_bot_hears_of_its_own_messages_and_changes_too(workspace):
    sandbox, bot, _, bodies = await heard_by(workspace)
    del bodies[:]
    posted = await bot.client.chat_postMessage(channel="D0RUTH", text="one")
    await bot.client.chat_update(channel="D0RUTH", ts=posted["ts"], text="two")
    await bot.client.chat_delete(channel="D0RUTH", ts=posted["ts"])
    await sandbox.settled()
    own, *hidden = [envelope["payload"]["event"] for envelope in list(sandbox.sent)[-3:]]
    assert own["bot_id"] == "B0COUNTERSIGN"
    assert [event["subtype"] for event in hidden] == ["message_changed", "message_deleted"]
    assert hidden[0]["previous_message"]["text"] == "one"


async def test_opening_home_tells_the_bot_and_waits_for_what_it_publishes(workspace):
    sandbox, bot = await workspace()

    @bot.app.event("app_home_opened")
    async def home(event, client):
        if event["tab"] == "home":
            await client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": [section("Nothing waits for you")]}
            )

    await bot.connect()
    await sandbox.connected()
    assert (await sandbox.member("U0RUTH").open_home()).words == "Nothing waits for you"
