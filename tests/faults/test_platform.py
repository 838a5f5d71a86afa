"""Slack misbehaves, goes away and comes back while people work: order kept, nothing lost, nothing twice."""

import asyncio
import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.approvals.models import Decision, Proposal
from handlers.sandbox import Fault
from handlers.sandbox.driver.seen import SeenMessage
from tests.faults.bot_process import BotProcess, environment
from tests.faults.evidence import Evidence, nothing_is_lost, nothing_stands_twice
from tests.faults.replicas import another
from tests.journeys.town import APPROVALS, COMPLIANCE, Town

SEED = random.SystemRandom().randrange(10**6)
PROPOSALS = 6
OUTBOUND = ("chat.postMessage", "chat.update", "conversations.open", "conversations.history", "conversations.replies")
FAULTS = (
    Fault.RATE_LIMITED(retry_after=1),
    Fault.SERVER_ERROR(500),
    Fault.SERVER_ERROR(503),
    Fault.HTML,
    Fault.ACCEPT_AND_DROP,
    Fault.REFUSED("internal_error"),
)
HOW_OFTEN = 0.04
only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.usefixtures("impatient")
async def test_every_fault_at_random_keeps_the_order_and_says_nothing_twice(town: Town, evidence: Evidence) -> None:
    print(f"seed {SEED}")
    dice = random.Random(SEED)
    await town.start()
    for method in OUTBOUND:
        for fault in FAULTS:
            town.sandbox.faults.order(method, fault, times=10**6, where=lambda _: dice.random() < HOW_OFTEN)
    words = [f"Walk number {number} starts at the library." for number in range(1, PROPOSALS + 1)]
    cards = [await propose(town, text) for text in words]
    for card in cards:
        await town.ruth.press(card, "Approve")
    await evidence.all_sent(town.sandbox, 60)

    met = [call.answer["error"] for call in town.sandbox.calls if "error" in call.answer]
    print(f"{len(met)} faults met")
    assert len(evidence.rows(Decision)) == PROPOSALS
    standing = [message for message in await town.ruth.messages(APPROVALS) if "NS-" in message.words]
    assert [text for card in standing for text in words if text in card.words] == words
    assert all("Approved by" in card.words for card in standing)
    inbox = [m.words for m in await town.amina.messages(await town.amina.dm()) if m.words.strip() in words]
    assert inbox == words, "the words to copy came in the order of the decisions"
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    await town.stop()


@only_sqlite
async def test_no_answer_in_time_is_looked_up(town: Town, evidence: Evidence) -> None:
    await town.start()
    town.sandbox.faults.order("chat.postMessage", Fault.TIME_OUT, where=lambda given: given["channel"] == APPROVALS)
    modal = await town.form(town.amina, "A walk by the river.")
    assert (await modal.submit()).what == "closed"
    await town.told(town.amina, "Sent to Ruth")  # other conversations go on meanwhile
    await evidence.all_sent(town.sandbox, 20)
    assert "conversations.history" in {call.method for call in town.sandbox.calls}
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    await town.stop()


@only_sqlite
async def test_a_definite_no_is_a_dead_letter_that_doctor_shows_and_retry_sends(
    town: Town, evidence: Evidence, tmp_path: Path
) -> None:
    await town.start()
    no = Fault.REFUSED("restricted_action")
    town.sandbox.faults.order("chat.postMessage", no, where=lambda given: given["channel"] == APPROVALS)
    for text in ("The first walk.", "The second walk."):
        modal = await town.form(town.amina, text)
        assert (await modal.submit()).what == "closed"
    await town.card("The second walk.")
    await evidence.all_sent(town.sandbox)
    assert [(row.message, row.error) for row in evidence.dead()] == [("card", "restricted_action")]

    keyboard = BotProcess(environment(town.settings()), tmp_path)
    code, told = await keyboard.say("doctor")
    assert code == 1 and "messages: 1 could not be sent" in told
    _, told = await keyboard.say("outbox", "list")
    assert "card for approvals: restricted_action" in told
    assert (await keyboard.say("outbox", "retry"))[0] == 0
    await town.card("The first walk.")
    await evidence.all_sent(town.sandbox)
    _, told = await keyboard.say("doctor")
    assert "messages: all sent" in told
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    await town.stop()


@only_sqlite
async def test_while_slack_is_away_nothing_is_lost_and_the_backlog_drains(town: Town, evidence: Evidence) -> None:
    await town.start()
    people = (town.amina, town.tom, town.grace)
    forms = [await town.form(who, f"A walk, proposed by {who.id}.") for who in people]
    town.sandbox.faults.order("*", Fault.SERVER_ERROR(500), times=10**6)
    for form in forms:
        assert (await form.submit()).what == "closed"
    town.sandbox.abort_sockets()
    before = len(town.sandbox.calls)
    await town.sandbox.until(lambda: len(town.sandbox.calls) > before + 12, 30, "Tries while Slack is away")
    assert len(evidence.rows(Proposal)) == len(people)
    assert await town.ruth.messages(APPROVALS) == []
    assert town.sandbox.sockets == 0

    town.sandbox.faults.clear()
    await town.sandbox.connected(timeout=30)
    await evidence.all_sent(town.sandbox, 60)
    standing = await town.ruth.messages(APPROVALS)
    assert [who.id for card in standing for who in people if who.id in card.words] == [who.id for who in people]
    await town.ruth.press(standing[0], "Approve")
    await town.told(town.amina, "said yes")
    await evidence.all_sent(town.sandbox)
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    await town.stop()


