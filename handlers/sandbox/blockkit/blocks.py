"""The table of blocks."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.sandbox.blockkit.elements import ELEMENTS, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from handlers.sandbox.blockkit.figures import DATA_TABLE, DATA_VISUALIZATION, TABLE
from handlers.sandbox.blockkit.objects import (
    BLOCK_ID,
    SLACK_FILE,
    URL,
    WEB_URL,
    at_least_one,
    exactly_one,
    plain,
    text_shapes,
    words,
)
from handlers.sandbox.blockkit.rich_text import RICH_TEXT, RICH_TEXT_VALUE
from handlers.sandbox.blockkit.rules import (
    Choice,
    Either,
    Fields,
    Flag,
    Many,
    Number,
    Problem,
    Rule,
    Shape,
    String,
    Typed,
)

_ID: Fields = {"block_id": BLOCK_ID}
_IMAGE = Typed(ELEMENTS, ("image",))
_IN_CONTEXT = Typed({**ELEMENTS, **text_shapes(3000)}, ("image", "plain_text", "mrkdwn"))
_BUTTON = Typed(ELEMENTS, ("button",))
_HTTPS = String(form=r"https://\S+")


def _files_do_not_dispatch(value: Any, at: str) -> Iterator[Problem]:
    if value["element"]["type"] == "file_input" and value.get("dispatch_action"):
        yield Problem("file_input cannot dispatch actions", f"{at}/dispatch_action")


def _folded_is_foldable(value: Any, at: str) -> Iterator[Problem]:
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        yield Problem("must be collapsible to be collapsed", f"{at}/default_collapsed")


_TASK: Fields = {
    **_ID,
    "details": RICH_TEXT_VALUE,
    "output": RICH_TEXT_VALUE,
    "sources": Many(Typed({"url": Shape({"url": URL, "text": String()})}, ("url",)), least=0),
    "status": Choice(("pending", "in_progress", "complete", "error")),
}
_TASK_CARD = Shape({"task_id": String(), "title": String()}, _TASK)
_CARD = Shape(
    {},
    {
        **_ID,
        "hero_image": _IMAGE,
        "icon": _IMAGE,
        "title": words(150),
        "subtitle": words(150),
        "body": words(200),
        "subtext": words(200),
        "actions": Many(_BUTTON, 3),
    },
    (at_least_one("hero_image", "title", "actions", "body"),),
)

_PLAIN_BLOCKS: dict[str, Rule] = {
    "actions": Shape({"elements": Many(IN_ACTIONS, 25)}, _ID),
    "alert": Shape({"text": words(200)}, {**_ID, "level": Choice(("default", "info", "warning", "error", "success"))}),
    "card": _CARD,
    "carousel": Shape({"elements": Many(Typed({"card": _CARD}, ("card",)), 10)}, _ID),
    "context": Shape({"elements": Many(_IN_CONTEXT, 10)}, _ID),
    "context_actions": Shape({"elements": Many(IN_CONTEXT_ACTIONS, 5)}, _ID),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "divider": Shape({}, _ID),
    "file": Shape({"external_id": String(), "source": Choice(("remote",))}, _ID),
    "header": Shape({"text": plain(150)}, {**_ID, "level": Number(1, 4)}),
    "image": Shape(
        {"alt_text": String(2000)},
        {**_ID, "image_url": WEB_URL, "slack_file": SLACK_FILE, "title": plain(2000)},
        (exactly_one("image_url", "slack_file"),),
    ),
    "input": Shape(
        {"label": plain(2000), "element": IN_INPUT},
        {**_ID, "hint": plain(2000), "optional": Flag(), "dispatch_action": Flag()},
        (_files_do_not_dispatch,),
    ),
    "markdown": Shape({"text": String(12_000)}, _ID),
    "plan": Shape(
        {"title": Either((String(), plain(3000)))},
        {**_ID, "tasks": Many(_TASK_CARD, least=0)},
    ),
    "rich_text": RICH_TEXT,
    "section": Shape(
        {},
        {**_ID, "text": words(3000), "fields": Many(words(2000), 10), "accessory": IN_SECTION, "expand": Flag()},
        (at_least_one("text", "fields"),),
    ),
    "table": TABLE,
    "task_card": _TASK_CARD,
    "video": Shape(
        {"alt_text": String(200), "title": plain(199), "thumbnail_url": URL, "video_url": _HTTPS},
        {
            **_ID,
            "title_url": _HTTPS,
            "author_name": String(49),
            "description": plain(199),
            "provider_icon_url": URL,
            "provider_name": String(50),
        },
    ),
}

_IN_CONTAINER = (
    "actions",
    "context",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)
_CONTAINER = Shape(
    {"child_blocks": Many(Typed(_PLAIN_BLOCKS, _IN_CONTAINER), 10)},
    {
        **_ID,
        "title": plain(150),
        "rich_text_title": RICH_TEXT_VALUE,
        "subtitle": words(150),
        "icon": _IMAGE,
        "width": Choice(("narrow", "standard", "wide", "full")),
        "is_collapsible": Flag(),
        "default_collapsed": Flag(),
        "has_header_divider": Flag(),
    },
    (at_least_one("title", "rich_text_title"), _folded_is_foldable),
)

BLOCKS: Mapping[str, Rule] = {**_PLAIN_BLOCKS, "container": _CONTAINER}
