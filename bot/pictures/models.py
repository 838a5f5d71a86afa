"""What is remembered of pictures. A picture is known by the SHA-256 (hex) of its cleaned bytes, and kept once."""

from datetime import datetime

from sqlmodel import JSON, Field

from bot.rows import Row


class StoredPicture(Row):
    """A cleaned picture; `located` and `stilled` are as in `Cleaned`. Its bytes stand apart: few need them."""

    org: str = ""
    sha256: str
    media_type: str
    width: int
    height: int
    located: bool
    stilled: bool
    kept_at: datetime


class PictureData(Row):
    """The bytes of a cleaned picture."""

    org: str = ""
    sha256: str
    data: bytes


class PictureShown(Row):
    """One revision shows this picture; one that no revision shows is not kept for long."""

    org: str = ""
    proposal_id: str
    revision: int
    sha256: str


class HandedOver(Row):
    """A picture as the platform keeps it, by the platform's own id; messages can show it once it is `ready`."""

    org: str = ""
    sha256: str
    file: str
    ready: bool = False


class BeingChecked(Row):
    """A form that was sent with pictures nobody has looked at yet: it is proposed when they are found fit.

    `form` and `refs` are the form's own, `asked` is what it has asked about; `content` and `answers` are the
    commitments under which the draft and what it answers are kept. `lease_until` is in real time: until then somebody
    is at work on it.
    """

    org: str = ""
    id: str
    person_id: str
    form: str
    refs: list[str] = Field(default_factory=list, sa_type=JSON)
    asked: list[str] = Field(default_factory=list, sa_type=JSON)
    content: str
    answers: str = ""
    sent_at: datetime
    lease_until: datetime | None = None
    tries: int = 0
