"""Before the bot starts: is this the database whose record was signed last? An older or another one is refused."""

from bot.errors import Refusal
from bot.keeping.folder import KeyFolder, Stated, stated
from bot.ports import UnitOfWork
from bot.record.log import root_at
from bot.record.models import Checkpoint, LogHead
from bot.record.proofs import ProofError

_INVESTIGATE = (
    "Look first: “countersign verify” says what is in this database. If you have put an old copy back, use "
    "“countersign restore” for it (with the backup's file, or without one for the database as it stands), and the "
    "record will say so. If nobody has, keep both as they are and call somebody you trust."
)


def check_start(unit: UnitOfWork, folder: KeyFolder) -> None:
    """Return if the record contains what was signed last, or nothing was signed yet; raise `Refusal` otherwise."""
    last, origin = folder.checkpoint, folder.origin
    if last and origin:
        _contains(unit, stated(last), folder)
    elif last or unit.find(Checkpoint, order="-size", limit=1):
        raise Refusal(
            "key-missing",
            f"This database's record was signed, but its key or its last checkpoint is not in {folder.path}.",
            saved="Nothing was started and nothing was changed.",
            then="Put the key folder back (every backup holds it), or say in KEY_FOLDER where it is. If it is lost for "
            "good, “countersign restore --reason …” without a file makes a new key, and the record will say so.",
        )


def _contains(unit: UnitOfWork, last: Stated, folder: KeyFolder) -> None:
    head = unit.get(LogHead)
    size = head.size if head else 0
    if size < last.size:
        raise Refusal(
            "record-behind",
            f"This database is older than the record it should hold: it has {size} entries, and {last.size} were "
            f"signed (the checkpoint in {folder.path} says so).",
            saved="Nothing was started and nothing was changed.",
            then=_INVESTIGATE,
        )
    try:
        same = root_at(unit, last.size) == last.root
    except ProofError:
        same = False
    if not same:
        raise Refusal(
            "record-differs",
            f"This database's record is not the one that was signed: its first {last.size} entries are others.",
            saved="Nothing was started and nothing was changed.",
            then=_INVESTIGATE,
        )
