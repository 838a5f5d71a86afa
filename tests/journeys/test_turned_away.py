"""Every no, through the front door: what happened, what was saved, what to do next."""

from typing import Any

import pytest

from handlers.sandbox import NotPossibleError
from tests.journeys.town import APPROVALS, WALK, Town

DECIDING = ["Approve", "Approve with edits", "Request changes", "Reject", "Yes by phone"]


async def test_a_guest_is_asked_to_turn_to_a_colleague(town: Town) -> None:
    answer = await town.gus.command("/propose-post", WALK)
    assert answer.words == (
        "Guests of this workspace can't propose or decide. Nothing was sent or saved. "
        "Please ask a member of staff to propose it for you."
    )
    assert await town.gus.modals() == []


async def test_somebody_who_has_become_a_guest_or_left_gets_no_further(town: Town) -> None:
    card = await town.propose()
    town.sandbox.change_member("U0DEV", is_guest=True)
    await town.sandbox.settled()
    await town.dev.press(card, "Approve")
    await town.dev.message(APPROVALS, containing="Guests of this workspace can't propose or decide.")
    town.sandbox.change_member("U0DEV", is_guest=False)
    await town.sandbox.settled()
    await town.dev.press(card, "Approve")
    envelope = _sent(town, "block_actions")
    await town.told(town.amina, "said yes")
    card = await town.propose(town.tom, "Another one.")
    town.sandbox.change_member("U0DEV", deleted=True)
    await town.sandbox.settled()
    with pytest.raises(NotPossibleError):
        await town.dev.press(card, "Approve")
    late = {**envelope, "envelope_id": "late"}
    late["payload"]["actions"][0]["value"] = card.blocks[-1]["elements"][0]["value"]
    assert (await town.sandbox.send_envelope(late)).acknowledged
    await town.quiet()
    assert "Approve" in (await town.ruth.again(card)).buttons


async def test_somebody_of_another_team_is_told_whom_to_ask(town: Town) -> None:
    await town.tom.command("/policy", "photos")
    envelope = _sent(town, "slash_commands")
    stranger = {**envelope, "envelope_id": "other", "payload": {**envelope["payload"], "user_id": "U0STRANGER"}}
    answer = await town.sandbox.send_envelope(stranger)
    assert "You belong to another organisation's workspace" in answer.payload["text"]


async def test_a_robot_is_not_served(town: Town) -> None:
    await town.tom.command("/propose-post", WALK)
    envelope = _sent(town, "slash_commands")
    robot = {**envelope, "envelope_id": "robot", "payload": {**envelope["payload"], "user_id": "U0BOT"}}
    answer = await town.sandbox.send_envelope(robot)
    assert answer.payload["text"] == "I only take requests from people. Nothing was sent or saved."


async def test_a_trustee_reads_the_card_and_decides_nothing(town: Town) -> None:
    card = await town.propose()
    await town.grace.press(card, "Approve")
    no = await town.grace.message(APPROVALS, containing="Only the Director or a named deputy can decide this.")
    assert no.ephemeral
    assert "NS-1 stands as it was. It is with Ruth Adeyemi, or Dev Patel standing in." in no.words
    for button in DECIDING[1:]:
        await town.grace.press(card, button)
    await town.sandbox.until(lambda: _whispers(town, "U0GRACE", "Only the Director") == 4, what="Four refusals")
    assert await town.grace.modals() == []
    assert (await town.ruth.again(card)).buttons == DECIDING


@pytest.mark.parametrize("button", DECIDING)
async def test_a_click_on_a_card_that_is_behind_says_so_and_decides_nothing(town: Town, button: str) -> None:
    old = await town.propose()
    await town.change(town.amina, await town.told(town.amina, "Sent to Ruth"), words=WALK + " Bring a coat.")
    await town.becomes(town.ruth, old, "revision 2 ·")
    await town.ruth.press(old, button, stale=True)
    if button == "Approve with edits":
        form = await town.ruth.modal()
        assert "Bring a coat." in form.text()
        return
    no = await town.ruth.message(APPROVALS, containing="after what you were looking at was drawn")
    assert "Amina Khan changed NS-1 on Mon 23 Nov, 10:00" in no.words and "Nothing was decided." in no.words
    assert (await town.ruth.again(old)).buttons == DECIDING


