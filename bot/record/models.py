"""The record as it is kept: exact bytes and their leaf hash, the head of the tree, and the texts it commits to."""

from datetime import datetime

from sqlmodel import SQLModel


class LogEntry(SQLModel):
    """One entry: `body` is the exact UTF-8 JSON that was hashed, `leaf` is SHA-256(0x00 ‖ body) (RFC 9162)."""

    org: str = ""
    seq: int
    body: bytes
    leaf: bytes


class LogHead(SQLModel):
    """The tree's size and the roots of its full subtrees, largest first, 32 bytes each, joined."""

    org: str = ""
    size: int = 0
    peaks: bytes = b""


class Content(SQLModel):
    """A text the record commits to: `commit` is SHA-256(tag ‖ salt ‖ text) in hex. Erasure empties salt and text."""

    org: str = ""
    commit: str
    salt: bytes | None
    text: str | None
    text_class: str
    made_at: datetime
    erase_after: datetime | None = None
    erased_at: datetime | None = None
