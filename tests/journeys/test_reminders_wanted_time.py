"""The time an author wished for is not forgotten, and nothing ends without a warning before and a word at the end."""

from datetime import UTC, datetime, timedelta

from tests.journeys.test_reminders_to_deciders import reminders
from tests.journeys.town import MONDAY, WALK, Town

FOUR = MONDAY.replace(hour=16)


async def test_two_hours_before_it_decider_deputy_and_author_are_told(town: Town) -> None:
    await town.propose(wanted_at=FOUR)
    await town.clock.jump(FOUR - timedelta(hours=2, minutes=1))
    assert not await reminders(town, town.ruth) and not await reminders(town, town.dev)
    await town.clock.pass_by(minutes=1)
    for decider in (town.ruth, town.dev):
        [told] = await reminders(town, decider)
        assert "NS-1, Facebook page (wanted by Mon 23 Nov, 16:00)" in told.words
    author = await town.told(town.amina, "NS-1 is wanted by Mon 23 Nov, 16:00 and not decided yet")
    assert "No answer is not a yes" in author.words
    await town.ruth.press(await town.card(WALK), "Approve")
    await town.told(town.amina, "said yes")
    await town.quiet()
    assert not [one for one in await town.amina.messages(await town.amina.dm()) if "not decided yet" in one.words]


async def test_a_time_that_has_passed_is_asked_about_and_a_new_one_goes_to_the_director(town: Town) -> None:
    await town.propose(wanted_at=FOUR)
    await town.clock.jump(FOUR)
    asked = await town.told(town.amina, "NS-1 was wanted by Mon 23 Nov, 16:00 and nobody has decided it")
    assert asked.buttons == ["New time", "Drop it"]
    await town.becomes(town.ruth, await town.card(WALK), "has passed. Amina was asked for a new one.")
    await town.amina.press(asked, "New time")
    assert (await town.send(town.amina, wanted_at=FOUR)).errors == {
        "wanted_at": "That time has passed. Choose a later one, or none."
    }
    assert (await town.send(town.amina, wanted_at=FOUR + timedelta(days=2))).what == "closed"
    card = await town.becomes(town.ruth, await town.card(WALK), "revision 2")
    assert "by Wed 25 Nov, 16:00" in card.text and "has passed" not in card.words
    await town.quiet()
    assert not [one for one in await town.amina.messages(await town.amina.dm()) if "nobody has decided it" in one.words]


async def test_what_is_late_can_be_dropped(town: Town) -> None:
    await town.propose(wanted_at=FOUR)
    await town.clock.jump(FOUR)
    await town.amina.press(await town.told(town.amina, "nobody has decided it"), "Drop it")
    await town.becomes(town.ruth, await town.card(WALK), "Amina Khan withdrew NS-1")


async def test_posted_yet_is_asked_after_the_wanted_time_of_what_was_approved(town: Town) -> None:
    await town.propose(town.tom, wanted_at=FOUR)
    await town.ruth.press(await town.card(WALK), "Approve")
    await town.clock.jump(FOUR + timedelta(hours=1))
    await town.clock.jump(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    asked = await town.told(town.amina, "Is NS-1 posted yet on Facebook page")  # Tom writes, Amina publishes
    assert (await town.post(town.amina, asked)).what == "closed"
    await town.quiet()
    for who in (town.amina, town.tom):
        assert not [one for one in await who.messages(await who.dm()) if "posted yet" in one.words]


async def test_a_request_expires_with_a_warning_and_a_word(town: Town) -> None:
    await town.propose()
    ends = MONDAY + timedelta(days=14)
    await town.clock.jump(ends - timedelta(days=3))  # a Friday: a working day before Monday 10:00
    warned = await town.told(town.amina, "NS-1 expires on Mon 7 Dec, 10:00 unless it is decided")
    [told] = await reminders(town, town.ruth)
    assert "NS-1, Facebook page (expires on Mon 7 Dec, 10:00)" in told.words
    await town.amina.press(warned, "Nudge Ruth")
    await town.clock.jump(ends)
    await town.told(town.amina, "expired on 7 Dec: nobody had decided it in time.")
    assert not await reminders(town, town.ruth)


async def test_an_approval_lapses_with_a_warning_and_a_word(town: Town) -> None:
    await town.approved()
    ends = MONDAY + timedelta(days=14)
    await town.clock.jump(ends - timedelta(days=3))
    await town.told(town.amina, "The approval of NS-1 lapses on Mon 7 Dec, 10:00")
    await town.clock.jump(ends)
    await town.told(town.amina, "The approval of NS-1 lapsed on 7 Dec")
