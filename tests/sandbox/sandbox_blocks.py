"""Short ways to write what these tests send and expect."""

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


def section(text: str) -> dict[str, Any]:
    """A block of words."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def plain(text: str) -> dict[str, Any]:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    """A button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def text_field(block_id: str, action_id: str, label: str, **element: Any) -> dict[str, Any]:
    """A text field of a form."""
    field = {"type": "plain_text_input", "action_id": action_id, **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": field}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A form that can be sent."""
    common = {"type": "modal", "callback_id": "form", "title": plain("A form"), "submit": plain("Send")}
    return {**common, "blocks": list(blocks), **more}


async def refusal(call: Awaitable[Any]) -> dict[str, Any]:
    """The answer of a call that must be refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    answer: dict[str, Any] = caught.value.response.data
    return answer
