"""What a whole draft reads like: told a moment after the rules have answered, in the form and on the card."""

from itertools import count

import pytest

from tests.journeys.test_reading import shows
from tests.journeys.town import Town

CONFIDED = "The chap from the Tuesday table finally opened up about his brother. What a brave hour that was. Number {}."
SAID = "Somebody may know themselves or a neighbour in this"
_numbers = count(1)


def confided() -> str:
    """Return words that nobody has read before: what was found in others is remembered."""
    return CONFIDED.format(next(_numbers))


@pytest.mark.likeness
async def test_it_comes_up_under_the_words_and_stops_nobody_and_stands_on_the_card(town: Town) -> None:
    words = confided()
    form = await town.form(town.amina, accounts=["facebook"])
    await form.fill(words=words)
    await shows(town, form, SAID)
    assert (await form.submit()).what == "closed"
    card = await town.card(words)
    assert SAID in card.words


@pytest.mark.likeness
async def test_the_card_has_it_also_where_nobody_waited_for_it_in_the_form(town: Town) -> None:
    words = confided()
    await town.amina.command("/propose-post", words)
    form = await town.amina.modal()
    await form.fill(accounts=["facebook"])
    await form.submit()
    assert SAID in (await town.card(words)).words


@pytest.mark.likeness
async def test_check_text_tells_it_too_and_says_nothing_of_an_ordinary_text(town: Town) -> None:
    await town.tom.command("/check-text")
    form = await town.tom.modal()
    await form.fill(words=confided())
    await shows(town, form, SAID)
    await form.fill(words="Our walking group meets at the bandstand on Tuesday at ten.")
    await shows(town, form, "I found nothing.")


async def test_where_nobody_can_take_a_second_look_the_phrases_answer_alone(town: Town) -> None:
    words = confided()
    form = await town.form(town.amina, accounts=["facebook"])
    await form.fill(words=words)
    assert (await form.submit()).what == "closed"
    assert SAID not in (await town.card(words)).words
