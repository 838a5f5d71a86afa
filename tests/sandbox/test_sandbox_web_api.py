"""The Web API refuses what Slack refuses, in Slack's words."""

import json

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox import Sandbox
from tests.sandbox.sandbox_blocks import refusal, section

MANIFEST = {
    "display_information": {"name": "Countersign"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/propose-post", "description": "Propose", "usage_hint": "[words]"}],
        "shortcuts": [
            {"name": "Propose", "type": "global", "callback_id": "propose", "description": "Start"},
            {"name": "Log", "type": "message", "callback_id": "log", "description": "Log it"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:history"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["message.im", "app_home_opened"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

REFUSED = {
    "no channel": ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
    "no such channel": ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
    "no such person": ("chat.postMessage", {"channel": "U404", "text": "x"}, "channel_not_found"),
    "a person who left": ("chat.postMessage", {"channel": "U0LEFT", "text": "x"}, "channel_not_found"),
    "a channel without the bot": ("chat.postMessage", {"channel": "C0GENERAL", "text": "x"}, "not_in_channel"),
    "nothing to say": ("chat.postMessage", {"channel": "C0COMPLIANCE"}, "no_text"),
    "broken JSON": ("chat.postMessage", {"channel": "C0COMPLIANCE", "blocks": "[{"}, "invalid_blocks_format"),
    "no such thread": (
        "chat.postMessage",
        {"channel": "C0COMPLIANCE", "text": "x", "thread_ts": "1.000001"},
        "thread_not_found",
    ),
    "metadata without type": (
        "chat.postMessage",
        {"channel": "C0COMPLIANCE", "text": "x", "metadata": {"event_payload": {}}},
        "invalid_metadata_format",
    ),
    "metadata without payload": (
        "chat.postMessage",
        {"channel": "C0COMPLIANCE", "text": "x", "metadata": {"event_type": "x"}},
        "invalid_metadata_schema",
    ),
    "markdown beside text": (
        "chat.postMessage",
        {"channel": "C0COMPLIANCE", "text": "x", "markdown_text": "x"},
        "markdown_text_conflict",
    ),
    "no such message": ("chat.update", {"channel": "C0COMPLIANCE", "ts": "1.000001", "text": "x"}, "message_not_found"),
    "update by person": ("chat.update", {"channel": "U0RUTH", "ts": "1.000001", "text": "x"}, "channel_not_found"),
    "whisper to an outsider": (
        "chat.postEphemeral",
        {"channel": "G0APPROVALS", "user": "U0AMINA", "text": "x"},
        "user_not_in_channel",
    ),
    "nobody": ("users.info", {"user": "U404"}, "user_not_found"),
    "messages with nobody": ("conversations.open", {"users": "U404"}, "user_not_found"),
    "messages with one who left": ("conversations.open", {"users": "U0LEFT"}, "user_disabled"),
    "a strange cursor": ("users.list", {"cursor": "x"}, "invalid_cursor"),
    "history from outside": ("conversations.history", {"channel": "C0GENERAL"}, "not_in_channel"),
    "no thread": ("conversations.replies", {"channel": "C0COMPLIANCE", "ts": "1.000001"}, "thread_not_found"),
    "no view": ("views.open", {"trigger_id": "1.1.x"}, "invalid_arguments"),
    "a home for nobody": (
        "views.publish",
        {"user_id": "U404", "view": {"type": "home", "blocks": [section("x")]}},
        "user_not_found",
    ),
    "no such method": ("chat.whisper", {}, "unknown_method"),
}


@pytest.mark.parametrize(("method", "arguments", "code"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("way", ["json", "params"])
async def test_slack_refuses_the_call(workspace, method, arguments, code, way):
    if way == "params":
        arguments = {name: json.dumps(v) if isinstance(v, dict) else v for name, v in arguments.items()}
    _, bot = await workspace()
    assert (await refusal(bot.client.api_call(method, **{way: arguments})))["error"] == code


async def test_a_private_channel_does_not_exist_for_outsiders(workspace):
    sandbox, bot = await workspace()
    sandbox.workspace.channels["G0APPROVALS"].members.discard("U0BOT")
    answer = await refusal(bot.client.chat_postMessage(channel="G0APPROVALS", text="x"))
    assert answer["error"] == "channel_not_found"


async def test_invalid_blocks_name_the_pointer_and_the_rule(workspace):
    _, bot = await workspace()
    answer = await refusal(bot.client.chat_postMessage(channel="C0COMPLIANCE", text="x", blocks=[section("x" * 3001)]))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_tokens_are_checked(workspace):
    sandbox, bot = await workspace()

    def client(token):
        return AsyncWebClient(token=token, base_url=sandbox.api_url, session=bot.client.session, retry_handlers=[])

    assert (await refusal(client(None).auth_test()))["error"] == "not_authed"
    assert (await refusal(client("xoxb-other").auth_test()))["error"] == "invalid_auth"
    assert (await refusal(client(sandbox.app_token).auth_test()))["error"] == "not_allowed_token_type"
    answer = await refusal(client(None).apps_connections_open(app_token=sandbox.bot_token))
    assert answer["error"] == "not_allowed_token_type"
    assert (await client(sandbox.bot_token).auth_test())["user_id"] == "U0BOT"


async def test_the_token_may_stand_in_the_body(workspace):
    sandbox, _ = await workspace()
    async with aiohttp.ClientSession() as session:
        url, form = f"{sandbox.api_url}auth.test", {"token": sandbox.bot_token}
        async with session.post(url, data=form) as answer:
            assert (await answer.json())["ok"]


async def test_a_missing_scope_is_named(workspace):
    _, bot = await workspace(manifest=MANIFEST)
    answer = await refusal(bot.client.users_info(user="U0RUTH"))
    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "users:read"
    assert answer["provided"] == "chat:write,commands,im:history"
    answer = await refusal(bot.client.conversations_history(channel="G0APPROVALS"))
    assert answer["needed"] == "groups:history"
    answer = await refusal(bot.client.conversations_info(channel="C0GENERAL"))
    assert answer["needed"] == "channels:read"
    posted = await bot.client.chat_postMessage(channel="U0RUTH", text="x")
    assert (await bot.client.conversations_history(channel=posted["channel"]))["messages"]


async def test_with_the_public_scope_the_bot_posts_where_it_is_not(workspace):
    _, bot = await workspace(scopes={"chat:write", "chat:write.public"})
    assert (await bot.client.chat_postMessage(channel="#general", text="x"))["channel"] == "C0GENERAL"


@pytest.mark.parametrize(
    ("change", "scope"),
    [({"features": {}}, "message.im"), ({"settings": {}}, "commands")],
)
def test_a_manifest_without_a_scope_it_needs_is_not_installed(change, scope):
    manifest = {**MANIFEST, **change, "oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    with pytest.raises(ValueError, match=scope):
        Sandbox(manifest=manifest)


async def test_people_and_channels_are_described_as_by_slack(workspace):
    _, bot = await workspace()
    person = (await bot.client.users_info(user="U0AMINA", include_locale=True))["user"]
    assert person["real_name"] == "Amina Khan"
    assert person["tz"] == "Europe/London"
    assert person["locale"] == "en-GB"
    assert (await bot.client.users_info(user="U0LEFT"))["user"]["deleted"]
    assert (await bot.client.users_info(user="U0GUEST"))["user"]["is_restricted"]
    room = (await bot.client.conversations_info(channel="C0GENERAL"))["channel"]
    assert (room["is_member"], room["is_private"]) == (False, False)
    rooms = (await bot.client.conversations_list(types="public_channel,private_channel"))["channels"]
    assert {room["name"] for room in rooms} == {"general", "compliance", "approvals"}
    assert "U0BOT" in (await bot.client.conversations_members(channel="G0APPROVALS"))["members"]


async def test_lists_come_in_pages(workspace):
    _, bot = await workspace()
    first = await bot.client.users_list(limit=5)
    cursor = first["response_metadata"]["next_cursor"]
    second = await bot.client.users_list(limit=5, cursor=cursor)
    ids = [member["id"] for member in [*first["members"], *second["members"]]]
    assert len(ids) == len(set(ids)) == 9
    assert second["response_metadata"]["next_cursor"] == ""


async def test_a_direct_message_has_one_conversation_however_it_is_opened(workspace):
    _, bot = await workspace()
    opened = await bot.client.conversations_open(users="U0RUTH")
    posted = await bot.client.chat_postMessage(channel="U0RUTH", text="x")
    assert opened["channel"]["id"] == posted["channel"] == "D0RUTH"
    link = await bot.client.chat_getPermalink(channel="D0RUTH", message_ts=posted["ts"])
    assert link["permalink"].endswith(f"archives/D0RUTH/p{posted['ts'].replace('.', '')}")
