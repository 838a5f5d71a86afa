"""When something cannot wait or is wrong: urgent corrections, holding everything, concerns."""

from datetime import timedelta

import pytest

from tests.journeys.town import APPROVALS, MONDAY, WALK, Town

RIGHT = "Correction: the walk is on Saturday."


@pytest.mark.parametrize("button", ["It was right", "Have it corrected", "Have it taken down"])
async def test_an_urgent_correction_goes_out_first_and_gets_its_second_look(town: Town, button: str) -> None:
    card = await town.propose(words=RIGHT, urgent=["urgent"], accounts=["facebook", "x"])
    assert card.text.startswith("Urgent: Facebook page and X, from Amina") and "may go out before you" in card.words
    sent = await town.told(town.amina, "Sent to Ruth")
    assert "if it can't wait, post the correction or removal now" in sent.words
    assert (await town.post(town.amina, sent, account="facebook")).what == "closed"
    card = await town.becomes(town.ruth, card, "It needs a second look from you.")
    assert card.buttons == ["It was right", "Have it corrected", "Have it taken down"]
    public = await town.told(town.amina, "it needs a second look from Ruth Adeyemi, or Dev Patel standing in")

    await town.dev.press(card, button)
    card = await town.becomes(town.ruth, card, "It went out as urgent, and has had its second look.")
    assert card.buttons == ["Raise a concern"]
    if button == "It was right":
        assert "I posted it" in (await town.amina.again(public)).buttons
        return
    asked, done = {
        "Have it corrected": ("Please correct it on Facebook page by Tue 24 Nov, 10:00", "It is corrected"),
        "Have it taken down": ("Please take it down from Facebook page by Tue 24 Nov, 10:00", "It is taken down"),
    }[button]
    task = await town.told(town.amina, asked)
    assert task.buttons == [done]
    assert (await town.becomes(town.amina, public, "Dev Patel asked for that.")).buttons == [
        "Check the words",
        "Raise a concern",
    ]
    await town.amina.press(task, done)
    assert not (await town.becomes(town.amina, task, "Amina Khan said on Mon 23 Nov, 10:00 that it is done.")).buttons
    await town.quiet()
    assert not await _containing(town, "raised a concern")
    assert not [m for m in await town.dev.messages(await town.dev.dm()) if "Your concern" in m.words]


async def test_a_second_look_happens_once_and_not_by_the_author(town: Town) -> None:
    card = await town.propose(words=RIGHT, urgent=["urgent"])
    await town.post(town.amina, await town.told(town.amina, "Sent to Ruth"))
    card = await town.becomes(town.ruth, card, "It needs a second look")
    await town.grace.press(card, "It was right")
    await town.grace.message(APPROVALS, containing="Only the Director or a named deputy can decide this.")
    await town.ruth.press(card, "It was right")
    await town.dev.press(card, "It was right", stale=True)
    await town.dev.message(APPROVALS, containing="NS-1 has had its second look. Nothing changed.")


async def test_a_publisher_finds_a_colleagues_urgent_correction_in_their_home(town: Town) -> None:
    await town.propose(town.tom, RIGHT, urgent=["urgent"])
    sent = await town.told(town.tom, "Sent to Ruth")
    assert "please ask Amina Khan" in sent.words
    home = await town.home(town.amina, f"NS-1 (urgent, not decided yet) on Facebook page: “{RIGHT}”")
    await town.amina.press(home, "Show the words")
    assert RIGHT in await town.refused(town.amina)
    assert (await town.post(town.amina, home)).what == "closed"
    await town.told(town.tom, "NS-1 is public: ")


