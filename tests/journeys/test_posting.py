"""After the yes: "I posted it", "I scheduled it", and what the clock does to what nobody used."""

from datetime import timedelta

import pytest

from bot.approvals.models import Comparison
from bot.delivery.say.phrases import COMPARISONS
from tests.journeys.town import APPROVALS, MONDAY, WALK, Town

HERE = "https://example.org/facebook/1"


async def test_the_same_live_words_are_noted_without_a_word_and_different_ones_are_told_word_by_word(
    town: Town,
) -> None:
    yes = await town.approved(accounts=["facebook", "instagram", "x"])
    assert (await town.post(town.amina, yes, account="facebook", address=HERE, live=f" {WALK}\n")).what == "closed"
    outcome = await town.post(town.amina, yes, account="instagram", live=WALK.replace("river", "lake"))
    assert outcome.what == "updated"
    told = await town.refused(town.amina)
    assert "The words there are not quite the approved ones." in told and "was “river" in told and "now “lake" in told
    half = await town.becomes(town.amina, yes, "X: not posted yet")
    assert "Facebook page: posted by Amina Khan, Mon 23 Nov, 10:00" in half.words and HERE in half.words
    assert (await town.post(town.amina, half)).what == "closed"
    done = await town.told(town.amina, "NS-1 is public: ")
    assert done.buttons == ["Check the words", "Raise a concern", "Receipt"]
    card = await town.card("and now public.")
    assert "Instagram: posted by Amina Khan" in card.words and "the live words differ from the approved" in card.words
    lines = await town.history(card, f"Amina Khan posted it on X; {COMPARISONS[Comparison.NOT_COMPARED]}.")
    assert "Amina Khan posted it on Instagram; the live words differ from the approved ones." in lines


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/1", "https://example.org/1 2"])
async def test_what_is_no_address_is_told_at_its_field_and_what_was_typed_stays(town: Town, address: str) -> None:
    yes = await town.approved()
    outcome = await town.post(town.amina, yes, address=address, live=WALK)
    assert outcome.errors == {"address": "That does not look like a web address. It should begin with https://"}
    assert (await town.amina.modal()).values["live"] == WALK
    assert (await town.send(town.amina, address=HERE)).what == "closed"


async def test_whoever_may_not_post_is_told_whom_to_ask_before_they_type(town: Town) -> None:
    yes = await town.approved(town.tom)
    assert "please ask Amina Khan. It is in their Home." in yes.words
    await town.tom.press(yes, "I posted it")
    no = await town.told(town.tom, "Only approved publishers post on Facebook page.")
    assert no.ephemeral and "Ask Amina Khan to post it and to press “I posted it”." in no.words
    assert await town.tom.modals() == []

    home = await town.home(town.amina, "For you to post (1)")
    assert f"NS-1 on Facebook page, by 7 Dec: “{WALK}”" in home.words
    await town.amina.press(home, "Show the words")
    assert WALK in await town.refused(town.amina)
    assert (await town.post(town.amina, home)).what == "closed"
    await town.told(town.tom, "NS-1 is public: ")


async def test_what_is_posted_cannot_be_posted_again_from_a_screen_that_is_behind(town: Town) -> None:
    yes = await town.approved()
    assert (await town.post(town.amina, yes)).what == "closed"
    await town.becomes(town.amina, yes, "is public")
    await town.amina.press(yes, "I posted it", stale=True)
    await town.told(town.amina, "NS-1 is already public since Mon 23 Nov, 10:00. Nothing changed.")


async def test_a_scheduled_post_is_noted_and_taken_out_of_the_queue_when_it_is_withdrawn(town: Town) -> None:
    yes = await town.approved()
    await town.amina.press(yes, "I scheduled it")
    outcome = await town.send(town.amina, planned_for=MONDAY - timedelta(hours=1))
    assert outcome.errors == {"planned_for": "That time has passed. If it is public by now, press “I posted it”."}
    assert (await town.send(town.amina, planned_for=MONDAY + timedelta(days=20))).what == "closed"
    card = await town.becomes(town.ruth, await town.card(WALK), "in the queue for Sun 13 Dec, 10:00")
    assert "It may be posted until 14 Dec." in card.words

    await town.amina.press(yes, "Withdraw")
    ask = await town.told(town.amina, "Please take NS-1 out of the queue of Facebook page now")
    await town.amina.press(ask, "It is out of the queue")
    assert not (await town.becomes(town.amina, ask, "NS-1 is out of the queue of Facebook page. Thank you.")).buttons
    await town.amina.press(ask, "It is out of the queue", stale=True)
    await town.told(town.amina, "You already said on Mon 23 Nov, 10:00 that it is out of the queue.")
    await town.history(card, "Amina Khan took it out of the queue of Facebook page.")


