"""A form as a modal, and the same form drawn again while somebody is filling it in.

Slack keeps what was typed as long as block id and action id stay the same, so a block id is the field's name. Where
a redraw must show other words than the person typed ("Add the helpline line"), the block gets a new id by counting
on: "words", "words~2", "words~3".
"""

import json
from typing import Any

from bot.delivery.parts import ChoiceField, DayField, Field, FilesField, Form, FormPart, Parts, TextField, WhenField
from handlers.slack.blocks import limits
from handlers.slack.blocks.fields import draw_field, element_type
from handlers.slack.blocks.fitting import fitted
from handlers.slack.blocks.parts import Surface, draw
from handlers.slack.blocks.text import Block, plain
from handlers.slack.filled import field_of, given

NOTE = "note"
"""The callback id of a view that only tells something."""


def modal(form: Form) -> Block:
    """Return the form as a view to be opened."""
    return _view(form, {})


def redrawn(form: Form, view: Block, *, anew: bool = False) -> Block:
    """Return the form to stand in place of the view: `initial` and `chosen` are what each field shall show now.

    A field that already shows that is left alone, so that words typed in the meantime are not lost; `anew` they are.
    """
    standing = {field_of(block["block_id"]): block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    values = (view.get("state") or {}).get("values", {})
    block_ids = {
        part.name: _next(block_id)
        if anew or _must_change(part, values.get(block_id, {}).get(part.name, {}))
        else block_id
        for part in form.parts
        if isinstance(part, Field) and (block_id := standing.get(part.name))
    }
    return _view(form, block_ids)


def note(parts: Parts, title: str = "Countersign") -> Block:
    """Return a view that tells something and can only be closed."""
    return modal(Form(name=NOTE, title=title, parts=parts, cancel="Close"))


def _view(form: Form, block_ids: dict[str, str]) -> Block:
    blocks = [block for part in form.parts for block in _draw(part, block_ids)]
    view: Block = {
        "type": "modal",
        "callback_id": form.name,
        "title": plain(form.title, limits.VIEW_TITLE),
        "close": plain(form.cancel, limits.VIEW_TITLE),
        "private_metadata": json.dumps({"v": 1, "refs": form.refs}),
        "blocks": fitted(blocks or [{"type": "divider"}], limits.VIEW_BLOCKS, limits.VIEW_ROOM),
    }
    if form.submit or any(block["type"] == "input" for block in blocks):
        view["submit"] = plain(form.submit or "Send", limits.VIEW_TITLE)
    if form.kept:
        view["notify_on_close"] = True
    return view


def _draw(part: FormPart, block_ids: dict[str, str]) -> list[Block]:
    if isinstance(part, Field):
        return [draw_field(part, block_ids.get(part.name, part.name))]
    return draw(part, Surface.VIEW)


def _next(block_id: str) -> str:
    name, _, number = block_id.partition("~")
    return f"{name}~{int(number or 1) + 1}"


def _must_change(field: Field, state: dict[str, Any]) -> bool:
    if not state:
        return False
    if state.get("type") != element_type(field):
        return True
    now = given(state)
    if isinstance(field, TextField):
        return bool(field.initial) and field.initial.strip() != (now.strip() if isinstance(now, str) else "")
    if isinstance(field, WhenField | DayField):
        return field.initial is not None and field.initial != now
    if isinstance(field, FilesField):
        return False
    chosen = now if isinstance(now, tuple) else (now,)
    return _choice_must_change(field, tuple(one for one in chosen if isinstance(one, str)))


def _choice_must_change(field: ChoiceField, now: tuple[str, ...]) -> bool:
    gone = not set(now) <= {option.value for option in field.options}
    return gone or (bool(field.chosen) and set(field.chosen) != set(now))
