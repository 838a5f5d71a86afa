"""Messages: what is kept, what is shown to whom, and what may be changed."""

import aiohttp

from tests.sandbox.sandbox_blocks import button, plain, refusal, section

NOTE = {"event_type": "outbox", "event_payload": {"id": "row-1"}}


async def test_history_is_newest_first_and_leaves_threads_out(workspace):
    _, bot = await workspace()
    first = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="first")
    await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="reply", thread_ts=first["ts"])
    second = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="second")
    history = await bot.client.conversations_history(channel="C0COMPLIANCE")
    assert [message["text"] for message in history["messages"]] == ["second", "first"]
    assert history["messages"][1]["reply_count"] == 1
    replies = await bot.client.conversations_replies(channel="C0COMPLIANCE", ts=first["ts"])
    assert [message["text"] for message in replies["messages"]] == ["first", "reply"]
    assert replies["messages"][1]["parent_user_id"] == "U0BOT"
    assert first["ts"] < second["ts"]


async def test_history_can_be_cut_by_time_and_into_pages(workspace):
    _, bot = await workspace()
    posted = [await bot.client.chat_postMessage(channel="C0COMPLIANCE", text=str(n)) for n in range(5)]
    stamps = [answer["ts"] for answer in posted]

    async def texts(**cut):
        answer = await bot.client.conversations_history(channel="C0COMPLIANCE", **cut)
        return "".join(message["text"] for message in answer["messages"]), answer

    assert (await texts(oldest=stamps[1], latest=stamps[3]))[0] == "2"
    assert (await texts(oldest=stamps[1], latest=stamps[3], inclusive=True))[0] == "321"
    newest, answer = await texts(limit=2)
    assert (newest, answer["has_more"]) == ("43", True)
    assert (await texts(limit=2, cursor=answer["response_metadata"]["next_cursor"]))[0] == "21"


async def test_metadata_is_told_in_full_only_when_asked_for(workspace):
    _, bot = await workspace()
    posted = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="x", metadata=NOTE)

    async def metadata(**asked):
        answer = await bot.client.conversations_history(channel="C0COMPLIANCE", **asked)
        return answer["messages"][0].get("metadata")

    assert await metadata(include_all_metadata=True) == NOTE
    assert await metadata() == {"event_type": "outbox"}
    await bot.client.chat_update(channel="C0COMPLIANCE", ts=posted["ts"], text="y")
    assert await metadata(include_all_metadata=True) == NOTE
    await bot.client.chat_update(channel="C0COMPLIANCE", ts=posted["ts"], text="y", metadata={})
    assert await metadata(include_all_metadata=True) is None


async def test_an_update_without_blocks_takes_the_blocks_away(workspace):
    sandbox, bot = await workspace()
    posted = await bot.client.chat_postMessage(channel="U0RUTH", text="card", blocks=[section("a card")])
    ruth = sandbox.member("U0RUTH")
    card = await ruth.message("D0RUTH", containing="a card")
    assert (await ruth.again(card)).blocks
    await bot.client.chat_update(channel="D0RUTH", ts=posted["ts"], text="words only")
    now = await ruth.again(card)
    assert (now.blocks, now.text, now.edited) == ([], "words only", True)


async def test_texts_have_their_limits(workspace):
    sandbox, bot = await workspace()
    posted = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="é" * 40_001)
    assert len(sandbox.workspace.channels["C0COMPLIANCE"].messages[posted["ts"]].text) == 40_000
    update = bot.client.chat_update(channel="C0COMPLIANCE", ts=posted["ts"], text="é" * 4_001)
    assert (await refusal(update))["error"] == "msg_too_long"


async def test_only_own_messages_can_be_changed_or_deleted(workspace):
    sandbox, bot = await workspace()
    said = await sandbox.member("U0RUTH").say("C0COMPLIANCE", "mine")
    update = bot.client.chat_update(channel="C0COMPLIANCE", ts=said.ts, text="x")
    assert (await refusal(update))["error"] == "cant_update_message"
    delete = bot.client.chat_delete(channel="C0COMPLIANCE", ts=said.ts)
    assert (await refusal(delete))["error"] == "cant_delete_message"
    posted = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="gone soon")
    await bot.client.chat_delete(channel="C0COMPLIANCE", ts=posted["ts"])
    assert "gone soon" not in await sandbox.member("U0RUTH").reads("C0COMPLIANCE")


