"""What is held about one person: all of theirs, and of others only what they did with it."""

import html
import json

from bot.approvals.kept import keep
from bot.record.codes import code_of
from bot.record.holding import hold, release
from bot.record.models import LogEntry
from bot.reporting.export.answer import lines_for, page_for
from bot.reporting.export.piece import whole
from tests.approvals.office import Office, draft
from tests.export.lives import LATER_WALK, WALK, erase


async def page(office: Office, key: str) -> str:
    return await office.look(lambda work: whole(page_for(work, office.person(key))))


async def rows(office: Office, key: str) -> dict[str, list[dict[str, str]]]:
    text = await office.look(lambda work: whole(lines_for(work, office.person(key))))
    found: dict[str, list[dict[str, str]]] = {}
    for line in text.splitlines()[1:]:
        row = json.loads(line)
        found.setdefault(row.pop("section"), []).append(row)
    return found


async def test_everything_of_theirs_is_in_it(lived: Office) -> None:
    held = await rows(lived, "tom")
    assert held["profile"][0]["name"] == "Tom Ellis"
    assert held["profile"][0]["member_id"] == "U0TOM"
    assert [(row["number"], row["revision"]) for row in held["proposals"]] == [
        ("NS-2", "1"),
        ("NS-4", "1"),
        ("NS-5", "1"),
        ("NS-5", "2"),
    ]
    assert held["proposals"][0]["words"] == "We are hiring a cook."
    assert [(row["number"], row["decision"], row["by"]) for row in held["decisions_on_yours"]] == [
        ("NS-2", "Approved", "Dev Patel"),
        ("NS-4", "Rejected", "Ruth Adeyemi"),
        ("NS-5", "Approved", "Ruth Adeyemi"),
    ]
    assert "The budget is not agreed." in held["decisions_on_yours"][0]["taken_back"]
    assert held["concerns"][0]["your_words"] == "X says Sunday."
    assert {row["kind"] for row in held["messages"]} >= {"verdict", "copy"}
    assert "proposal.withdrawn" in {row["kind"] for row in held["entries"]}


async def test_what_they_began_and_have_not_sent_is_in_it_and_nobody_else_s_words(lived: Office) -> None:
    half = draft("Half a senten", note="Ask Amina.")
    await lived.do(lambda work: keep(work, lived.person("tom"), "propose", (), half))
    [held] = (await rows(lived, "tom"))["drafts"]
    assert (held["form"], held["words"]) == ("a new proposal", "Half a senten") and "Note: Ask Amina." in held["more"]
    await lived.do(lambda work: keep(work, lived.person("ruth"), "edit", ("NS-1", "1"), draft("Amina's words, edited")))
    [held] = (await rows(lived, "ruth"))["drafts"]
    assert held["form"].startswith("an edit of what somebody else proposed") and held["words"] == ""
    assert "Half a senten" not in await page(lived, "ruth")


async def test_roles_and_deeds_of_a_director_are_in_it_with_their_reasons(lived: Office) -> None:
    held = await rows(lived, "ruth")
    assert held["roles"][0]["role"] == "Director"
    assert [(row["number"], row["decision"]) for row in held["decisions"]] == [
        ("NS-1", "Sent back for changes"),
        ("NS-1", "Approved"),
        ("NS-2", "Approval taken back"),
        ("NS-4", "Rejected"),
        ("NS-5", "Approved"),
    ]
    assert held["decisions"][0]["reason"] == "Which Friday?"
    assert held["edits"][0]["number"] == "NS-5"
    assert held["holds"][0]["your_reason"] == "Sad news: a colleague has died."
    assert held["concerns"][0]["you_decided"]
    assert held["concerns"][0]["your_words"] == ""


async def test_posts_queues_and_concerns_are_in_it(lived: Office) -> None:
    held = await rows(lived, "amina")
    assert [row["account"] for row in held["posts_of_yours"]] == ["Facebook page", "X"]
    assert held["concerns_about_yours"][0]["raised_by"] == "Tom Ellis"
    assert held["queues"][0]["number"] == "NS-2"
    assert held["concerns"][0]["you_said_done"]


async def test_nobody_elses_drafts_or_reasons_are_in_it(lived: Office) -> None:
    for text in (await page(lived, "tom"), json.dumps(await rows(lived, "tom"), ensure_ascii=False)):
        for words in (WALK, LATER_WALK, "degrees tonight", "last year", "Which Friday?", "Sad news", "Grace"):
            assert words not in text
    ruths = await page(lived, "ruth")
    assert "Our café" not in ruths
    assert "X says Sunday." not in ruths


async def test_it_explains_itself_and_says_where_nothing_is_held(lived: Office) -> None:
    text = await page(lived, "grace")
    assert "This is what Next Steps keeps about you" in text
    assert "Information Commissioner" in text
    told = {"Who you are", "Your roles"}
    empty = [part for part in text.split("<h2")[1:] if "<p>Nothing.</p>" in part]
    assert len(empty) > len(told) and not [name for name in told if any(name in part for part in empty)]


async def test_what_is_erased_is_told_with_its_day(lived: Office) -> None:
    await erase(lived, "hiring a cook")
    held = await rows(lived, "tom")
    assert held["proposals"][0]["words"] == "(erased on 9 December 2026)"


async def test_what_is_kept_longer_is_told_with_its_reason(lived: Office) -> None:
    tom = lived.person("tom").id
    await lived.do(lambda work: hold(work, tom, "command line", "A complaint is open."))
    assert (await rows(lived, "tom"))["kept_longer"][0]["reason"] == "A complaint is open."
    await lived.do(lambda work: release(work, tom, "command line", "It was settled."))
    assert (await rows(lived, "tom"))["kept_longer"][0]["ended_because"] == "It was settled."


async def test_receipts_of_what_they_did_are_in_it(lived: Office) -> None:
    entry = await lived.store.read(lambda unit: unit.get(LogEntry, seq=9))
    assert entry is not None
    held = await rows(lived, "tom")
    assert [row["entry"] for row in held["entries"] if row["receipt"] == code_of(entry.leaf)] == ["9"]


async def test_both_formats_hold_the_same(lived: Office) -> None:
    text = await page(lived, "amina")
    for section in (await rows(lived, "amina")).values():
        for row in section:
            for value in row.values():
                assert html.escape(value) in text


async def test_the_same_database_gives_the_same_answer(lived: Office) -> None:
    assert await page(lived, "tom") == await page(lived, "tom")
