"""The digest as people get it: in the channel on Monday, its details by role, and now for whoever asks."""

from datetime import UTC, datetime, timedelta

from handlers.sandbox.faults import Fault
from tests.journeys.town import COMPLIANCE, Town

NEXT_MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


async def differing_post(town: Town) -> None:
    yes = await town.approved(town.amina)
    outcome = await town.post(town.amina, yes, address="https://example.org/1", live="Come to the river.")
    assert outcome.what == "updated", outcome
    await (await town.amina.modal()).close()
    await town.quiet()


async def test_ten_proposals_bring_the_chart_with_its_figures_in_words(town: Town) -> None:
    for number in range(10):
        assert (await (await town.form(town.amina, f"Walk number {number}.")).submit()).what == "closed"
    await town.clock.jump(NEXT_MONDAY)
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert [block["type"] for block in digest.blocks].count("data_visualization") == 1
    assert "Week 48: 10 proposed (10 waiting)." in digest.words


async def test_details_are_by_role_and_name_no_one_beside_a_mistake_in_the_channel(town: Town) -> None:
    await differing_post(town)
    await town.clock.jump(NEXT_MONDAY)
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "One post differs from its approved words: NS-1." in digest.words
    assert not any(name in digest.words for name in ("Amina", "Ruth"))

    await town.grace.press(digest, "Details")
    seen = await town.grace.modal()
    assert seen.title == "Week 48" and "NS-1, Facebook page, “Join us on Friday" in seen.text()
    assert "Proposed in the week: 1" in seen.text() and "Procedure, P-4" in seen.text()
    await seen.close()

    await town.tom.press(digest, "Details")
    seen = await town.tom.modal()
    assert "Nothing in it concerns your proposals." in seen.text() and "Join us" not in seen.text()
    assert "Proposed in the week" not in seen.text() and "Procedure, P-4" in seen.text()
    await seen.close()

    await town.amina.press(digest, "Details")
    assert "NS-1, Facebook page" in (await town.amina.modal()).text()


async def test_the_digest_comes_now_for_whoever_oversees_and_for_nobody_else(town: Town) -> None:
    await differing_post(town)
    answer = await town.grace.command("/approvals", "digest")
    assert answer.words == "The digest comes in a direct message."
    sent = await town.told(town.grace, "Week 48 so far: one thing needs attention")
    assert "NS-1" in sent.words and "Details" in sent.buttons
    refused = await town.tom.command("/approvals", "digest")
    assert "Only to those who decide, and to trustees, the digest is sent. Nothing was sent." in refused.words


async def test_a_week_that_is_none_is_refused_with_what_would_be_one(town: Town) -> None:
    for word in ("63", "2026-W60", "soon", "2027-W01"):
        refused = await town.ruth.command("/approvals", f"digest {word}")
        assert f"I don't know a week “{word}” that has begun." in refused.words
        assert "Type a week as in 2026-W47" in refused.words
    await town.ruth.command("/approvals", "digest last")
    await town.told(town.ruth, "Week 47: nothing to report")
    await town.ruth.command("/approvals", "digest 53")
    await town.ruth.command("/approvals", "digest 50")
    assert "Week 50: nothing to report" in (await town.told(town.ruth, "Week 50")).words


async def test_a_bot_that_was_down_on_monday_gives_the_digest_late_and_once(town: Town) -> None:
    await differing_post(town)
    await town.stop()
    await town.clock.jump(NEXT_MONDAY + timedelta(days=2))
    await town.start()
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "This was due on Mon 30 Nov, 09:00" in digest.words
    await town.restart()
    await town.quiet()
    assert len([it for it in await town.grace.messages(COMPLIANCE) if "Week 48" in it.words]) == 1


async def test_a_restart_between_the_duty_and_slack_s_answer_gives_one_digest(town: Town) -> None:
    await differing_post(town)
    town.sandbox.faults.order("chat.postMessage", Fault.ACCEPT_AND_DROP)
    await town.clock.jump(NEXT_MONDAY)
    await town.stop()
    await town.start()
    await town.grace.message(COMPLIANCE, containing="Week 48", timeout=30)
    await town.quiet()
    assert len([it for it in await town.grace.messages(COMPLIANCE) if "Week 48" in it.words]) == 1


async def test_without_a_channel_for_it_the_digest_still_comes_to_whoever_asks(town: Town) -> None:
    await town.restart(digest_channel="")
    await town.clock.jump(NEXT_MONDAY)
    await town.ruth.command("/approvals", "digest last")
    await town.told(town.ruth, "Week 48: nothing to report")
