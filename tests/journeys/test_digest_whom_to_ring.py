"""Before anything else works: a pinned message says how to see that the bot is down, and whom to ring."""

import pytest

from handlers.sandbox.faults import Fault
from tests.journeys.town import APPROVALS, COMPLIANCE, Town

PRIYA = "Priya on 01632 960001"
SAID = "If you see an error, or there is no digest by Monday 10:00, I am down: ring"


async def standing(town: Town, room: str) -> list[str]:
    seen = [it for it in await town.ruth.messages(room) if "I am down: ring" in it.words]
    return [it.words.partition("\n")[0] for it in seen if it.pinned]


@pytest.mark.parametrize("room", [APPROVALS, COMPLIANCE])
async def test_both_rooms_have_it_pinned_once_and_as_it_is_now(town: Town, room: str) -> None:
    await town.quiet()
    assert await standing(town, room) == []
    await town.restart(ring_if_down="Lee")
    await town.quiet()
    assert await standing(town, room) == [f"{SAID} Lee."]
    await town.restart(ring_if_down=PRIYA)
    await town.quiet()
    assert await standing(town, room) == [f"{SAID} {PRIYA}."]
    assert len([it for it in await town.ruth.messages(room) if SAID in it.words]) == 1


async def test_a_pin_that_was_cut_off_is_made_up_for(town: Town) -> None:
    await town.restart(ring_if_down=PRIYA)
    await town.quiet()
    [message] = [it for it in await town.ruth.messages(APPROVALS) if SAID in it.words]
    town.sandbox.workspace.channels[APPROVALS].messages[message.ts].pinned = False
    town.sandbox.faults.order("pins.add", Fault.SERVER_ERROR(503))
    await town.restart(ring_if_down=PRIYA)
    await town.sandbox.until(
        lambda: town.sandbox.workspace.channels[APPROVALS].messages[message.ts].pinned, 30, "A pin"
    )
    assert len(await standing(town, APPROVALS)) == 1


async def test_where_pinning_is_not_allowed_it_stands_all_the_same(town: Town) -> None:
    town.sandbox.faults.order("pins.add", Fault.REFUSED("missing_scope"), times=9)
    await town.restart(ring_if_down=PRIYA)
    await town.becomes(town.ruth, await town.ruth.message(APPROVALS, containing=SAID), PRIYA)
    await town.quiet()
