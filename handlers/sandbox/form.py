"""What Slack's own client checks before it lets a person send a form; the bot hears nothing of it."""

import re
from typing import Any

from handlers.sandbox.elements import State, placed, value_of
from handlers.sandbox.workspace import Blocks, Json

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def complaints(blocks: Blocks, values: State) -> dict[str, str]:
    """What the client would say, by block_id; empty when the form may be sent."""
    found: dict[str, str] = {}
    for place in placed(blocks):
        if place.in_input:
            value = value_of(values[place.block_id][place.action_id])
            words = _complaint(place.element, value, optional=bool(place.block.get("optional")))
            if words:
                found[place.block_id] = words
    return found


def _complaint(element: Json, value: Any, *, optional: bool) -> str | None:
    if value in (None, "", []):
        return None if optional else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, value)
        case "number_input":
            return _number(element, value)
        case "email_text_input" if not _EMAIL.fullmatch(value):
            return "Please enter a valid email address."
        case "url_text_input" if not _URL.fullmatch(value):
            return "Please enter a valid URL."
    return None


def _length(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please enter at least {least} characters."
    if len(value) > most:
        return f"Please enter no more than {most} characters."
    return None


def _number(element: Json, value: str) -> str | None:
    if not _NUMBER.fullmatch(value):
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and "." in value:
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(value) < float(least):
        return f"Please enter a number that is at least {least}."
    if most is not None and float(value) > float(most):
        return f"Please enter a number that is at most {most}."
    return None