async def test_a_reply_cannot_be_the_head_of_a_thread(workspace):
    _, bot = await workspace()
    head = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="head")
    reply = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="reply", thread_ts=head["ts"])
    deeper = bot.client.chat_postMessage(channel="C0COMPLIANCE", text="deeper", thread_ts=reply["ts"])
    assert (await refusal(deeper))["error"] == "cannot_reply_to_message"


async def test_a_whisper_is_seen_by_one_and_is_in_no_history(workspace):
    sandbox, bot = await workspace()
    answer = await bot.client.chat_postEphemeral(channel="G0APPROVALS", user="U0RUTH", text="only you")
    assert "only you" in await sandbox.member("U0RUTH").reads("G0APPROVALS")
    assert "only you" not in await sandbox.member("U0DEV").reads("G0APPROVALS")
    history = await bot.client.conversations_history(channel="G0APPROVALS")
    assert history["messages"] == []
    update = bot.client.chat_update(channel="G0APPROVALS", ts=answer["message_ts"], text="x")
    assert (await refusal(update))["error"] == "message_not_found"


async def test_blocks_come_back_with_ids(workspace):
    _, bot = await workspace()
    actions = {"type": "actions", "elements": [{"type": "button", "text": plain("Go")}]}
    posted = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="x", blocks=[actions])
    (block,) = posted["message"]["blocks"]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


async def respond(url, **payload):
    async with aiohttp.ClientSession() as session, session.post(url, json=payload) as answer:
        return answer.status, await answer.json()


async def pressed_url(sandbox, bot, **posted):
    """Post a card, let Ruth press its button, and give the response address the bot got for it."""
    urls = []

    @bot.app.action("go")
    async def go(ack, body):
        urls.append(body["response_url"])
        await ack()

    await bot.connect()
    await sandbox.connected()
    blocks = [section("card"), {"type": "actions", "elements": [button("Go", "go")]}]
    ruth = sandbox.member("U0RUTH")
    if posted.get("ephemeral"):
        await bot.client.chat_postEphemeral(channel="G0APPROVALS", user="U0RUTH", text="card", blocks=blocks)
    else:
        await bot.client.chat_postMessage(channel="G0APPROVALS", text="card", blocks=blocks)
    card = await ruth.message("G0APPROVALS", containing="card")
    await ruth.press(card, "Go")
    return urls[0], ruth, card


async def test_a_response_address_answers_five_times(workspace):
    sandbox, bot = await workspace()
    url, ruth, _ = await pressed_url(sandbox, bot)
    for number in range(5):
        assert await respond(url, text=f"answer {number}") == (200, {"ok": True})
    assert await respond(url, text="answer 6") == (404, {"ok": False, "error": "used_url"})
    assert len(await ruth.ephemerals("G0APPROVALS")) == 5
    assert await sandbox.member("U0DEV").ephemerals("G0APPROVALS") == []


async def test_a_response_address_has_its_time(workspace):
    sandbox, bot = await workspace(response_url_lifetime=0.0)
    url, _, _ = await pressed_url(sandbox, bot)
    assert await respond(url, text="late") == (404, {"ok": False, "error": "expired_url"})


async def test_a_response_address_replaces_and_deletes_the_original(workspace):
    sandbox, bot = await workspace()
    url, ruth, card = await pressed_url(sandbox, bot, ephemeral=True)
    await respond(url, text="replaced", replace_original=True)
    assert (await ruth.again(card)).words == "replaced"
    await respond(url, delete_original=True)
    assert await ruth.ephemerals("G0APPROVALS") == []


async def test_a_response_address_can_speak_to_the_channel_and_is_checked(workspace):
    sandbox, bot = await workspace()
    url, _, _ = await pressed_url(sandbox, bot)
    await respond(url, text="to all", response_type="in_channel")
    assert "to all" in await sandbox.member("U0DEV").reads("G0APPROVALS")
    status, answer = await respond(url, text="x", blocks=[{"type": "alert", "text": plain("x")}])
    assert (status, answer["error"]) == (400, "invalid_blocks")


async def test_time_stamps_follow_the_clock_and_never_stand_still(workspace):
    sandbox, bot = await workspace()
    await sandbox.clock.jump(sandbox.clock.now().replace(year=2030))
    late = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="in 2030")
    await sandbox.clock.jump(sandbox.clock.now().replace(year=2026))
    back = await bot.client.chat_postMessage(channel="C0COMPLIANCE", text="back again")
    assert float(late["ts"]) > 1_893_456_000
    assert back["ts"] > late["ts"]
