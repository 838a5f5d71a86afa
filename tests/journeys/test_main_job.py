"""The main job, from the command to the digest, as people do it."""

from datetime import UTC, datetime

from tests.journeys.town import APPROVALS, COMPLIANCE, WALK, Town


async def test_from_the_command_to_the_digest(town: Town) -> None:
    card = await town.propose(town.amina)
    assert "NS-1" in card.words and "Approve" in card.buttons
    sent = await town.told(town.amina, "Sent to Ruth")
    assert "will never broadcast open details" in sent.words

    await town.decide(town.ruth, card, "Request changes", "Please say where we meet.")
    asked = await town.told(town.amina, "asks for changes")
    assert "Please say where we meet." in asked.words

    await town.amina.press(asked, "Change it")
    form = await town.amina.modal()
    await form.fill(words="Join us on Friday for a walk by the river. We meet at the library.")
    assert (await form.submit()).what == "closed"

    card = await town.card("revision 2 ·")
    assert "We meet at the library" in card.words
    assert len([m for m in await town.ruth.messages(APPROVALS) if "NS-1" in m.words]) == 1
    await town.ruth.press(card, "Approve")

    yes = await town.told(town.amina, "said yes")
    outcome = await town.post(town.amina, yes, address="https://example.org/facebook/1")
    assert outcome.what == "closed"
    await town.told(town.amina, "is public")

    await town.clock.jump(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "Week 48: nothing to report" in digest.words
    assert WALK not in digest.words
