"""Two deciders, fifty proposals, two hundred clicks at once: one decision each, and whoever was slower is told so."""

import asyncio
import random
import re

import pytest

from bot.approvals.models import Decision, Proposal, Verdict
from bot.approvals.states import State
from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.seen import SeenMessage
from tests.faults.evidence import Evidence, nothing_is_lost, nothing_stands_twice
from tests.faults.replicas import another
from tests.journeys.town import APPROVALS, Town

PROPOSALS = 50
AT_ONCE = 12
SEED = random.SystemRandom().randrange(10**6)
TOLD = re.compile(r"(NS-\d+) was (?:already )?(approved|rejected) by (Ruth Adeyemi|Dev Patel)")


@pytest.mark.parametrize(
    ("database", "replicas"), [("sqlite", 1), ("postgres", 1), ("postgres", 2)], indirect=["database"]
)
@pytest.mark.usefixtures("impatient")
async def test_two_hundred_clicks_of_two_deciders_make_one_decision_each(
    town: Town, evidence: Evidence, replicas: int
) -> None:
    print(f"seed {SEED}")
    dice = random.Random(SEED)
    await town.start()
    others = [await another(town) for _ in range(replicas - 1)]
    cards = await propose_all(town, evidence)

    clicks = [
        (card, who, button) for card in cards for who in (town.ruth, town.dev) for button in ("Approve", "Reject")
    ]
    dice.shuffle(clicks)
    desks = {town.ruth.id: asyncio.Lock(), town.dev.id: asyncio.Lock()}
    gate = asyncio.Semaphore(AT_ONCE)

    async def click(card: SeenMessage, who: DrivenMember, button: str) -> bool:
        async with gate:
            if button == "Approve":
                await who.press(card, button, stale=True)
                return False
            async with desks[who.id]:  # nobody fills in two forms at once
                return await reject(who, card)

    in_forms = sum(await asyncio.gather(*(click(*one) for one in clicks)))
    await evidence.all_sent(town.sandbox)

    decisions = {row.proposal_id: row for row in evidence.rows(Decision)}
    assert len(decisions) == len(evidence.rows(Decision)) == PROPOSALS
    recorded = {entry["about"]: entry for entry in evidence.entries("proposal.approved", "proposal.rejected")}
    assert len(recorded) == len(evidence.entries("proposal.approved", "proposal.rejected")) == PROPOSALS
    proposals = evidence.rows(Proposal)
    assert len(proposals) == PROPOSALS
    names = await told_by_name(town, losers=4 * PROPOSALS - PROPOSALS - in_forms)
    for proposal in proposals:
        decision = decisions[proposal.id]
        entry = recorded[proposal.id]
        assert (entry["kind"], entry["by"]) == (f"proposal.{decision.verdict.value}", decision.by)
        assert proposal.state is State(decision.verdict.value)
        card = await town.ruth.again(cards[proposal.number - 1])
        stands = "Approved by" if decision.verdict is Verdict.APPROVED else "rejected by"
        assert f"NS-{proposal.number} " in card.words and stands in card.words and "Reject" not in card.buttons
        assert names.get(f"NS-{proposal.number}", set()) <= {decision.verdict.value}
    assert {decision.by for decision in decisions.values()} == {entry["by"] for entry in recorded.values()}
    nothing_stands_twice(town.sandbox)
    nothing_is_lost(town.sandbox, evidence)
    for bot in others:
        await bot.stop()
    await town.stop()


async def propose_all(town: Town, evidence: Evidence) -> list[SeenMessage]:
    """Propose fifty things, and return their cards as they stand before anybody clicks."""
    for number in range(1, PROPOSALS + 1):
        modal = await town.form(town.amina, f"Walk number {number} starts at the library.")
        assert (await modal.submit()).what == "closed"
    await evidence.all_sent(town.sandbox)
    cards = [card for card in await town.ruth.messages(APPROVALS) if "Approve" in card.buttons]
    assert len(cards) == PROPOSALS
    return cards


async def reject(who: DrivenMember, card: SeenMessage) -> bool:
    """Press Reject and fill in the form, if it opens; return whether the refusal was read on top of the form."""
    await who.press(card, "Reject", stale=True)
    for modal in await who.modals():
        await modal.fill(words="Not this week.", clause="none")
        outcome = await modal.submit()
        if outcome.what == "closed":
            return False
        assert outcome.what == "pushed", outcome
        note = await who.modal()
        assert TOLD.search(note.text()), note.text()
        await note.close(whole_stack=True)
        return True
    return False


async def told_by_name(town: Town, losers: int) -> dict[str, set[str]]:
    """Return what the losing clicks were told privately: the verdict that stands, by proposal."""

    async def told() -> list[tuple[str, str]]:
        whispers = [*await town.ruth.ephemerals(APPROVALS), *await town.dev.ephemerals(APPROVALS)]
        found = [TOLD.search(whisper.words) for whisper in whispers]
        assert all(found), [whisper.words for whisper in whispers]
        return [(match[1], match[2]) for match in found if match]

    async def enough() -> bool:
        return len(await told()) >= losers

    await town.sandbox.until(enough, 10, f"A word to each of {losers} losing clicks")
    answers = await told()
    assert len(answers) == losers
    by_name: dict[str, set[str]] = {}
    for name, verdict in answers:
        by_name.setdefault(name, set()).add(verdict)
    return by_name
