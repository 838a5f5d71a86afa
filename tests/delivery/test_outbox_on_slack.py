"""The outbox, Slack's courier and a Slack that misbehaves: nothing is lost, nothing comes twice, the order stays."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.delivery.messages import Name
from bot.delivery.models import Noticed, OutboxRow, Stage
from bot.delivery.outbox import Outbox
from bot.delivery.parts import Headline, Parts
from bot.policy.pack import Pack
from bot.ports import Store
from bot.registers.people import Person
from bot.work import Work
from handlers.sandbox import Fault, Sandbox
from handlers.slack.courier import SlackCourier
from handlers.slack.web import Web
from handlers.slack.whispers import DirectMessages

APPROVALS, DIGEST, RUTH = "G0APPROVALS", "C0COMPLIANCE", "U0RUTH"
SECONDS = 0.4  # how long the courier waits for an answer here


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


def compose(work: Work, row: OutboxRow) -> Parts | None:
    return (Headline(row.refs["says"]),)


@asynccontextmanager
async def working(store: Store, sandbox: Sandbox, **options: Any) -> AsyncIterator[Outbox]:
    web = Web(sandbox.bot_token, sandbox.api_url, logging.getLogger("tests.delivery"), seconds=SECONDS)
    outbox = Outbox(
        store,
        SlackCourier(web, DirectMessages(web)),
        compose,
        pack=Pack.model_construct(),
        clock=SystemClock(),
        channels={"approvals": APPROVALS, "digest": DIGEST},
        alone=True,
        sweep_seconds=0.2,
        **options,
    )
    await outbox.start()
    try:
        yield outbox
    finally:
        await outbox.stop()
        await web.close()


async def say(store: Store, conversation: str, *says: str, message: str = Name.WORDS, about: str = "p") -> None:
    now = datetime.now(UTC)

    def queue(unit: Any) -> None:
        for one in says:
            unit.add(
                OutboxRow(
                    conversation=conversation,
                    message=message,
                    about=about,
                    refs={"says": one},
                    queued_at=now,
                )
            )

    await store.write(queue)


async def stages(store: Store) -> list[Stage]:
    return [row.stage for row in await store.read(lambda unit: unit.find(OutboxRow, order="id"))]


async def all_done(store: Store, sandbox: Sandbox) -> None:
    async def done() -> bool:
        return set(await stages(store)) <= {Stage.SENT, Stage.FAILED}

    await sandbox.until(done, timeout=20)


async def standing(sandbox: Sandbox, channel: str) -> list[str]:
    return [message.text for message in await sandbox.member(RUTH).messages(channel)]


MISBEHAVING = {
    "too many requests": Fault.RATE_LIMITED(retry_after=1),
    "server error": Fault.SERVER_ERROR(500),
    "service unavailable": Fault.SERVER_ERROR(503),
    "a page instead of JSON": Fault.HTML,
    "no answer": Fault.TIME_OUT,
    "arrived, and the answer lost": Fault.ACCEPT_AND_DROP,
    "failed half way": Fault.REFUSED("internal_error"),
}


@pytest.mark.parametrize("fault", MISBEHAVING.values(), ids=MISBEHAVING)
async def test_every_message_arrives_once_and_in_order_whatever_happens_to_the_first(
    store: Store, sandbox: Sandbox, fault: Fault
) -> None:
    sandbox.faults.order("chat.postMessage", fault, times=2)
    await say(store, "digest", "one", "two", "three")
    async with working(store, sandbox):
        await all_done(store, sandbox)
    assert await standing(sandbox, DIGEST) == ["one", "two", "three"]
    assert await stages(store) == [Stage.SENT] * 3


async def test_a_person_is_written_to_once_even_if_their_channel_is_slow_to_be_found(
    store: Store, sandbox: Sandbox
) -> None:
    await store.write(lambda unit: unit.add(Person(id="r", platform_id=RUTH, name="Ruth")))
    sandbox.faults.order("conversations.open", Fault.TIME_OUT)
    sandbox.faults.order("chat.postMessage", Fault.ACCEPT_AND_DROP)
    await say(store, "dm:r", "hello")
    async with working(store, sandbox):
        await all_done(store, sandbox)
    assert await standing(sandbox, await sandbox.member(RUTH).dm()) == ["hello"]


async def test_a_definite_no_is_a_dead_letter_and_the_rest_goes_on(store: Store, sandbox: Sandbox) -> None:
    sandbox.faults.order("chat.postMessage", Fault.REFUSED("restricted_action"))
    await say(store, "digest", "one", "two")
    async with working(store, sandbox):
        await all_done(store, sandbox)
    assert await standing(sandbox, DIGEST) == ["two"]
    first = await store.read(lambda unit: unit.get(OutboxRow, id=1))
    assert first
    assert (first.stage, first.error) == (Stage.FAILED, "restricted_action")


@pytest.mark.parametrize("fault", [Fault.UNKNOWN_METHOD, Fault.REFUSED("missing_scope")], ids=lambda fault: fault.kind)
async def test_where_slack_does_not_let_us_look_it_is_sent_again_and_doctor_will_know(
    store: Store, sandbox: Sandbox, fault: Fault
) -> None:
    sandbox.faults.order("chat.postMessage", Fault.SERVER_ERROR(500))
    sandbox.faults.order("conversations.history", fault)
    await say(store, "digest", "one")
    async with working(store, sandbox):
        await all_done(store, sandbox)
    assert await standing(sandbox, DIGEST) == ["one"]
    assert await store.read(lambda unit: unit.get(Noticed, key="outbox.look_up"))


async def test_a_card_is_drawn_again_in_place_and_anew_when_slack_has_lost_it(store: Store, sandbox: Sandbox) -> None:
    await say(store, "approvals", "first", message=Name.CARD)
    async with working(store, sandbox) as outbox:
        await all_done(store, sandbox)
        await say(store, "approvals", "second", "newest", message=Name.CARD)
        outbox.wake()
        await all_done(store, sandbox)
        assert (await standing(sandbox, APPROVALS))[0] in ("second", "newest")
        assert len(await standing(sandbox, APPROVALS)) == 1
        sandbox.faults.order("chat.update", Fault.REFUSED("message_not_found"))
        await say(store, "approvals", "anew", message=Name.CARD)
        outbox.wake()
        await all_done(store, sandbox)
    assert (await standing(sandbox, APPROVALS))[1:] == ["anew"]


async def test_history_stands_in_the_thread_of_its_card_once(store: Store, sandbox: Sandbox) -> None:
    sandbox.faults.order("chat.postMessage", Fault.ACCEPT_AND_DROP, where=lambda told: "thread_ts" in told)
    await say(store, "thread:p", "Ruth said yes", message=Name.HISTORY)
    await say(store, "approvals", "the card", message=Name.CARD)
    async with working(store, sandbox):
        await all_done(store, sandbox)
    (card,) = await sandbox.member(RUTH).messages(APPROVALS)
    replies = [message.text for message in await sandbox.member(RUTH).thread(APPROVALS, card.ts)]
    assert replies.count("Ruth said yes") == 1
