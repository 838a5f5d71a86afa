"""`/approvals`: what is under way and what was, listed and found, for whoever may read it and for nobody else."""

from datetime import timedelta

from tests.journeys.town import MONDAY, WALK, Town


async def test_whoever_decides_finds_everything_under_way_and_an_author_their_own(town: Town) -> None:
    await town.propose(town.amina)
    await town.propose(town.tom, "Soup on Saturday", accounts=["x"])
    seen = await town.ruth.command("/approvals")
    assert seen.words.startswith("Under way (2)")
    assert seen.words.index("NS-2 is still waiting") < seen.words.index("NS-1 is still waiting")
    assert "“Soup on Saturday”, X, Tom Ellis" in seen.words
    assert list(seen.buttons) == ["NS-2", "NS-1"]
    theirs = await town.amina.command("/approvals")
    assert theirs.words.startswith("Under way (1)") and "Soup" not in theirs.words


async def test_a_proposal_is_opened_from_the_list(town: Town) -> None:
    await town.propose()
    await town.ruth.command("/approvals")
    await town.ruth.press(await town.ruth.message("C0GENERAL", containing="Under way (1)"), "NS-1")
    form = await town.ruth.modal()
    assert WALK in form.text() and "Approve" in form.buttons


async def test_it_is_found_by_number_words_account_kind_or_name_and_all_of_them_must_fit(town: Town) -> None:
    await town.propose(town.amina)
    await town.propose(town.tom, "Soup on Saturday", accounts=["x"])
    for words in ("NS-2", "2", "#2", "soup", "SATURDAY soup", "tom ellis", "x soup", "“Saturday”"):
        assert list((await town.ruth.command("/approvals", words)).buttons) == ["NS-2"], words
    assert list((await town.ruth.command("/approvals", "a post")).buttons) == ["NS-2", "NS-1"]
    nothing = await town.ruth.command("/approvals", "soup river")
    assert nothing.words.startswith("I found nothing for “soup river” among what you can read.")
    assert not nothing.buttons


async def test_what_has_ended_is_not_listed_but_found(town: Town) -> None:
    await town.propose()
    await town.clock.jump(MONDAY + timedelta(days=15))
    nothing = await town.amina.command("/approvals")
    assert nothing.words.startswith("Nothing that you can read is under way.") and "/propose-post" in nothing.words
    assert "NS-1 expired" in (await town.amina.command("/approvals", "river")).words


async def test_nobody_finds_what_they_may_not_read(town: Town) -> None:
    await town.propose(town.amina)
    for words in ("", "NS-1", "river", "amina"):
        answer = await town.tom.command("/approvals", words)
        assert WALK not in answer.words and not answer.buttons
    await town.approved(words="Soup on Saturday")
    assert "Soup" not in (await town.tom.command("/approvals")).words


async def test_a_long_list_is_cut_and_says_so(town: Town) -> None:
    for number in range(10):
        await town.propose(town.amina, f"Walk number {number}")
    listed = await town.ruth.command("/approvals")
    assert len(listed.buttons) == 8 and "and 2 more." in listed.words
    found = await town.ruth.command("/approvals", "walk")
    assert len(found.buttons) == 8 and "There is more: another word narrows it down." in found.words
