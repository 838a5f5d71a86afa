"""Socket Mode: one socket for each envelope, acknowledgements in time, repetition of events and of nothing else."""

import asyncio

import aiohttp
import pytest

from tests.sandbox.sandbox_blocks import button
from tests.sandbox.sandbox_bot import Bot


async def listener(bot, command="/go"):
    heard = []

    @bot.app.command(command)
    async def go(ack, body):
        heard.append(body)
        await ack()

    await bot.connect()
    return heard


async def test_a_command_carries_what_slack_sends(workspace):
    sandbox, bot = await workspace()
    heard = await listener(bot)
    await sandbox.connected()
    await sandbox.member("U0RUTH").command("/go", "a <b> & c", channel="G0APPROVALS")
    (body,) = heard
    assert body["text"] == "a &lt;b&gt; &amp; c"
    assert (body["channel_id"], body["channel_name"]) == ("G0APPROVALS", "privategroup")
    assert (body["user_id"], body["team_id"], body["api_app_id"]) == ("U0RUTH", "T0NEXTSTEPS", "A0COUNTERSIGN")
    assert sandbox.sent[-1]["type"] == "slash_commands"
    assert sandbox.sent[-1]["accepts_response_payload"] is True


@pytest.mark.parametrize(
    ("answer", "ephemeral"), [({"text": "Only you"}, True), ({"text": "All", "response_type": "in_channel"}, False)]
)
async def test_an_acknowledgement_can_answer_a_command(workspace, answer, ephemeral):
    sandbox, bot = await workspace()

    @bot.app.command("/go")
    async def go(ack):
        await ack(**answer)

    await bot.connect()
    await sandbox.connected()
    ruth = sandbox.member("U0RUTH")
    assert (await ruth.command("/go", channel="G0APPROVALS")).text == answer["text"]
    seen = await ruth.message("G0APPROVALS", containing=answer["text"])
    assert seen.ephemeral is ephemeral


async def test_a_command_nobody_acknowledges_times_out_aloud(workspace):
    sandbox, bot = await workspace(ack_timeout=0.1)

    @bot.app.command("/go")
    async def go(ack):
        await asyncio.Event().wait()

    await bot.connect()
    await sandbox.connected()
    result = await sandbox.member("U0TOM").command("/go")
    assert result.text == '/go failed with the error "operation_timeout"'
    assert result.text in await sandbox.member("U0TOM").notices()
    assert result.text not in await sandbox.member("U0RUTH").reads("C0GENERAL")


async def test_without_a_socket_nothing_is_dispatched(workspace):
    sandbox, _ = await workspace()
    result = await sandbox.member("U0TOM").command("/go")
    assert result.text == '/go failed with the error "dispatch_failed"'


async def test_a_button_nobody_listens_to_leaves_a_warning_and_is_never_sent_again(workspace):
    sandbox, bot = await workspace(ack_timeout=0.1, event_retry_delays=(0, 0))
    await bot.connect()
    await sandbox.connected()
    blocks = [{"type": "actions", "elements": [button("Go", "go")]}]
    await bot.client.chat_postMessage(channel="U0RUTH", text="card", blocks=blocks)
    ruth = sandbox.member("U0RUTH")
    card = (await ruth.messages(await ruth.dm()))[0]
    await sandbox.settled()
    before = len(sandbox.sent)
    await ruth.press(card, "Go")
    assert len(sandbox.sent) == before + 1
    assert any("didn’t respond in time" in notice for notice in await ruth.notices())


async def test_an_event_is_repeated_three_times_until_it_is_acknowledged(workspace):
    sandbox, bot = await workspace(ack_timeout=0.1, event_retry_delays=(0, 0, 0))
    heard = []

    @bot.app.event("message")
    async def message(body, req):
        heard.append((body["event_id"], req.headers.get("x-slack-retry-num")))
        if len(heard) < 3:
            await asyncio.Event().wait()

    await bot.connect()
    await sandbox.connected()
    await sandbox.member("U0RUTH").say("D0RUTH", "hello")
    await sandbox.until(lambda: len(heard) == 3)
    await sandbox.settled()
    assert len({event_id for event_id, _ in heard}) == 1
    retries = [(e.get("retry_attempt"), e.get("retry_reason")) for e in sandbox.sent]
    assert retries == [(0, ""), (1, "timeout"), (2, "timeout")]


