"""Parts as a whole message, and as somebody's Home."""

from bot.delivery.parts import Chart, Parts
from handlers.slack.blocks import limits
from handlers.slack.blocks.fitting import fitted
from handlers.slack.blocks.parts import Surface, draw
from handlers.slack.blocks.spoken import spoken
from handlers.slack.blocks.text import Block


def message(parts: Parts, surface: Surface = Surface.MESSAGE) -> Block:
    """Return `text` and `blocks` of a message. Only the first charts are drawn as such; Slack takes no more."""
    charts = 0
    blocks: list[Block] = []
    for part in parts:
        charts += isinstance(part, Chart)
        too_many = charts > limits.CHARTS_A_MESSAGE and surface is Surface.MESSAGE
        blocks += draw(part, Surface.PLAIN_MESSAGE if too_many else surface)
    return {"text": spoken(parts), "blocks": fitted(blocks, limits.MESSAGE_BLOCKS, limits.MESSAGE_ROOM)}


def home(parts: Parts) -> Block:
    """Return the Home view."""
    blocks = [block for part in parts for block in draw(part, Surface.VIEW)]
    return {"type": "home", "blocks": fitted(blocks, limits.VIEW_BLOCKS, limits.VIEW_ROOM)}
