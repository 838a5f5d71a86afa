"""Messages, modals and Home tabs: what may stand on each, and the rules about the whole."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from handlers.sandbox.blockkit.blocks import BLOCKS
from handlers.sandbox.blockkit.objects import plain
from handlers.sandbox.blockkit.rules import Fields, Flag, Many, Problem, Shape, String, Typed
from handlers.sandbox.elements import placed, places
from handlers.sandbox.workspace import Blocks

_EVERYWHERE = (
    "actions",
    "card",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "video",
)
ALLOWED = {
    "modal": (*_EVERYWHERE, "alert"),
    "home": (*_EVERYWHERE, "carousel", "data_table", "table"),
    "message": (
        *_EVERYWHERE,
        "carousel",
        "container",
        "context_actions",
        "data_table",
        "data_visualization",
        "file",
        "markdown",
        "plan",
        "table",
        "task_card",
    ),
}
NOT_THERE = {
    "modal": (),
    "home": ("datetimepicker", "file_input"),
    "message": ("file_input", "rich_text_input"),
}
MOST_PER_MESSAGE = {"table": 1, "data_table": 1, "data_visualization": 2}
MOST_MARKDOWN = 12_000

_MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
_OPTIONAL: Fields = {
    "callback_id": String(255, least=0),
    "external_id": String(255, least=0),
    "private_metadata": String(3000, least=0),
}
_MODAL: Fields = {
    **_OPTIONAL,
    "close": plain(24),
    "submit": plain(24),
    "clear_on_close": Flag(),
    "notify_on_close": Flag(),
    "submit_disabled": Flag(),
}


def message_problems(blocks: Any) -> list[Problem]:
    """What Slack would refuse in the blocks of a message."""
    problems = _block_problems(blocks, "message", "/blocks", least=0)
    if problems:
        return problems
    kinds = Counter(block["type"] for block in blocks)
    problems = [
        Problem(f"no more than {most} {kind} blocks allowed", "/blocks")
        for kind, most in MOST_PER_MESSAGE.items()
        if kinds[kind] > most
    ]
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MOST_MARKDOWN:
        problems.append(Problem(f"must have less than {MOST_MARKDOWN + 1} characters of markdown", "/blocks"))
    return problems


def view_problems(view: Any, kind: str) -> list[Problem]:
    """What Slack would refuse in a view; `kind` is modal or home."""
    if not isinstance(view, dict):
        return [Problem("must be an object", "/view")]
    if view.get("type") != kind:
        return [Problem(f"must be of type {kind}", "/view/type")]
    problems = _block_problems(view.get("blocks"), kind, "/view/blocks", least=1)
    if problems:
        return problems
    needs: Fields = {"title": plain(24)} if kind == "modal" else {}
    frame = {name: value for name, value in view.items() if name != "blocks" and value is not None}
    problems = list(Shape(needs, _MODAL if kind == "modal" else _OPTIONAL).look(frame, "/view"))
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if kind == "modal" and has_input and not view.get("submit"):
        problems.append(Problem("submit is required when there is an input block", "/view/submit"))
    return problems


def _block_problems(blocks: Any, surface: str, at: str, *, least: int) -> list[Problem]:
    rule = Many(Typed(BLOCKS, ALLOWED[surface]), _MOST_BLOCKS[surface], least)
    problems = list(rule.look(blocks, at))
    return problems or [*_unique_ids(blocks, at), *_whole(blocks, surface, at)]


def _unique_ids(blocks: Blocks, at: str) -> Iterator[Problem]:
    taken: set[str] = set()
    for index, block in enumerate(blocks):
        for each in (block, *block.get("child_blocks", ())):
            if each.get("block_id") in taken:
                yield Problem(f"block_id {each['block_id']} already exists", f"{at}/{index}/block_id")
        taken |= {each["block_id"] for each in (block, *block.get("child_blocks", ())) if "block_id" in each}
        actions = Counter(place.element["action_id"] for place in placed([block]))
        for action_id, count in actions.items():
            if count > 1:
                yield Problem(f"action_id {action_id} already exists in this block", f"{at}/{index}")


def _whole(blocks: Blocks, surface: str, at: str) -> Iterator[Problem]:
    focused = 0
    for index, block in enumerate(blocks):
        for place in places([block]):
            kind = place.element["type"]
            focused += bool(place.element.get("focus_on_load"))
            if kind in NOT_THERE[surface]:
                yield Problem(f"{kind} is not available in a {surface}", f"{at}/{index}")
    if focused > 1:
        yield Problem("only one element can have focus_on_load", at)
