"""What the page is told and what it may do."""

from datetime import datetime

import aiohttp
import pytest

from tests.sandbox.sandbox_blocks import button, modal, section, text_field

ACTING = {"X-Sandbox": "1"}


async def state(sandbox, user="U0RUTH"):
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.url}sandbox/state?as={user}") as answer:
        return await answer.json()


async def post(sandbox, path, headers=None, **told):
    url = f"{sandbox.url}sandbox/{path}"
    sent = ACTING if headers is None else headers
    async with aiohttp.ClientSession() as session, session.post(url, json=told, headers=sent) as answer:
        return await answer.json()


async def act(sandbox, do, user="U0RUTH", **told):
    return await post(sandbox, "act", **{"as": user, "do": do, **told})


async def working(workspace):
    sandbox, bot = await workspace()

    @bot.app.command("/go")
    async def go(ack, body, client):
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_field("b", "t", "Words", min_length=2)))
        await ack("Opened")

    @bot.app.view("form")
    async def sent(ack, view):
        words = view["state"]["values"]["b"]["t"]["value"]
        if words == "bad":
            await ack(response_action="errors", errors={"b": "Not this"})
        else:
            await ack()

    @bot.app.action("approve")
    async def approve(ack, body, client):
        await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="Approved")
        await ack()

    @bot.app.action("help")
    async def help_(ack):
        await ack()

    @bot.app.event("app_home_opened")
    async def home(event, client):
        view = {
            "type": "home",
            "blocks": [section("Welcome"), {"type": "actions", "elements": [button("Help", "help")]}],
        }
        await client.views_publish(user_id=event["user"], view=view)

    await bot.connect()
    await sandbox.connected()
    return sandbox, bot


async def test_the_state_holds_what_one_person_sees(workspace):
    sandbox, bot = await working(workspace)
    await bot.client.chat_postMessage(channel="G0APPROVALS", text="secret")
    await bot.client.chat_postEphemeral(channel="G0APPROVALS", user="U0DEV", text="for Dev")
    ruth, amina = await state(sandbox), await state(sandbox, "U0AMINA")
    assert [channel["name"] for channel in ruth["channels"]] == ["general", "compliance", "approvals", "Countersign"]
    assert [channel["kind"] for channel in ruth["channels"]] == ["channel", "channel", "private", "im"]
    assert ruth["channels"][3]["with"] == "U0BOT"
    assert ruth["channels"][2]["unread"] == 1
    assert "G0APPROVALS" not in amina["messages"]
    (message,) = ruth["messages"]["G0APPROVALS"]
    assert (message["text"], message["name"], message["app"]) == ("secret", "Countersign", True)
    assert ruth["me"] == {
        "id": "U0RUTH",
        "name": "Ruth Adeyemi",
        "title": "Director",
        "initials": "RA",
        "is_bot": False,
        "is_guest": False,
    }
    assert ruth["bot_connected"] is True
    assert "U0LEFT" not in [member["id"] for member in ruth["members"]]


async def test_somebody_can_read(workspace):
    sandbox, bot = await working(workspace)
    await bot.client.chat_postMessage(channel="G0APPROVALS", text="news")
    assert (await act(sandbox, "read", channel="G0APPROVALS"))["ok"]
    assert (await state(sandbox))["channels"][2]["unread"] == 0


async def test_a_form_can_be_opened_filled_and_sent(workspace):
    sandbox, _ = await working(workspace)
    assert await act(sandbox, "command", channel="C0GENERAL", text="/go  now") == {"ok": True}
    seen = await state(sandbox)
    (view,) = seen["views"]
    assert view["title"]["text"] == "A form"
    assert seen["messages"]["C0GENERAL"][-1]["ephemeral"] is True

    async def submit(words):
        values = {"b": {"t": {"type": "plain_text_input", "value": words}}}
        return await act(sandbox, "submit", view_id=view["id"], values=values)

    assert (await submit("x"))["errors"] == {"b": "Please enter at least 2 characters."}
    assert await submit("bad") == {"ok": True, "outcome": "errors", "errors": {"b": "Not this"}}
    (now,) = (await state(sandbox))["views"]
    assert now["errors"] == {"b": "Not this"}
    assert now["state"]["values"]["b"]["t"]["value"] == "bad"
    assert await submit("good") == {"ok": True, "outcome": "closed", "errors": {}}
    assert (await state(sandbox))["views"] == []


async def test_typing_is_remembered_and_a_form_can_be_closed(workspace):
    sandbox, _ = await working(workspace)
    await act(sandbox, "command", channel="C0GENERAL", text="/go")
    (view,) = (await state(sandbox))["views"]
    typed = {"type": "plain_text_input", "value": "half a sen"}
    assert (await act(sandbox, "input", view_id=view["id"], block_id="b", action_id="t", state=typed))["ok"]
    (now,) = (await state(sandbox))["views"]
    assert now["state"]["values"]["b"]["t"] == typed
    assert (await act(sandbox, "close", view_id=view["id"]))["ok"]
    assert (await state(sandbox))["views"] == []


