"""A witness: somebody with a key of their own, on their own machine, who has seen the record only ever grow.

What they are handed is a checkpoint, or what C2SP tlog-witness sends to a witness: “old <size>”, the proof that the
record has only grown since then, a hash a line, an empty line, and the checkpoint.

    witness.key      their secret key
    record-key       the record's public key, as they were given it first
    last-checkpoint  the last one they have cosigned
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import Refusal
from bot.keeping.files import read_private, write_private
from bot.record.checkpoints import Checkpoint, open_checkpoint
from bot.record.keys import Algorithm, SignerKey, VerifierKey
from bot.record.notes import cosign
from bot.record.proofs import ProofError, verify_consistency
from bot.record.wire import NoteError, from_base64, from_decimal, to_base64

_KEY, _RECORD, _LAST = "witness.key", "record-key", "last-checkpoint"
_OLD = "old "
_KEEP = "Nothing was signed, and what you saw last is kept."


@dataclass(frozen=True)
class Handed:
    """What a witness is handed."""

    old: int
    proof: tuple[bytes, ...]
    note: str


def request(old: int, proof: list[bytes], note: str) -> str:
    """Return what to hand to a witness who has seen the record when it had `old` entries."""
    return "\n".join([f"{_OLD}{old}", *map(to_base64, proof)]) + "\n\n" + note


def handed(text: str) -> Handed:
    """Return what the text hands over; raises `NoteError` when it is neither of the two."""
    text = re.sub(r"\r\n?", "\n", text).strip() + "\n"
    if not text.startswith(_OLD):
        return Handed(0, (), text)
    head, _, note = text.partition("\n\n")
    first, *proof = head.split("\n")
    return Handed(from_decimal(first.removeprefix(_OLD)), tuple(map(from_base64, proof)), note)


class Witness:
    """One witness's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self) -> SignerKey:
        """Return the witness's own key, made the first time."""
        secret = read_private(self._folder / _KEY)
        if secret:
            return SignerKey.parse(secret.strip())
        key = SignerKey.generate(f"countersign-witness/{secrets.token_hex(4)}", Algorithm.COSIGNATURE)
        write_private(self._folder / _KEY, key.secret() + "\n")
        return key

    def trust(self, key: VerifierKey) -> None:
        """Take this as the record's key from now on."""
        write_private(self._folder / _RECORD, f"{key}\n")

    def cosign(self, text: str, now: datetime) -> str:
        """Return the witness's signature line under the checkpoint, and remember it as the last one seen.

        Refuses one that the record's key has not signed, a smaller one, and one that has not grown out of the last.
        """
        record = read_private(self._folder / _RECORD).strip()
        if not record:
            raise Refusal("no-record-key", "Which record? Give its public key with --key the first time.", saved=_KEEP)
        keys = [VerifierKey.parse(record)]
        try:
            given = handed(text)
            seen = open_checkpoint(given.note, keys).checkpoint
        except NoteError as error:
            raise Refusal("no-checkpoint", f"That cannot be cosigned: {error}.", saved=_KEEP) from None
        last = read_private(self._folder / _LAST)
        if last:
            _has_grown(Checkpoint.parse(last.rpartition("\n\n")[0] + "\n"), seen, given)
        signed = cosign(given.note, self.key(), now)
        write_private(self._folder / _LAST, given.note)
        return signed.splitlines()[-1]


def _has_grown(last: Checkpoint, seen: Checkpoint, given: Handed) -> None:
    """Return if one record has grown from the last checkpoint to this one; refuse otherwise."""
    if seen.origin != last.origin:
        raise Refusal(
            "another-record",
            f"This record is called {seen.origin}, and the one you know {last.origin}.",
            saved=_KEEP,
            then="A record gets a new name when it goes on from a backup. If you were told so, begin anew in a new "
            "folder; if not, ask the other trustees.",
        )
    if seen.size < last.size:
        raise Refusal(
            "smaller",
            f"This checkpoint is of {seen.size} entries, and you have seen {last.size}.",
            saved=_KEEP,
            then="Ask for a newer one. If there is none, entries were taken away: tell the other trustees.",
        )
    if seen.size > last.size and given.old != last.size:
        raise Refusal(
            "no-proof",
            f"This record has grown from {last.size} entries to {seen.size}, and nothing here proves it.",
            saved=_KEEP,
            then="Send your last-checkpoint to whoever runs the bot; “countersign verify --since” on it prints what "
            "you need.",
        )
    try:
        verify_consistency(last.size, seen.size, list(given.proof), last.root, seen.root)
    except ProofError as error:
        raise Refusal(
            "not-the-same-record",
            f"This is not the record that you have seen before: {error}.",
            saved=_KEEP,
            then="Keep both texts and tell the other trustees: somebody may have rewritten it.",
        ) from None
