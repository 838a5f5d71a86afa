"""One proposal for several accounts: one card, one decision, and "I posted it" for each."""

from handlers.sandbox import Modal, SeenMessage
from tests.journeys.town import APPROVALS, WALK, Town

SHORT = "A walk. Friday. Come."
LONG = "A walk by the river. " * 14


async def with_other_words(town: Town) -> Modal:
    """The form for three accounts, one of them with words of its own."""
    form = await town.form(town.amina, LONG, accounts=["facebook", "instagram", "x"])
    await town.sandbox.until(lambda: "Other words for one of them" in form.buttons, what="The button")
    await town.amina.press(form, "Other words for one of them")
    await town.sandbox.until(lambda: "words_for_x" in form.values, what="The fields")
    await form.fill(words_for_x=SHORT)
    return form


async def three(town: Town) -> SeenMessage:
    """The card of a post for three accounts with two wordings."""
    assert (await (await with_other_words(town)).submit()).what == "closed"
    return await town.card("A walk by the river.")


async def test_three_accounts_and_two_wordings_are_one_card_and_one_decision(town: Town) -> None:
    card = await three(town)
    assert card.words.startswith("Facebook page, Instagram and X, from Amina: “A walk by the river.")
    assert f"Facebook page and Instagram\n{LONG.strip()}" in card.words and f"X\n{SHORT}" in card.words
    assert len(await town.ruth.messages(APPROVALS)) == 1
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    assert "Facebook page and Instagram: “A walk by" in yes.words and f"X: “{SHORT}”" in yes.words
    await town.quiet()
    copies = [m.words for m in await town.amina.messages(await town.amina.dm())][2:]
    assert copies == [LONG.strip(), SHORT] or copies == [LONG, SHORT]


async def test_each_account_is_posted_by_itself_and_compared_with_its_own_words(town: Town) -> None:
    card = await three(town)
    await town.ruth.press(card, "Approve")
    yes = await town.told(town.amina, "said yes")
    for account, live in (("facebook", LONG), ("x", SHORT)):
        assert (await town.post(town.amina, yes, account=account, live=live)).what == "closed"
    card = await town.becomes(town.ruth, card, "X: posted by Amina Khan")
    assert "Instagram: not posted yet" in card.words
    assert card.words.count("the live words are the approved ones") == 2
    assert "Approved by Ruth Adeyemi" in card.words and "Take back" in card.buttons
    assert (await town.post(town.amina, yes, live=LONG)).what == "closed"
    card = await town.becomes(town.ruth, card, "and now public")
    assert card.words.count("the live words are the approved ones") == 3


async def test_words_too_long_for_a_network_are_told_to_whoever_decides_and_stop_nobody(town: Town) -> None:
    card = await town.propose(words=LONG, accounts=["facebook", "x"])
    cut = f"X allows 280 characters; this has {len(LONG)}: the last {len(LONG) - 280} would be cut."
    assert cut in card.words and "Facebook allows" not in card.words
    await town.ruth.press(card, "Approve")
    card = await town.becomes(town.ruth, card, "Approved by Ruth Adeyemi")
    assert cut not in card.words


async def test_who_wrote_it_and_which_partner_agreed_stand_on_the_card_and_in_the_authors_messages(
    town: Town,
) -> None:
    form = await town.form(town.amina, WALK)
    await town.amina.press(form, "More")
    await town.sandbox.until(lambda: "partner" in form.values, what="The fields")
    await form.fill(written_by="Joan Bell, volunteer", partner="Mind Leeds, Sarah Cole, 20 Nov")
    assert (await form.submit()).what == "closed"
    told = ("Written by: Joan Bell, volunteer", "Partner agreed: Mind Leeds, Sarah Cole, 20 Nov")
    card = await town.card(WALK)
    mine = await town.told(town.amina, "Sent to Ruth")
    await town.change(town.amina, mine, partner="Mind Leeds, Sarah Cole, 21 Nov")
    assert all(line in card.words and line in mine.words for line in told)
    card = await town.becomes(town.ruth, card, "revision 2 ·")
    assert "partner agreed: was “Mind Leeds, Sarah Cole, 20 Nov”, now “Mind Leeds, Sarah Cole, 21 Nov”" in card.words
    await town.ruth.press(card, "Approve")
    assert "Partner agreed: Mind Leeds, Sarah Cole, 21 Nov" in (await town.told(town.amina, "said yes")).words


async def test_what_is_proposed_again_shows_what_is_different_now(town: Town) -> None:
    await town.decide(town.ruth, await town.propose(), "Reject", "Not this week.")
    no = await town.told(town.amina, "said no")
    await town.amina.press(no, "Propose again")
    form = await town.amina.modal()
    await form.fill(words=WALK.replace("Friday", "Sunday"))
    await town.sandbox.until(lambda: "was “Friday”, now “Sunday”" in form.text(), what="What was changed")
    assert (await form.submit()).what == "closed"
    card = await town.card("NS-2")
    assert "Changed since NS-1" in card.words and "was “Friday”, now “Sunday”" in card.words
    await town.decide(town.ruth, card, "Reject", "No.")
    await town.amina.press(await town.told(town.amina, "said no to NS-2"), "Propose again")
    assert (await (await town.amina.modal()).submit()).what == "closed"
    assert "Nothing changed since NS-2." in (await town.card("NS-3")).words