async def test_buttons_reactions_and_words(workspace):
    sandbox, bot = await working(workspace)
    blocks = [{"type": "actions", "block_id": "x", "elements": [button("Approve", "approve")]}]
    posted = await bot.client.chat_postMessage(channel="G0APPROVALS", text="card", blocks=blocks)
    where = {"channel": "G0APPROVALS", "ts": posted["ts"]}
    assert (await act(sandbox, "react", name="eyes", **where))["ok"]
    assert (await act(sandbox, "press", where=where, block_id="x", action_id="approve"))["ok"]
    said = await act(sandbox, "say", channel="G0APPROVALS", text="fine", thread_ts=posted["ts"])
    card, reply = (await state(sandbox))["messages"]["G0APPROVALS"]
    assert (card["text"], card["reply_count"]) == ("Approved", 1)
    assert card["reactions"] == [{"name": "eyes", "users": ["U0RUTH"]}]
    assert (reply["ts"], reply["thread_ts"]) == (said["ts"], posted["ts"])


async def test_home_is_opened_and_pressed(workspace):
    sandbox, _ = await working(workspace)
    assert (await act(sandbox, "open_home"))["ok"]
    await sandbox.until(lambda: sandbox.slack.views.home("U0RUTH"))
    home = (await state(sandbox))["home"]
    assert home["type"] == "home"
    block_id = home["blocks"][1]["block_id"]
    assert (await act(sandbox, "press", where={"home": True}, block_id=block_id, action_id="help"))["ok"]
    assert sandbox.acks[-1][0] == "interactive"


@pytest.mark.parametrize(
    "told",
    [
        {"do": "say", "channel": "G0APPROVALS", "text": "x", "user": "U0AMINA"},
        {"do": "close", "view_id": "V404"},
        {"do": "submit", "view_id": "V404"},
        {"do": "press", "where": {"home": True}, "block_id": "x", "action_id": "x"},
        {"do": "dance"},
        {"do": "say"},
        {"do": "open_home", "user": "U0LEFT"},
    ],
)
async def test_what_a_person_could_not_do_is_refused_in_words(workspace, told):
    sandbox, _ = await workspace()
    answer = await act(sandbox, **told)
    assert answer["ok"] is False
    assert answer["error"]


async def test_only_this_machines_page_may_act(workspace):
    sandbox, _ = await workspace()
    told = {"as": "U0RUTH", "do": "open_home"}
    for headers in ({}, {**ACTING, "Origin": "https://example.org"}, {**ACTING, "Host": "example.org"}):
        assert (await post(sandbox, "act", headers=headers, **told))["ok"] is False
    assert (await post(sandbox, "act", headers={**ACTING, "Origin": sandbox.url.rstrip("/")}, **told))["ok"]


async def test_the_clock_can_be_moved(workspace):
    sandbox, _ = await workspace()
    await post(sandbox, "clock", to="2026-11-25T12:00:00")
    assert (await state(sandbox))["now"] == "2026-11-25T12:00:00+00:00"
    await post(sandbox, "clock", advance_seconds=3600)
    assert (await state(sandbox))["now"] == "2026-11-25T13:00:00+00:00"
    monday = datetime.fromisoformat((await post(sandbox, "clock", jump="monday"))["now"])
    assert (monday.isoweekday(), monday.hour, monday.day) == (1, 9, 30)
    assert (await post(sandbox, "clock", jump="friday"))["ok"] is False


async def test_faults_can_be_ordered_and_cleared(workspace):
    sandbox, _ = await workspace()
    await post(sandbox, "faults", method="chat.postMessage", kind="html", times=2)
    await post(sandbox, "faults", method="chat.update", kind="unknown_method")
    assert (await state(sandbox))["faults"] == [
        {"method": "chat.postMessage", "kind": "html", "left": 2},
        {"method": "chat.update", "kind": "unknown_method", "left": None},
    ]
    await post(sandbox, "faults", clear=True)
    assert (await state(sandbox))["faults"] == []


async def test_the_page_is_told_of_every_change(workspace):
    sandbox, bot = await workspace()
    url = f"{sandbox.url}sandbox/live?as=U0RUTH"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as live:
        first = await live.receive_json(timeout=3)
        await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="news")
        assert (await live.receive_json(timeout=3))["version"] > first["version"]


@pytest.mark.parametrize("name", ["..%2Fserver.py", "%2e%2e/server.py", "nothing.js", "__init__.py", ".hidden"])
async def test_only_files_of_the_page_are_served(workspace, name):
    sandbox, _ = await workspace()
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.url}static/{name}") as answer:
        assert answer.status == 404
