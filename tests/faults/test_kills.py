"""Kill -9 anywhere between a click and its card: what was acknowledged is committed, and is said exactly once."""

import asyncio
import random
import statistics
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from signal import SIGKILL

import pytest

from bot.approvals.models import Decision, Proposal
from bot.registers.people import RoleHeld
from handlers.sandbox import Fault, Modal, Sandbox
from handlers.sandbox.driver.seen import SeenMessage
from tests.faults.bot_process import BotProcess, environment
from tests.faults.evidence import Evidence, evidence_in, nothing_is_lost, nothing_stands_twice
from tests.journeys.town import APPROVALS, Town, TownClock, manifest

pytestmark = pytest.mark.processes

SEED = random.SystemRandom().randrange(10**6)
RANDOM_KILLS = 10
UNTIL_THE_CARD = 0.04
"""Seconds from the click within which commit, acknowledgement and card come."""
UNTIL_CONNECTED = 1.0
"""Seconds from a first start until it is connected, so that a random kill finds it anywhere on its way."""
RESTART_SECONDS = 5.0

BEFORE_THE_ACK = ("request.received", "request.known", "record.appended", "request.committed")
IN_THE_OUTBOX = ("outbox.claimed", "outbox.answered", "outbox.marked")


@pytest.fixture
async def town(database: str) -> AsyncIterator[Town]:
    """A town on the real clock, whose bot is a process of its own."""
    async with Sandbox(manifest=manifest(), ack_timeout=1.5) as sandbox:
        yield Town(sandbox, database, TownClock())


@pytest.fixture
async def bot(town: Town, tmp_path: Path) -> AsyncIterator[BotProcess]:
    process = BotProcess(environment(town.settings()), tmp_path)
    yield process
    await process.clean_up()


async def test_a_kill_at_any_named_place_loses_and_doubles_nothing(
    town: Town, bot: BotProcess, evidence: Evidence
) -> None:
    await bot.connected(town.sandbox)
    places = (*BEFORE_THE_ACK, "interactive.acknowledged")
    authors = (town.amina, town.tom, town.grace, town.dev, town.amina)  # one alone would be written to once a second
    cards = [await town.propose(who, f"A walk, before {place}.") for who, place in zip(authors, places, strict=True)]
    await evidence.all_sent(town.sandbox)
    bot.kill()
    await dead(bot, evidence)

    starts, clicks = [], []
    for place, card in zip(places, cards, strict=True):
        starts.append(await bot.connected(town.sandbox, failpoint=place))
        clicks.append(asyncio.create_task(town.ruth.press(card, "Approve")))
        await dead(bot, evidence)
        committed = place in ("request.committed", "interactive.acknowledged")
        assert len(evidence.entries("proposal.approved")) == len(evidence.rows(Decision))
        assert (decision_about(card, evidence) is not None) is committed, place
    await asyncio.gather(*clicks)

    await bot.connected(town.sandbox)
    for card in cards:
        await town.ruth.press(card, "Approve", stale=True)
    await evidence.all_sent(town.sandbox)
    for place in IN_THE_OUTBOX:  # each goes on with what the one before left behind
        if place == IN_THE_OUTBOX[0]:
            bot.kill()
            await dead(bot, evidence)
            starts.append(await bot.connected(town.sandbox, failpoint=place))
            await submitted(await town.form(town.amina, "A walk, planned while the outbox is killed."))
        else:
            await bot.start(failpoint=place)
        await dead(bot, evidence)

    starts.append(await bot.connected(town.sandbox))
    await evidence.all_sent(town.sandbox)
    town.sandbox.faults.order(
        "chat.postMessage", Fault.ACCEPT_AND_DROP, where=lambda arguments: bool(arguments) and bot.kill() is None
    )
    await submitted(await town.form(town.amina, "A walk, planned while a request is under way."))
    await dead(bot, evidence)

    starts.append(await bot.connected(town.sandbox))
    await evidence.all_sent(town.sandbox)
    assert len(evidence.rows(Decision)) == len(evidence.entries("proposal.approved")) == len(cards)
    assert len(evidence.rows(Proposal)) == len(cards) + 2
    assert len(await cards_standing(town)) == len(cards) + 2
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    report_starts(starts)


async def test_a_form_sent_again_after_a_kill_is_taken_once(town: Town, bot: BotProcess, evidence: Evidence) -> None:
    await bot.connected(town.sandbox, failpoint="request.committed:2")  # the command is the first request
    modal = await town.form(town.amina, "A walk by the river.")
    sending = asyncio.create_task(modal.submit())
    await dead(bot, evidence)
    assert (await sending).what == "trouble"
    await bot.connected(town.sandbox)
    assert (await modal.submit()).what == "closed"
    await evidence.all_sent(town.sandbox)
    assert len(evidence.rows(Proposal)) == len(evidence.entries("proposal.proposed")) == 1
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)


