"""The card: one message for life, in the deciders' channel or in their direct messages."""

from tests.journeys.plain_words import quoted
from tests.journeys.town import APPROVALS, WALK, Town


async def test_one_card_for_life_with_its_history_in_its_thread(town: Town) -> None:
    card = await town.propose(accounts=["facebook", "x"])
    await town.decide(town.ruth, card, "Request changes", "Say where we meet.", "PER-5")
    no = await town.told(town.amina, "asks for changes")
    assert "NS-1 was sent back for changes by Ruth Adeyemi" in (await town.without_buttons(town.ruth, card)).words
    await town.change(town.amina, no, words=WALK + " We meet at the library.", accounts=["facebook"])
    revised = await town.becomes(town.ruth, card, "revision 2 ·")
    assert "added “We meet at the library.”" in revised.words
    assert "accounts: was “Facebook page, X”, now “Facebook page”" in revised.words
    await town.dev.press(revised, "Approve")
    approved = await town.becomes(town.ruth, card, "Approved by Dev Patel (standing in for the Director)")
    assert approved.buttons == ["Take back"]
    await town.decide(town.ruth, approved, "Take back", "Wait for the council.")
    await town.becomes(town.ruth, card, "Ruth Adeyemi took the approval of NS-1 back on Mon 23 Nov, 10:00.")
    lines = await town.history(card, "Ruth Adeyemi took the approval of revision 2 back.")
    assert lines == [
        "Ruth Adeyemi asked for changes to revision 1.",
        "Amina Khan changed it: now revision 2.",
        "Dev Patel approved revision 2.",
        "Ruth Adeyemi took the approval of revision 2 back.",
    ]
    [only] = await town.ruth.messages(APPROVALS)
    assert only.ts == card.ts


async def test_the_card_calls_the_deciders_while_it_waits_and_nobody_afterwards(town: Town) -> None:
    card = await town.propose()
    assert "@U0RUTH" in card.words
    await town.ruth.press(card, "Approve")
    assert "@U0" not in (await town.becomes(town.ruth, card, "Approved by")).words


async def test_a_screen_reader_hears_the_first_line_the_exact_words_and_what_changed(town: Town) -> None:
    card = await town.propose(note="The council asked.")
    first, words, *rest = card.text.split("\n")
    assert first == f"Facebook page, from Amina: “{WALK}”" and words == f"“{WALK}”"
    assert "Note from the author: The council asked." in rest
    await town.change(town.amina, await town.told(town.amina, "Sent to Ruth"), words=WALK.replace("Friday", "Sunday"))
    assert "was “Friday”, now “Sunday”" in (await town.becomes(town.ruth, card, "revision 2 ·")).text
    labels = [
        element["accessibility_label"]
        for block in (await town.ruth.again(card)).blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert labels[0] == "Approve: NS-1, from Amina Khan"


async def test_without_a_channel_each_decider_has_the_card_and_one_decision_clears_both(town: Town) -> None:
    await town.restart(approvals_channel="")
    form = await town.form(town.amina, WALK)
    assert (await form.submit()).what == "closed"
    ruths, devs = await town.told(town.ruth, WALK), await town.told(town.dev, WALK)
    assert quoted(ruths.blocks) == quoted(devs.blocks) == [WALK]
    await town.quiet()
    await town.dev.say(await town.dev.dm(), "Looks good", devs.ts)
    await town.told(town.dev, "only the buttons count")
    await town.ruth.press(ruths, "Approve")
    for who, card in ((town.ruth, ruths), (town.dev, devs)):
        await town.becomes(who, card, "Approved by Ruth Adeyemi")
    await town.dev.press(devs, "Reject", stale=True)
    await town.told(town.dev, "NS-1 was already approved by Ruth Adeyemi on Mon 23 Nov, 10:00.")
    await town.quiet()
    assert len([m for m in await town.dev.messages(await town.dev.dm()) if "NS-1" in m.words]) == 1
    assert await town.ruth.messages(APPROVALS) == []


async def test_without_a_channel_the_directors_own_proposal_goes_to_the_cover_alone(town: Town) -> None:
    await town.restart(approvals_channel="")
    assert (await (await town.form(town.ruth, "From the Director.")).submit()).what == "closed"
    card = await town.told(town.dev, "From the Director.")
    assert "Approve" in card.buttons
    await town.quiet()
    assert not [m for m in await town.ruth.messages(await town.ruth.dm()) if "Approve" in m.buttons]
    await town.dev.press(card, "Approve")
    await town.told(town.ruth, "Dev Patel (standing in for the Director) said yes")
