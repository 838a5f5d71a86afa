"""The form while somebody writes: what it says under the words, and that it never loses a character of theirs."""

import asyncio

from handlers.sandbox import Fault, Modal
from handlers.slack.blocks.text import Block
from tests.journeys.town import WALK, Town

BOTH = ["facebook", "x"]
LONG = "A walk by the river. " * 14


async def shows(town: Town, form: Modal, words: str) -> None:
    """Wait until these words stand in the form."""
    await town.sandbox.until(lambda: words in form.text(), what=f"A form that shows {words!r}")


def words_block(form: Modal) -> Block:
    return next(block for block in form.blocks if block["block_id"].startswith("words"))


async def test_while_it_is_written_the_form_says_how_much_room_is_left(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    await form.fill(words=WALK)
    await shows(town, form, f"{len(WALK)} characters; X would allow {280 - len(WALK)} more.")
    await form.fill(words=LONG)
    await shows(town, form, f"X allows 280 characters; this has {len(LONG)}: the last {len(LONG) - 280} would be cut.")
    assert "Facebook" not in next(line for line in form.text().splitlines() if "X allows" in line)
    assert form.values["words"] == LONG


async def test_only_what_stands_under_the_words_changes_and_the_field_itself_stays(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    before = [block["block_id"] for block in form.blocks if block["type"] == "input"]
    typed = ""
    for letter in "Come :) & walk 👩‍👩‍👧":
        typed += letter
        await form.fill(words=typed)
    await shows(town, form, "X would allow")
    await town.sandbox.settled()
    assert form.values["words"] == typed
    assert [block["block_id"] for block in form.blocks if block["type"] == "input"] == before


async def test_a_clause_appears_when_the_words_call_for_it(town: Town) -> None:
    form = await town.form(town.amina)
    assert "Photo" not in form.text()
    await form.fill(words="Look at this photo of Friday's group.")
    await shows(town, form, "PRV-")


async def test_whoever_wants_no_live_changes_presses_check(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    form.state.values["words"]["words"]["value"] = WALK  # typed, and the report of it was lost
    await town.amina.press(form, "Check")
    await shows(town, form, f"{len(WALK)} characters; X would allow")
    assert form.values["words"] == WALK


async def test_words_of_their_own_are_counted_for_their_own_account(town: Town) -> None:
    form = await town.form(town.amina, LONG, accounts=["facebook", "instagram", "x"])
    await shows(town, form, "X allows 280 characters")
    await town.amina.press(form, "Other words for one of them")
    await town.sandbox.until(lambda: "words_for_x" in form.values, what="The field")
    await form.fill(words_for_x="A walk. Friday.")
    await shows(town, form, "15 characters; X would allow 265 more.")
    await shows(town, form, f"{len(LONG)} characters; Instagram would allow")
    assert "would be cut" not in form.text()


async def test_a_section_opened_while_somebody_types_stays_open(town: Town) -> None:
    form = await town.form(town.amina, WALK, accounts=BOTH)
    await town.sandbox.until(lambda: "Other words for one of them" in form.buttons, what="The button")
    await asyncio.gather(
        town.amina.press(form, "Other words for one of them"),
        form.fill(words=WALK + " Bring"),
        form.fill(note="Please"),
    )
    await town.sandbox.until(lambda: "words_for_x" in form.values, what="The field for other words")
    await form.fill(words=WALK + " Bring a coat.")
    await shows(town, form, f"{len(WALK) + 14} characters; X would allow")
    assert "words_for_x" in form.values and form.values["words"] == WALK + " Bring a coat."


async def test_of_two_changes_at_once_the_newest_words_are_counted(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    await asyncio.gather(*(form.fill(words="x" * length) for length in range(1, 12)))
    await shows(town, form, "11 characters; X would allow 269 more.")
    await town.sandbox.settled()
    assert "11 characters" in form.text()


async def test_a_drawing_that_came_between_does_not_lose_the_newest_state(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    await shows(town, form, "X allows 280 characters.")
    town.sandbox.faults.order("views.update", Fault.REFUSED("hash_conflict"))
    await form.fill(words=WALK)
    await shows(town, form, f"{len(WALK)} characters; X would allow")
    updates = [call.arguments for call in town.sandbox.calls if call.method == "views.update"]
    assert "hash" in updates[-2] and "hash" not in updates[-1]


async def test_every_drawing_says_which_one_it_takes_the_place_of(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    for words in ("One", "One two", "One two three"):
        await form.fill(words=words)
        await shows(town, form, f"{len(words)} characters; X would allow")
    updates = [call.arguments for call in town.sandbox.calls if call.method == "views.update"]
    assert len({call["hash"] for call in updates}) == len(updates)


async def test_while_the_chat_takes_no_drawing_nothing_is_lost_and_the_form_can_be_sent(town: Town) -> None:
    form = await town.form(town.amina, accounts=BOTH)
    town.sandbox.faults.order("views.update", Fault.SERVER_ERROR(503), times=3)
    await form.fill(words=WALK)
    assert (await form.submit()).what == "closed"
    await town.card(WALK)


async def test_seldom_needed_fields_are_behind_a_button_and_stay_once_they_are_open(town: Town) -> None:
    form = await town.form(town.amina, WALK)
    assert not {"written_by", "partner"} & set(form.values)
    await town.amina.press(form, "More")
    await town.sandbox.until(lambda: {"written_by", "partner"} <= set(form.values), what="The fields")
    await form.fill(written_by="Joan Bell, volunteer", partner="Mind Leeds, Sarah Cole, 20 Nov", words=WALK + " Come.")
    await shows(town, form, "characters")
    assert form.values["written_by"] == "Joan Bell, volunteer"
    assert (await form.submit()).what == "closed"
