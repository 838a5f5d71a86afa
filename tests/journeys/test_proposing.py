"""The form, for every kind, as it changes while somebody fills it in and when the change was never reported."""

from datetime import timedelta

import pytest

from handlers.sandbox import Modal, SeenMessage
from tests.journeys.town import APPROVALS, MONDAY, WALK, Town

THEM = "https://example.org/them/7"
ASKED = "Does anybody know a walk for beginners?"
KINDS = {
    "post": ({"link": "https://example.org/walks"}, ("Link: https://example.org/walks",)),
    "reply": ({"target": THEM, "answers": ASKED}, ("A reply on our own page", ASKED, f"Where it stands: {THEM}")),
    "comment": (
        {"target": THEM, "answers": ASKED},
        ("A comment elsewhere", "It answers", ASKED, "Speaking as: Facebook page", f"Where it stands: {THEM}"),
    ),
    "share": ({"target": THEM}, ("A share", f"Where it stands: {THEM}")),
    "profile_change": ({"target": "“About”"}, ("A change to a profile", "Which part: “About”")),
}


async def shows(town: Town, form: Modal, *names: str) -> None:
    """Wait until the form has these fields."""
    await town.sandbox.until(lambda: all(name in form.values for name in names), what=f"The fields {names}")


def silently(form: Modal, name: str, value: str) -> None:
    """Choose an option without the bot hearing of it, as when the change was lost on its way."""
    element = next(block for block in form.blocks if block["block_id"] == name)["element"]
    option = next(option for option in element["options"] if option["value"] == value)
    form.state.values[name][name]["selected_option"] = option


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_asks_for_what_it_needs_and_the_card_shows_it(town: Town, kind: str) -> None:
    fields, shown = KINDS[kind]
    form = await town.form(town.amina, WALK)
    await form.fill(kind=kind)
    await shows(town, form, *fields)
    assert form.values["words"] == WALK
    await form.fill(note="It was asked for.", wanted_at=MONDAY + timedelta(days=1), **fields)
    assert (await form.submit()).what == "closed"
    card = await town.card(WALK)
    assert card.words.startswith(f"Facebook page, by Tue 24 Nov, 10:00, from Amina: “{WALK}”")
    assert all(words in card.words for words in (*shown, "Note from the author: It was asked for."))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "post"])
async def test_a_change_of_kind_that_was_never_reported_brings_the_form_back_with_what_was_typed(
    town: Town, kind: str
) -> None:
    fields, shown = KINDS[kind]
    form = await town.form(town.amina, WALK, note="Please look.")
    silently(form, "kind", kind)
    assert (await form.submit()).what == "updated"
    assert set(fields) <= set(form.values)
    assert (form.values["words"], form.values["note"]) == (WALK, "Please look.")
    assert form.view["state"]["values"]["kind"]["kind"]["selected_option"]["value"] == kind
    await form.fill(**fields)
    assert (await form.submit()).what == "closed"
    assert shown[0] in (await town.card(WALK)).words
    assert len(await town.ruth.messages(APPROVALS)) == 1


async def test_other_words_for_one_account_are_shown_and_sent_apart(town: Town) -> None:
    form = await town.form(town.amina, WALK, accounts=["facebook", "x"])
    await town.sandbox.until(lambda: "Other words for one of them" in form.buttons, what="The button")
    await town.amina.press(form, "Other words for one of them")
    await shows(town, form, "words_for_facebook", "words_for_x")
    await form.fill(words_for_x="A walk. Friday. Come.")
    assert (await form.submit()).what == "closed"
    card = await town.card(WALK)
    assert f"Facebook page\n{WALK}\nX\nA walk. Friday. Come." in card.words
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    assert f"Facebook page: “{WALK}”" in yes.words and "X: “A walk. Friday. Come.”" in yes.words
    await town.quiet()
    alone = [m.words for m in await town.amina.messages(await town.amina.dm())][2:]
    assert alone == [WALK, "A walk. Friday. Come."]
    assert (await town.post(town.amina, yes, account="x", live="A walk. Friday. Come.")).what == "closed"
    await town.becomes(
        town.amina, yes, "X: posted by Amina Khan, Mon 23 Nov, 10:00, no address given; the live words are"
    )


