"""What was written and not sent: kept while it is written, offered again, and gone once it is sent or thrown away."""

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import bot.policy
from handlers.sandbox import Modal
from tests.journeys.town import APPROVALS, MONDAY, WALK, Town

PACKS = Path(bot.policy.__file__).parent
PARAGRAPH = "The river is wide and the path is flat. " * 40


async def kept(town: Town, form: Modal) -> None:
    """Wait until the form says that its draft is kept."""
    await town.sandbox.until(lambda: "Draft kept" in form.text(), what="A form whose draft is kept")


async def half_written(town: Town, words: str = WALK) -> None:
    """Let Amina write something and close the form."""
    form = await town.form(town.amina, words)
    await kept(town, form)
    await form.close()


async def test_a_closed_form_says_how_to_go_on_and_opens_where_it_was_left(town: Town) -> None:
    form = await town.form(town.amina, accounts=["facebook", "x"])
    await form.fill(words="Join us on Fri", note="Not sure of the time.")
    await form.fill(words="Join us on Friday at")
    await kept(town, form)
    await form.close()
    assert (await town.told(town.amina, "I kept your draft.")).words == (
        "I kept your draft. Carry on in Home, or with /propose-post."
    )
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    assert "Draft kept, Mon 23 Nov, 10:00." in form.text() and "Start afresh" in form.buttons
    assert (form.values["words"], form.values["note"]) == ("Join us on Friday at", "Not sure of the time.")
    assert [option["value"] for option in form.values["accounts"]] == ["facebook", "x"]


async def test_every_field_is_kept_as_soon_as_it_is_filled_in(town: Town) -> None:
    form = await town.form(town.amina, kind="comment")
    await town.sandbox.until(lambda: "answers" in form.values, what="The fields of a comment")
    await town.amina.press(form, "More")
    await town.sandbox.until(lambda: "partner" in form.values, what="The fields behind More")
    when = MONDAY + timedelta(days=2)
    texts = {
        "answers": "A question",
        "target": "https://example.org/7",
        "note": "Soon",
        "partner": "Mind",
        "written_by": "Jo",
    }
    await form.fill(words=WALK, urgent=["urgent"], wanted_at=when, **texts)
    await kept(town, form)
    await form.close()
    await town.told(town.amina, "I kept your draft.")
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    assert {name: form.values[name] for name in texts} == texts
    assert form.values["wanted_at"] == int(when.timestamp()) and len(form.values["urgent"]) == 1


async def test_a_form_in_which_nothing_was_written_is_closed_without_a_word(town: Town) -> None:
    form = await town.form(town.amina)
    await form.close()
    await town.sandbox.settled()
    assert await town.amina.messages(await town.amina.dm()) == []


async def test_it_can_be_started_afresh(town: Town) -> None:
    await half_written(town)
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    await town.amina.press(form, "Start afresh")
    assert town.amina.confirm and town.amina.confirm["title"]["text"] == "Start afresh?"
    await town.sandbox.until(lambda: not form.values["words"], what="An empty form")
    assert "Start afresh" not in form.buttons and form.values["accounts"] == []
    await form.close()
    await town.amina.command("/propose-post")
    assert not (await town.amina.modal()).values["words"]


async def test_nobody_else_is_offered_it(town: Town) -> None:
    await half_written(town)
    await town.ruth.command("/propose-post")
    form = await town.ruth.modal()
    assert not form.values["words"] and "kept" not in form.text()


async def test_once_it_is_sent_nothing_is_kept(town: Town) -> None:
    await half_written(town)
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    assert (await form.submit()).what == "closed"
    await town.card(WALK)
    await town.sandbox.settled()
    await town.amina.command("/propose-post")
    assert not (await town.amina.modal()).values["words"]


async def test_new_words_do_not_push_a_kept_draft_aside_unseen(town: Town) -> None:
    await half_written(town)
    await town.amina.command("/propose-post", "Something else")
    form = await town.amina.modal()
    assert form.values["words"] == "Something else"
    assert f"I keep another draft of yours, from Mon 23 Nov, 10:00: “{WALK}”" in form.text()
    assert "Start afresh" not in form.buttons
    await town.amina.press(form, "Carry on with the kept draft")
    await town.sandbox.until(lambda: form.values["words"] == WALK, what="The kept words")
    assert [option["value"] for option in form.values["accounts"]] == ["facebook"]
    assert (await form.submit()).what == "closed"
    await town.card(WALK)


async def test_what_was_begun_to_change_is_there_again_unless_it_was_changed_meanwhile(town: Town) -> None:
    await town.propose()
    mine = await town.told(town.amina, "Sent to Ruth")
    await town.amina.press(mine, "Change")
    form = await town.amina.modal()
    await form.fill(words=WALK + " Bring a coat.")
    await town.sandbox.until(lambda: "added “Bring a coat.”" in form.text(), what="What was changed so far")
    await form.close()
    note = await town.told(town.amina, "I kept your draft.")
    assert note.words == "I kept your draft. Carry on in Home, or by pressing “Change” again."
    await town.amina.press(mine, "Change")
    form = await town.amina.modal()
    assert form.values["words"] == WALK + " Bring a coat."
    await town.amina.press(form, "Start afresh")
    await town.sandbox.until(lambda: form.values["words"] == WALK, what="The words as they were sent")
    await form.fill(words=WALK + " Bring tea.")
    assert (await form.submit()).what == "closed"
    await town.card("Bring tea.")


