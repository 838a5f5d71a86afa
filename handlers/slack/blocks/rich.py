"""Rich text: paragraphs, quotations and lists whose words are literal and whose style is ours alone."""

from collections.abc import Iterable

from handlers.slack.blocks.limits import RICH_TEXT
from handlers.slack.blocks.text import NOTHING, Block, fold, pieces
from handlers.slack.hidden import with_hidden_shown


def run(text: str, style: str = "") -> Block:
    """Return words in one style ("bold", "italic" or none)."""
    element: Block = {"type": "text", "text": with_hidden_shown(text) or NOTHING}
    if style:
        element["style"] = {style: True}
    return element


def section(*runs: Block) -> Block:
    """Return a paragraph."""
    return {"type": "rich_text_section", "elements": list(runs)}


def title(text: str) -> list[Block]:
    """Return a bold line, or nothing for an empty title."""
    return [section(run(fold(with_hidden_shown(text), RICH_TEXT), "bold"))] if text else []


def cut(text: str) -> list[str]:
    """Return the text, its hidden characters named, in pieces that fit into one paragraph each."""
    return pieces(with_hidden_shown(text), RICH_TEXT)


def quotes(text: str) -> list[Block]:
    """Return somebody's exact words as a quotation, or several when they are long."""
    return [{"type": "rich_text_quote", "elements": [run(piece)]} for piece in cut(text)]


def bullets(items: Iterable[str]) -> list[Block]:
    """Return lines as a list, or several lists when they are long."""
    lines = [section(run(piece)) for item in items for piece in cut(item)]
    return [{"type": "rich_text_list", "style": "bullet", "elements": some} for some in _batches(lines)]


def rich(elements: list[Block]) -> list[Block]:
    """Return the elements in as many rich texts as they need."""
    return [{"type": "rich_text", "elements": some} for some in _batches(elements)]


def weight(element: Block) -> int:
    """Return how many characters of text stand in the element."""
    return len(element.get("text", "")) + sum(weight(inner) for inner in element.get("elements", ()))


def _batches(elements: Iterable[Block]) -> list[list[Block]]:
    batches: list[list[Block]] = []
    room = 0
    for element in elements:
        heavy = weight(element)
        if heavy > room or not batches:
            batches.append([])
            room = RICH_TEXT
        batches[-1].append(element)
        room -= heavy
    return batches
