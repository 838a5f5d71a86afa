"""The smallest pieces: plain text that Slack shows literally, and the ways to fold or split what is too long."""

from typing import Any

from handlers.slack.hidden import with_hidden_shown

Block = dict[str, Any]

NOTHING = "–"
"""Stands where a text is empty: Slack refuses an empty text element."""


def fold(text: str, most: int) -> str:
    """Return the text in at most `most` characters; what was cut is marked with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def pieces(text: str, most: int) -> list[str]:
    """Return the text in pieces of at most `most` characters, broken at a line or a space where there is one."""
    found = []
    while len(text) > most:
        end = text.rfind("\n", most // 2, most) + 1 or text.rfind(" ", most // 2, most) + 1 or most
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def plain(text: str, most: int) -> Block:
    """Return a plain_text element. Emoji names in it stay as they are written."""
    seen = fold(with_hidden_shown(text), most)
    return {"type": "plain_text", "text": seen if seen.strip() else NOTHING, "emoji": False}
