"""Salted commitments: the record can prove a text it does not hold, and forgets it when salt and text are gone."""

import hashlib
import secrets

TAG = b"countersign/text/v1\0"
SALT_BYTES = 32


def commitment(salt: bytes, text: str) -> str:
    """Return SHA-256(tag ‖ salt ‖ UTF-8 text) in hex."""
    return hashlib.sha256(TAG + salt + text.encode()).hexdigest()


def commit_to(text: str) -> tuple[str, bytes]:
    """Return a fresh commitment to the text, and its 32-byte salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    return commitment(salt, text), salt
