"""Faults on order."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from handlers.sandbox import Fault
from tests.sandbox.sandbox_blocks import refusal


def post(bot, text="x", **more):
    return bot.client.chat_postMessage(channel="C0COMPLIANCE", text=text, **more)


def texts(sandbox):
    return [message.text for message in sandbox.workspace.channels["C0COMPLIANCE"].messages.values()]


async def test_a_rate_limit_says_when_to_come_back(workspace):
    sandbox, bot = await workspace()
    sandbox.faults.order("chat.postMessage", Fault.RATE_LIMITED(retry_after=2))
    with pytest.raises(SlackApiError) as caught:
        await post(bot)
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "2"
    assert caught.value.response["error"] == "ratelimited"
    await post(bot, "afterwards")
    assert texts(sandbox) == ["afterwards"]


@pytest.mark.parametrize(
    ("fault", "status", "error"),
    [
        (Fault.SERVER_ERROR(503), 503, "internal_error"),
        (Fault.REFUSED("channel_not_found"), 200, "channel_not_found"),
    ],
)
async def test_the_call_is_refused_without_effect(workspace, fault, status, error):
    sandbox, bot = await workspace()
    sandbox.faults.order("chat.postMessage", fault)
    with pytest.raises(SlackApiError) as caught:
        await post(bot)
    assert (caught.value.response.status_code, caught.value.response["error"]) == (status, error)
    assert texts(sandbox) == []


async def test_a_page_of_html_instead_of_an_answer(workspace):
    sandbox, bot = await workspace()
    sandbox.faults.order("chat.postMessage", Fault.HTML)
    with pytest.raises((SlackApiError, aiohttp.ContentTypeError)):
        await post(bot)
    assert texts(sandbox) == []


async def test_accepted_and_dropped_has_its_effect_and_no_answer(workspace):
    sandbox, bot = await workspace()
    sandbox.faults.order("chat.postMessage", Fault.ACCEPT_AND_DROP)
    with pytest.raises(aiohttp.ClientError):
        await post(bot, "there all the same")
    assert texts(sandbox) == ["there all the same"]


async def test_a_time_out_is_never_answered(workspace):
    sandbox, bot = await workspace()
    sandbox.faults.order("chat.postMessage", Fault.TIME_OUT)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(post(bot), 0.2)
    assert texts(sandbox) == []


async def test_an_unknown_method_stays_unknown(workspace):
    sandbox, bot = await workspace()
    sandbox.faults.order("chat.postMessage", Fault.UNKNOWN_METHOD)
    for _ in range(3):
        assert (await refusal(post(bot)))["error"] == "unknown_method"
    sandbox.faults.clear()
    await post(bot)


async def test_an_order_can_wait_for_certain_calls(workspace):
    sandbox, bot = await workspace()
    sandbox.faults.order(
        "*", Fault.REFUSED("is_archived"), times=2, where=lambda arguments: arguments.get("text") == "bad"
    )
    await post(bot, "good")
    assert (await refusal(post(bot, "bad")))["error"] == "is_archived"
    assert (await refusal(post(bot, "bad")))["error"] == "is_archived"
    await post(bot, "bad")
    assert texts(sandbox) == ["good", "bad"]


async def test_every_call_is_kept_with_its_answer(workspace):
    sandbox, bot = await workspace()
    await post(bot, blocks=[{"type": "divider"}], metadata={"event_type": "t", "event_payload": {}})
    sandbox.faults.order("chat.postMessage", Fault.REFUSED("is_archived"))
    await refusal(post(bot))
    kept, refused = [call for call in sandbox.calls if call.method == "chat.postMessage"]
    assert kept.arguments["metadata"] == {"event_type": "t", "event_payload": {}}
    assert kept.answer["ok"]
    assert refused.answer == {"ok": False, "error": "is_archived"}
    assert sandbox.bot_token not in str(sandbox.calls)
