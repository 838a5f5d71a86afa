"""Whoever decides is told so in a line; whoever wants proof of a decision gets it, by a button or by its code."""

import re
from pathlib import Path

from bot.keeping.folder import KeyFolder
from bot.record.models import Checkpoint, LogHead
from bot.record.receipts import verify_receipt
from handlers.sandbox.driver.member import DrivenMember
from storage.store import open_store
from tests.journeys.town import ORG, Town, keys_for

CODE = re.compile(r"Code ([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})\.")


async def signed(town: Town) -> None:
    """Wait until everything that was decided is signed."""
    store = open_store(town.database, ORG)

    async def all_signed() -> bool:
        head = await store.read(lambda unit: unit.get(LogHead))
        return head is not None and bool(await store.read(lambda unit: unit.get(Checkpoint, size=head.size)))

    try:
        await town.sandbox.until(all_signed, what="A signature")
    finally:
        store.close()


async def code_told(town: Town, who: DrivenMember, containing: str) -> str:
    found = CODE.search((await town.told(who, containing)).words)
    assert found
    return found[1]


async def test_each_decision_is_confirmed_to_whoever_made_it_in_one_line(town: Town) -> None:
    card = await town.propose()
    await town.decide(town.ruth, card, "Request changes", "Say where we meet.")
    line = await town.told(town.ruth, "You asked for changes to NS-1 (revision 1), Mon 23 Nov, 10:00.")
    assert CODE.search(line.words) and line.buttons == []
    await town.change(town.amina, await town.told(town.amina, "asks for changes"), words="We meet at the library.")
    card = await town.card("revision 2 ·")
    await town.dev.press(card, "Approve")
    await town.told(town.dev, "You approved NS-1 (revision 2), Mon 23 Nov, 10:00.")
    await town.decide(town.ruth, await town.becomes(town.ruth, card, "Take back"), "Take back", "Wait, please.")
    await town.told(town.ruth, "You took the approval of NS-1 back (revision 2)")
    await town.quiet()
    confirmations = [message for message in await town.ruth.messages(await town.ruth.dm()) if "Code" in message.words]
    assert len(confirmations) == 2


async def test_what_is_decided_after_it_is_public_is_confirmed_too_once(town: Town) -> None:
    yes = await town.approved()
    await town.post(town.amina, yes)
    card = await town.card("and now public")
    await town.dev.press(card, "Raise a concern")
    await town.send(town.dev, words="It names somebody.")
    concern = await town.told(town.ruth, "what should happen?")
    await town.ruth.press(concern, "Have it corrected")
    await town.told(town.ruth, "You decided on a concern about NS-1: it is to be corrected, Mon 23 Nov, 10:00.")
    await town.quiet()
    lines = [message for message in await town.ruth.messages(await town.ruth.dm()) if "Code" in message.words]
    assert len(lines) == 2


async def test_the_author_opens_a_receipt_that_proves_the_decision_to_anybody(town: Town) -> None:
    yes = await town.approved()
    code = await code_told(town, town.ruth, "You approved NS-1")
    await signed(town)
    await town.amina.press(yes, "Receipt")
    form = await town.amina.modal()
    assert "Ruth Adeyemi approved NS-1 (revision 1)" in form.text() and code in form.text()
    shown = form.text()
    text = shown[shown.index("c2sp.org/") : shown.index("Whoever has our public key")].strip() + "\n"
    receipt = verify_receipt(text, KeyFolder(Path(keys_for(town.database))).verifiers())
    assert b'"kind":"proposal.approved"' in receipt.body
    assert b"walk" not in receipt.body and b"Ruth" not in receipt.body


async def test_anybody_asks_what_a_code_stands_for(town: Town) -> None:
    await town.approved()
    code = await code_told(town, town.ruth, "You approved NS-1")
    await signed(town)
    answer = await town.grace.command("/check-post", code.lower().replace("-", " "))
    assert f"{code}: Ruth Adeyemi approved NS-1 (revision 1)." in answer.words
    assert "Mon 23 Nov, 10:00" in answer.words and "Its words are still kept." in answer.words
    assert "walk" not in answer.words
    assert "Type /check-post and a number, such as NS-42, or a code" in (await town.grace.command("/check-post")).words


async def test_a_code_that_was_misheard_or_made_up_is_said_to_be_none(town: Town) -> None:
    await town.approved()
    code = await code_told(town, town.ruth, "You approved NS-1")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert "not the code of a receipt" in (await town.grace.command("/check-post", wrong)).words
    assert "holds no entry with that code" in (await town.grace.command("/check-post", "000-000-000")).words
