"""What somebody has to do outside is asked about until it is done: a queue day and night, a correction once more."""

from datetime import UTC, datetime, timedelta

from handlers.sandbox.driver.seen import SeenMessage
from tests.journeys.test_reminders_to_deciders import reminders
from tests.journeys.town import MONDAY, WALK, Town

PLANNED = MONDAY + timedelta(hours=20)  # Tuesday, six in the morning
OUT = "out of the queue of Facebook page now"


async def asked(town: Town, containing: str = OUT) -> list[SeenMessage]:
    """The messages that stand with Amina and say this."""
    await town.quiet()
    return [one for one in await town.amina.messages(await town.amina.dm()) if containing in one.words]


async def on_hold(town: Town) -> None:
    """Have something put into a network's queue, and then everything on hold."""
    await town.amina.press(await town.approved(), "I scheduled it")
    assert (await town.send(town.amina, planned_for=PLANNED)).what == "closed"
    await town.ruth.command("/approvals", "hold")
    assert (await town.send(town.ruth, reason="Sad news.")).what == "closed"


async def test_it_is_asked_for_every_half_hour_by_night_too_until_it_is_out(town: Town) -> None:
    await on_hold(town)
    [first] = await asked(town)
    await town.clock.pass_by(minutes=29)
    assert [one.ts for one in await asked(town)] == [first.ts]
    await town.clock.pass_by(minutes=1)
    [second] = await asked(town)
    assert second.ts != first.ts
    await town.clock.jump(datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    [by_night] = await asked(town)
    assert by_night.ts not in (first.ts, second.ts)
    await town.amina.press(by_night, "It is out of the queue")
    await town.becomes(town.amina, by_night, "NS-1 is out of the queue of Facebook page. Thank you.")
    await town.clock.pass_by(hours=2)
    assert not await asked(town)


async def test_it_may_stay_when_the_hold_is_over_first(town: Town) -> None:
    await on_hold(town)
    [first] = await asked(town)
    await town.ruth.command("/approvals", "release")
    await town.becomes(town.amina, first, "NS-1 may stay in the queue of Facebook page, or go in again")
    await town.clock.pass_by(hours=2)
    assert not await asked(town)


async def test_what_is_taken_back_by_a_command_is_asked_out_of_the_queue(town: Town) -> None:
    await town.amina.press(await town.approved(), "I scheduled it")
    assert (await town.send(town.amina, planned_for=PLANNED)).what == "closed"
    await town.ruth.command("/approvals", "back NS-1")
    assert (await town.send(town.ruth, words="The date is wrong.")).what == "closed"
    assert len(await asked(town)) == 1


async def test_a_correction_that_is_overdue_is_asked_for_once_and_waits_for_the_director(town: Town) -> None:
    yes = await town.approved()
    assert (await town.post(town.amina, yes)).what == "closed"
    card = await town.becomes(town.ruth, await town.card(WALK), "and now public")
    await town.ruth.press(card, "Raise a concern")
    assert (await town.send(town.ruth, words="It is on Saturday.")).what == "closed"
    await town.ruth.press(await town.told(town.ruth, "A concern about NS-1"), "Have it corrected")
    await town.clock.jump(MONDAY + timedelta(days=1, minutes=30))
    [late] = await asked(town, "This is overdue. Please correct it on Facebook page")
    [reminder] = await reminders(town, town.ruth)
    assert "not put right in time" in reminder.words
    await town.clock.pass_by(days=1)
    assert [one.ts for one in await asked(town, "This is overdue.")] == [late.ts]
    await town.amina.press(late, "It is corrected")
    assert not await asked(town, "This is overdue.") and not await reminders(town, town.ruth)
