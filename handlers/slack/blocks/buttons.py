"""Buttons, drawn so that their verbs stay unique in a row and a screen reader is told what they are for."""

from collections import Counter

from bot.delivery.parts import Button, Buttons, Confirm
from handlers.slack import values
from handlers.slack.blocks import limits
from handlers.slack.blocks.text import Block, plain


def rows(buttons: Buttons) -> list[Block]:
    """Return the buttons in as many rows as Slack needs."""
    return [
        {"type": "actions", "elements": _row(buttons.items[start : start + limits.BUTTONS_A_ROW])}
        for start in range(0, len(buttons.items), limits.BUTTONS_A_ROW)
    ]


def _row(items: tuple[Button, ...]) -> list[Block]:
    seen: Counter[str] = Counter()
    drawn = []
    for button in items:
        drawn.append(_button(button, values.action_id(button.verb, seen[button.verb])))
        seen[button.verb] += 1
    return drawn


def _button(button: Button, action_id: str) -> Block:
    drawn: Block = {
        "type": "button",
        "action_id": action_id,
        "text": plain(button.label, limits.BUTTON_LABEL),
        "value": values.value(button.refs),
    }
    if button.style:
        drawn["style"] = button.style
    if button.spoken:
        drawn["accessibility_label"] = plain(button.spoken, limits.BUTTON_SPOKEN)["text"]
    if button.confirm:
        drawn["confirm"] = _confirm(button.confirm, button.style)
    return drawn


def _confirm(question: Confirm, style: str) -> Block:
    drawn: Block = {
        "title": plain(question.title, limits.CONFIRM_TITLE),
        "text": plain(question.text, limits.CONFIRM_TEXT),
        "confirm": plain(question.yes, limits.CONFIRM_ANSWER),
        "deny": plain(question.no, limits.CONFIRM_ANSWER),
    }
    if style:
        drawn["style"] = style
    return drawn
