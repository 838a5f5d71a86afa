"""Home as each finds it: what teaches when it is empty, drafts, who stands in, a warning, and what is behind More."""

from datetime import date

from handlers.sandbox.driver.member import DrivenMember
from tests.journeys.town import Town


async def more(town: Town, who: DrivenMember) -> str:
    await who.press(await town.home(who, "decides"), "More")
    return (await who.modal()).text()


async def test_an_empty_home_teaches_staff_and_deciders_what_happens_here(town: Town) -> None:
    staff = await town.home(town.tom, "Nothing waits for you.")
    assert "You write it, the Director looks at it, and you get the exact words to post." in staff.words
    decider = await town.home(town.ruth, "Nothing waits for you.")
    assert "What colleagues propose appears here and in the channel" in decider.words
    assert "Ruth Adeyemi decides. Dev Patel stands in." in staff.words


async def test_a_draft_that_was_kept_is_gone_on_with_or_thrown_away_from_home(town: Town) -> None:
    form = await town.form(town.tom, "Half a sentence")
    await town.tom.press(form, "Check")
    await form.close()
    home = await town.home(town.tom, "Drafts (1)")
    assert "From 10:00: “Half a sentence”" in home.words
    await town.tom.press(home, "Carry on")
    assert (await town.tom.modal()).values["words"] == "Half a sentence"
    await (await town.tom.modal()).close()
    await town.restart()
    await town.tom.press(await town.home(town.tom, "Drafts (1)"), "Throw away")
    await town.home(town.tom, "Nothing waits for you.")


async def test_a_director_who_will_be_away_without_cover_is_warned_on_home(town: Town) -> None:
    await town.ruth.press(await town.home(town.ruth, "Dev Patel stands in"), "More")
    await town.ruth.press(await town.ruth.modal(), "Days away")
    form = await town.ruth.modal()
    await form.fill(first=date(2026, 12, 7), last=date(2026, 12, 11))
    await form.submit()
    while await town.ruth.modals():
        await (await town.ruth.modal()).close()
    assert "You are away" not in (await town.home(town.ruth, "Nothing waits")).words

    await town.dev.press(await town.home(town.dev, "Dev Patel stands in"), "More")
    await town.dev.press(await town.dev.modal(), "Days away")
    form = await town.dev.modal()
    await form.fill(first=date(2026, 12, 9), last=date(2026, 12, 9))
    await form.submit()
    warned = await town.home(town.ruth, "You are away Mon 7 Dec to Fri 11 Dec, and on Wed 9 Dec nobody stands in")
    assert "Name a deputy" in warned.buttons
    assert "nobody stands in" not in (await town.home(town.amina, "decides")).words


async def test_more_has_accounts_for_all_and_what_each_role_may_do(town: Town) -> None:
    await town.approved(town.amina)
    staff = await more(town, town.tom)
    assert "Facebook page: posted by Amina Khan" in staff and "/approvals lists what is under way" in staff
    buttons = (await town.tom.modal()).buttons
    assert buttons == ["Standing words", "Consents", "The policy"]
    await more(town, town.grace)
    assert {"This week’s digest", "This month’s report", "Another Director"} <= set((await town.grace.modal()).buttons)
    await more(town, town.ruth)
    modal = await town.ruth.modal()
    assert {"Name a deputy", "Days away", "Hold everything", "NS-1"} <= set(modal.buttons)

    await town.ruth.press(modal, "NS-1")
    await town.ruth.press(await town.ruth.modal(), "Take back")
    assert (await town.send(town.ruth, words="The venue is closed.")).what == "closed"
    await town.told(town.amina, "Please don't post NS-1")


async def test_hold_everything_stands_on_home_with_who_and_why_and_how_it_ends(town: Town) -> None:
    await town.approved(town.amina)
    await town.ruth.press(await town.home(town.ruth, "Nothing waits"), "Hold everything")
    assert (await town.send(town.ruth, reason="A complaint came in.")).what == "closed"
    held = await town.home(town.tom, "Everything is on hold since Mon 23 Nov, 10:00, by Ruth Adeyemi.")
    assert "Reason: A complaint came in." in held.words and "Release the hold" not in held.buttons
    await town.home(town.amina, "To post once the hold is over (1)")
    await town.dev.press(await town.home(town.dev, "Everything is on hold"), "Release the hold")
    await town.home(town.amina, "For you to post (1)")
