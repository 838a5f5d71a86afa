"""What a decider can say to a proposal, and what an author can do before and after it, as people do it."""

from datetime import timedelta

import pytest

from tests.journeys.town import APPROVALS, WALK, Town


async def test_a_yes_reaches_the_author_with_the_exact_words_in_a_message_of_their_own(town: Town) -> None:
    card = await town.propose()
    await town.ruth.press(card, "Approve")
    assert town.ruth.confirm is None
    yes = await town.told(town.amina, "said yes")
    assert yes.words.startswith(f"Ruth Adeyemi said yes to NS-1: “{WALK}”")
    assert "by 7 Dec" in yes.words
    assert yes.buttons == ["I posted it", "I scheduled it", "Change it", "Withdraw", "Receipt"]
    await town.quiet()
    alone = [m for m in await town.amina.messages(await town.amina.dm()) if m.words == WALK]
    assert len(alone) == 1 and alone[0].text == f"“{WALK}”"
    decided = await town.becomes(town.ruth, card, "Approved by Ruth Adeyemi, Mon 23 Nov, 10:00.")
    assert decided.buttons == ["Take back"]
    copy = await town.told(town.amina, "Yours: ")
    assert "NS-1 was approved by Ruth Adeyemi on Mon 23 Nov, 10:00." in copy.words and not copy.buttons


async def test_a_yes_with_edits_shows_the_author_what_was_changed(town: Town) -> None:
    card = await town.propose(town.tom)
    await town.ruth.press(card, "Approve with edits")
    form = await town.ruth.modal()
    assert form.submit_label == "Approve these words" and form.values["words"] == WALK
    edited = WALK.replace("Friday", "Saturday")
    assert (await town.send(town.ruth, words=edited)).what == "closed"
    yes = await town.told(town.tom, "said yes to NS-1 with edits")
    assert "was “Friday”, now “Saturday”" in yes.words
    assert "please ask Amina Khan" in yes.words
    await town.told(town.tom, edited)
    assert "Approved with edits by Ruth Adeyemi" in (await town.becomes(town.ruth, card, "revision 2")).words


async def test_a_no_quotes_the_clause_and_the_same_can_be_proposed_again(town: Town) -> None:
    card = await town.propose()
    await town.decide(town.ruth, card, "Reject", "It names the street.", "PRV-2c")
    no = await town.told(town.amina, "said no to NS-1")
    assert "It names the street." in no.words and "street name" in no.words
    assert "Policy v1, PRV-2c" in no.words
    card = await town.without_buttons(town.ruth, card)
    assert "NS-1 was rejected by Ruth Adeyemi" in card.words and "Reason: PRV-2c" in card.words

    await town.amina.press(no, "Propose again")
    form = await town.amina.modal()
    assert form.title == "Propose again" and form.values["words"] == WALK
    assert (await town.send(town.amina, words="Join us for a walk.")).what == "closed"
    assert "carries on from an earlier proposal" in (await town.card("NS-2")).words


async def test_a_no_without_a_clause_is_told_as_the_deciders_own_wish(town: Town) -> None:
    await town.decide(town.ruth, await town.propose(), "Reject", "Not this week.", "none")
    no = await town.told(town.amina, "said no to NS-1")
    assert "Not this week." in no.words and "No clause of the policy" in no.words


async def test_a_no_without_a_reason_is_asked_for_one_at_its_field(town: Town) -> None:
    await town.ruth.press(await town.propose(), "Reject")
    outcome = await town.send(town.ruth, clause="none", words="   ")
    assert outcome.errors == {"words": "Say in your own words what should be different, or why not."}
    form = await town.ruth.modal()
    assert form.is_open and WALK in form.text()


async def test_the_author_changes_a_proposal_while_it_waits_and_the_card_says_what_changed(town: Town) -> None:
    card = await town.propose()
    sent = await town.told(town.amina, "Sent to Ruth")
    assert "You can change or withdraw it until it is decided." in sent.words
    outcome = await town.change(
        town.amina, sent, words=WALK.replace("Friday", "Sunday"), wanted_at=town.clock.now() + timedelta(days=1)
    )
    assert outcome.what == "closed"
    card = await town.becomes(town.ruth, card, "revision 2 ·")
    assert "was “Friday”, now “Sunday”" in card.words
    assert "wanted time: added “Tue 24 Nov, 10:00”" in card.words
    assert len(await town.ruth.messages(APPROVALS)) == 1
    assert "Revision 2." in (await town.becomes(town.amina, sent, "Sunday")).words


async def test_sending_the_same_words_again_as_a_change_is_told_so(town: Town) -> None:
    await town.propose()
    assert (await town.change(town.amina, await town.told(town.amina, "Sent to Ruth"))).what == "pushed"
    assert "Nothing is different from what was there. So nothing was sent." in await town.refused(town.amina)