async def test_everything_is_held_and_released_from_home(town: Town) -> None:
    yes = await town.approved(town.tom)
    home = await town.home(town.ruth, "Hold everything")
    await town.ruth.press(home, "Hold everything")
    assert (await town.send(town.ruth, reason="A password may be known outside.")).what == "closed"
    for who in (town.tom, town.amina, town.dev):
        held = await town.told(who, "Ruth Adeyemi has put everything on hold. Please post nothing until I say so.")
        assert "A password may be known outside." in held.words
    await town.told(town.ruth, "You have put everything on hold.")
    await town.becomes(town.tom, yes, "Please don't post it until I say so.")
    card = await town.becomes(
        town.ruth, await town.card(WALK), "On hold since Mon 23 Nov, 10:00: it must not be posted."
    )
    assert "Everything is on hold since Mon 23 Nov, 10:00" in (await town.home(town.amina, "on hold")).words
    await town.amina.press(await town.home(town.amina, "To post once the hold is over"), "I posted it")
    assert "Please don't post it now." in (await town.amina.modal()).text()
    assert (await town.send(town.amina)).what == "pushed"
    assert "please don't post it" in (await town.refused(town.amina)).lower()
    await (await town.amina.modal()).close()

    home = await town.home(town.ruth, "Release the hold")
    assert "Hold everything" not in home.buttons
    await town.ruth.press(home, "Release the hold")
    assert town.ruth.confirm is not None
    await town.told(town.amina, "The hold is over: Ruth Adeyemi released it. What was approved may be posted again.")
    await town.told(town.ruth, "The hold is over: you released it.")
    assert "on hold" not in (await town.becomes(town.tom, yes, "by 7 Dec")).words
    assert "It may be posted until 7 Dec." in (await town.becomes(town.ruth, card, "It may be posted")).words


async def test_a_hold_asks_for_what_waits_in_a_queue_and_hears_of_what_was_out_already(town: Town) -> None:
    yes = await town.approved()
    await town.amina.press(yes, "I scheduled it")
    await town.send(town.amina, planned_for=MONDAY + timedelta(days=2))
    await town.ruth.press(await town.home(town.ruth, "Hold everything"), "Hold everything")
    await town.send(town.ruth)
    ask = await town.told(town.amina, "Please take NS-1 out of the queue of Facebook page now")
    assert "it would go out on Wed 25 Nov, 10:00" in ask.words
    await town.amina.press(yes, "I scheduled it")
    assert (await town.send(town.amina, planned_for=MONDAY + timedelta(days=3))).what == "pushed"
    assert "If it is in a queue already, please take it out there." in await town.refused(town.amina)
    await (await town.amina.modal()).close()
    assert (await town.post(town.amina, yes, already_public=["yes"])).what == "closed"
    await town.becomes(town.amina, yes, "it went out during a hold")


async def test_what_went_out_from_its_queue_is_not_asked_out_of_it(town: Town) -> None:
    yes = await town.approved(accounts=["facebook", "x"])
    await town.amina.press(yes, "I scheduled it")
    await town.send(town.amina, account="facebook", planned_for=MONDAY + timedelta(days=1))
    await town.becomes(town.ruth, await town.card(WALK), "in the queue for Tue 24 Nov, 10:00")
    await town.clock.pass_by(days=1, minutes=5)
    assert (await town.post(town.amina, yes, account="facebook")).what == "closed"
    card = await town.becomes(town.ruth, await town.card(WALK), "X: not posted yet")
    assert "in the queue" not in card.words
    await town.ruth.press(await town.home(town.ruth, "Hold everything"), "Hold everything")
    await town.send(town.ruth)
    await town.told(town.amina, "Ruth Adeyemi has put everything on hold.")
    assert "out of the queue" not in await town.amina.reads(await town.amina.dm())


