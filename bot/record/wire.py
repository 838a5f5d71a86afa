"""How the C2SP texts write bytes and numbers: each value in one way only, so that nothing can be altered unnoticed."""

import base64
import binascii
import re

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_LARGEST = 2**63 - 1


class NoteError(ValueError):
    """A key, note, checkpoint or receipt that is not written as its standard says, or not signed as it must be."""


def to_base64(value: bytes) -> str:
    """Return the bytes in the standard alphabet of RFC 4648 §4, padded."""
    return base64.b64encode(value).decode()


def from_base64(text: str) -> bytes:
    """Return the bytes, if this is the one way to write them; raises `NoteError` otherwise."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("not base64 as RFC 4648 writes it") from None
    if to_base64(value) != text:
        raise NoteError("not base64 as RFC 4648 writes it")
    return value


def from_decimal(text: str) -> int:
    """Return a number below 2^63 written in ASCII digits without leading zeroes; raises `NoteError` otherwise."""
    if not _DECIMAL.fullmatch(text) or int(text) > _LARGEST:
        raise NoteError("not a decimal number")
    return int(text)


def check_text(text: str) -> None:
    """Refuse what no note may hold: control characters other than the line end, and half characters (surrogates)."""
    if not isinstance(text, str) or any(character < " " and character != "\n" for character in set(text)):
        raise NoteError("a note holds no control characters")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoteError("a note is valid UTF-8") from None
