"""The courier says what is certain about each message, whatever Slack and the network do."""

import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.parts import Headline, Para, Words
from bot.ports import Outcome
from handlers.sandbox import Fault, Sandbox
from handlers.slack.courier import SlackCourier
from handlers.slack.web import Web
from handlers.slack.whispers import DirectMessages
from tests.slack.slack_parts import EXAMPLES

CARD = (Headline("From Amina"), Words("<!channel> *Join us*"))
ROOM = "G0APPROVALS"


class Rig:
    """A sandbox and a courier that is impatient, so that nobody waits."""

    def __init__(self, sandbox: Sandbox, seconds: float = 0.5) -> None:
        self.sandbox = sandbox
        self.noticed: dict[str, str] = {}
        self.web = Web(
            sandbox.bot_token,
            sandbox.api_url,
            logging.getLogger("countersign.tests.courier"),
            seconds=seconds,
            noticed=self.noticed.__setitem__,
        )
        self.courier = SlackCourier(self.web, DirectMessages(self.web))
        self.since = sandbox.clock.now() - timedelta(minutes=1)

    def calls(self, method: str) -> int:
        return sum(call.method == method for call in self.sandbox.calls)

    async def standing(self) -> list[Any]:
        return await self.sandbox.member("U0RUTH").messages(ROOM)


@pytest.fixture
async def rig(manifest: dict[str, Any]) -> AsyncIterator[Rig]:
    async with Sandbox(manifest=manifest) as sandbox:
        rig = Rig(sandbox)
        yield rig
        await rig.web.close()


async def test_a_message_is_posted_once_literal_and_marked(rig: Rig) -> None:
    sent = await rig.courier.post(ROOM, CARD, row=7)
    assert (sent.outcome, sent.channel) == (Outcome.SENT, ROOM)
    [message] = await rig.standing()
    assert message.ts == sent.ts
    assert message.metadata == {"event_type": "countersign_outbox", "event_payload": {"row": 7}}
    assert message.text == "From Amina\n“&lt;!channel&gt; *Join us*”"
    [call] = [call for call in rig.sandbox.calls if call.method == "chat.postMessage"]
    for name, value in {
        "unfurl_links": False,
        "unfurl_media": False,
        "parse": "none",
        "link_names": False,
        "mrkdwn": False,
    }.items():
        assert call.arguments[name] == value, name


async def test_a_card_is_drawn_again_in_place(rig: Rig) -> None:
    sent = await rig.courier.post(ROOM, CARD, row=7)
    again = await rig.courier.redraw(ROOM, sent.ts, (Headline("Approved by Ruth, 10:42."),))
    assert (again.outcome, again.channel, again.ts) == (Outcome.SENT, ROOM, sent.ts)
    [message] = await rig.standing()
    assert message.words == "Approved by Ruth, 10:42."
    [call] = [call for call in rig.sandbox.calls if call.method == "chat.update"]
    assert call.arguments["parse"] == "none"


async def test_a_message_is_taken_away_and_twice_is_harmless(rig: Rig) -> None:
    sent = await rig.courier.post(ROOM, CARD, row=7)
    assert [(await rig.courier.remove(ROOM, sent.ts)).outcome for _ in range(2)] == [Outcome.SENT] * 2
    assert await rig.standing() == []


async def test_somebody_s_home_is_drawn(rig: Rig) -> None:
    assert (await rig.courier.home("U0RUTH", CARD)).outcome is Outcome.SENT
    assert "From Amina" in (await rig.sandbox.member("U0RUTH").home()).words


async def test_a_reply_stands_in_its_thread(rig: Rig) -> None:
    card = await rig.courier.post(ROOM, CARD, row=7)
    reply = await rig.courier.post(ROOM, (Para("Changed by Tom."),), row=8, thread=card.ts)
    thread = await rig.sandbox.member("U0RUTH").thread(ROOM, card.ts)
    assert [message.ts for message in thread] == [card.ts, reply.ts]
    found = await rig.courier.look_up(ROOM, row=8, thread=card.ts, since=rig.since)
    assert (found.outcome, found.ts) == (Outcome.SENT, reply.ts)


async def test_a_direct_conversation_is_asked_for_once(rig: Rig) -> None:
    first = await rig.courier.direct("U0AMINA")
    again = await rig.courier.direct("U0AMINA")
    assert first == again
    assert first.outcome is Outcome.SENT
    assert first.channel == await rig.sandbox.member("U0AMINA").dm()
    assert rig.calls("conversations.open") == 1
    nobody = await rig.courier.direct("U0NOBODY")
    assert nobody.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("fault", "outcome", "error", "wait"),
    [
        (Fault.RATE_LIMITED(retry_after=3), Outcome.WAIT, "ratelimited", 3.0),
        (Fault.SERVER_ERROR(500), Outcome.UNKNOWN, "status_500", 0.0),
        (Fault.SERVER_ERROR(503), Outcome.UNKNOWN, "status_503", 0.0),
        (Fault.HTML, Outcome.UNKNOWN, "status_503", 0.0),
        (Fault.TIME_OUT, Outcome.UNKNOWN, "no_answer_in_time", 0.0),
        (Fault.ACCEPT_AND_DROP, Outcome.UNKNOWN, "connection_lost", 0.0),
        (Fault.REFUSED("channel_not_found"), Outcome.REFUSED, "channel_not_found", 0.0),
        (Fault.REFUSED("service_unavailable"), Outcome.WAIT, "service_unavailable", 5.0),
        (Fault.REFUSED("internal_error"), Outcome.UNKNOWN, "internal_error", 0.0),
        (Fault.REFUSED("fatal_error"), Outcome.UNKNOWN, "fatal_error", 0.0),
        (Fault.UNKNOWN_METHOD, Outcome.REFUSED, "unknown_method", 0.0),
    ],
    ids=lambda value: str(getattr(value, "kind", value)),
)
async def test_each_fault_has_its_outcome_and_is_tried_once(
    rig: Rig, fault: Fault, outcome: Outcome, error: str, wait: float
) -> None:
    rig.sandbox.faults.order("chat.postMessage", fault)
    said = await rig.courier.post(ROOM, CARD, row=7)
    assert (said.outcome, said.error, said.wait_seconds) == (outcome, error, wait)
    assert rig.calls("chat.postMessage") == 1