async def test_each_envelope_goes_to_one_socket(workspace):
    sandbox, first = await workspace()
    second = Bot(sandbox, first.client.session)
    heard = [await listener(first), await listener(second)]
    await sandbox.until(lambda: sandbox.sockets == 2)
    for _ in range(4):
        await sandbox.member("U0TOM").command("/go")
    await second.handler.close_async()
    assert [len(bodies) for bodies in heard] == [2, 2]


async def test_an_app_has_ten_sockets_at_most(workspace):
    sandbox, bot = await workspace()
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(10):
            answer = await bot.client.apps_connections_open(app_token=sandbox.app_token)
            sockets.append(await session.ws_connect(answer["url"]))
            hello = await sockets[-1].receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", len(sockets))
        answer = bot.client.apps_connections_open(app_token=sandbox.app_token)
        with pytest.raises(Exception, match="too_many_websockets"):
            await answer
        for socket in sockets:
            await socket.close()


async def test_a_ticket_is_good_for_one_socket(workspace):
    sandbox, bot = await workspace()
    answer = await bot.client.apps_connections_open(app_token=sandbox.app_token)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(answer["url"]):
            pass
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(answer["url"])


async def test_a_disconnect_warning_makes_the_bot_open_another_socket(workspace):
    sandbox, bot = await workspace()
    heard = await listener(bot)
    await sandbox.connected()
    await sandbox.disconnect_warning()
    await sandbox.until(lambda: sandbox.connections == 2)
    await sandbox.member("U0TOM").command("/go")
    assert len(heard) == 1


async def test_the_same_envelope_can_be_sent_again(workspace):
    sandbox, bot = await workspace()
    heard = await listener(bot)
    await sandbox.connected()
    await sandbox.member("U0TOM").command("/go")
    twice = sandbox.sent[-1]
    answers = await asyncio.gather(sandbox.send_envelope(twice), sandbox.send_envelope(twice))
    assert all(answer.acknowledged for answer in answers)
    assert len(heard) == 3


async def test_the_time_to_each_acknowledgement_is_kept(workspace):
    sandbox, bot = await workspace()
    await listener(bot)
    await sandbox.connected()
    await sandbox.member("U0TOM").command("/go")
    ((kind, envelope_id, seconds),) = sandbox.acks
    assert (kind, envelope_id) == ("slash_commands", sandbox.sent[0]["envelope_id"])
    assert 0 < seconds < 3


async def test_a_half_open_socket_swallows_everything_until_the_bot_comes_back(workspace):
    sandbox, bot = await workspace(ack_timeout=0.1)
    heard = await listener(bot)
    await sandbox.connected()
    sandbox.freeze_sockets()
    tom = sandbox.member("U0TOM")
    assert "operation_timeout" in (await tom.command("/go")).words
    again = Bot(sandbox, bot.client.session)
    heard_again = await listener(again)
    await sandbox.until(lambda: sandbox.connections >= 2)
    assert (await tom.command("/go")).text is None
    await again.handler.close_async()
    assert (len(heard), len(heard_again)) == (0, 1)


@pytest.mark.parametrize("cut", ["close", "abort"])
async def test_sockets_can_be_cut(workspace, cut):
    sandbox, bot = await workspace()
    await listener(bot)
    await sandbox.connected()
    bot.handler.client.auto_reconnect_enabled = bot.handler.client.default_auto_reconnect_enabled = False
    if cut == "close":
        await sandbox.close_sockets()
    else:
        sandbox.abort_sockets()
    await sandbox.until(lambda: sandbox.sockets == 0)
