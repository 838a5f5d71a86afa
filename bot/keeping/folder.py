"""The key folder: what stands beside the database and never in it, so that an old or forged database can be told.

record.key     the secret key that signs the record's checkpoints; its name is the record's own (the origin)
previous.key   the one before, which signs along until the next change, so that whoever knows only it can follow
public-keys    every public key the record has ever had, one a line
checkpoint     the last checkpoint that was signed
witness-keys   the public keys of those who cosign
"""

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.keeping.files import read_private, write_private
from bot.record.wire import from_base64, from_decimal

if TYPE_CHECKING:  # Cryptography is slow to import, and a start that signs nothing needs none of it.
    from bot.record.keys import SignerKey, VerifierKey

_KEY = "record.key"
_PREVIOUS = "previous.key"
_NEXT = "next.key"
_PUBLIC = "public-keys"
_CHECKPOINT = "checkpoint"
_WITNESSES = "witness-keys"


@dataclass(frozen=True)
class Stated:
    """What a checkpoint states, as far as it can be read without checking who signed it."""

    origin: str
    size: int
    root: bytes


def stated(note: str) -> Stated:
    """Return what the checkpoint states; raises `ValueError` when it is none."""
    origin, size, root, *_ = note.split("\n", 3)
    return Stated(origin, from_decimal(size), from_base64(root))


def new_origin(org: str) -> str:
    """Return a name for a record that no other has: "countersign/next-steps-3f2a9c1e"."""
    return f"countersign/{re.sub('[^a-z0-9-]', '-', org.lower())}-{secrets.token_hex(4)}"


class KeyFolder:
    """One record's key folder. Nothing is read before it is asked for; what is not there yet is empty."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def origin(self) -> str:
        """The record's name, or "" before there is a key."""
        secret = read_private(self.path / _KEY)
        return secret.split("+")[2] if secret else ""

    @property
    def checkpoint(self) -> str:
        """The last checkpoint that was signed, or ""."""
        return read_private(self.path / _CHECKPOINT)

    def keep_checkpoint(self, note: str) -> None:
        """Keep this one as the last."""
        write_private(self.path / _CHECKPOINT, note)

    def signers(self) -> "tuple[SignerKey, ...]":
        """Return the key that signs, and the one before it; none before there is a key."""
        from bot.record.keys import SignerKey  # noqa: PLC0415

        secrets_kept = [read_private(self.path / name) for name in (_KEY, _PREVIOUS)]
        return tuple(SignerKey.parse(secret.strip()) for secret in secrets_kept if secret)

    def verifiers(self) -> "tuple[VerifierKey, ...]":
        """Return every public key that the record has had, the first one first."""
        return self._public(_PUBLIC)

    def witnesses(self) -> "tuple[VerifierKey, ...]":
        """Return the public keys of those who cosign."""
        return self._public(_WITNESSES)

    def know_witness(self, key: "VerifierKey") -> None:
        """Take in a witness's public key."""
        self._add(_WITNESSES, key)

    def make_key(self, origin: str) -> "SignerKey":
        """Make the first key under this name, or under a new name one that no earlier key signs along with."""
        from bot.record.keys import SignerKey  # noqa: PLC0415

        key = SignerKey.generate(origin)
        self._add(_PUBLIC, key.verifier)
        (self.path / _PREVIOUS).unlink(missing_ok=True)
        write_private(self.path / _KEY, key.secret() + "\n")
        return key

    def prepare_next(self) -> "SignerKey":
        """Return the key that will come next under the same name, made now unless an earlier try has made it."""
        from bot.record.keys import SignerKey  # noqa: PLC0415

        secret = read_private(self.path / _NEXT)
        key = SignerKey.parse(secret.strip()) if secret else SignerKey.generate(self.origin)
        write_private(self.path / _NEXT, key.secret() + "\n")
        return key

    def change_key(self) -> None:
        """Let the key that was prepared sign from now on, and the present one beside it."""
        self._add(_PUBLIC, self.prepare_next().verifier)
        write_private(self.path / _PREVIOUS, read_private(self.path / _KEY))
        (self.path / _NEXT).replace(self.path / _KEY)

    def _public(self, name: str) -> "tuple[VerifierKey, ...]":
        from bot.record.keys import VerifierKey  # noqa: PLC0415

        return tuple(VerifierKey.parse(line) for line in read_private(self.path / name).splitlines() if line)

    def _add(self, name: str, key: "VerifierKey") -> None:
        lines = read_private(self.path / name)
        if str(key) not in lines.splitlines():
            write_private(self.path / name, f"{lines}{key}\n")