async def test_slack_out_of_reach_is_certainly_not_posted(rig: Rig) -> None:
    nowhere = Web("xoxb-1", "http://127.0.0.1:9/api/", logging.getLogger("countersign.tests.courier"))
    said = await SlackCourier(nowhere, DirectMessages(nowhere)).post(ROOM, CARD, row=7)
    assert (said.outcome, said.error) == (Outcome.WAIT, "not_reached")
    await nowhere.close()


async def test_a_dropped_answer_is_found_again(rig: Rig) -> None:
    rig.sandbox.faults.order("chat.postMessage", Fault.ACCEPT_AND_DROP)
    assert (await rig.courier.post(ROOM, CARD, row=7)).outcome is Outcome.UNKNOWN
    await rig.courier.post(ROOM, (Para("Another"),), row=8)
    found = await rig.courier.look_up(ROOM, row=7, since=rig.since)
    first, _ = await rig.standing()
    assert (found.outcome, found.channel, found.ts) == (Outcome.SENT, ROOM, first.ts)


async def test_what_was_never_posted_is_not_there(rig: Rig) -> None:
    rig.sandbox.faults.order("chat.postMessage", Fault.SERVER_ERROR(500))
    await rig.courier.post(ROOM, CARD, row=7)
    await rig.courier.post(ROOM, CARD, row=8)
    assert (await rig.courier.look_up(ROOM, row=7, since=rig.since)).outcome is Outcome.REFUSED


async def test_a_message_far_back_is_found_page_by_page(rig: Rig) -> None:
    first = await rig.courier.post(ROOM, CARD, row=1)
    for row in range(2, 131):
        await rig.courier.post(ROOM, (Para(str(row)),), row=row)
    found = await rig.courier.look_up(ROOM, row=1, since=rig.since)
    assert (found.outcome, found.ts) == (Outcome.SENT, first.ts)
    assert rig.calls("conversations.history") == 2


async def test_a_thread_that_is_gone_holds_nothing(rig: Rig) -> None:
    gone = await rig.courier.look_up(ROOM, row=7, thread="1.000001", since=datetime.now(UTC))
    assert gone.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.UNKNOWN_METHOD, "unknown_method"),
        (Fault.REFUSED("missing_scope"), "missing_scope"),
        (Fault.SERVER_ERROR(500), "status_500"),
        (Fault.RATE_LIMITED(retry_after=3), "ratelimited"),
        (Fault.TIME_OUT, "no_answer_in_time"),
    ],
    ids=lambda value: str(getattr(value, "kind", value)),
)
async def test_where_slack_does_not_let_us_look_nobody_knows(rig: Rig, fault: Fault, error: str) -> None:
    rig.sandbox.faults.order("conversations.history", fault)
    said = await rig.courier.look_up(ROOM, row=7, since=rig.since)
    assert (said.outcome, said.error) == (Outcome.UNKNOWN, error)


async def test_a_missing_scope_or_method_is_noticed_with_what_is_lost(manifest: dict[str, Any]) -> None:
    async with Sandbox(manifest=manifest, scopes={"chat:write"}) as sandbox:
        rig = Rig(sandbox)
        sandbox.faults.order("chat.update", Fault.UNKNOWN_METHOD)
        assert (await rig.courier.direct("U0AMINA")).error == "missing_scope"
        assert (await rig.courier.redraw(ROOM, "1.000001", CARD)).error == "unknown_method"
        assert "nobody can be told anything in a direct message" in rig.noticed["slack.scope.im:write"]
        assert "chat.update" in rig.noticed["slack.method.chat.update"]
        await rig.web.close()


async def test_a_workspace_without_charts_gets_the_figures_in_words(rig: Rig) -> None:
    def has_a_chart(arguments: dict[str, Any]) -> bool:
        return "data_visualization" in json.dumps(arguments)

    rig.sandbox.faults.order("chat.postMessage", Fault.REFUSED("invalid_blocks"), times=9, where=has_a_chart)
    sent = await rig.courier.post(ROOM, EXAMPLES, row=7)
    assert sent.outcome is Outcome.SENT
    [message] = await rig.standing()
    assert "12 approved, 1 rejected." in message.words
    assert "slack.charts" in rig.noticed
    refused = await rig.courier.post("C0NOWHERE", CARD, row=8)
    assert refused.error == "channel_not_found"
