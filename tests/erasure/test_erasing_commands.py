"""`countersign erase` and `countersign retention` as somebody types them beside the running bot."""

from typing import Any

import pytest

from tests.erasure.traces import Traces
from tests.journeys.town import APPROVALS, Town

DANCE = "Come and dance with us."

hundred_days_ago = pytest.mark.parametrize("town", [100], indirect=True, ids=["a hundred days ago"])


async def given_up(town: Town) -> None:
    """Something was proposed and withdrawn on the first day."""
    await town.propose(town.amina, DANCE)
    await town.amina.press(await town.told(town.amina, "Sent to Ruth"), "Withdraw")
    await town.told(town.amina, "withdrew NS-1")


@hundred_days_ago
async def test_retention_shows_what_is_due_and_why_and_erases_it_when_told(
    town: Town, type_in: Any, traces: Traces
) -> None:
    await given_up(town)
    for command in (["retention"], ["retention", "list"]):
        code, printed = await type_in(*command)
        assert code == 0
        assert printed.startswith(
            "Due: 1 version of the words of NS-1. Abandoned: kept for 90 days.\n     It never became"
        )
        assert "at 03:30 each night" in printed
    _, printed = await type_in("retention", "apply")
    assert printed.startswith("Erased. ")
    await town.ruth.message(APPROVALS, containing="These words were erased on")
    await town.quiet()
    assert traces.of("dance with us") == []
    assert await type_in("retention") == (0, "Nothing is due.\n")
    assert await type_in("retention", "apply") == (0, "There was nothing left to erase.\n")


@hundred_days_ago
async def test_what_is_held_back_is_neither_due_nor_erased_until_it_is_released(town: Town, type_in: Any) -> None:
    await given_up(town)
    code, printed = await type_in("retention", "hold", "ns-1", "--reason", "A complaint.")
    assert (code, printed) == (0, "Held: nothing about NS-1 is erased until it is released.\n")
    _, printed = await type_in("retention", "hold", "Tom Ellis", "--reason", "A tribunal.")
    if "I don't know" in printed:  # he has not said anything here yet
        await town.home(town.tom, "Nothing waits")
        _, printed = await type_in("retention", "hold", "Tom Ellis", "--reason", "A tribunal.")
    assert printed == "Held: nothing about Tom Ellis, and what they proposed, is erased until it is released.\n"
    _, printed = await type_in("retention")
    assert "Nothing is due.\nHeld: NS-1, since" in printed and ": A complaint.\nHeld: Tom Ellis, since" in printed
    code, printed = await type_in("erase", "--proposal", "NS-1", "--reason", "They asked.", "--yes")
    assert code == 1 and "put a hold on it" in printed and "A complaint. Nothing was erased." in printed
    _, printed = await type_in("retention", "release", "NS-1", "--reason", "Settled.")
    assert printed == "Released: NS-1 is erased again when its time is over.\n"
    _, printed = await type_in("retention")
    assert printed.startswith("Due: 1 version of the words of NS-1.")


@pytest.mark.parametrize("town", [7 * 366], indirect=True, ids=["seven years ago"])
async def test_a_name_that_is_long_out_of_use_is_due(town: Town, type_in: Any, traces: Traces) -> None:
    await town.propose(town.tom, DANCE)
    await town.tom.press(await town.told(town.tom, "Sent to Ruth"), "Withdraw")
    await town.told(town.tom, "withdrew NS-1")
    _, printed = await type_in("retention")
    assert "Due: 1 name of former colleagues. Kept for 6 years." in printed
    await type_in("retention", "apply")
    await town.ruth.message(APPROVALS, containing="from a former colleague")
    await town.quiet()
    assert traces.of("Tom Ellis") == []


async def test_nothing_is_erased_without_its_name_typed(town: Town, type_in: Any, traces: Traces) -> None:
    await town.propose(town.amina, DANCE)
    for typed in ("", "yes\n", "NS-2\n"):
        code, printed = await type_in("erase", "--proposal", "NS-1", "--reason", "They asked.", answer=typed)
        assert code == 1 and printed.endswith("Nothing was erased.\n")
        assert "NS-1 is still open. Nobody can decide words that are gone, so it ends as withdrawn." in printed
    assert traces.of("dance with us")
    code, printed = await type_in("erase", "--proposal", "1", "--reason", "They asked.", answer="NS-1\n")
    assert code == 0
    assert not (await town.ruth.message(APPROVALS, containing="These words were erased on")).buttons
    await town.quiet()
    assert traces.of("dance with us") == []


async def test_who_is_not_known_or_has_no_number_is_told(town: Town, type_in: Any) -> None:
    for given, told in ((["--person", "Nobody"], "I don't know Nobody."), (["--proposal", "NS-9"], "no proposal NS-9")):
        code, printed = await type_in("erase", *given, "--reason", "They asked.", "--yes")
        assert code == 1 and told in printed
