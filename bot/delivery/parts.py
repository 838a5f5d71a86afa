"""A message or form in the house's own terms. A surface knows how to draw each part; nothing here knows a surface.

All text is plain: a surface shows it literally, so that nothing a person typed can ping, link, format or hide.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True)
class Headline:
    """The first line: what is this, and what do you want from me."""

    text: str


@dataclass(frozen=True)
class Para:
    """A paragraph in the bot's own voice."""

    text: str


@dataclass(frozen=True)
class Small:
    """A line of lesser weight."""

    text: str


@dataclass(frozen=True)
class Words:
    """Somebody's exact words, shown as they were typed."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Facts:
    """Short labelled values, in order."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """A list of short lines under an optional title."""

    items: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class Quoted:
    """One clause as shown: its words verbatim, and where they come from ("Policy v1, PRV-2", "Procedure, P-1")."""

    heading: str
    words: str
    source: str


@dataclass(frozen=True)
class Clauses:
    """Clauses that apply, under a title."""

    title: str
    items: tuple[Quoted, ...]


@dataclass(frozen=True)
class Chart:
    """Bars a category, one series a colour; `summary` tells the same figures in words."""

    title: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]
    summary: str
    x_label: str = ""
    y_label: str = ""


@dataclass(frozen=True)
class Confirm:
    """A question asked before a button acts."""

    title: str
    text: str
    yes: str
    no: str = "Not now"


Style = Literal["", "primary", "danger"]


@dataclass(frozen=True)
class Button:
    """Something to press: the verb that is called, its references, and the label that is the verb's own name."""

    verb: str
    label: str
    refs: tuple[str, ...] = ()
    style: Style = ""
    confirm: Confirm | None = None
    spoken: str = ""


@dataclass(frozen=True)
class Buttons:
    """A row of buttons."""

    items: tuple[Button, ...]


@dataclass(frozen=True)
class Calls:
    """The people a message waits for, by platform id: where many read it, these are notified."""

    people: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A picture of ours by the SHA-256 (hex) of its bytes; `alt` is what somebody who cannot see it is told.

    `stands_as` is the platform's own id of it. Where there is none yet, the picture is handed over before the message.
    """

    sha256: str
    alt: str
    stands_as: str = ""


@dataclass(frozen=True)
class File:
    """A file that goes with a message: one message, whose plain text says what the other parts say.

    Nothing can be pressed in such a message, and no draft words belong in it: a chat may format its text. The bytes
    are handed over first, and the message is posted when they are there. On the platform the title ends in the outbox
    row's number, "Trustees' report (no. 41)", by which it is looked for before it is sent again. A message that is
    drawn again keeps its files; one with nothing to say any more is taken away together with them.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)
    title: str
    alt: str = ""


@dataclass(frozen=True)
class Divider:
    """A rule between two matters."""


Part = Headline | Para | Small | Words | Facts | Bullets | Clauses | Chart | Buttons | Calls | Picture | File | Divider
Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Option:
    """One choice of a field."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True)
class TextField:
    """Words to type. `limit` is in characters (code points); `live` asks the surface to report each change."""

    name: str
    label: str
    initial: str = ""
    hint: str = ""
    placeholder: str = ""
    multiline: bool = False
    optional: bool = False
    limit: int = 3000
    live: bool = False


@dataclass(frozen=True)
class ChoiceField:
    """One of several options, or several of them. `live` asks the surface to report each change."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    many: bool = False
    as_list: bool = False  # a drop-down list instead of options that are all in sight
    optional: bool = False
    hint: str = ""
    live: bool = False


@dataclass(frozen=True)
class WhenField:
    """A date with a time of day. `live` asks the surface to report each change."""

    name: str
    label: str
    initial: datetime | None = None
    optional: bool = True
    hint: str = ""
    live: bool = False


@dataclass(frozen=True)
class DayField:
    """A day of the calendar."""

    name: str
    label: str
    initial: date | None = None
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class FilesField:
    """Files from somebody's device, at most `most`. `types` are usual endings of their names; they prove nothing.

    Where a form is drawn anew, the field begins empty: a chat cannot put files into it.
    """

    name: str
    label: str
    most: int = 4
    types: tuple[str, ...] = ()
    optional: bool = True
    hint: str = ""


Field = TextField | ChoiceField | WhenField | DayField | FilesField
FormPart = Field | Part


@dataclass(frozen=True)
class Form:
    """A form on a surface of its own. `refs` come back with it unchanged; `title` and `submit` are ≤ 24 characters.

    What is written in a `kept` form is kept, so whoever closes it is told how to go on.
    """

    name: str
    title: str
    parts: tuple[FormPart, ...]
    submit: str = ""
    cancel: str = "Cancel"
    refs: tuple[str, ...] = ()
    kept: bool = False


@dataclass(frozen=True)
class GivenFile:
    """A file in a form: the platform's id of it, the name it had, and its size in bytes as the platform tells it."""

    id: str
    name: str = ""
    size: int = 0


Value = str | tuple[str, ...] | tuple[GivenFile, ...] | datetime | date | None


@dataclass(frozen=True)
class Filled:
    """What somebody put into a form: text, chosen values, files, an aware moment, or None where nothing was given.

    `view` identifies the form on its surface; it makes the second delivery of one submission recognisable.
    """

    name: str
    refs: tuple[str, ...]
    values: dict[str, Value] = field(default_factory=dict)
    view: str = ""

    def text(self, name: str) -> str:
        """Return the field's text, or an empty string."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the chosen values of the field, none, one or several."""
        value = self.values.get(name)
        if isinstance(value, str):
            return (value,)
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()

    def files(self, name: str) -> tuple[GivenFile, ...]:
        """Return the files that were put into the field."""
        value = self.values.get(name)
        return tuple(one for one in value if isinstance(one, GivenFile)) if isinstance(value, tuple) else ()

    def day(self, name: str) -> date | None:
        """Return the field's day, or None."""
        value = self.values.get(name)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def moment(self, name: str) -> datetime | None:
        """Return the field's moment, or None."""
        value = self.values.get(name)
        return value if isinstance(value, datetime) else None