async def test_a_late_click_learns_who_decided_and_when(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Approve")
    await town.dev.press(card, "Reject", stale=True)
    no = await town.dev.message(APPROVALS, containing="was already approved")
    assert no.ephemeral
    assert no.words == "NS-1 was already approved by Ruth Adeyemi on Mon 23 Nov, 10:00. Nothing changed."


async def test_a_double_click_decides_once(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Approve")
    await town.ruth.press(card, "Approve", stale=True)
    await town.ruth.message(APPROVALS, containing="already approved by Ruth Adeyemi")
    assert await town.history(card, "Ruth Adeyemi approved revision 1.") == ["Ruth Adeyemi approved revision 1."]
    await town.quiet()
    assert len([m for m in await town.amina.messages(await town.amina.dm()) if "said yes" in m.words]) == 1


async def test_a_reason_written_while_somebody_else_decided_is_not_lost(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Request changes")
    await (await town.ruth.modal()).fill(clause="none", words="Please say where we meet.")
    await town.dev.press(card, "Approve")
    assert (await (await town.ruth.modal()).submit()).what == "pushed"
    assert "already approved by Dev Patel (standing in for the Director)" in await town.refused(town.ruth)
    assert (await town.ruth.modal()).values["words"] == "Please say where we meet."


async def test_edits_to_words_that_changed_meanwhile_are_kept_and_not_taken(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Approve with edits")
    await (await town.ruth.modal()).fill(words="Come for a walk.")
    await town.change(town.amina, await town.told(town.amina, "Sent to Ruth"), words=WALK + " Bring a coat.")
    assert (await (await town.ruth.modal()).submit()).what == "pushed"
    assert "after what you were looking at was drawn" in await town.refused(town.ruth)
    assert (await town.ruth.modal()).values["words"] == "Come for a walk."
    assert "Approve" in (await town.becomes(town.ruth, card, "revision 2 ·")).buttons


async def test_only_who_approved_or_the_director_takes_an_approval_back(town: Town) -> None:
    await town.approved()
    card = await town.becomes(town.ruth, await town.card(WALK), "Approved by")
    await town.dev.press(card, "Take back")
    no = await town.dev.message(APPROVALS, containing="Only whoever approved it, or the Director, can take an")
    assert no.ephemeral and "NS-1 stays approved." in no.words and await town.dev.modals() == []


async def test_a_button_of_an_older_version_explains_itself(town: Town) -> None:
    card = await town.propose()
    await town.grace.press(card, "Approve")
    envelope = _sent(town, "block_actions")
    for name, value in (("agree", "v1:x"), ("approve", "x")):
        action = {**envelope["payload"]["actions"][0], "action_id": name, "value": value}
        payload = {**envelope["payload"], "actions": [action]}
        await town.sandbox.send_envelope({**envelope, "envelope_id": name + value, "payload": payload})
    old = await town.grace.message(APPROVALS, containing="This button is from an older version of me.")
    assert "Nothing has changed." in old.words and "my Home shows what is open" in old.words


async def test_the_same_form_delivered_twice_makes_one_proposal_and_with_other_words_is_told_so(town: Town) -> None:
    await town.propose()
    envelope = _sent(town, "view_submission")
    answer = await town.sandbox.send_envelope({**envelope, "envelope_id": "again"})
    assert answer.acknowledged and not answer.payload
    view = envelope["payload"]["view"]
    values = {**view["state"]["values"], "words": {"words": {"type": "plain_text_input", "value": "Other words."}}}
    payload = {**envelope["payload"], "view": {**view, "state": {"values": values}}}
    answer = await town.sandbox.send_envelope({**envelope, "envelope_id": "other", "payload": payload})
    assert "Your first version of this form has been taken already." in str(answer.payload)
    await town.quiet()
    assert len(await town.ruth.messages(APPROVALS)) == 1
    assert WALK in (await town.card("NS-1")).words


async def test_words_or_a_thumb_under_the_card_point_whoever_may_decide_to_the_buttons(town: Town) -> None:
    card = await town.propose()
    await town.quiet()
    for who in (town.grace, town.ruth):
        await who.say(APPROVALS, "Looks good!", card.ts)
        await who.react(card, "+1")
    pointer = await town.ruth.message(APPROVALS, containing="only the buttons count")
    assert pointer.ephemeral and pointer.words.startswith("If that was your decision on NS-1: only the buttons count.")
    await town.sandbox.until(
        lambda: _pointers(town, "U0RUTH") == 2, what="A pointer for the words and one for the thumb"
    )

    for elsewhere in (await town.ruth.say(APPROVALS, "A word with you all"), await town.grace.say(APPROVALS, "Yes?")):
        await town.ruth.say(APPROVALS, "Looks good!", elsewhere.ts)
        await town.ruth.react(elsewhere, "+1")
    await town.ruth.say(APPROVALS, "Who is in the picture?", card.ts)
    await town.ruth.react(card, "eyes")
    await town.sandbox.settled()
    await town.dev.react(card, "+1")
    await town.dev.message(APPROVALS, containing="only the buttons count")
    assert (_pointers(town, "U0RUTH"), _pointers(town, "U0GRACE")) == (2, 0)
    assert (await town.ruth.again(card)).buttons == DECIDING


async def test_nobody_is_pointed_anywhere_once_it_is_decided(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Approve")
    await town.becomes(town.ruth, card, "Approved by")
    await town.ruth.say(APPROVALS, "Looks good!", card.ts)
    await town.sandbox.settled()
    other = await town.propose(town.tom, "Another one.")
    await town.quiet()
    await town.ruth.react(other, "+1")
    await town.ruth.message(APPROVALS, containing="If that was your decision on NS-2")
    assert _pointers(town, "U0RUTH") == 1


def _whispers(town: Town, user: str, words: str) -> int:
    whispered = town.sandbox.workspace.channels[APPROVALS].ephemerals.get(user, ())
    return len([message for message in whispered if words in message.text])


def _pointers(town: Town, user: str) -> int:
    return _whispers(town, user, "only the buttons count")


def _sent(town: Town, kind: str) -> dict[str, Any]:
    """The newest envelope of a kind that the sandbox has sent."""
    newest: dict[str, Any] = [it for it in town.sandbox.sent if kind in (it["type"], it["payload"].get("type"))][-1]
    return newest
