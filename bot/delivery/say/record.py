"""What is said of the record itself: a decision confirmed to its decider, a checkpoint to keep, an alarm."""

from bot.delivery.models import Noticed, OutboxRow
from bot.delivery.parts import Headline, Para, Parts, Small, Words
from bot.keeping.receipts import entry_told
from bot.record.models import Checkpoint, LogEntry
from bot.work import Work


def confirmed(work: Work, row: OutboxRow) -> Parts | None:
    """Return one quiet line to whoever decided: a decision in their name that they did not make would show itself."""
    entry = work.unit.get(LogEntry, seq=int(row.refs["entry"]))
    if entry is None:
        return None
    found = entry_told(work, entry, to=row.conversation.removeprefix("dm:"))
    return (Small(f"{found.sentence}, {found.when}. Code {found.code}. If that was not you, tell your trustees now."),)


def checkpoint(work: Work, row: OutboxRow) -> Parts | None:
    """Return the newest checkpoint as text, for the digest's thread."""
    newest = work.unit.find(Checkpoint, order="-size", limit=1)
    if not newest:
        return None
    return (
        Small("Whoever keeps this text can prove later what the record was today, or cosign it. Nobody needs to act."),
        Words(newest[0].note),
    )


def alarm(work: Work, row: OutboxRow) -> Parts | None:
    """Return the news that something is wrong with the record or its copies, as it was noticed."""
    noticed = work.unit.get(Noticed, key=row.about)
    if noticed is None:
        return None
    return (
        Headline("Something is wrong with the record or its backups. Please have it looked at today."),
        Para(noticed.sentence),
        Small("Until then nothing is lost: proposals and decisions go on. Do not delete or replace any file."),
    )


def restored(work: Work, row: OutboxRow) -> Parts | None:
    """Return the news that the record goes on from a backup, and what that lost."""
    had, has = int(row.refs["had"]), int(row.refs["has"])
    lost = f"The entries {has} to {had - 1} are lost" if had > has else "No entry that we know of is lost"
    return (
        Headline("The record goes on from a backup: please compare what you remember of the last days."),
        Para(f"{lost}; what they said was not undone in public. The record names what was signed last before."),
        Small("It has a new name and a new key from now on; witnesses need the new one. Old receipts stay valid."),
    )