async def test_ten_kills_at_random_around_the_commit(town: Town, bot: BotProcess, evidence: Evidence) -> None:
    print(f"seed {SEED}")
    dice = random.Random(SEED)
    starts, found = [], Counter[str]()
    for number in range(1, RANDOM_KILLS + 1):
        if not bot.runs:
            starts.append(await bot.connected(town.sandbox))
        modal = await town.form(town.amina, f"Walk number {number} starts at the library.")
        sending = asyncio.create_task(modal.submit())
        await moment(dice.uniform(0, UNTIL_THE_CARD))
        bot.kill()
        await dead(bot, evidence)
        there = len(evidence.rows(Proposal)) == number
        found[await how_far(town, number) if there else "nothing was committed"] += 1
        outcome = await sending
        assert there or outcome.what == "trouble", "acknowledged, and not committed"
        if outcome.what == "trouble":
            starts.append(await bot.connected(town.sandbox))
            await submitted(modal)
    print(", ".join(f"{how}: {times}" for how, times in found.items()))

    if not bot.runs:
        starts.append(await bot.connected(town.sandbox))
    await evidence.all_sent(town.sandbox, 40)
    assert len(evidence.rows(Proposal)) == len(evidence.entries("proposal.proposed")) == RANDOM_KILLS
    cards = await cards_standing(town)
    for number in range(1, RANDOM_KILLS + 1):
        assert len([card for card in cards if f"Walk number {number} starts" in card.words]) == 1
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    report_starts(starts)


async def test_kills_while_it_starts_for_the_first_time_leave_a_database_that_can_be_started(tmp_path: Path) -> None:
    print(f"seed {SEED}")
    dice = random.Random(SEED)
    database = f"sqlite:///{tmp_path / 'new.db'}"
    async with Sandbox(manifest=manifest()) as sandbox:
        town = Town(sandbox, database, TownClock())
        bot = BotProcess(environment(town.settings()), tmp_path)
        for _ in range(RANDOM_KILLS):
            await bot.start()
            await moment(dice.uniform(0.3, UNTIL_CONNECTED))
            bot.kill()
            assert await bot.ended() == -SIGKILL, bot.last_words()
        await bot.connected(sandbox)
        await town.ruth.press(await town.propose(), "Approve")
        await town.told(town.amina, "said yes")
        with evidence_in(database) as evidence:
            await evidence.all_sent(sandbox)
            assert len(evidence.entries("role.given")) == len(evidence.rows(RoleHeld)) == 4
            nothing_stands_twice(sandbox)
            nothing_is_lost(sandbox, evidence)
        await bot.clean_up()


async def test_sigterm_under_load_drains(town: Town, bot: BotProcess, evidence: Evidence) -> None:
    await bot.connected(town.sandbox)
    people = (town.amina, town.tom, town.ruth, town.dev, town.grace)
    forms = [await town.form(who, f"A walk, proposed by {who.id}.") for who in people]
    sending = [asyncio.create_task(form.submit()) for form in forms]
    await asyncio.wait(sending, return_when=asyncio.FIRST_COMPLETED)
    bot.terminate()
    assert await bot.ended(15) == 0
    outcomes = await asyncio.gather(*sending)
    taken = [form for form, outcome in zip(forms, outcomes, strict=True) if outcome.what == "closed"]
    assert taken and len(evidence.rows(Proposal)) == len(taken)
    assert "Traceback" not in bot.last_words()

    await bot.connected(town.sandbox)
    for form, outcome in zip(forms, outcomes, strict=True):
        if outcome.what != "closed":
            await submitted(form)
    await evidence.all_sent(town.sandbox)
    assert len(evidence.rows(Proposal)) == len(people)
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_second_bot_on_one_sqlite_file_is_refused_in_a_sentence(town: Town, bot: BotProcess) -> None:
    await bot.connected(town.sandbox)
    code, said = await bot.say("run")
    assert code == 1
    assert "Another Countersign is already running" in said and "Traceback" not in said
    assert town.sandbox.sockets == 1
    bot.terminate()
    assert await bot.ended() == 0


async def dead(bot: BotProcess, evidence: Evidence) -> None:
    """Wait until it has been killed."""
    assert await bot.ended() == -SIGKILL
    evidence.let_leases_run_out()


async def submitted(modal: Modal) -> None:
    assert (await modal.submit()).what == "closed"


async def cards_standing(town: Town) -> list[SeenMessage]:
    return [message for message in await town.ruth.messages(APPROVALS) if "NS-" in message.words]


def decision_about(card: SeenMessage, evidence: Evidence) -> Decision | None:
    number = next(row for row in evidence.rows(Proposal) if f"NS-{row.number} " in card.words)
    return next(iter(evidence.rows(Decision, proposal_id=number.id)), None)


async def how_far(town: Town, number: int) -> str:
    """Say what could be seen of a committed proposal when the bot was killed."""
    cards = [card for card in await cards_standing(town) if f"Walk number {number} starts" in card.words]
    return "the card was there" if cards else "the card was still to come"


async def moment(seconds: float) -> None:
    """Let a random time go by. Nothing is waited for: the moment of the kill is what is tried."""
    await asyncio.sleep(seconds)


def report_starts(starts: list[float]) -> None:
    print(f"connected {statistics.median(starts):.1f} s after the start (median), {max(starts):.1f} s at most")
    assert statistics.median(starts) < RESTART_SECONDS
