"""What somebody has written and not sent is kept for them alone, once for each form, and goes in its time."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.approvals import kept
from bot.approvals.draft import Draft
from bot.approvals.models import KeptDraft, Kind
from bot.approvals.propose import propose
from bot.delivery.parts import Filled, TextField
from bot.duties.forgetting import erase_by_night
from bot.frontdesk.answers import Open, Whisper
from bot.policy.load import load_pack
from bot.record.erasure import erase_person, erase_proposal
from bot.record.models import Content, LogEntry
from bot.record.retention import due
from storage.store import SqlStore
from tests.approvals.office import Office, draft

ASKED = "Do you walk on Fridays?"


@pytest.fixture
async def office(store: SqlStore) -> Office:
    return await Office(store, load_pack()).open()


async def keep(office: Office, what: Draft, *refs: str, by: str = "amina", form: str = "propose") -> str:
    return await office.do(lambda work: kept.keep(work, office.person(by), form, refs, what))


async def theirs(office: Office, who: str = "amina") -> list[kept.Kept]:
    return await office.look(lambda work: kept.drafts_of(work, office.person(who)))


async def texts(office: Office) -> set[str]:
    """The texts the database holds, erased ones as nothing."""
    return {content.text or "" for content in await office.look(lambda work: work.unit.find(Content))}


async def test_a_draft_is_there_as_it_was_written_for_its_writer_and_nobody_else(office: Office) -> None:
    what = draft("Half a senten", variants={"x": "Half"}, answers=ASKED, kind=Kind.REPLY)
    await keep(office, what)
    assert [(one.form, one.refs, one.draft, one.at) for one in await theirs(office)] == [
        ("propose", (), what, office.clock.now())
    ]
    assert await theirs(office, "ruth") == []
    kept_id = (await theirs(office))[0].id
    amina, ruth = office.person("amina"), office.person("ruth")
    found = await office.look(lambda work: kept.named(work, amina, kept_id))
    assert found and found.draft == what
    assert await office.look(lambda work: kept.named(work, ruth, kept_id)) is None


async def test_the_newest_words_take_the_place_of_the_ones_before_and_leave_nothing_of_them(office: Office) -> None:
    first = await keep(office, draft("Half a senten", answers=ASKED, kind=Kind.REPLY))
    office.clock.pass_by(minutes=1)
    assert await keep(office, draft("Half a sentence.")) == first
    assert [one.draft.words for one in await theirs(office)] == ["Half a sentence."]
    assert len(await texts(office)) == 1


async def test_each_form_and_each_thing_it_is_about_has_a_draft_of_its_own(office: Office) -> None:
    made = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    await keep(office, draft("New"))
    office.clock.pass_by(minutes=1)
    await keep(office, draft("Changed"), made.id, "1", form="revise")
    office.clock.pass_by(minutes=1)
    await keep(office, draft("Edited"), made.id, "1", by="ruth", form="edit")
    assert [one.draft.words for one in await theirs(office)] == ["Changed", "New"]
    found = await office.look(lambda work: kept.find(work, office.person("amina"), "revise", (made.id, "2")))
    assert found and found.refs == (made.id, "1")


@pytest.mark.parametrize("nothing", [Draft(kind=Kind.SHARE, accounts=("x",), words="")])
async def test_a_form_in_which_nothing_was_written_keeps_nothing(office: Office, nothing: Draft) -> None:
    assert await keep(office, nothing) == ""
    await keep(office, draft("Something"))
    assert await keep(office, nothing) == ""
    assert await theirs(office) == [] and await texts(office) == set()


async def test_a_draft_thrown_away_leaves_no_word_and_no_entry_in_the_record(office: Office) -> None:
    kept_id = await keep(office, draft("Half a senten", answers=ASKED, kind=Kind.REPLY))
    for _ in range(2):
        await office.do(lambda work: kept.drop(work, kept_id))
    assert await theirs(office) == [] and await texts(office) == set()
    assert await office.look(lambda work: work.unit.find(LogEntry)) == []


async def test_a_draft_nobody_came_back_to_is_erased_after_the_packs_period(office: Office) -> None:
    await keep(office, draft("Half a senten", answers=ASKED, kind=Kind.REPLY))
    office.clock.pass_by(days=29)
    await keep(office, draft("Half a sentence", answers=ASKED, kind=Kind.REPLY))
    office.clock.moment += timedelta(days=29)
    assert not await office.look(due)
    office.clock.pass_by(days=1)
    await office.do(erase_by_night)
    assert await texts(office) == {""} and await theirs(office) == []
    assert await office.look(lambda work: work.unit.find(KeptDraft)) == []
    [entry] = await office.look(lambda work: work.unit.find(LogEntry))
    assert json.loads(entry.body)["because"] == "retention"


async def test_erasing_a_proposal_takes_what_anybody_was_changing_in_it(office: Office) -> None:
    made = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    await keep(office, draft("Changed"), made.id, "1", form="revise")
    await keep(office, draft("Another"))
    await office.do(lambda work: erase_proposal(work, made.id, "keyboard", "She asked."))
    assert [one.draft.words for one in await theirs(office)] == ["Another"]
    assert not {text for text in await texts(office) if "Changed" in text}


async def test_whoever_is_erased_leaves_no_unsent_words(office: Office) -> None:
    await keep(office, draft("Half a senten"), by="tom")
    await office.do(lambda work: erase_person(work, office.person("tom").id, "keyboard", "He left."))
    assert not {text for text in await texts(office) if "senten" in text}


async def test_buttons_carry_on_with_a_draft_or_throw_it_away_for_its_writer_alone(office: Office) -> None:
    made = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    new = await keep(office, draft("Half a senten"))
    changed = await keep(office, draft("Changed"), made.id, "1", form="revise")
    for kept_id, form, words in ((new, "propose", "Half a senten"), (changed, "revise", "Changed")):
        opened = await office.desk.press(office.person("amina"), "carry_on", (kept_id,), None)
        assert isinstance(opened, Open) and opened.form.name == form
        assert words in [part.initial for part in opened.form.parts if isinstance(part, TextField)]
        told = await office.desk.press(office.person("ruth"), "carry_on", (kept_id,), None)
        assert isinstance(told, Whisper)
        await office.desk.press(office.person("ruth"), "throw_away", (kept_id,), None)
    assert len(await theirs(office)) == 2
    await office.desk.press(office.person("amina"), "throw_away", (new,), None)
    await office.desk.press(office.person("amina"), "throw_away", (new,), None)
    assert [one.form for one in await theirs(office)] == ["revise"]


async def test_one_draft_kept_from_two_windows_at_once_is_one_draft(office: Office) -> None:
    def typed(words: str) -> Filled:
        return Filled("propose", (), {"kind": "post", "accounts": ("facebook",), "words": words}, view=words)

    amina = office.person("amina")
    await asyncio.gather(*(office.desk.change(amina, typed(f"Window {number}"), "words") for number in range(8)))
    assert len(await theirs(office)) == 1 and len(await texts(office)) == 1
