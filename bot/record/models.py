"""The record as it is kept: exact bytes and their leaf hash, the head of the tree, and the texts it commits to."""

from datetime import datetime

from bot.record import classes
from bot.rows import Row

TextClass = classes.TextClass


class LogEntry(Row):
    """One entry: `body` is the exact UTF-8 JSON that was hashed, `leaf` is SHA-256(0x00 ‖ body) (RFC 9162).

    `nodes` are the roots of the subtrees that this entry completes, two leaves high first, 32 bytes each, joined: they
    are kept here because they are written with this entry, never change, and make a proof a few rows' reading.
    """

    org: str = ""
    seq: int
    body: bytes
    leaf: bytes
    nodes: bytes


class LogHead(Row):
    """The tree's size and the roots of its full subtrees, largest first, 32 bytes each, joined."""

    org: str = ""
    size: int = 0
    peaks: bytes = b""


class Content(Row):
    """A text the record commits to: `commit` is SHA-256(tag ‖ salt ‖ text) in hex. Erasure empties salt and text.

    `text_class` is a `TextClass`.
    """

    org: str = ""
    commit: str
    salt: bytes | None
    text: str | None
    text_class: str
    made_at: datetime
    erased_at: datetime | None = None


class Checkpoint(Row):
    """The tree's size and root as signed by us: a C2SP signed note, one for each size that was ever signed."""

    org: str = ""
    size: int
    note: str
    made_at: datetime


class Cosignature(Row):
    """A trustee's own signature line (cosignature/v1) on the checkpoint of this size."""

    org: str = ""
    size: int
    witness: str
    line: str
    received_at: datetime


class RetentionHold(Row):
    """Nothing about this person or proposal (`about`) is erased by the clock until the hold is released."""

    org: str = ""
    id: str
    about: str
    by: str
    at: datetime
    reason: str
    released_by: str = ""
    released_at: datetime | None = None
    released_reason: str = ""
