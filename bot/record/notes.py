"""Signed notes (C2SP signed-note v1.0.0): a text a person can read, with the signatures of those who stand by it.

the text, any number of lines
<an empty line>
— name base64(key id ‖ signature)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.record.keys import Algorithm, SignerKey, VerifierKey, check_name
from bot.record.wire import NoteError, check_text, from_base64, to_base64

_DASH = "— "
_ID_BYTES = 4
_MOST_SIGNATURES = 100
_LONGEST = 1_000_000


@dataclass(frozen=True)
class Signature:
    """A signature that was checked: whose key, and for a cosignature when it was made."""

    key: VerifierKey
    at: datetime | None = None


@dataclass(frozen=True)
class Note:
    """A text, which ends with a line end, and the signatures of known keys under it; there is at least one."""

    text: str
    signatures: tuple[Signature, ...]


def sign_note(text: str, *signers: SignerKey) -> str:
    """Return the text as a note signed with these keys; it must end with a line end."""
    check_text(text)
    if not text.endswith("\n") or not signers:
        raise NoteError("a note's text ends with a line end, and somebody signs it")
    return f"{text}\n" + "".join(_line(text, signer, None) for signer in signers)


def cosign(note: str, signer: SignerKey, at: datetime) -> str:
    """Return a checkpoint's note with a trustee's signature added; an earlier one by the same key gives way to it."""
    if signer.algorithm != Algorithm.COSIGNATURE:
        raise NoteError("only a trustee's key, made for cosigning, can cosign")
    text, lines = _split(note)
    others = [line for line in lines if _parse(line)[:2] != (signer.name, signer.verifier.id)]
    return f"{text}\n" + "".join(f"{line}\n" for line in others) + _line(text, signer, at)


def open_note(note: str, keys: Iterable[VerifierKey]) -> Note:
    """Return the text and who signed it.

    Raises `NoteError` when the note is not written as the standard says, when the signature of a known key does not
    fit, and when no known key signed it. Signatures of unknown keys are passed over, as the standard demands.
    """
    known = {(key.name, key.id): key for key in keys}
    text, lines = _split(note)
    found: dict[VerifierKey, Signature] = {}
    for line in lines:
        name, key_id, signature = _parse(line)
        if key := known.get((name, key_id)):
            found.setdefault(key, Signature(key, key.check(text, signature)))
    if not found:
        raise NoteError("no key that we know has signed this note")
    return Note(text, tuple(found.values()))


def _line(text: str, signer: SignerKey, at: datetime | None) -> str:
    return f"{_DASH}{signer.name} {to_base64(signer.verifier.id + signer.sign(text, at))}\n"


def _split(note: str) -> tuple[str, list[str]]:
    """Return the text and the signature lines; the last empty line stands between them."""
    check_text(note)
    text, empty_line, signatures = note.rpartition("\n\n")
    if not empty_line or not signatures.endswith("\n") or len(note) > _LONGEST:
        raise NoteError("a note is a text, an empty line and signatures, each with a line end")
    lines = signatures.removesuffix("\n").split("\n")
    if len(lines) > _MOST_SIGNATURES:
        raise NoteError("a note with too many signatures")
    return f"{text}\n", lines


def _parse(line: str) -> tuple[str, bytes, bytes]:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2:
        raise NoteError("a signature line is a dash, a name and base64")
    name, value = parts[0], from_base64(parts[1])
    check_name(name)
    if len(value) <= _ID_BYTES:
        raise NoteError("a signature without a signature")
    return name, value[:_ID_BYTES], value[_ID_BYTES:]