async def test_a_comment_is_made_from_one_account(town: Town) -> None:
    form = await town.form(town.amina, WALK, kind="comment")
    await shows(town, form, "target", "answers")
    await form.fill(accounts=["facebook", "x"], target=THEM, answers=ASKED)
    outcome = await form.submit()
    assert outcome.errors == {"accounts": "A comment or reply is made from one account. Choose just one."}
    assert "Other words for one of them" not in form.buttons
    await form.fill(accounts=["x"])
    assert (await form.submit()).what == "closed"


async def test_each_mistake_is_told_at_its_field_and_nothing_typed_is_lost(town: Town) -> None:
    form = await town.form(town.amina, "   ", kind="share", accounts=["other"])
    await shows(town, form, "target")
    typed = {"words": "Worth reading.", "target": "them", "wanted_at": MONDAY - timedelta(hours=1)}
    await form.fill(**typed)
    errors = (await form.submit()).errors
    assert set(errors) == {"accounts", "target", "wanted_at"}
    assert "never from a personal profile" in errors["accounts"]
    assert errors["target"] == "That does not look like a web address. It should begin with https://"
    assert errors["wanted_at"] == "That time has passed. Choose a later one, or leave it empty."
    assert (form.values["words"], form.values["target"]) == ("Worth reading.", "them")
    await form.fill(accounts=["x"], target=THEM, wanted_at=None)
    assert (await form.submit()).what == "closed"


async def test_words_of_spaces_only_are_no_words(town: Town) -> None:
    form = await town.form(town.amina)
    await form.fill(words="  \n ")
    outcome = await form.submit()
    assert outcome.errors == {"words": "Write the words as they will appear. Only a picture or a video may go without."}


async def test_a_share_needs_no_words_of_its_own(town: Town) -> None:
    form = await town.form(town.amina, kind="share")
    await shows(town, form, "target")
    await form.fill(target=THEM)
    assert (await form.submit()).what == "closed"
    card = await town.card("A share")
    assert card.words.startswith(f"Facebook page, from Amina: “{THEM}”")
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    assert f"Where it stands: {THEM}" in yes.words and "copy" not in yes.words
    await town.quiet()
    assert len(await town.amina.messages(await town.amina.dm())) == 2


async def test_a_link_that_is_none_is_told_at_its_field(town: Town) -> None:
    outcome = await (await town.form(town.amina, WALK, link="www.example.org")).submit()
    assert set(outcome.errors) == {"link"}


async def test_three_thousand_characters_arrive_whole_and_fold_on_the_card(town: Town) -> None:
    words = ("The river is wide and the path is flat. " * 75)[:2999] + "."
    assert len(words) == 3000
    card = await _long(town, words)
    assert "Show all 3,000 characters" in card.buttons
    await town.ruth.press(card, "Show all 3,000 characters")
    assert words in (await town.refused(town.ruth)).replace("\n", "")
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    await town.quiet()
    copy = (await town.amina.messages(await town.amina.dm()))[-1]
    assert copy.words == words
    assert (await town.post(town.amina, yes, live=words)).what == "closed"


async def test_a_proposal_is_sent_from_the_menus_and_from_home(town: Town) -> None:
    said = await town.amina.say("C0COMPLIANCE", "We are open on <Boxing> Day & after 🎄")
    await town.amina.message_shortcut("propose_from_message", said)
    form = await town.amina.modal()
    assert form.values["words"] == "We are open on <Boxing> Day & after 🎄"
    await form.close()
    await town.amina.global_shortcut("propose_post")
    assert (await town.amina.modal()).values["words"] in (None, "")
    await (await town.amina.modal()).close()
    await town.amina.press(await town.home(town.amina, "start here"), "Comment elsewhere")
    form = await town.amina.modal()
    assert "Web address of what you want to comment on" in form.labels() and {"target", "answers"} <= set(form.values)


async def test_help_says_how_without_opening_a_form(town: Town) -> None:
    answer = await town.tom.command("/propose-post", " Help ")
    assert answer.words.startswith("How to say something in public for Next Steps")
    assert "Ring 999" in answer.words and await town.tom.modals() == []


async def _long(town: Town, words: str) -> SeenMessage:
    form = await town.form(town.amina)
    await form.fill(words=words)
    assert (await form.submit()).what == "closed"
    return await town.card("The river is wide")
