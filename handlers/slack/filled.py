"""What somebody put into a view, read by field name from its state."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.delivery.parts import Filled, GivenFile, Value
from handlers.slack import canonical


@dataclass(frozen=True)
class Reading:
    """A view as it was filled in; `unknown` has the emoji names of each field that no other place would show."""

    filled: Filled
    unknown: dict[str, tuple[str, ...]]


def read(view: dict[str, Any]) -> Reading | None:
    """Return what was filled in, or None when the view carries nothing that a version of us wrote."""
    refs = _refs(view.get("private_metadata", ""))
    if refs is None:
        return None
    values: dict[str, Value] = {}
    unknown = {}
    for fields in (view.get("state") or {}).get("values", {}).values():
        for name, state in fields.items():
            if state.get("type") == "plain_text_input" and isinstance(state.get("value"), str):
                typed = canonical.typed(state["value"])
                values[name] = typed.words
                if typed.unknown:
                    unknown[name] = typed.unknown
            else:
                values[name] = given(state)
    return Reading(Filled(view["callback_id"], refs, values, view["id"]), unknown)


def given(state: dict[str, Any]) -> Value:
    """Return one element's value in the house's terms; None where nothing was given."""
    match state:
        case {"type": "plain_text_input", "value": str(text)}:
            return canonical.typed(text).words
        case {"selected_option": {"value": value}}:
            return str(value)
        case {"selected_options": list(options)}:
            return tuple(option["value"] for option in options)
        case {"type": "file_input", "files": list(files)}:
            told = ((file.get("id"), file.get("name"), file.get("size")) for file in files)
            return tuple(GivenFile(str(id_), str(name or ""), int(size or 0)) for id_, name, size in told if id_)
        case {"type": "datetimepicker", "selected_date_time": int(seconds)}:
            return datetime.fromtimestamp(seconds, UTC)
        case {"type": "datepicker", "selected_date": str(day)}:
            return date.fromisoformat(day)
    return None


def field_of(block_id: str) -> str:
    """Return the name of the field that stands in the block."""
    return block_id.partition("~")[0]


def _refs(written: str) -> tuple[str, ...] | None:
    try:
        match json.loads(written):
            case {"v": 1, "refs": list(refs)}:
                return tuple(str(ref) for ref in refs)
    except ValueError:
        pass
    return None
