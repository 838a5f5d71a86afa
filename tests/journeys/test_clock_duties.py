"""Each duty is done once: over a restart in its middle, changes of the clock, a closed laptop, another Director."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.sandbox import Fault, Sandbox
from handlers.sandbox.driver.member import DrivenMember
from tests.journeys.test_cover import person
from tests.journeys.test_reminders_to_deciders import reminders
from tests.journeys.town import MONDAY, WALK, Town, TownClock, manifest

LONDON = ZoneInfo("Europe/London")
FRIDAY_16 = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


async def nothing(town: Town) -> None:
    """Only a proposal waits."""
    await town.propose()


async def a_nudge(town: Town) -> None:
    await town.propose()
    await town.clock.jump(MONDAY.replace(hour=14))
    await town.quiet()
    await town.amina.press(await town.told(town.amina, "Sent to Ruth"), "Nudge Ruth · from 14:00")


async def a_wanted_time(town: Town) -> None:
    await town.propose(wanted_at=FRIDAY_16)


async def an_approval(town: Town) -> None:
    await town.approved(wanted_at=FRIDAY_16)


async def a_queue(town: Town) -> None:
    yes = await town.approved()
    await town.amina.press(yes, "I scheduled it")
    assert (await town.send(town.amina, planned_for=FRIDAY_16)).what == "closed"
    await town.ruth.command("/approvals", "hold")
    assert (await town.send(town.ruth, reason="Sad news.")).what == "closed"
    await town.told(town.amina, "Please take NS-1 out of the queue")


async def a_cover(town: Town) -> None:
    await town.tom.open_home()
    await town.ruth.command("/approvals", "cover")
    modal = await town.ruth.modal()
    await modal.fill(deputy=await person(town, town.grace), how_long="dates", until=FRIDAY_16)
    assert (await modal.submit()).what == "closed"


async def days_away(town: Town) -> None:
    await town.ruth.command("/approvals", "cover")
    await town.ruth.press(await town.ruth.modal(), "End it")
    await town.ruth.command("/approvals", "away")
    modal = await town.ruth.modal()
    await modal.fill(first=FRIDAY_16.date(), last=FRIDAY_16.date())
    await modal.submit()


Duty = tuple[Callable[[Town], Awaitable[None]], datetime, str, str]
DUTIES: dict[str, Duty] = {
    "reminder": (nothing, MONDAY.replace(hour=14), "ruth", "One thing waits for you"),
    "to the deputy": (nothing, MONDAY + timedelta(days=1), "dev", "One thing waits for you"),
    "nudge": (a_nudge, MONDAY.replace(hour=14, minute=1), "ruth", "its author asks"),
    "wanted soon": (a_wanted_time, FRIDAY_16.replace(hour=14), "amina", "not decided yet"),
    "wanted, passed": (a_wanted_time, FRIDAY_16, "amina", "nobody has decided it"),
    "posted yet": (an_approval, datetime(2026, 11, 30, 9, 0, tzinfo=UTC), "amina", "posted yet on"),
    "warning": (nothing, MONDAY + timedelta(days=11), "amina", "expires on"),
    "expiry": (nothing, MONDAY + timedelta(days=14), "amina", "Your words are safe."),
    "queue": (a_queue, MONDAY + timedelta(hours=13), "amina", "out of the queue of Facebook page now"),
    "end of cover": (a_cover, datetime(2026, 11, 30, 9, 0, tzinfo=UTC), "grace", "You no longer stand in"),
    "no cover": (days_away, FRIDAY_16 - timedelta(days=1), "ruth", "nobody stands in on Fri 27 Nov"),
}


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.ACCEPT_AND_DROP], ids=["not taken", "taken, not answered"])
@pytest.mark.parametrize("duty", DUTIES)
async def test_a_restart_in_the_middle_of_a_duty_says_it_once(town: Town, duty: str, fault: Fault) -> None:
    prepare, due, name, says = DUTIES[duty]
    who: DrivenMember = getattr(town, name)
    await prepare(town)
    await town.quiet()
    before = await standing(who, says)
    town.sandbox.faults.order("chat.postMessage", fault, times=1)
    await town.clock.jump(due)
    await town.sandbox.until(lambda: not town.sandbox.faults.orders, what="A message to fail")
    await town.restart()
    await town.quiet()
    once = await standing(who, says)
    assert len(once) == 1 and once != before
    await town.restart()
    await town.clock.jump(due)
    await town.quiet()
    assert await standing(who, says) == once


@pytest.mark.parametrize("duty", DUTIES)
async def test_a_laptop_closed_for_two_days_says_what_still_makes_sense_once(town: Town, duty: str) -> None:
    prepare, due, name, says = DUTIES[duty]
    who: DrivenMember = getattr(town, name)
    await prepare(town)
    await town.quiet()
    await town.stop()
    woken = (due + timedelta(days=2)).replace(hour=10)
    await town.clock.jump(woken + timedelta(days=max(0, 7 - woken.weekday()) if woken.weekday() > 4 else 0))
    await town.start()
    for _ in range(3):
        await town.clock.pass_by(minutes=1)
    await town.quiet()
    late = {"wanted soon": 0, "warning": 0, "no cover": 0}  # the time itself has passed, or passes now
    assert len(await standing(who, says)) == late.get(duty, 1)


async def standing(who: DrivenMember, says: str) -> list[str]:
    """Return the places of the messages with somebody that say these words."""
    return [one.ts for one in await who.messages(await who.dm()) if says in one.words]


@pytest.mark.parametrize(
    "day", [datetime(2026, 10, 24, 9, 0, tzinfo=UTC), datetime(2027, 3, 27, 9, 0, tzinfo=UTC)], ids=["autumn", "spring"]
)
async def test_over_a_change_of_the_clock_reminders_come_in_the_hours_on_the_wall(database: str, day: datetime) -> None:
    friday = (day - timedelta(days=1)).replace(hour=14)  # 15:00 in London in autumn; in spring it is Good Friday
    clock = TownClock(friday)
    async with Sandbox(clock=clock, manifest=manifest()) as sandbox:
        town = Town(sandbox, database, clock)
        await town.start()
        await town.propose()
        came: list[str] = []
        while clock.now() < friday + timedelta(days=4):
            await clock.pass_by(hours=1)
            for one in await reminders(town, town.ruth):
                moment = clock.now().astimezone(LONDON).strftime("%a %H:%M")
                came += [f"{one.ts} {moment}"] if not [c for c in came if c.startswith(one.ts)] else []
        assert [told.partition(" ")[2] for told in came] == (
            ["Mon 11:00", "Mon 15:00", "Tue 11:00"] if day.month == 10 else ["Tue 13:00"]
        )
        await town.stop()


async def test_a_director_who_changes_in_the_middle_is_reminded_no_more_and_the_new_one_is(town: Town) -> None:
    await town.tom.open_home()
    await town.propose()
    await town.clock.jump(MONDAY.replace(hour=14))
    [reminder] = await reminders(town, town.ruth)
    await town.grace.command("/approvals", "successor")
    modal = await town.grace.modal()
    await modal.fill(person=await person(town, town.tom), reason="Ruth has left us.")
    assert (await modal.submit()).what == "closed"
    await town.clock.pass_by(minutes=1)
    assert not await reminders(town, town.ruth)
    [theirs] = await reminders(town, town.tom)
    assert "NS-1" in theirs.words and theirs.ts != reminder.ts
    await town.ruth.press(await town.card(WALK), "Approve")
    assert not await standing(town.amina, "said yes")
