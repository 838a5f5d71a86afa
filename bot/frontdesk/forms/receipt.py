"""Receipts for people: what the record holds under a code, and the receipt's text to keep."""

from bot.delivery.parts import Button, Buttons, Facts, Form, Headline, Para, Part, Parts, Small, Words
from bot.errors import Refusal
from bot.frontdesk.answers import Open
from bot.keeping.receipts import entries_with, entry_told, receipt_of
from bot.record.codes import CodeError
from bot.record.models import LogEntry
from bot.registers.people import Person
from bot.work import Work

_PIECE = 2500
"""Characters of a receipt shown in one part; longer ones are continued in the next."""


def opened(work: Work, who: Person, name: str, refs: tuple[str, ...]) -> Open:
    """Open the receipt of one entry: a code to read aloud, and a text to keep."""
    entry = work.unit.get(LogEntry, seq=int(refs[0]))
    if entry is None:
        raise Refusal("unknown", "That entry is not in the record.", then="Please tell whoever looks after the bot.")
    found, text = entry_told(work, entry), receipt_of(work.unit, entry)
    parts: list[Part] = [
        Headline(f"{found.sentence}, {found.when}."),
        Facts((("Code, to read aloud", found.code), ("Entry of the record", str(found.seq)))),
        Para("The text below proves it to anybody, without us. Copy all of it into a file and keep that."),
        *(Words(piece) for piece in _pieces(text)),
        Small(
            "Whoever has our public key checks it with “countersign receipt verify”. It holds no words and no names."
        ),
    ]
    return Open(Form(name, "Receipt", tuple(parts), cancel="Close", refs=refs))


def code_told(work: Work, typed: str) -> Parts:
    """Return what the record holds under a code, or how to ask."""
    if not typed.strip():
        return (
            Headline(f"Type /check-post and a number, such as {work.pack.number(42)}, or a code, such as K7Q-2ZX-9."),
            Small("With a number I compare what is public with what was approved. A code stands in each receipt."),
        )
    try:
        entries = entries_with(work.unit, typed)
    except CodeError as wrong:
        return (Headline(str(wrong)), Small("A code is nine letters and digits, such as K7Q-2ZX-9."))
    if not entries:
        return (
            Headline("The record holds no entry with that code."),
            Para("If somebody showed you it as proof of a decision, that decision is not in our record."),
        )
    return tuple(part for entry in entries for part in _told(work, entry))


def _told(work: Work, entry: LogEntry) -> Parts:
    found = entry_told(work, entry)
    facts = [("When", found.when), ("Entry of the record", str(found.seq))]
    words = [Small(found.words)] if found.words else []
    button = Button("receipt", "Receipt", (str(found.seq),), spoken=f"Receipt for code {found.code}")
    return (Headline(f"{found.code}: {found.sentence}."), Facts(tuple(facts)), *words, Buttons((button,)))


def _pieces(text: str) -> list[str]:
    """Cut the text at line ends."""
    pieces = [""]
    for line in text.splitlines(keepends=True):
        if len(pieces[-1]) + len(line) > _PIECE:
            pieces.append("")
        pieces[-1] += line
    return pieces
