"""Keys that sign notes, written as text (C2SP signed-note v1): a name, which is an address without a scheme, an id that
tells keys of one name apart, and 32 bytes of Ed25519.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from bot.record.wire import NoteError, check_text, from_base64, to_base64

_SECRET = "PRIVATE+KEY+"  # noqa: S105 (how such a key begins, not a key)
_TIME_BYTES = 8


class Algorithm(IntEnum):
    """What a signature says; the numbers are those of signed-note."""

    ED25519 = 1  # "this text is mine"
    COSIGNATURE = 4  # "I saw this checkpoint at this time, and the log had only grown" (tlog-cosignature v1)


def check_name(name: str) -> None:
    """Refuse what cannot name a key: nothing, white space, a plus sign."""
    check_text(name)
    if not name or "+" in name or any(character.isspace() for character in name):
        raise NoteError("a key's name has no spaces and no plus sign, and is not empty")


@dataclass(frozen=True)
class VerifierKey:
    """The public half: whoever has it can check what its owner signed."""

    name: str
    public: bytes
    algorithm: Algorithm = Algorithm.ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if type(self.public) is not bytes or len(self.public) != 32:
            raise NoteError("a public key is 32 bytes")

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Return the key written as name+id+base64; raises `NoteError` when it is not exactly that."""
        name, algorithm, public = _parse(text)
        key = cls(name, public, algorithm)
        if str(key) != text:
            raise NoteError("the key's id is not that of its name and bytes")
        return key

    @property
    def id(self) -> bytes:
        """The first four bytes of SHA-256(name ‖ line end ‖ algorithm ‖ public key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.algorithm]) + self.public)}"

    def check(self, text: str, signature: bytes) -> datetime | None:
        """Return when a cosignature was made, None for other signatures; raises `NoteError` when it is not valid."""
        at, message = None, text.encode()
        if self.algorithm == Algorithm.COSIGNATURE:
            seconds = int.from_bytes(signature[:_TIME_BYTES])
            message, signature = _timed(seconds, message), signature[_TIME_BYTES:]
            at = _moment(seconds)
        try:
            VerifyKey(self.public).verify(message, signature)
        except (BadSignatureError, ValueError):  # the second is for a signature of another length
            raise NoteError(f"the signature of {self.name} does not fit the text") from None
        return at


@dataclass(frozen=True)
class SignerKey:
    """The private half. It shows its secret to nobody who does not ask for it by name."""

    name: str
    seed: bytes = field(repr=False)
    algorithm: Algorithm = Algorithm.ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if type(self.seed) is not bytes or len(self.seed) != 32:
            raise NoteError("a private key is 32 bytes")

    @classmethod
    def generate(cls, name: str, algorithm: Algorithm = Algorithm.ED25519) -> "SignerKey":
        """Return a new key."""
        return cls(name, bytes(SigningKey.generate()), algorithm)

    @classmethod
    def parse(cls, secret: str) -> "SignerKey":
        """Return the key written as PRIVATE+KEY+name+id+base64; raises `NoteError` when it is not exactly that."""
        if not secret.startswith(_SECRET):
            raise NoteError("not a private key")
        name, algorithm, seed = _parse(secret.removeprefix(_SECRET))
        key = cls(name, seed, algorithm)
        if key.secret() != secret:
            raise NoteError("the key's id is not that of its name and bytes")
        return key

    def secret(self) -> str:
        """Return the whole key as text, to be kept where only its owner can read."""
        return f"{_SECRET}{self.name}+{self.verifier.id.hex()}+{to_base64(bytes([self.algorithm]) + self.seed)}"

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, bytes(self._key.verify_key), self.algorithm)

    def sign(self, text: str, at: datetime | None = None) -> bytes:
        """Return the signature of a note's text; a cosignature, and only that, carries the moment it is made."""
        message = text.encode()
        if self.algorithm == Algorithm.ED25519:
            return self._key.sign(message).signature
        if at is None:
            raise NoteError("a cosignature says when it was made")
        seconds = int(at.timestamp())
        return seconds.to_bytes(_TIME_BYTES) + self._key.sign(_timed(seconds, message)).signature

    @property
    def _key(self) -> SigningKey:
        return SigningKey(self.seed)


def _parse(text: str) -> tuple[str, Algorithm, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise NoteError("a key is written as name+id+base64")
    value = from_base64(parts[2])
    if value[:1] not in {bytes([algorithm]) for algorithm in Algorithm}:
        raise NoteError("keys of this type are not known here")
    return parts[0], Algorithm(value[0]), value[1:]


def _timed(seconds: int, message: bytes) -> bytes:
    return b"cosignature/v1\ntime %d\n" % seconds + message


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise NoteError("a cosignature from beyond the calendar") from None
