"""Receipts (C2SP tlog-proof v1): a text file that proves one entry of the record to somebody who trusts nobody here.

    c2sp.org/tlog-proof@v1
    extra <the entry's exact bytes, base64>
    index <the entry's number>
    <the proof, a hash a line>
    <an empty line>
    <the signed checkpoint>

The standard leaves `extra` to its user, for what is needed to compute the leaf hash again: here it is the entry itself,
so that a receipt needs nothing beside it but the record's public key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.record.checkpoints import Checkpoint, open_checkpoint
from bot.record.keys import VerifierKey
from bot.record.merkle import leaf_hash
from bot.record.notes import Signature
from bot.record.proofs import ProofError, verify_inclusion
from bot.record.wire import NoteError, check_text, from_base64, from_decimal, to_base64

_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = "index "
FILE_SUFFIX = ".tlog-proof"


class ReceiptError(ValueError):
    """The receipt proves nothing to us; the message says why, in words for a person."""


@dataclass(frozen=True)
class Receipt:
    """What a receipt proved: this entry stands under this number in the record that the checkpoint describes."""

    seq: int
    body: bytes
    leaf: bytes
    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]


def make_receipt(seq: int, body: bytes, proof: Sequence[bytes], checkpoint_note: str) -> str:
    """Return the receipt of one entry; the proof is that of its inclusion in the tree of the signed checkpoint."""
    lines = [_FIRST_LINE, _EXTRA + to_base64(body), f"{_INDEX}{seq}", *map(to_base64, proof)]
    return "\n".join(lines) + "\n\n" + checkpoint_note


def verify_receipt(text: str, keys: Iterable[VerifierKey]) -> Receipt:
    """Return what the receipt proves, given the record's public keys and those of any trustees who cosign.

    Raises `ReceiptError` when anything in it is not exactly as the standards say, or does not fit the rest.
    """
    try:
        seq, body, proof, note = _parse(text)
        signed = open_checkpoint(note, keys)
        leaf = leaf_hash(body)
        verify_inclusion(leaf, seq, signed.checkpoint.size, proof, signed.checkpoint.root)
    except (NoteError, ProofError) as error:
        raise ReceiptError(f"This receipt proves nothing: {error}.") from error
    return Receipt(seq, body, leaf, signed.checkpoint, signed.signatures)


def _parse(text: str) -> tuple[int, bytes, list[bytes], str]:
    """Return the entry's number and bytes, the proof and the note."""
    check_text(text)
    head, empty_line, note = text.partition("\n\n")
    lines = head.split("\n")
    if not empty_line or len(lines) < 3 or lines[0] != _FIRST_LINE:
        raise NoteError("it is not a proof as C2SP tlog-proof writes it")
    if not lines[1].startswith(_EXTRA) or not lines[2].startswith(_INDEX):
        raise NoteError("it does not carry its entry and the entry's number")
    body = from_base64(lines[1].removeprefix(_EXTRA))
    seq = from_decimal(lines[2].removeprefix(_INDEX))
    return seq, body, [from_base64(line) for line in lines[3:]], note
