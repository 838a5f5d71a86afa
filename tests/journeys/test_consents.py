"""A consent has a number, a scope and an end; once it is withdrawn, everything that rests on it comes down."""

from datetime import timedelta
from typing import Any

from handlers.sandbox import Modal, SeenMessage
from tests.journeys.test_pictures import ALT, walk
from tests.journeys.town import MONDAY, WALK, Town

LATER = "And the week after that."


async def noted(town: Town, **scope: Any) -> str:
    """Note a consent as Amina, and return what she is told."""
    await town.amina.open_home()
    await town.amina.press(await town.amina.home(), "More")
    await town.amina.press(await town.amina.modal(), "Consents")
    form = await town.amina.modal()
    await form.fill(**({"accounts": ["facebook"], "covers": ["photo"], "last": _in_days(365)} | scope))
    await form.submit()
    said = await town.amina.modal()
    words = said.text()
    while said.is_open:
        await said.close(whole_stack=True)
    return words


def _in_days(days: int) -> Any:
    return (MONDAY + timedelta(days=days)).date()


async def step(town: Town, words: str, accounts: list[str]) -> Modal:
    form = await town.form(town.amina, words, accounts=accounts, pictures=[walk()])
    await form.submit()
    second = await town.amina.modal()
    await second.fill(alt_1=ALT)
    await second.fill(people=["service_user"])
    await second.offers("consent")
    return second


async def proposed(town: Town, words: str) -> SeenMessage:
    second = await step(town, words, ["facebook"])
    await second.fill(consent="C-1")
    assert (await second.submit()).what == "updated"
    await (await town.amina.modal()).close()
    return await town.card(words)


async def test_a_consent_covers_what_it_says_and_no_more(town: Town) -> None:
    assert "Noted as C-1" in await noted(town, last=_in_days(3))
    second = await step(town, WALK, ["facebook", "instagram"])
    await second.fill(consent="C-9")
    assert "There is no consent C-9" in str((await second.submit()).errors)
    await second.fill(consent="C-1")
    assert "C-1 does not cover Instagram." in str((await second.submit()).errors)
    await second.close(whole_stack=True)
    await town.clock.pass_by(days=4)
    second = await step(town, WALK, ["facebook"])
    await second.fill(consent="C-1")
    assert "C-1 ended on" in str((await second.submit()).errors)


async def test_what_rests_on_a_consent_that_is_withdrawn_comes_down(town: Town) -> None:
    await noted(town)
    card = await proposed(town, WALK)
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    await town.post(town.amina, yes, address="https://example.org/1", live=WALK)
    card = await proposed(town, LATER)
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, LATER)

    await town.amina.open_home()
    await town.amina.press(await town.amina.home(), "More")
    await town.amina.press(await town.amina.modal(), "Consents")
    await town.amina.press(await town.amina.modal(), "C-1 is withdrawn")
    assert town.amina.confirm and "NS-1, NS-2" in town.amina.confirm["text"]["text"]
    task = await town.told(town.amina, "take it down from")
    assert "NS-1" in task.words
    stopped = await town.told(town.amina, "The consent C-1 was withdrawn.")
    assert stopped
    await town.becomes(town.ruth, card, "C-1 was withdrawn")