async def test_a_wanted_time_is_what_the_schedule_form_offers_first(town: Town) -> None:
    wanted = MONDAY + timedelta(days=3)
    yes = await town.approved(wanted_at=wanted)
    await town.amina.press(yes, "I scheduled it")
    assert (await town.amina.modal()).values["planned_for"] == int(wanted.timestamp())
    assert "Facebook page, by Thu 26 Nov, 10:00, from Amina" in (await town.card(WALK)).words


async def test_what_nobody_decides_expires_and_the_words_are_kept(town: Town) -> None:
    card = await town.propose()
    await town.clock.pass_by(days=13, hours=23)
    await town.quiet()
    assert "Approve" in (await town.ruth.again(card)).buttons
    await town.clock.pass_by(hours=1)
    ended = await town.told(town.amina, "Your words are safe.")
    assert ended.words.startswith(f"NS-1 expired on 7 Dec: nobody had decided it in time. “{WALK}”")
    assert "NS-1 expired on 7 Dec" in (await town.without_buttons(town.ruth, card)).words
    await town.ruth.press(card, "Approve", stale=True)
    late = await town.ruth.message(APPROVALS, containing="Nothing changed.")
    assert "NS-1 expired on 7 Dec: nobody had decided it in time." in late.words
    await town.amina.press(ended, "Propose again")
    assert (await town.send(town.amina)).what == "closed"
    assert "carries on from an earlier proposal" in (await town.card("NS-2")).words


async def test_what_its_author_does_not_change_expires_for_that_reason(town: Town) -> None:
    await town.decide(town.ruth, await town.propose(), "Request changes", "Say where.")
    await town.told(town.amina, "asks for changes")
    await town.clock.pass_by(days=14)
    await town.told(town.amina, "NS-1 expired on 7 Dec: it was not changed in time.")


@pytest.mark.parametrize(("kind", "hours"), [("post", 336), ("comment", 48)])
async def test_an_approval_nobody_uses_lapses_after_the_packs_hours(town: Town, kind: str, hours: int) -> None:
    more = {"target": "https://example.org/them", "answers": "Do you know a walk?"} if kind == "comment" else {}
    modal = await town.form(town.amina, WALK)
    await modal.fill(kind=kind)
    await town.sandbox.until(lambda: all(name in modal.values for name in more), what="The fields of a comment")
    await modal.fill(**more)
    assert (await modal.submit()).what == "closed"
    await town.ruth.press(await town.card(WALK), "Approve")
    yes = await town.told(town.amina, "said yes")
    await town.clock.pass_by(hours=hours - 1)
    await town.quiet()
    assert "I posted it" in (await town.amina.again(yes)).buttons
    await town.clock.pass_by(hours=1)
    ended = await town.told(town.amina, "Your words are safe.")
    assert ended.words.startswith("The approval of NS-1 lapsed on")
    assert not (await town.without_buttons(town.amina, yes)).buttons
    await town.amina.press(ended, "Propose again")
    assert (await town.send(town.amina)).what == "closed"
    await town.card("NS-2")


async def test_part_of_it_public_the_rest_can_be_dropped_and_what_is_public_stays(town: Town) -> None:
    yes = await town.approved(accounts=["facebook", "x"])
    await town.post(town.amina, yes, account="facebook")
    half = await town.becomes(town.amina, yes, "X: not posted yet")
    await town.amina.press(half, "Withdraw")
    done = await town.becomes(town.amina, yes, "NS-1 is public: ")
    assert "X:" not in done.words
    await town.history(await town.card("and now public."), "Nothing more of it will be posted.")
