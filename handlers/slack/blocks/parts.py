"""One drawing for each part. A part without one cannot be sent: `draw` raises, and a test walks all of them."""

from enum import Enum
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
    Picture,
    Small,
    Words,
)
from handlers.slack.blocks import buttons, chart, limits
from handlers.slack.blocks.rich import bullets, cut, quotes, rich, run, section, title
from handlers.slack.blocks.text import Block, pieces, plain

NOT_SHOWN = "There is a picture, which I can't show here. Please don't decide without having seen it."
"""Stands for a picture that Slack does not show."""


class Surface(Enum):
    """Where parts are drawn: charts stand in messages only, headings structure a view for screen readers."""

    MESSAGE = "message"
    PLAIN_MESSAGE = "plain message"  # without the blocks some workspaces do not have yet
    VIEW = "view"


@singledispatch
def draw(part: Part, _surface: Surface) -> list[Block]:
    """Return the part as Block Kit blocks without block ids."""
    raise TypeError(f"no drawing for {type(part).__name__}")


@draw.register
def _(part: Headline, surface: Surface) -> list[Block]:
    if surface is Surface.VIEW and len(part.text) <= limits.HEADER:
        return [{"type": "header", "text": plain(part.text, limits.HEADER)}]
    return rich([section(run(piece, "bold")) for piece in cut(part.text)])


@draw.register
def _(part: Para, _surface: Surface) -> list[Block]:
    return rich([section(run(piece)) for piece in cut(part.text)])


@draw.register
def _(part: Small, _surface: Surface) -> list[Block]:
    return [
        {"type": "context", "elements": [plain(piece, limits.CONTEXT_TEXT)]}
        for piece in pieces(part.text, limits.CONTEXT_TEXT)
    ]


@draw.register
def _(part: Words, _surface: Surface) -> list[Block]:
    return rich(title(part.label) + quotes(part.text))


@draw.register
def _(part: Facts, _surface: Surface) -> list[Block]:
    lines = []
    for label, text in part.pairs:
        first, *more = cut(text)
        lines += [section(run(f"{label}: ", "bold"), run(first)), *(section(run(piece)) for piece in more)]
    return rich(lines)


@draw.register
def _(part: Bullets, _surface: Surface) -> list[Block]:
    return rich(title(part.title) + bullets(part.items))


@draw.register
def _(part: Clauses, _surface: Surface) -> list[Block]:
    drawn = title(part.title)
    for clause in part.items:
        drawn += [section(run(clause.heading, "bold"), run(f" · {clause.source}", "italic")), *quotes(clause.words)]
    return rich(drawn)


@draw.register
def _(part: Chart, surface: Surface) -> list[Block]:
    bars = chart.bars(part) if surface is Surface.MESSAGE else None
    figures = [section(run(piece)) for piece in cut(part.summary)]
    return [bars, *rich(figures)] if bars else rich(title(part.title) + figures)


@draw.register
def _(part: Buttons, _surface: Surface) -> list[Block]:
    return buttons.rows(part)


@draw.register
def _(part: Calls, _surface: Surface) -> list[Block]:
    people = [[{"type": "user", "user_id": person}, run(" ")] for person in part.people]
    return rich([section(*(element for called in people for element in called))] if people else [])


@draw.register
def _(part: Picture, surface: Surface) -> list[Block]:
    told = [
        {"type": "context", "elements": [plain(piece, limits.CONTEXT_TEXT)]}
        for piece in pieces(f"Alt text: “{part.alt}”", limits.CONTEXT_TEXT)
    ]
    if not part.stands_as or surface is Surface.PLAIN_MESSAGE:
        return [*rich([section(run(NOT_SHOWN, "bold"))]), *told]
    alt = plain(part.alt, limits.ALT_TEXT)["text"]
    return [{"type": "image", "slack_file": {"id": part.stands_as}, "alt_text": alt}, *told]


@draw.register
def _(part: File, _surface: Surface) -> list[Block]:
    return [{"type": "context", "elements": [plain(f"File: {part.title}", limits.CONTEXT_TEXT)]}]


@draw.register
def _(_part: Divider, _surface: Surface) -> list[Block]:
    return [{"type": "divider"}]
