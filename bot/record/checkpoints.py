"""Checkpoints (C2SP tlog-checkpoint v1.0.0): how large the record was and what its root was, signed by its key.

Whoever keeps one can tell later whether the record they are shown is the one they were promised.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from bot.record.keys import Algorithm, VerifierKey
from bot.record.merkle import HASH_BYTES
from bot.record.notes import Signature, open_note
from bot.record.wire import NoteError, check_text, from_base64, from_decimal, to_base64

_EMPTY_ROOT = hashlib.sha256().digest()


@dataclass(frozen=True)
class Checkpoint:
    """The state of one record; its origin is its name for ever, and the name of the key that signs it."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            check_text(line)
            if not line or "\n" in line:
                raise NoteError("each line of a checkpoint is one line, and none is empty")
        if type(self.size) is not int or not 0 <= self.size < 2**63:
            raise NoteError("a checkpoint's size is a number of entries")
        if type(self.root) is not bytes or len(self.root) != HASH_BYTES:
            raise NoteError(f"a root is {HASH_BYTES} bytes")
        if (self.size == 0) != (self.root == _EMPTY_ROOT):
            raise NoteError("the empty record has a root of its own")

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Return the checkpoint that a note's text states; raises `NoteError` when it states none."""
        lines = text.removesuffix("\n").split("\n")
        if not text.endswith("\n") or len(lines) < 3:
            raise NoteError("a checkpoint has at least three lines")
        return cls(lines[0], from_decimal(lines[1]), from_base64(lines[2]), tuple(lines[3:]))

    def text(self) -> str:
        """Return the text to sign."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, to_base64(self.root), *self.extensions))


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint that its record's own key has signed, and every signature of a known key under it."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]


def open_checkpoint(note: str, keys: Iterable[VerifierKey]) -> SignedCheckpoint:
    """Return the checkpoint in a note; raises `NoteError` unless a known key of the record itself has signed it.

    The record's own key is one whose name is the checkpoint's origin: no trustee can speak for the record.
    """
    opened = open_note(note, keys)
    checkpoint = Checkpoint.parse(opened.text)
    if not any(_is_own(signature.key, checkpoint) for signature in opened.signatures):
        raise NoteError(f"no known key of {checkpoint.origin} has signed this checkpoint")
    return SignedCheckpoint(checkpoint, opened.signatures)


def _is_own(key: VerifierKey, checkpoint: Checkpoint) -> bool:
    return key.name == checkpoint.origin and key.algorithm == Algorithm.ED25519
