"""Home for each role, the policy by question, and what happens where nobody is named to decide."""

from bot.registers.people import Role, RoleHeld
from storage.store import open_store
from tests.journeys.town import ORG, WALK, Town

QUICK = ["Propose a post", "Comment elsewhere", "Check a text privately", "Raise a concern", "The policy"]


async def test_an_empty_home_says_where_to_begin(town: Town) -> None:
    for who in (town.amina, town.tom, town.grace):
        home = await town.home(who, "Nothing waits for you.")
        assert "When you want to say something in public for Next Steps, start here." in home.words
        assert home.buttons == [*QUICK, "More"]
        assert "Ruth Adeyemi decides." in home.words and "Ring 999" in home.words
    assert (await town.home(town.ruth, "Nothing waits for you.")).buttons == [*QUICK, "Hold everything", "More"]


async def test_a_guests_home_offers_nothing(town: Town) -> None:
    await town.propose()
    home = await town.home(town.gus, "Guests of this workspace")
    assert home.buttons == [] and WALK not in home.words


async def test_the_deciders_home_has_what_waits_first_and_decides_in_place(town: Town) -> None:
    for number, author in enumerate((town.tom, town.tom, town.grace, town.grace, town.dev, town.dev), start=1):
        await (await town.form(author, f"Number {number}.")).submit()
    await (await town.form(town.amina, "It cannot wait.", urgent=["urgent"])).submit()
    home = await town.home(town.ruth, "Waiting for you (7)")
    lines = [line for line in home.words.splitlines() if line.startswith("NS-")]
    assert lines[0].startswith("NS-7 (urgent, Facebook page), from Amina, since 10:00: “It cannot wait.”")
    assert lines[1].startswith("NS-1 (Facebook page), from Tom") and len(lines) == 3
    assert "and 4 more" in home.words and "See all that waits" in home.buttons
    assert "Number 1." not in (await town.home(town.grace, "Yours (2)")).words

    await town.ruth.press(home, "Look at it", index=1)
    look = await town.ruth.modal()
    assert look.title == "NS-1" and "Number 1." in look.text() and "Approve" in look.buttons
    await town.ruth.press(look, "Approve")
    await town.sandbox.until(lambda: "Approved by Ruth Adeyemi" in look.text(), what="The card in the form, redrawn")
    assert look.buttons == ["Take back"]
    await look.close()
    await town.told(town.tom, "said yes")

    await town.ruth.press(await town.home(town.ruth, "Waiting for you (6)"), "Look at it", index=1)
    await town.ruth.press(await town.ruth.modal(), "Request changes")
    assert (await town.send(town.ruth, clause="none", words="Say where.")).what == "closed"
    await town.told(town.tom, "asks for changes to NS-2")


async def test_the_authors_home_says_how_each_of_theirs_stands_and_nothing_twice(town: Town) -> None:
    await town.approved(words="The first.")
    await town.decide(town.ruth, await town.propose(words="The second."), "Request changes", "Say where.")
    await town.propose(words="The third.")
    home = await town.home(town.amina, "Yours (2)")
    assert "For you to post (1)" in home.words and home.words.count("The first.") == 1
    assert "NS-2 sent back by Ruth, 10:00: “The second.”" in home.words
    assert "NS-3 with Ruth since 10:00: “The third.”" in home.words
    assert "Change NS-2" in home.buttons and "Look at NS-3" in home.buttons


async def test_the_policy_is_quoted_in_its_own_words_or_said_not_to_cover_it(town: Town) -> None:
    contents = await town.tom.command("/policy")
    assert contents.words.startswith("Social Media Policy, Version 1") and "/policy photos" in contents.words
    quoted = await town.tom.command("/policy", "password")
    assert quoted.words.startswith("What the policy says about “password”") and "Policy v1, PWD-1" in quoted.words
    none = await town.tom.command("/policy", "holiday")
    assert none.words.startswith("The policy does not cover this")
    assert "I find nothing about “holiday” in the Social Media Policy, Version 1." in none.words
    await town.tom.press(await town.home(town.tom, "The policy"), "The policy")
    assert "Privacy protection" in (await town.tom.modal()).text()


async def test_while_no_director_is_named_nothing_is_taken_and_the_form_keeps_the_words(town: Town) -> None:
    await _without(town, Role.DIRECTOR)
    form = await town.form(town.amina, WALK)
    assert (await form.submit()).what == "pushed"
    assert "Nobody is named as Director yet, so nobody could decide." in await town.refused(town.amina)
    assert form.is_open and form.values["words"] == WALK


async def test_while_nobody_else_decides_the_directors_own_proposal_says_so(town: Town) -> None:
    await _without(town, Role.COVER)
    form = await town.form(town.ruth, WALK)
    assert form.submit_label == "Send"
    assert (await form.submit()).what == "closed"
    sent = await town.told(town.ruth, "Sent to nobody yet")
    assert "No other decider is named at the moment" in sent.words and "Authorise it myself" in sent.buttons


async def _without(town: Town, role: Role) -> None:
    """Let a role run out, as one with an end date does."""
    store = open_store(town.database, ORG)
    await store.write(lambda unit: unit.change(RoleHeld, {"role": role}, until=town.clock.now()))
    store.close()