@pytest.mark.parametrize(
    ("way", "answer"), [("command", "Keep it"), ("button", "Have it corrected"), ("home", "Have it taken down")]
)
async def test_a_concern_is_raised_in_three_ways_and_answered_in_three(town: Town, way: str, answer: str) -> None:
    yes = await town.approved()
    await town.post(town.amina, yes)
    public = await town.told(town.amina, "NS-1 is public: ")
    who, words = town.tom, "It shows a child."
    if way == "command":
        await who.command("/concern", words)
    elif way == "home":
        await who.press(await town.home(who, "Raise a concern"), "Raise a concern")
    else:
        who = town.amina
        await who.press(public, "Raise a concern")
    form = await who.modal()
    assert "Ring 999" in form.text()
    if way == "button":
        assert WALK in form.text()
    else:
        options = next(b for b in form.blocks if b["block_id"] == "which")["element"]["options"]
        assert [option["text"]["text"][:20] for option in options] == ["NS-1 “Join us on Fri"]
        await form.fill(which=options[0]["value"])
    assert (await town.send(who, words=words)).what == "closed"
    raised = await town.told(who, "Thank you: your concern about NS-1 is with the Director.")
    ask = await town.told(town.ruth, "A concern about NS-1, public on Facebook page: what should happen?")
    assert words in ask.words and WALK in ask.words

    home = await town.home(town.ruth, "Waiting for you (1)")
    assert words in home.words
    await town.ruth.press(home, answer)
    line = {
        "Keep it": "it stays as it is",
        "Have it corrected": "it is to be corrected",
        "Have it taken down": "it is to be taken down",
    }[answer]
    told = f"Ruth Adeyemi decided on Mon 23 Nov, 10:00 that {line}."
    assert not (await town.becomes(town.ruth, ask, told)).buttons
    await town.becomes(who, raised, told)
    if answer == "Keep it":
        return
    task = await town.told(town.amina, "by Tue 24 Nov, 10:00: NS-1")
    assert words in task.words
    card = await town.becomes(town.ruth, await town.card(WALK), "by Tue 24 Nov, 10:00: Ruth Adeyemi asked for that.")
    await town.amina.press(task, task.buttons[0])
    done = f"It was {line.removeprefix('it is to be ')}: Amina Khan, Mon 23 Nov, 10:00."
    await town.becomes(town.ruth, card, done)
    await town.becomes(town.amina, public, done)
    await town.becomes(who, raised, "Amina Khan said on Mon 23 Nov, 10:00 that it is done.")


async def test_two_deciders_answer_one_concern_once(town: Town) -> None:
    await town.post(town.amina, await town.approved())
    await town.amina.press(await town.told(town.amina, "NS-1 is public: "), "Raise a concern")
    await town.send(town.amina, words="The date is wrong.")
    dev = await town.told(town.dev, "A concern about NS-1")
    await town.ruth.press(await town.told(town.ruth, "A concern about NS-1"), "Keep it")
    await town.dev.press(dev, "Have it taken down", stale=True)
    await town.told(town.dev, "Ruth Adeyemi already decided this on Mon 23 Nov, 10:00. Nothing changed.")


async def test_words_wrong_in_one_place_are_not_posted_in_another(town: Town) -> None:
    yes = await town.approved(accounts=["facebook", "x"])
    await town.post(town.amina, yes, account="facebook")
    await town.tom.command("/concern")
    form = await town.tom.modal()
    which = next(b for b in form.blocks if b["block_id"] == "which")["element"]["options"][0]["value"]
    assert (await town.send(town.tom, which=which, words="It names somebody.")).what == "closed"
    await town.ruth.press(
        await town.told(town.ruth, "A concern about NS-1, public on Facebook page:"), "Have it taken down"
    )
    assert (await town.becomes(town.amina, yes, "Ruth Adeyemi asked for that.")).buttons == [
        "Check the words",
        "Raise a concern",
        "Receipt",
    ]
    await town.told(town.amina, "Please take it down from Facebook page by")


async def test_a_concern_about_nothing_public_says_what_to_do_instead(town: Town) -> None:
    answer = await town.grace.command("/concern", "I saw something.")
    assert answer.words.startswith("Nothing has been posted through me yet") and "Ring 999" in answer.words


async def _containing(town: Town, words: str) -> list[str]:
    [card] = await town.ruth.messages(APPROVALS)
    return [line.words for line in await town.ruth.thread(APPROVALS, card.ts) if words in line.words]
