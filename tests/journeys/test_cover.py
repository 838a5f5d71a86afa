"""Somebody stands in for the Director: with dates and a scope, never for what she kept, and never in silence."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.registers.people import Person
from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.seen import SeenMessage
from storage.store import open_store
from tests.journeys.test_reminders_to_deciders import reminders
from tests.journeys.town import APPROVALS, MONDAY, ORG, WALK, Town

BIO = "We walk on Fridays."


async def person(town: Town, who: DrivenMember) -> str:
    """Our own reference for somebody, as a list to choose from holds it."""
    store = open_store(town.database, ORG)
    try:
        return (await store.read(lambda unit: unit.get(Person, platform_id=who.id))).id  # type: ignore[union-attr]
    finally:
        store.close()


async def form(town: Town, who: DrivenMember, what: str, **values: Any) -> Any:
    """Open a form by /approvals and send it; says what became of it."""
    await who.command("/approvals", what)
    return await town.send(who, **values)


async def named(town: Town, **values: Any) -> SeenMessage:
    """Have Ruth name Grace, and return what she is told."""
    outcome = await form(town, town.ruth, "cover", deputy=await person(town, town.grace), **values)
    assert outcome.what == "closed", outcome
    return await town.told(town.grace, "You stand in for the Director")


async def profile(town: Town) -> SeenMessage:
    """Have a change to a profile proposed, and return its card."""
    modal = await town.form(town.amina, BIO, kind="profile_change")
    await town.sandbox.until(lambda: "target" in str(modal.blocks), what="A field for the part of the profile")
    await modal.fill(target="The description")
    assert (await modal.submit()).what == "closed"
    return await town.card(BIO)


async def said(town: Town, who: DrivenMember, containing: str, channel: str = APPROVALS) -> str:
    """Return the private answer that somebody got."""
    return (await who.message(channel, containing=containing)).words


async def test_a_deputy_named_for_two_hours_decides_for_two_hours(town: Town) -> None:
    told = await named(town, how_long="2h", reason="I am at the dentist.")
    assert told.text.startswith("You stand in for the Director from now until Mon 23 Nov, 12:00.")
    assert "but for what the Director kept: a change to a profile" in told.words and "dentist" in told.words
    await town.told(town.ruth, "Grace Osei stands in for the Director")
    card = await town.propose()
    assert "Grace Osei stands in for the Director until Mon 23 Nov, 12:00." in card.words
    await town.grace.press(card, "Approve")
    await town.told(town.amina, "Grace Osei (standing in for the Director) said yes")

    await town.clock.pass_by(hours=2)
    await town.told(town.grace, "You no longer stand in for the Director, since Mon 23 Nov, 12:00.")
    await town.grace.press(await town.propose(words="Another."), "Approve")
    await said(town, town.grace, "Only the Director or a named deputy can decide this.")


async def test_a_deputy_decides_within_the_scope_alone(town: Town) -> None:
    told = await named(town, how_long="today", kinds=["post"], accounts=["facebook"])
    assert "To decide: a post, on Facebook page only" in told.words
    await town.grace.press(await town.propose(accounts=["x"], words="On X."), "Approve")
    refused = await said(town, town.grace, "this is not among what you may decide")
    assert "If they say yes by phone, press “Yes by phone”" in refused
    await town.grace.press(await town.propose(), "Approve")
    await town.told(town.amina, "said yes to NS-2")


async def test_what_the_director_kept_is_a_deputys_only_when_she_says_so(town: Town) -> None:
    await named(town, how_long="today")
    card = await profile(town)
    await town.grace.press(card, "Approve")
    await said(town, town.grace, "this is not among what you may decide")
    await named(town, how_long="today", reserved=["reserved"])
    await town.grace.press(await town.card(BIO), "Approve")
    await town.told(town.amina, "said yes to NS-1")


async def test_nobody_who_stands_in_names_another_and_she_ends_it_when_she_likes(town: Town) -> None:
    told = await named(town, how_long="today")
    await town.grace.command("/approvals", "cover", channel=APPROVALS)
    await said(town, town.grace, "Whoever stands in cannot pass it on.")
    await town.grace.press(told, "I can't do it")
    await town.told(town.ruth, "Grace Osei no longer stands in for the Director")
    await town.grace.press(await town.propose(), "Approve")
    await said(town, town.grace, "Only the Director or a named deputy can decide this.")


async def test_while_the_director_is_away_her_deputy_is_asked_at_once(town: Town) -> None:
    await town.tom.open_home()
    week = {"first": date(2026, 11, 24), "last": date(2026, 11, 27)}
    outcome = await form(town, town.ruth, "away", **week)
    assert outcome.what == "updated"
    assert "nobody stands in" not in await town.refused(town.ruth)
    await town.clock.jump(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    await town.propose()
    await town.told(town.amina, "Sent to Dev")  # who stands in all the time
    await town.clock.pass_by(hours=4)
    [asked] = await reminders(town, town.dev)
    assert "NS-1" in asked.words and not await reminders(town, town.ruth)
    await town.clock.jump(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    assert len(await reminders(town, town.ruth)) == 1


async def test_days_away_without_a_deputy_are_warned_of_and_trustees_hear_when_nobody_is_here(town: Town) -> None:
    await form(town, town.ruth, "cover")  # Dev stands in since the start: she ends that
    await town.ruth.press(await town.ruth.modal(), "End it")
    await town.ruth.command("/approvals", "away")
    modal = await town.ruth.modal()
    await modal.fill(first=date(2026, 11, 25), last=date(2026, 11, 27))
    assert (await modal.submit()).what == "updated"
    assert "On Wed 25 Nov nobody stands in for you yet." in await town.refused(town.ruth)
    await town.clock.jump(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    warned = await town.told(town.ruth, "You are away until Fri 27 Nov, and nobody stands in on Wed 25 Nov.")
    await town.clock.jump(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    await town.propose()
    await town.clock.jump(datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    told = await town.told(town.grace, "One thing waits for a decision since Wed 25 Nov, 09:00")
    assert "The Director is away until Fri 27 Nov" in told.words and WALK not in told.words
    await town.ruth.press(warned, "Name a deputy")
    assert (await town.send(town.ruth, deputy=await person(town, town.dev))).what == "closed"
    await town.told(town.dev, "You stand in for the Director from now until the end of Fri 27 Nov")
    await town.quiet()
    assert not [one for one in await town.ruth.messages(await town.ruth.dm()) if "nobody stands in" in one.words]


async def test_a_yes_by_phone_counts_at_once_and_shows_until_she_confirms_it(town: Town) -> None:
    card = await profile(town)
    await town.dev.press(card, "Yes by phone")
    modal = await town.dev.modal()
    await modal.fill(said_at=MONDAY - timedelta(hours=1), words="Yes, put it up.")
    assert "an earlier yes was to something else" in (await modal.submit()).errors["said_at"]
    await modal.fill(said_at=MONDAY)
    assert (await modal.submit()).what == "closed"
    await town.told(town.amina, "Ruth Adeyemi (by phone, Mon 23 Nov, 10:00, noted by Dev Patel) said yes to NS-1")
    asked = await town.told(town.ruth, "Did you say yes by phone to NS-1")
    assert "Yes, put it up." in asked.words and BIO in asked.words
    await town.becomes(town.ruth, card, "Ruth has not confirmed yet")
    await town.ruth.press(asked, "Yes, I did")
    await town.becomes(town.ruth, asked, "Ruth Adeyemi confirmed the yes by phone to NS-1")
    await town.history(card, "Ruth Adeyemi confirmed the yes by phone to revision 1.")
    await town.quiet()
    assert "has not confirmed yet" not in (await town.card(BIO)).words


async def test_a_yes_by_phone_that_never_was_is_taken_back(town: Town) -> None:
    await town.dev.press(await town.propose(), "Yes by phone")
    assert (await town.send(town.dev, words="Go on.")).what == "closed"
    asked = await town.told(town.ruth, "Did you say yes by phone to NS-1")
    await town.clock.pass_by(hours=4)
    assert len(await reminders(town, town.ruth)) == 1
    await town.ruth.press(asked, "No, I did not")
    await town.told(town.amina, "Please don't post NS-1")
    assert not await reminders(town, town.ruth)


async def test_a_trustee_names_another_director_and_the_old_one_decides_no_more(town: Town) -> None:
    await town.tom.open_home()
    card = await town.propose()
    await town.ruth.command("/approvals", "successor", channel=APPROVALS)
    await said(town, town.ruth, "Only a trustee can name another Director.")
    himself = await form(town, town.grace, "successor", person=await person(town, town.tom), reason=" ")
    assert himself.errors == {"reason": "Say why, for whoever looks it up later."}
    assert (await town.send(town.grace, reason="Ruth has left us.")).what == "closed"
    new = await town.told(town.tom, "You are the Director now: Grace Osei decided so on Mon 23 Nov, 10:00.")
    assert new.buttons == ["Open what waits", "Name a deputy"]
    await town.told(town.ruth, "Tom Ellis is the Director now")
    await town.ruth.press(card, "Approve")
    await said(town, town.ruth, "Only the Director or a named deputy can decide this.")
    await town.tom.press(new, "Open what waits")
    await town.tom.press(await town.tom.modal(), "Look at it")
    await town.tom.press(await town.tom.modal(), "Approve")
    await town.told(town.amina, "Tom Ellis said yes to NS-1")


async def test_a_concern_about_the_directors_own_post_goes_to_the_trustee(town: Town) -> None:
    await town.propose(town.ruth, "Our new room.")
    await town.ruth.press(await town.told(town.ruth, "Sent to Dev"), "Authorise it myself")
    yes = await town.told(town.ruth, "You authorised NS-1 yourself")
    assert (await town.post(town.ruth, yes)).what == "closed"
    card = await town.becomes(town.dev, await town.card("Our new room."), "and now public")
    await town.dev.press(card, "Raise a concern")
    assert (await town.send(town.dev, words="Our neighbours can be seen.")).what == "closed"
    asked = await town.told(town.grace, "A concern about NS-1")
    await town.grace.press(asked, "Keep it")
    await town.told(town.dev, "Your concern about NS-1: Grace Osei decided")
    await town.quiet()
    assert not [one for one in await town.ruth.messages(await town.ruth.dm()) if "A concern about" in one.words]


async def test_without_a_channel_a_new_deputy_gets_the_cards_that_wait(town: Town) -> None:
    await town.restart(approvals_channel="")
    await town.tom.open_home()
    modal = await town.form(town.amina, WALK)
    await modal.submit()
    await town.told(town.ruth, "from Amina")
    await town.ruth.command("/approvals", "cover")
    assert (await town.send(town.ruth, deputy=await person(town, town.tom), how_long="2h")).what == "closed"
    told = await town.told(town.tom, "You stand in for the Director")
    assert "the channel for approvals" not in told.words
    await town.tom.press(await town.told(town.tom, "from Amina"), "Approve")
    await town.told(town.amina, "Tom Ellis (standing in for the Director) said yes")
    await town.clock.pass_by(hours=2)
    await town.told(town.tom, "You no longer stand in for the Director")