@pytest.mark.parametrize(
    ("database", "replicas"), [("sqlite", 1), ("postgres", 1), ("postgres", 2)], indirect=["database"]
)
async def test_an_envelope_that_comes_again_and_again_has_one_effect(
    town: Town, evidence: Evidence, replicas: int
) -> None:
    await town.start()
    others = [await another(town) for _ in range(replicas - 1)]
    card = await town.propose()
    [form] = sent(town, "view_submission")
    await come_again(town, form)
    await town.ruth.press(card, "Approve")
    [click] = sent(town, "block_actions", action_id="approve")
    await come_again(town, click)
    await town.told(town.amina, "said yes")
    await evidence.all_sent(town.sandbox)
    assert len(evidence.rows(Proposal)) == len(evidence.entries("proposal.proposed")) == 1
    assert len(evidence.rows(Decision)) == len(evidence.entries("proposal.approved")) == 1
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    for bot in others:
        await bot.stop()
    await town.stop()


@only_sqlite
@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("farewell", ["close", "cut", "warning"])
async def test_a_socket_that_goes_while_a_click_is_at_work_loses_nothing(
    town: Town, evidence: Evidence, farewell: str
) -> None:
    await town.start()
    cards = [await town.propose(words=f"The walk number {number}.") for number in (1, 2, 3)]
    connections = town.sandbox.connections
    clicks = [asyncio.create_task(town.ruth.press(card, "Approve")) for card in cards]
    await town.sandbox.until(lambda: len(sent(town, "block_actions", action_id="approve")) == len(cards))
    match farewell:
        case "cut":
            town.sandbox.abort_sockets()
        case "close":
            await town.sandbox.close_sockets()
        case _:
            await town.sandbox.disconnect_warning()
    await asyncio.gather(*clicks)
    await town.sandbox.until(
        lambda: town.sandbox.connections > connections and town.sandbox.sockets, 40, "A new socket"
    )
    for card in cards:  # whoever saw no answer presses again
        await town.ruth.press(card, "Approve", stale=True)
    await evidence.all_sent(town.sandbox)
    assert len(evidence.rows(Decision)) == len(evidence.entries("proposal.approved")) == len(cards)
    for card in cards:
        assert "Approved by Ruth" in (await town.ruth.again(card)).words
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    await town.stop()


@only_sqlite
async def test_a_half_open_socket_is_noticed_and_replaced(town: Town, evidence: Evidence) -> None:
    await town.start()
    card = await town.propose()
    connections = town.sandbox.connections
    town.sandbox.freeze_sockets()
    await town.ruth.press(card, "Approve")  # into the void: Slack itself tells her so
    assert evidence.rows(Decision) == []
    assert "didn’t respond in time" in (await town.ruth.notices())[-1]
    await town.sandbox.until(lambda: town.sandbox.connections > connections, 60, "A new socket")
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "said yes")
    assert len(evidence.rows(Decision)) == 1
    await town.stop()


@only_sqlite
async def test_a_workspace_without_charts_gets_the_digest_with_its_figures_as_text(
    town: Town, evidence: Evidence, tmp_path: Path
) -> None:
    await town.start()
    for number in range(10):
        assert (await (await town.form(town.amina, f"Walk number {number}.")).submit()).what == "closed"
    town.sandbox.faults.order("chat.postMessage", Fault.REFUSED("invalid_blocks"), where=has_chart)
    await town.clock.jump(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert not has_chart({"blocks": digest.blocks}) and "10 proposed (10 waiting)" in digest.words
    await evidence.all_sent(town.sandbox)
    assert evidence.dead() == []
    nothing_stands_twice(town.sandbox)
    _, told = await BotProcess(environment(town.settings()), tmp_path).say("doctor", "--offline")
    assert "shows no charts yet" in told
    await town.stop()


async def propose(town: Town, words: str) -> SeenMessage:
    """Propose something and wait for its card longer than usual."""
    modal = await town.form(town.amina, words)
    assert (await modal.submit()).what == "closed"
    return await town.ruth.message(APPROVALS, containing=words, timeout=30)


def sent(town: Town, kind: str, action_id: str = "") -> list[dict[str, Any]]:
    """Return the envelopes of one kind that the workspace has sent; of presses only those of one button."""
    found = [envelope for envelope in town.sandbox.sent if envelope["payload"].get("type") == kind]
    return [one for one in found if not action_id or one["payload"]["actions"][0]["action_id"] == action_id]


async def come_again(town: Town, envelope: dict[str, Any]) -> None:
    """Deliver an envelope three times more at once, over all sockets in turn."""
    answers = await asyncio.gather(*(town.sandbox.send_envelope(envelope) for _ in range(3)))
    assert all(answer.acknowledged for answer in answers)


def has_chart(given: dict[str, Any]) -> bool:
    blocks = given.get("blocks", [])
    drawn = json.loads(blocks) if isinstance(blocks, str) else blocks
    return any(block["type"] == "data_visualization" for block in drawn)
