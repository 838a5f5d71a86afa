"""Words that are approved once and may be posted at any time: asked for, decided, taken, counted, frozen, ended."""

from datetime import UTC, date, datetime

from handlers.sandbox.driver.member import DrivenMember
from tests.journeys.town import APPROVALS, COMPLIANCE, Town

CLOSED = "We are closed on [day] and open again at [time]. In an emergency ring 999."
HOURS = "Nobody reads messages here after five. In an emergency ring 999."


async def ask(town: Town, who: DrivenMember, words: str, **more: object) -> str:
    """Ask for standing words from Home, and return the answer."""
    await listed(town, who)
    await who.press(await who.modal(), "Ask for new ones")
    modal = await who.modal()
    await modal.fill(words=words, accounts=["facebook"], **more)
    await modal.submit()
    answer = (await who.modal()).text()
    await leave(who)
    return answer


async def listed(town: Town, who: DrivenMember) -> str:
    """Open the list of standing words behind More, and return what it says."""
    await who.press(await town.home(who, "decides."), "More")
    await who.press(await who.modal(), "Standing words")
    return (await who.modal()).text()


async def leave(who: DrivenMember) -> None:
    while await who.modals():
        await (await who.modal()).close()


async def take(town: Town, who: DrivenMember, **more: object) -> str:
    await who.press(await town.home(who, "Standing words"), "Standing words")
    await who.press(await who.modal(), "Post these")
    modal = await who.modal()
    await modal.fill(**more)
    outcome = await modal.submit()
    return outcome.what


async def test_asked_for_by_staff_approved_on_a_message_and_posted_word_for_word(town: Town) -> None:
    assert "they wait for the Director" in await ask(town, town.tom, CLOSED)
    asked = await town.ruth.message(APPROVALS, containing="May these words stand")
    assert CLOSED in asked.words and "Tom Ellis asks" in asked.words and "[day] and [time]" in asked.words
    await town.ruth.press(asked, "Let them stand")
    await town.told(town.tom, "Ruth Adeyemi approved them on Mon 23 Nov, 10:00.")

    await town.amina.press(await town.home(town.amina, "Standing words"), "Standing words")
    await town.amina.press(await town.amina.modal(), "Post these")
    modal = await town.amina.modal()
    await modal.fill(day=date(2026, 12, 24), time="soon")
    outcome = await modal.submit()
    assert outcome.what == "errors" and "Write a time like 14:30." in str(outcome)
    await modal.fill(time="9:30")
    await modal.submit()
    words = await town.told(town.amina, "We are closed on Thursday 24 December and open again at 09:30.")
    assert words.words == CLOSED.replace("[day]", "Thursday 24 December").replace("[time]", "09:30")

    await town.restart()
    await town.amina.press(await town.told(town.amina, "copy my next message whole"), "I posted it")
    await town.told(town.amina, "Standing words are public on Facebook page, since Mon 23 Nov, 10:00.")
    await town.clock.jump(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "Standing words were posted once." in digest.words


async def test_the_director_s_own_stand_at_once_and_are_recorded_as_such(town: Town) -> None:
    assert "Ruth Adeyemi approved them" in await ask(town, town.ruth, HOURS)
    await town.told(town.ruth, "You let words stand, Mon 23 Nov, 10:00. Code")
    assert HOURS in await listed(town, town.tom)
    buttons = (await town.tom.modal()).buttons
    assert "Post these" not in buttons and "End them" not in buttons
    await town.clock.jump(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "Standing words were approved on the Director’s own authority once." in digest.words


async def test_a_hold_freezes_them_and_ending_takes_them_from_everybody(town: Town) -> None:
    await ask(town, town.ruth, HOURS)
    assert await take(town, town.amina) == "updated"
    told = await town.told(town.amina, "copy my next message whole")

    await town.ruth.press(await town.home(town.ruth, "More"), "More")
    await town.ruth.press(await town.ruth.modal(), "Hold everything")
    modal = await town.ruth.modal()
    assert (await modal.submit()).what == "closed"
    await town.becomes(town.amina, told, "Please don’t post the standing words on Facebook page")
    assert await take(town, town.amina) == "pushed"
    assert "put everything on hold" in (await town.amina.modal()).text()


async def test_what_is_refused_or_ended_cannot_be_taken(town: Town) -> None:
    await ask(town, town.tom, HOURS)
    asked = await town.ruth.message(APPROVALS, containing="May these words stand")
    await town.dev.press(asked, "Not these words")
    await town.ruth.press(asked, "Let them stand")

    async def whispered() -> bool:
        said = "Dev Patel already decided on Mon 23 Nov, 10:00. Nothing changed."
        return any(said in it.words for it in await town.ruth.ephemerals(APPROVALS))

    await town.sandbox.until(whispered, what="A whisper to whoever was slower")
    await town.told(town.tom, "Dev Patel decided on Mon 23 Nov, 10:00 that they do not stand.")
    assert HOURS not in await listed(town, town.amina)


async def test_what_the_reading_finds_stands_on_the_question_and_a_password_is_not_taken(town: Town) -> None:
    await ask(town, town.tom, "We are closed. Ring Anna at 14 Elm Road, LS6 2AB.")
    asked = await town.ruth.message(APPROVALS, containing="May these words stand")
    assert "has not said why it is right" in asked.words and "PRV-2" in asked.words
    await listed(town, town.tom)
    await town.tom.press(await town.tom.modal(), "Ask for new ones")
    modal = await town.tom.modal()
    await modal.fill(words="We are closed. The wifi password: Blue-Kettle-4471", accounts=["facebook"])
    outcome = await modal.submit()
    assert outcome.what == "errors" and "A password or a key stands in it." in str(outcome)
