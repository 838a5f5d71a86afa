"""What must be true of everything the bot says: words are only words, and a screen reader hears the same first line."""

from collections.abc import Iterator
from typing import Any

from handlers.sandbox.blocktext import text_of
from handlers.sandbox.payloads import unescape

BEGINNING = 2000
LEAVES = {"text", "user", "usergroup", "link", "emoji", "broadcast", "channel", "date", "plain_text", "mrkdwn"}


def leaves(part: Any) -> Iterator[dict[str, Any]]:
    """Return the innermost pieces of blocks: texts, people called, and whatever else stands in rich text."""
    if isinstance(part, list):
        for item in part:
            yield from leaves(item)
    elif isinstance(part, dict):
        if part.get("type") in LEAVES:
            yield part
        for value in part.values():
            yield from leaves(value)


def must_be_literal(text: str, blocks: list[dict[str, Any]], *, calls: bool = True) -> None:
    """Nothing pings, links or formats, but for the deciders whom a card calls by itself."""
    assert "<" not in text and ">" not in text, text
    for leaf in leaves(blocks):
        kind = leaf["type"]
        assert kind in ("text", "plain_text") or (calls and kind == "user"), leaf
        assert kind != "plain_text" or leaf.get("emoji") is False, leaf


def must_read_aloud(text: str, blocks: list[dict[str, Any]]) -> None:
    """The text begins with what is drawn first, for it is read instead of the blocks."""
    first = text_of(blocks).split("\n")[0]
    assert unescape(text).removeprefix("“").startswith(first[:BEGINNING]), (text, first)


def quoted(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the quotations in blocks, each whole; none of their words may have a style."""
    found = []
    for block in blocks:
        for element in block.get("elements", ()) if block["type"] == "rich_text" else ():
            if element["type"] == "rich_text_quote":
                assert all(leaf["type"] == "text" and "style" not in leaf for leaf in element["elements"])
                found.append("".join(leaf["text"] for leaf in element["elements"]))
    return found