async def test_a_change_after_the_yes_voids_it_and_the_old_yes_says_so(town: Town) -> None:
    yes = await town.approved()
    assert (await town.change(town.amina, yes, words=WALK + " Bring a coat.")).what == "closed"
    old = await town.becomes(town.amina, yes, "That approval no longer counts.")
    assert not old.buttons and "Post them" not in old.words
    card = await town.card("revision 2 ·")
    assert "added “Bring a coat.”" in card.words and "Approve" in card.buttons
    await town.ruth.press(card, "Approve")
    await town.told(town.amina, "Bring a coat.")


async def test_taking_a_yes_back_reaches_the_author_as_a_message_of_its_own(town: Town) -> None:
    yes = await town.approved()
    await town.quiet()
    before = len(await town.amina.messages(await town.amina.dm()))
    card = await town.becomes(town.ruth, await town.card(WALK), "Approved by")
    await town.decide(town.ruth, card, "Take back", "The date is wrong.")
    stop = await town.told(town.amina, "Please don't post NS-1: Ruth Adeyemi took the approval back")
    assert len(await town.amina.messages(await town.amina.dm())) == before + 1
    assert "The date is wrong." in stop.words
    assert not (await town.without_buttons(town.amina, yes)).buttons
    assert (await town.change(town.amina, stop, words="Join us on Saturday.")).what == "closed"
    assert not (await town.without_buttons(town.amina, stop)).buttons
    assert "Approve" in (await town.card("revision 2 ·")).buttons


@pytest.mark.parametrize("state", ["pending", "changes requested", "approved"])
async def test_the_author_withdraws_in_any_open_state_and_may_propose_again(town: Town, state: str) -> None:
    card = await town.propose()
    message = await town.told(town.amina, "Sent to Ruth")
    if state == "changes requested":
        await town.decide(town.ruth, card, "Request changes", "Say where.")
        message = await town.told(town.amina, "asks for changes to NS-1")
    elif state == "approved":
        await town.ruth.press(card, "Approve")
        message = await town.told(town.amina, "said yes")
    await town.amina.press(message, "Withdraw")
    assert town.amina.confirm is not None and town.amina.confirm["title"]["text"] == "Withdraw it?"
    await town.quiet()
    gone = "Amina Khan withdrew NS-1 on Mon 23 Nov, 10:00."
    assert gone in (await town.without_buttons(town.ruth, card)).words
    copy = await town.told(town.amina, "Yours: ")
    assert gone in copy.words and copy.buttons == ["Propose again"]
    if state != "pending":
        assert not (await town.without_buttons(town.amina, message)).buttons
    await town.amina.press(copy, "Propose again")
    assert (await town.send(town.amina)).what == "closed"
    await town.card("NS-2")


async def test_the_cover_decides_while_standing_in_and_it_says_so(town: Town) -> None:
    card = await town.propose()
    await town.dev.press(card, "Approve")
    assert "Dev Patel (standing in for the Director) said yes" in (await town.told(town.amina, "said yes")).words
    await town.becomes(town.ruth, card, "Approved by Dev Patel (standing in for the Director), Mon 23 Nov, 10:00.")


async def test_the_directors_own_post_goes_to_the_cover_or_out_on_her_own_authority(town: Town) -> None:
    form = await town.form(town.ruth, "From the Director.")
    assert form.submit_label == "Send to Dev"
    await form.submit()
    card = await town.card("From the Director.")
    await town.ruth.press(card, "Approve")
    no = await town.ruth.message(APPROVALS, containing="You can't decide your own proposal.")
    assert no.ephemeral and "It is waiting for Dev Patel. Or press “Authorise it myself”" in no.words
    await town.ruth.press(await town.told(town.ruth, "Sent to Dev"), "Authorise it myself")
    assert town.ruth.confirm is not None and "Nobody else will have looked at it" in town.ruth.confirm["text"]["text"]
    await town.told(town.ruth, "You authorised NS-1 yourself")
    await town.becomes(town.dev, card, "Approved by Ruth Adeyemi (on their own authority)")


@pytest.mark.parametrize("how", ["change", "take back", "withdraw"])
async def test_the_words_to_copy_are_gone_when_the_approval_is(town: Town, how: str) -> None:
    yes = await town.approved()
    await town.quiet()
    (words,) = [m for m in await town.amina.messages(await town.amina.dm()) if m.words == WALK]
    match how:
        case "change":
            await town.amina.press(yes, "Change it")
            form = await town.amina.modal()
            await form.fill(words="Join us on Saturday.")
            assert (await form.submit()).what == "closed"
        case "take back":
            await town.decide(town.ruth, await town.card("Approved by"), "Take back", "The date is wrong.")
        case _:
            await town.amina.press(yes, "Withdraw")
    gone = await town.becomes(town.amina, words, "No longer approved: revision 1 of NS-1")
    assert WALK not in gone.words
