"""What the record hands to its witnesses."""

from bot.errors import Refusal
from bot.keeping.folder import stated
from bot.keeping.witness import request
from bot.ports import UnitOfWork
from bot.record.log import consistency_proof_of
from bot.record.models import Checkpoint


def grown_since(unit: UnitOfWork, since: str) -> str:
    """Return the newest checkpoint with the proof that the record has only grown since that of the note `since`."""
    old = stated(since.strip() + "\n")
    newest = unit.find(Checkpoint, order="-size", limit=1)
    if not newest or newest[0].size < old.size:
        raise Refusal("nothing-newer", "There is no newer checkpoint than that one.", then="Start the bot: it signs.")
    proof = consistency_proof_of(unit, old.size, newest[0].size)
    return request(old.size, proof, newest[0].note)
