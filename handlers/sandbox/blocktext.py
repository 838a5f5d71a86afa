"""Blocks as a person takes them in: the words that can be read, and the parts that are shown to that person."""

from collections.abc import Iterator
from typing import Any

from handlers.sandbox.elements import Placed, placed
from handlers.sandbox.payloads import unescape
from handlers.sandbox.workspace import Blocks, Json

_WORDS = (
    "text",
    "title",
    "subtitle",
    "body",
    "label",
    "description",
    "alt_text",
    "caption",
    "hint",
    "placeholder",
    "name",
)
_PARTS = (
    "accessory", "element", "elements", "fields", "options", "option_groups", "child_blocks", "rows", "chart",
    "series", "segments", "data", "actions", "tasks", "details", "output", "hero_image", "icon", "rich_text_title",
)  # fmt: skip


def visible_to(user: str, blocks: Blocks) -> Blocks:
    """The blocks without the buttons that are shown to others only."""
    return [_without_hidden(user, block) for block in blocks]


def _without_hidden(user: str, block: Json) -> Json:
    elements = block.get("elements")
    if block["type"] not in ("actions", "context_actions") or not elements:
        return block
    shown = [element for element in elements if user in element.get("visible_to_user_ids", (user,))]
    return block if len(shown) == len(elements) else block | {"elements": shown}


def buttons(blocks: Blocks) -> list[str]:
    """The words on the buttons, in reading order."""
    return [place.label for place in placed(blocks) if place.element["type"] in ("button", "workflow_button")]


def buttons_named(blocks: Blocks, words: str) -> list[tuple[Placed, Json | None]]:
    """The buttons with exactly these words, and the menus with an entry of these words (and that entry)."""
    found: list[tuple[Placed, Json | None]] = []
    for place in placed(blocks):
        if place.element["type"] == "overflow":
            found += [(place, option) for option in place.element["options"] if option["text"]["text"] == words]
        elif "text" in place.element and words in (place.label, place.element.get("accessibility_label")):
            found.append((place, None))
    return found


def text_of(blocks: Blocks) -> str:
    """Everything a person can read in the blocks, a line for each piece."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _lines(item)
    elif isinstance(part, dict):
        if str(part.get("type", "")).startswith("rich_text_") and part["type"] != "rich_text_input":
            yield _rich_line(part)
            return
        for key in _WORDS:
            words = part.get(key)
            if isinstance(words, dict):
                words = words.get("text")
            if isinstance(words, str) and words:
                yield unescape(words)
        for key in _PARTS:
            if key in part:
                yield from _lines(part[key])


def _rich_line(part: Json) -> str:
    if part["type"] == "rich_text_list":
        return "\n".join(_rich_line(item) for item in part["elements"])
    return "".join(_leaf(leaf) for leaf in part["elements"])


def _leaf(leaf: Json) -> str:
    match leaf["type"]:
        case "link":
            return str(leaf.get("text") or leaf["url"])
        case "emoji":
            return f":{leaf['name']}:"
        case "user":
            return f"@{leaf['user_id']}"
        case "channel":
            return f"#{leaf['channel_id']}"
        case "broadcast":
            return f"@{leaf['range']}"
        case "date":
            return str(leaf.get("fallback", leaf["timestamp"]))
    return str(leaf.get("text", ""))
