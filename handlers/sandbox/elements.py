"""The elements of Block Kit that hold a value: its name in a payload, where it starts, and what a person may put in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handlers.sandbox.workspace import Blocks, Json

State = dict[str, dict[str, Json]]


@dataclass(frozen=True)
class Holds:
    """How one type of element reports its value: the key in `state.values`, the field it starts from, and `many`."""

    key: str
    initial: str
    many: bool = False


STATEFUL = {
    "plain_text_input": Holds("value", "initial_value"),
    "email_text_input": Holds("value", "initial_value"),
    "url_text_input": Holds("value", "initial_value"),
    "number_input": Holds("value", "initial_value"),
    "rich_text_input": Holds("rich_text_value", "initial_value"),
    "radio_buttons": Holds("selected_option", "initial_option"),
    "checkboxes": Holds("selected_options", "initial_options", many=True),
    "static_select": Holds("selected_option", "initial_option"),
    "external_select": Holds("selected_option", "initial_option"),
    "users_select": Holds("selected_user", "initial_user"),
    "conversations_select": Holds("selected_conversation", "initial_conversation"),
    "channels_select": Holds("selected_channel", "initial_channel"),
    "multi_static_select": Holds("selected_options", "initial_options", many=True),
    "multi_external_select": Holds("selected_options", "initial_options", many=True),
    "multi_users_select": Holds("selected_users", "initial_users", many=True),
    "multi_conversations_select": Holds("selected_conversations", "initial_conversations", many=True),
    "multi_channels_select": Holds("selected_channels", "initial_channels", many=True),
    "datepicker": Holds("selected_date", "initial_date"),
    "timepicker": Holds("selected_time", "initial_time"),
    "datetimepicker": Holds("selected_date_time", "initial_date_time"),
    "file_input": Holds("files", "initial_files", many=True),
}

TEXT_INPUTS = {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}

_FORMATS = {
    "datepicker": (r"\d{4}-\d\d-\d\d", "a date like 2026-11-22"),
    "timepicker": (r"([01]\d|2[0-3]):[0-5]\d", "a time like 09:30"),
}


@dataclass(frozen=True)
class Placed:
    """An element where it stands: the block it is in, and the element itself."""

    block: Json
    element: Json

    @property
    def in_input(self) -> bool:
        """Whether it is a field of a form, and not a control that acts at once."""
        return bool(self.block["type"] == "input")

    @property
    def block_id(self) -> str:
        """The id of the block."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The id of the element."""
        return str(self.element["action_id"])

    @property
    def label(self) -> str:
        """The words a person reads beside it."""
        words = (
            self.block.get("label") if self.in_input else self.element.get("text") or self.element.get("placeholder")
        )
        return str(words["text"]) if words else self.action_id


def placed(blocks: Blocks) -> Iterator[Placed]:
    """Every element that can be acted on."""
    return (place for place in places(blocks) if "action_id" in place.element)


def places(blocks: Blocks) -> Iterator[Placed]:
    """Every element, in reading order, also those inside containers and cards."""
    for block in blocks:
        for element in _elements(block):
            yield Placed(block, element)
        yield from places(block.get("child_blocks", []))


def _elements(block: Json) -> Iterator[Json]:
    kind = block["type"]
    if kind == "input":
        yield block["element"]
    elif kind == "section":
        if "accessory" in block:
            yield block["accessory"]
    elif kind in ("actions", "context_actions"):
        yield from block["elements"]
    elif kind == "card":
        yield from block.get("actions", ())
    elif kind == "carousel":
        for card in block["elements"]:
            yield from card.get("actions", ())


def give_ids(blocks: Blocks, fresh: Iterator[str]) -> Blocks:
    """The same blocks, with an id for each block and element that came without one, as Slack does."""
    for block in blocks:
        block.setdefault("block_id", next(fresh))
        for element in _elements(block):
            if element["type"] != "image":
                element.setdefault("action_id", next(fresh))
        if "child_blocks" in block:
            give_ids(block["child_blocks"], fresh)
    return blocks


def options_of(element: Json) -> list[Json]:
    """The options of a menu, with those in groups."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def initial_state(element: Json) -> Json:
    """What Slack reports for an element nobody has touched."""
    holds = STATEFUL[element["type"]]
    start = element.get(holds.initial)
    if start is None and holds.many:
        start = []
    return {"type": element["type"], holds.key: start}


def states_for(blocks: Blocks, before: State | None = None) -> State:
    """The values of all elements: as before where block_id, action_id and type are the same, else the initial ones."""
    values: State = {}
    for place in placed(blocks):
        element = place.element
        if element["type"] in STATEFUL:
            kept = (before or {}).get(place.block_id, {}).get(place.action_id)
            state = kept if kept is not None and _still_fits(element, kept) else initial_state(element)
            values.setdefault(place.block_id, {})[place.action_id] = state
    return values


def _still_fits(element: Json, state: Json) -> bool:
    if state["type"] != element["type"]:
        return False
    offered = {option["value"] for option in options_of(element)}
    chosen = [state.get("selected_option"), *state.get("selected_options", ())]
    return all(option["value"] in offered for option in chosen if option is not None) if offered else True


class ImpossibleValueError(ValueError):
    """A value nobody could have given to this element; the text says why."""


def accept(element: Json, value: Any) -> Json:
    """The state of `element` once a person has given it `value`.

    `value` is what Slack reports under the element's key; for menus an option's value is enough.
    Refuses what the element does not offer with `ImpossibleValueError`.
    """
    kind = element["type"]
    holds = STATEFUL[kind]
    if holds.key.startswith("selected_option"):
        given = value if holds.many else [] if value is None else [value]
        options = [_option(element, item) for item in given]
        most = element.get("max_selected_items")
        if most is not None and len(options) > most:
            raise ImpossibleValueError(f"No more than {most} can be chosen.")
        ordered = [option for option in options_of(element) if option in options]
        return {"type": kind, holds.key: ordered if holds.many else (options[0] if options else None)}
    if holds.many:
        return {"type": kind, holds.key: list(value or ())}
    if kind in _FORMATS and value is not None and not re.fullmatch(_FORMATS[kind][0], str(value)):
        raise ImpossibleValueError(f"{value!r} is not {_FORMATS[kind][1]}.")
    if kind == "datetimepicker":
        value = None if value is None else int(value)
    elif kind in TEXT_INPUTS and kind != "rich_text_input":
        value = str(value) if value not in (None, "") else None
    return {"type": kind, holds.key: value}


def _option(element: Json, given: Any) -> Json:
    wanted = given["value"] if isinstance(given, dict) else str(given)
    for option in options_of(element):
        if option["value"] == wanted:
            return option
    for option in options_of(element):
        if option["text"]["text"] == wanted:
            return option
    offered = ", ".join(repr(option["value"]) for option in options_of(element))
    raise ImpossibleValueError(f"{wanted!r} is not offered here; there are {offered}.")


def value_of(state: Json) -> Any:
    """What stands in an element, whatever its type."""
    return state.get(STATEFUL[state["type"]].key)
