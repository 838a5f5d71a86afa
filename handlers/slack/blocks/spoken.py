"""What a message says when it is read aloud or shown in a notification, instead of its blocks.

The first line comes first, then somebody's exact words, then findings and clauses, then the rest in order.
"""

from functools import singledispatch

from bot.delivery.parts import (
    Bullets,
    Buttons,
    Calls,
    Chart,
    Clauses,
    Divider,
    Facts,
    File,
    Headline,
    Para,
    Part,
    Parts,
    Picture,
    Small,
    Words,
)
from handlers.slack.blocks.limits import SPOKEN
from handlers.slack.blocks.text import NOTHING
from handlers.slack.hidden import with_hidden_shown

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def spoken(parts: Parts) -> str:
    """Return the message's `text`: escaped for Slack and at most 3,000 characters long."""
    return escaped(aloud(parts))


def aloud(parts: Parts) -> str:
    """Return the parts as they are read aloud, for places that take plain text."""
    ordered = [*parts[:1], *sorted(parts[1:], key=_rank)]
    return "\n".join(line for part in ordered if (line := say(part))) or NOTHING


def escaped(text: str, most: int = SPOKEN) -> str:
    """Return the text with Slack's three special characters escaped, cut between characters when it is too long."""
    seen = with_hidden_shown(text)
    written = seen.translate(_ESCAPED)
    if len(written) <= most:
        return written
    room = most - 1
    kept = []
    for character in seen:
        mark = character.translate(_ESCAPED)
        room -= len(mark)
        if room < 0:
            break
        kept.append(mark)
    return "".join(kept) + "…"


def _rank(part: Part) -> int:
    if isinstance(part, Words):
        return 0
    return 1 if isinstance(part, Bullets | Clauses) else 2


@singledispatch
def say(part: Part) -> str:
    """Return the part as it is read aloud; nothing for what only the eye needs."""
    raise TypeError(f"no words for {type(part).__name__}")


@say.register(Headline)
@say.register(Para)
@say.register(Small)
def _(part: Headline | Para | Small) -> str:
    return part.text


@say.register
def _(part: Words) -> str:
    return f"{part.label} “{part.text}”".strip()


@say.register
def _(part: Facts) -> str:
    return "\n".join(f"{label}: {value}" for label, value in part.pairs)


@say.register
def _(part: Bullets) -> str:
    return "\n".join([part.title] * bool(part.title) + [f"• {item}" for item in part.items])


@say.register
def _(part: Clauses) -> str:
    clauses = [f"{clause.heading}: “{clause.words}” ({clause.source})" for clause in part.items]
    return "\n".join([part.title] * bool(part.title) + clauses)


@say.register
def _(part: Chart) -> str:
    return f"{part.title}: {part.summary}"


@say.register
def _(part: Picture) -> str:
    return f"Picture: “{part.alt}”"


@say.register(Buttons)
@say.register(Calls)
@say.register(Divider)
@say.register(File)
def _(_part: Buttons | Calls | Divider | File) -> str:
    return ""
