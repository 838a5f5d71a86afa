"""Whoever decides is reminded of all that waits in one message, in working hours, and no more than they can bear."""

from datetime import UTC, datetime

import pytest

from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.seen import SeenMessage
from tests.journeys.town import APPROVALS, COMPLIANCE, MONDAY, WALK, Town

OTHER = "A quiz on Thursday."


async def reminders(town: Town, who: DrivenMember) -> list[SeenMessage]:
    """The reminders that stand with somebody, once everything has been said."""
    await town.quiet()
    return [
        one for one in await who.messages(await who.dm()) if "for you since" in one.words or "wait for you" in one.words
    ]


async def test_one_message_reminds_of_everything_and_goes_when_all_is_decided(town: Town) -> None:
    first = await town.propose()
    await town.clock.pass_by(minutes=30)
    second = await town.propose(town.tom, OTHER)
    await town.clock.pass_by(hours=3)
    assert not await reminders(town, town.ruth)
    await town.clock.pass_by(minutes=30)  # four working hours after the first
    [reminder] = await reminders(town, town.ruth)
    assert reminder.text.startswith("2 things wait for you, the oldest since 10:00.")
    assert "NS-1" in reminder.words and "NS-2" in reminder.words and WALK not in reminder.words
    assert reminder.buttons == ["Open them", "In 30 min", "In 2 h", "Tomorrow"]

    await town.ruth.press(first, "Approve")
    await town.becomes(town.ruth, reminder, "One thing waits for you since 10:30: NS-2, Facebook page.")
    await town.ruth.press(second, "Approve")
    assert not await reminders(town, town.ruth)


async def test_what_a_reminder_opens_can_be_decided_there(town: Town) -> None:
    await town.propose()
    await town.clock.pass_by(hours=4)
    [reminder] = await reminders(town, town.ruth)
    await town.ruth.press(reminder, "Open it")
    modal = await town.ruth.modal()
    assert "NS-1 (Facebook page), from Amina, since 10:00" in modal.text()
    await town.ruth.press(modal, "Look at it")
    await town.ruth.press(await town.ruth.modal(), "Approve")
    await town.told(town.amina, "said yes")
    assert not await reminders(town, town.ruth)


@pytest.mark.parametrize(
    ("button", "says", "again"),
    [
        ("In 30 min", "again on Mon 23 Nov, 14:30", datetime(2026, 11, 23, 14, 30, tzinfo=UTC)),
        ("In 2 h", "again on Mon 23 Nov, 16:00", datetime(2026, 11, 23, 16, 0, tzinfo=UTC)),
        ("Tomorrow", "again on Tue 24 Nov, 09:00", datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
    ],
)
async def test_a_reminder_can_be_put_off(town: Town, button: str, says: str, again: datetime) -> None:
    await town.propose()
    await town.clock.pass_by(hours=4)
    [reminder] = await reminders(town, town.ruth)
    await town.ruth.press(reminder, button)
    put_off = await town.becomes(town.ruth, reminder, says)
    assert put_off.buttons == ["Open it"]
    await town.clock.jump(
        again.replace(minute=again.minute - 1) if again.minute else again.replace(hour=again.hour - 1)
    )
    assert [one.ts for one in await reminders(town, town.ruth)] == [reminder.ts]
    await town.clock.jump(again)
    [later] = await reminders(town, town.ruth)
    assert later.ts != reminder.ts and "In 30 min" in later.buttons


async def test_nobody_is_reminded_in_the_evening_at_the_weekend_or_at_christmas(town: Town) -> None:
    await town.clock.jump(datetime(2026, 12, 24, 14, 0, tzinfo=UTC))  # a Thursday
    await town.propose()
    for day, hour in ((24, 18), (25, 12), (26, 12), (27, 12), (28, 12), (29, 9)):
        await town.clock.jump(datetime(2026, 12, day, hour, 30, tzinfo=UTC))
        assert not await reminders(town, town.ruth), day
    await town.clock.jump(datetime(2026, 12, 29, 10, 0, tzinfo=UTC))
    [reminder] = await reminders(town, town.ruth)
    assert "since Thu 24 Dec, 14:00" in reminder.text


async def test_there_are_two_reminders_a_day_at_most_and_four_of_one_thing(town: Town) -> None:
    await town.clock.jump(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    await town.propose()
    came: list[tuple[str, datetime]] = []
    for _ in range(4 * 24):
        await town.clock.pass_by(hours=1)
        for one in await reminders(town, town.ruth):
            if one.ts not in [ts for ts, _ in came]:
                came.append((one.ts, town.clock.now()))
    told = [moment.strftime("%a %H") for _, moment in came]
    assert told == ["Tue 13", "Wed 09", "Wed 13", "Thu 09"]


async def test_something_urgent_is_reminded_of_sooner_even_when_the_rest_was_put_off(town: Town) -> None:
    await town.propose()
    await town.clock.pass_by(hours=4)
    [reminder] = await reminders(town, town.ruth)
    await town.ruth.press(reminder, "Tomorrow")
    await town.clock.pass_by(minutes=10)
    await town.propose(town.tom, "Correction: it is on Friday.", urgent=["urgent"])
    await town.clock.pass_by(minutes=20)
    assert [one.ts for one in await reminders(town, town.ruth)] == [reminder.ts]
    await town.clock.pass_by(minutes=10)
    [sooner] = await reminders(town, town.ruth)
    assert "NS-2, Facebook page (urgent)" in sooner.words and "NS-1" in sooner.words


async def test_the_author_may_nudge_once_in_four_working_hours(town: Town) -> None:
    await town.propose()
    sent = await town.told(town.amina, "Sent to Ruth")
    assert "Nudge Ruth · from 14:00" in sent.buttons
    await town.amina.press(sent, "Nudge Ruth · from 14:00")
    await town.told(town.amina, "You can ask from Mon 23 Nov, 14:00 on.")
    await town.clock.jump(MONDAY.replace(hour=14))
    [first] = await reminders(town, town.ruth)
    await town.clock.pass_by(minutes=5)
    await town.amina.press(sent, "Nudge Ruth · from 14:00")
    await town.told(town.amina, "I remind Ruth Adeyemi now.")
    await town.clock.pass_by(minutes=1)
    [nudged] = await reminders(town, town.ruth)
    assert nudged.ts != first.ts and "NS-1, Facebook page (its author asks)" in nudged.words
    sent = await town.becomes(town.amina, sent, "Sent to Ruth")
    await town.amina.press(sent, "Nudge Ruth · from Tue 24 Nov, 10:05")
    await town.told(town.amina, "You can ask from Tue 24 Nov, 10:05 on.")


async def test_after_a_working_day_the_deputy_is_asked_and_never_the_channel(town: Town) -> None:
    await town.propose()
    await town.clock.jump(datetime(2026, 11, 24, 9, 59, tzinfo=UTC))
    assert not await reminders(town, town.dev)
    await town.clock.pass_by(minutes=1)
    [asked] = await reminders(town, town.dev)
    assert "NS-1" in asked.words
    for channel in (APPROVALS, COMPLIANCE):
        assert not [one for one in await town.ruth.messages(channel) if "wait" in one.text and "things" in one.text]
    await town.dev.press(await town.card(WALK), "Approve")
    assert not await reminders(town, town.dev) and not await reminders(town, town.ruth)
