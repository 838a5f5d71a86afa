"""A unique string goes through a whole life, is erased, and is then nowhere; the record is what it was."""

import json
from datetime import UTC, datetime
from typing import Any

from bot.approvals.models import Revision
from bot.delivery.models import Answered
from bot.record.commitments import TAG, commitment
from bot.record.models import Content, LogEntry, TextClass
from handlers.sandbox.driver.seen import SeenMessage
from storage.audit import verify_record
from storage.store import open_store
from tests.erasure.traces import Traces
from tests.journeys.town import ORG, Town

MARK = "zanzibar7q"


def marked(words: str) -> str:
    return f"{words} {MARK}."


async def life(town: Town) -> SeenMessage:
    """A reply from the first draft to a concern about it, marked wherever anybody can type."""
    form = await town.form(town.amina, marked("We walk on Friday"), kind="reply")
    await town.sandbox.until(lambda: "answers" in form.values, what="The fields of a reply")
    await form.fill(target=f"https://example.org/{MARK}", answers=marked("Do you walk"), note=marked("Please"))
    assert (await form.submit()).what == "closed"
    card = await town.card(MARK)
    await town.home(town.dev, MARK)
    await town.home(town.amina, MARK)
    await town.decide(town.ruth, card, "Request changes", marked("Say where"))
    asked = await town.told(town.amina, "asks for changes")
    await town.change(town.amina, asked, words=marked("We meet at the library"))
    await town.ruth.press(await town.card("revision 2 ·"), "Approve")
    await town.decide(town.ruth, await town.card("Approved by"), "Take back", marked("Wait for the weather"))
    stop = await town.told(town.amina, "Please don't post")
    await town.change(town.amina, stop, words=marked("We meet at the library at ten"))
    await town.ruth.press(await town.card("revision 3 ·"), "Approve")
    yes = await town.told(town.amina, "said yes to NS-1: “We meet at the library at ten")
    await town.post(town.amina, yes, address=f"https://example.org/{MARK}/1", live=marked("We meet in town"))
    for view in await town.amina.modals():
        await view.close()
    await town.told(town.amina, "is public")
    await town.tom.command("/concern", marked("Is that safe"))
    worry = await town.tom.modal()
    await worry.fill(which=public_id(worry))
    assert (await worry.submit()).what == "closed"
    await town.ruth.press(await town.told(town.ruth, "A concern about NS-1"), "Have it corrected")
    await town.amina.press(await town.told(town.amina, "Please correct it"), "It is corrected")
    await town.clock.jump(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    await town.quiet()
    return card


def public_id(form: Any) -> str:
    """The only proposal to choose from."""
    block = next(block for block in form.blocks if block.get("element", {}).get("type") == "static_select")
    return str(block["element"]["options"][0]["value"])


async def test_what_was_erased_is_nowhere_and_the_record_still_verifies(
    town: Town, traces: Traces, type_in: Any
) -> None:
    card = await life(town)
    assert {"table content", "chat G0APPROVALS", "chat D0AMINA", "chat D0RUTH", "chat home of U0DEV"} <= {
        *traces.of(MARK)
    }
    await type_in("export", "--format", "csv", "--proposal", "NS-1")
    before = verify_record(town.database, ORG)

    code, printed = await type_in("erase", "--proposal", "NS-1", "--reason", "They asked us to.", "--yes")
    assert code == 0, printed
    assert "3 versions of the words, 3 texts of somebody else that it answers, 2 reasons, 1 web address" in printed
    await town.becomes(town.ruth, card, "These words were erased on")
    await town.quiet()
    assert traces.of(MARK) == []
    assert "every receipt for it is still valid" in (await town.ruth.again(card)).words

    after = verify_record(town.database, ORG)
    assert after.found is None and after.size == before.size + 1
    store = open_store(town.database, ORG)
    contents = store.read_now(lambda unit: unit.find(Content))
    (entry,) = store.read_now(lambda unit: unit.find(LogEntry, seq=before.size))
    revisions = store.read_now(lambda unit: unit.find(Revision))
    forms = store.read_now(lambda unit: unit.find(Answered))
    store.close()
    assert forms and all(form.answer == {} for form in forms)  # a digest of what was typed would confirm a guess
    gone = {content.commit for content in contents if content.text_class != TextClass.WHY_ERASED}
    assert set(json.loads(entry.body)["contents"]) == gone >= {revision.content for revision in revisions}
    for content in contents:
        if content.commit in gone:
            assert content.salt is None and content.text is None and content.erased_at
            assert content.commit not in (
                commitment(b"", marked("Is that safe")),
                commitment(TAG, marked("Is that safe")),
            )

    code, printed = await type_in("erase", "--proposal", "NS-1", "--reason", "Again.", "--yes")
    assert code == 0 and "Nothing of NS-1 is left to erase." in printed
    assert verify_record(town.database, ORG).size == after.size


async def test_a_former_colleague_s_name_is_nowhere_and_what_they_did_stays(
    town: Town, traces: Traces, type_in: Any
) -> None:
    await life(town)
    for who in (town.amina, town.ruth):
        await who.open_home()
    held = {"file countersign.db", "chat G0APPROVALS"} if "sqlite" in town.database else {"chat G0APPROVALS"}
    assert held <= {*traces.of("Amina Khan")}
    code, printed = await type_in("erase", "--person", "amina khan", "--reason", "She left.", answer="Amina Khan\n")
    assert code == 0, printed
    assert "These roles end: publisher." in printed and "The settings name U0AMINA" in printed
    await town.ruth.message("G0APPROVALS", containing="from a former colleague")
    await town.quiet()
    assert traces.of("Amina Khan") == []
    await town.clock.jump(datetime(2026, 12, 1, 3, 30, tzinfo=UTC))  # the id was needed until her Home was drawn again
    assert [place for place in traces.of("U0AMINA") if not place.startswith("chat")] == []
    assert MARK in (await town.card("from a former colleague")).words
    assert verify_record(town.database, ORG).found is None
