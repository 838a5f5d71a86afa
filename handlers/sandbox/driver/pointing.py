"""Finding what a person points at, and putting what they mean into Slack's words."""

import datetime as dt
from typing import Any

from handlers.sandbox.acts import NotPossibleError
from handlers.sandbox.blocktext import buttons, buttons_named, visible_to
from handlers.sandbox.elements import Placed, placed
from handlers.sandbox.workspace import Blocks, Json


def element(user: str, blocks: Blocks, action_id: str) -> Placed:
    """The element of that action_id; refuses when there is none or more than one."""
    there = list(placed(visible_to(user, blocks)))
    fitting = [place for place in there if place.action_id == action_id]
    if len(fitting) != 1:
        known = ", ".join(place.action_id for place in there)
        raise NotPossibleError(f"{len(fitting)} elements are called {action_id!r}; there are: {known}.")
    return fitting[0]


def button(
    user: str, blocks: Blocks, words: str | None, action_id: str | None, index: int
) -> tuple[Placed, Json | None]:
    """The button with exactly these words or of that action_id, and for a "⋮" menu the entry that was meant."""
    shown = visible_to(user, blocks)
    if words is not None:
        fitting = buttons_named(shown, words)
    else:
        fitting = [(place, None) for place in placed(shown) if place.action_id == action_id]
    if index >= len(fitting):
        raise NotPossibleError(f"There is no button {words or action_id!r} here; there are: {buttons(shown)}.")
    return fitting[index]


def spoken(place: Placed, value: Any) -> Any:
    """The value in Slack's words: dates and times as text or seconds, words as rich text for a rich text field."""
    kind = place.element["type"]
    if kind == "datetimepicker" and isinstance(value, dt.datetime):
        return int(value.timestamp())
    if kind == "datepicker" and isinstance(value, dt.date):
        return value.isoformat()
    if kind == "timepicker" and isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if kind == "rich_text_input" and isinstance(value, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": value}]}
        return {"type": "rich_text", "elements": [section]}
    return value
