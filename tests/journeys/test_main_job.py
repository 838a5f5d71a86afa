"""The main job, from the command to the digest, as people do it: with the first user's pack, and with quite another."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from handlers.sandbox import Sandbox
from tests.journeys.town import APPROVALS, COMPLIANCE, WALK, Town, TownClock, manifest


@dataclass(frozen=True)
class House:
    """What people of one organisation are told on the way."""

    pack: str
    number: str
    clause: str
    label: str
    digest: datetime


NEXT_STEPS = House(
    pack="next_steps",
    number="NS-1",
    clause="will never broadcast open details",
    label="Policy v1, PRV-2",
    digest=datetime(2026, 11, 30, 9, 0, tzinfo=UTC),
)
SALTMARSH_HOMES = House(
    pack="saltmarsh_homes",
    number="SMH-1",
    clause="is read by a second person before it goes out",
    label="Speaking online, 3rd ed., S-3",
    digest=datetime(2026, 12, 2, 14, 0, tzinfo=UTC),
)


@pytest.fixture(params=[NEXT_STEPS, SALTMARSH_HOMES], ids=lambda house: house.pack)
def house(request: pytest.FixtureRequest) -> House:
    chosen: House = request.param
    return chosen


@pytest.fixture
async def town(database: str, house: House) -> AsyncIterator[Town]:
    """The bot of one organisation or the other, in its workspace."""
    clock = TownClock()
    async with Sandbox(clock=clock, manifest=manifest()) as sandbox:
        place = Town(sandbox, database, clock)
        await place.start(policy_pack=house.pack)
        yield place
        await place.stop()


async def test_from_the_command_to_the_digest(town: Town, house: House) -> None:
    card = await town.propose(town.amina)
    assert house.number in card.words and "Approve" in card.buttons
    sent = await town.told(town.amina, "Sent to Ruth")
    assert house.clause in sent.words and house.label in sent.words

    await town.decide(town.ruth, card, "Request changes", "Please say where we meet.")
    asked = await town.told(town.amina, "asks for changes")
    assert "Please say where we meet." in asked.words

    await town.amina.press(asked, "Change it")
    form = await town.amina.modal()
    await form.fill(words="Join us on Friday for a walk by the river. We meet at the library.")
    assert (await form.submit()).what == "closed"

    card = await town.card("revision 2 ·")
    assert "We meet at the library" in card.words
    assert len([m for m in await town.ruth.messages(APPROVALS) if house.number in m.words]) == 1
    await town.ruth.press(card, "Approve")

    yes = await town.told(town.amina, "said yes")
    outcome = await town.post(town.amina, yes, address="https://example.org/facebook/1")
    assert outcome.what == "closed"
    await town.told(town.amina, "is public")

    await town.clock.jump(house.digest)
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "Week 48: nothing to report" in digest.words
    assert WALK not in digest.words


async def test_nothing_another_organisation_is_told_names_the_first(town: Town, house: House) -> None:
    """Everything that the other house's people see on the way, word for word."""
    card = await town.propose(town.amina)
    await town.decide(town.ruth, card, "Request changes", "Please say where we meet.")
    await town.told(town.amina, "asks for changes")
    said = [
        message.text + str(message.blocks)
        for channel in town.sandbox.workspace.channels.values()
        for message in channel.messages.values()
        if message.user == "U0BOT"
    ]
    others = "Saltmarsh" if house is NEXT_STEPS else "Next Steps"
    assert said and not [words for words in said if others in words]