async def test_a_deciders_edits_are_theirs(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Approve with edits")
    form = await town.ruth.modal()
    await form.fill(words=WALK + " Bring a coat.")
    await kept(town, form)
    await form.close()
    await town.amina.press(await town.told(town.amina, "Sent to Ruth"), "Change")
    assert (await town.amina.modal()).values["words"] == WALK
    await (await town.amina.modal()).close()
    await town.ruth.press(card, "Approve with edits")
    form = await town.ruth.modal()
    assert form.values["words"] == WALK + " Bring a coat."
    assert (await form.submit()).what == "closed"
    assert "added “Bring a coat.”" in (await town.told(town.amina, "said yes")).words


async def test_more_than_a_field_takes_is_kept_whole_and_goes_on_in_a_second_field(town: Town) -> None:
    words = f"{PARAGRAPH}\n\n{PARAGRAPH}".strip()
    assert len(words) > 3000
    await town.amina.command("/propose-post", words)
    form = await town.amina.modal()
    assert f"That is {len(words):,} characters, and a field takes 3,000: the rest is in a second one." in form.text()
    assert "I kept all of it as a draft." in form.text()
    assert [form.values["words"], form.values["words_continued"]] == [PARAGRAPH, PARAGRAPH.strip()]
    await form.fill(accounts=["facebook"], words=PARAGRAPH + "Come.")
    await town.sandbox.until(lambda: f"{len(words) + 5:,} characters" in form.text(), what="The count of both")
    assert form.values["words_continued"] == PARAGRAPH.strip()
    await form.close()
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    assert (await form.submit()).what == "closed"
    card = await town.card("The river is wide")
    assert f"Show all {len(words) + 5:,} characters" in card.buttons
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "said yes")
    await town.quiet()
    copy = (await town.amina.messages(await town.amina.dm()))[-1]
    assert copy.words.split() == f"{PARAGRAPH}Come.\n\n{PARAGRAPH.strip()}".split()
    assert "Come.\n\n" in copy.words


async def test_long_words_do_not_push_a_kept_draft_aside_either(town: Town) -> None:
    await half_written(town)
    await town.amina.command("/propose-post", PARAGRAPH * 2)
    form = await town.amina.modal()
    assert "the rest is in a second one." in form.text() and "I kept all of it" not in form.text()
    await town.amina.press(form, "Carry on with the kept draft")
    await town.sandbox.until(lambda: form.values["words"] == WALK, what="The kept words")


async def test_three_thousand_and_one_characters_from_a_message_are_kept_and_none_is_typed(town: Town) -> None:
    words = ("word " * 601)[:3001]
    said = await town.amina.say("C0COMPLIANCE", words)
    await town.amina.message_shortcut("propose_from_message", said)
    form = await town.amina.modal()
    assert "That is 3,001 characters" in form.text()
    await form.close()
    assert "I kept your draft." in (await town.told(town.amina, "I kept your draft.")).words
    form = await town.form(town.tom)
    await form.fill(words=words)
    outcome = await form.submit()
    assert outcome.what == "errors" and "words" in outcome.errors


async def test_what_no_form_can_take_is_given_back(town: Town) -> None:
    answer = await town.amina.command("/propose-post", "word " * 1300)
    assert answer.words.startswith("That is 6,500 characters, and I can take 6,000.\nNothing was kept.")
    assert "word word" in answer.words and await town.amina.modals() == []


async def test_an_account_closed_meanwhile_is_told_at_its_field_and_the_draft_is_kept(
    town: Town, tmp_path: Path
) -> None:
    form = await town.form(town.amina, WALK, accounts=["x"])
    pack = copytree(PACKS / "next_steps", tmp_path / "pack")
    accounts = (pack / "accounts.yml").read_text()
    closed = accounts.replace(
        "network: x\n", "network: x\n  open: false\n  why_closed: its password is being changed\n"
    )
    (pack / "accounts.yml").write_text(closed)
    await town.restart(policy_pack=str(pack))
    form.state.values["note"]["note"]["value"] = "Today, please."  # sent before the change of it was reported
    outcome = await form.submit()
    assert outcome.errors == {
        "accounts": "X can't be used at the moment: its password is being changed. Choose another, or try later."
    }
    await form.close()
    await town.told(town.amina, "I kept your draft.")
    await town.amina.command("/propose-post")
    form = await town.amina.modal()
    assert (form.values["words"], form.values["note"]) == (WALK, "Today, please.")
    assert "X can't be used now: its password is being changed." in form.text()
    assert await town.ruth.messages(APPROVALS) == []


async def test_a_form_sent_twice_with_other_words_keeps_the_first_and_says_so(town: Town) -> None:
    form = await town.form(town.amina, WALK)
    assert (await form.submit()).what == "closed"
    await town.card(WALK)
    first = [it for it in town.sandbox.sent if it["payload"].get("type") == "view_submission"][-1]
    again = {**first, "envelope_id": "again"}
    again["payload"]["view"]["state"]["values"]["words"]["words"]["value"] = "Other words"
    answer = await town.sandbox.send_envelope(again)
    assert "Your first version of this form has been taken already." in str(answer.payload)
    await town.amina.command("/propose-post")
    assert not (await town.amina.modal()).values["words"]
    assert len(await town.ruth.messages(APPROVALS)) == 1
