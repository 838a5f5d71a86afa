"""The bot is stopped in the middle and started again: nothing is lost, and nothing is said twice."""

from datetime import UTC, datetime

import pytest

from handlers.sandbox import Fault
from tests.journeys.town import APPROVALS, COMPLIANCE, WALK, Town


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.ACCEPT_AND_DROP], ids=["not taken", "taken, not answered"])
async def test_a_proposal_sent_just_before_a_stop_has_one_card_afterwards(town: Town, fault: Fault) -> None:
    town.sandbox.faults.order("chat.postMessage", fault, times=2)
    assert (await (await town.form(town.amina, WALK)).submit()).what == "closed"
    await town.sandbox.until(lambda: not town.sandbox.faults.orders, what="Both calls to fail")
    await town.restart()
    await town.card(WALK)
    await town.told(town.amina, "Sent to Ruth")
    await town.quiet()
    assert len(await town.ruth.messages(APPROVALS)) == 1
    assert len(await town.amina.messages(await town.amina.dm())) == 1


async def test_a_decision_made_just_before_a_stop_is_told_once_afterwards(town: Town) -> None:
    card = await town.propose()
    await town.told(town.amina, "Sent to Ruth")
    await town.quiet()
    town.sandbox.faults.order("chat.postMessage", Fault.SERVER_ERROR, times=99)
    town.sandbox.faults.order("chat.update", Fault.SERVER_ERROR, times=99)
    await town.ruth.press(card, "Approve")
    town.sandbox.faults.clear()
    await town.restart()
    await town.told(town.amina, "said yes")
    await town.becomes(town.ruth, card, "Approved by Ruth Adeyemi")
    await town.quiet()
    said = [m.words for m in await town.amina.messages(await town.amina.dm())]
    assert len(said) == 3 and said.count(WALK) == 1
    assert await town.history(card, "Ruth Adeyemi approved revision 1.") == ["Ruth Adeyemi approved revision 1."]


async def test_a_form_that_was_open_during_a_restart_is_still_taken(town: Town) -> None:
    form = await town.form(town.amina, WALK)
    await town.restart()
    assert (await form.submit()).what == "closed"
    await town.card(WALK)


async def test_a_button_drawn_before_a_restart_still_decides(town: Town) -> None:
    card = await town.propose()
    await town.quiet()
    await town.restart()
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "said yes")


async def test_what_ran_out_while_it_was_off_is_told_once_and_only_the_latest_digest_is_given(town: Town) -> None:
    await town.approved(words="The first.")
    await town.propose(town.tom, "The second.")
    await town.quiet()
    await town.stop()
    await town.clock.jump(datetime(2026, 12, 21, 9, 30, tzinfo=UTC))
    await town.start()
    await town.told(town.amina, "The approval of NS-1 lapsed on")
    await town.told(town.tom, "NS-2 expired on")
    await town.grace.message(COMPLIANCE, containing="Week 51")
    await town.restart()
    await town.clock.pass_by(minutes=1)
    await town.quiet()
    digests = [m.words for m in await town.grace.messages(COMPLIANCE) if m.words.startswith("Week ")]
    assert len(digests) == 1
    for who, number in ((town.amina, "NS-1"), (town.tom, "NS-2")):
        told = [m.words for m in await who.messages(await who.dm()) if "Your words are safe." in m.words]
        assert len(told) == 1 and number in told[0]
