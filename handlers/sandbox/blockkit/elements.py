"""The table of elements, and which of them may stand in which block."""

from collections.abc import Iterator
from typing import Any

from handlers.sandbox.blockkit.objects import (
    ACTION_ID,
    CHANNEL,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH,
    OFFERS,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    PLAIN_OPTION,
    SLACK_FILE,
    URL,
    USER,
    WEB_URL,
    WHOLE_SECONDS,
    WORDS_OPTION,
    WORKFLOW,
    exactly_one,
    plain,
)
from handlers.sandbox.blockkit.rich_text import RICH_TEXT_VALUE
from handlers.sandbox.blockkit.rules import Choice, Fields, Flag, Many, Number, Problem, Rule, Shape, String, Typed

_ID: Fields = {"action_id": ACTION_ID}
_ASKS: Fields = {**_ID, "confirm": CONFIRM}
_FOCUS: Fields = {"focus_on_load": Flag()}
_PICKS: Fields = {**_ASKS, **_FOCUS, "placeholder": PLACEHOLDER}
_SEVERAL: Fields = {**_PICKS, "max_selected_items": Number(1)}
_WRITES: Fields = {**_ID, **_FOCUS, "placeholder": PLACEHOLDER, "dispatch_action_config": DISPATCH}
_OFFERED: Fields = {"options": Many(PLAIN_OPTION), "option_groups": Many(OPTION_GROUP)}
_ONE_LIST = (exactly_one("options", "option_groups"), *OFFERS)
_STYLE: Fields = {"style": Choice(("primary", "danger"))}
_LABEL: Fields = {"accessibility_label": String(75)}
_VISIBLE: Fields = {"visible_to_user_ids": Many(USER, 10)}
_NUMERAL = String(form=r"-?\d+(\.\d+)?")
_DATE = String(form=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = String(form=r"([01]\d|2[0-3]):[0-5]\d")


def _length_range(value: Any, at: str) -> Iterator[Problem]:
    if value.get("min_length", 0) > value.get("max_length", 3000):
        yield Problem("min_length must not be more than max_length", f"{at}/min_length")


def _number_range(value: Any, at: str) -> Iterator[Problem]:
    if float(value.get("min_value", "-inf")) > float(value.get("max_value", "inf")):
        yield Problem("min_value must not be more than max_value", f"{at}/min_value")


_FEEDBACK = Shape({"text": plain(75), "value": String(2000)}, _LABEL)

ELEMENTS: dict[str, Rule] = {
    "button": Shape({"text": plain(75)}, {**_ASKS, **_STYLE, **_LABEL, **_VISIBLE, "url": URL, "value": String(2000)}),
    "icon_button": Shape(
        {"icon": Choice(("trash",)), "text": plain(75)}, {**_ASKS, **_LABEL, **_VISIBLE, "value": String(2000)}
    ),
    "workflow_button": Shape({"text": plain(75), "workflow": WORKFLOW, "action_id": ACTION_ID}, {**_STYLE, **_LABEL}),
    "feedback_buttons": Shape({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, _ID),
    "overflow": Shape({"options": Many(OVERFLOW_OPTION, 5)}, _ASKS, OFFERS),
    "checkboxes": Shape(
        {"options": Many(WORDS_OPTION, 10)},
        {**_ASKS, **_FOCUS, "initial_options": Many(WORDS_OPTION, 10)},
        OFFERS,
    ),
    "radio_buttons": Shape(
        {"options": Many(WORDS_OPTION, 10)}, {**_ASKS, **_FOCUS, "initial_option": WORDS_OPTION}, OFFERS
    ),
    "static_select": Shape({}, {**_PICKS, **_OFFERED, "initial_option": PLAIN_OPTION}, _ONE_LIST),
    "multi_static_select": Shape({}, {**_SEVERAL, **_OFFERED, "initial_options": Many(PLAIN_OPTION)}, _ONE_LIST),
    "external_select": Shape({}, {**_PICKS, "initial_option": PLAIN_OPTION, "min_query_length": Number(0)}),
    "multi_external_select": Shape(
        {}, {**_SEVERAL, "initial_options": Many(PLAIN_OPTION), "min_query_length": Number(0)}
    ),
    "users_select": Shape({}, {**_PICKS, "initial_user": USER}),
    "multi_users_select": Shape({}, {**_SEVERAL, "initial_users": Many(USER)}),
    "conversations_select": Shape(
        {},
        {
            **_PICKS,
            "initial_conversation": String(),
            "default_to_current_conversation": Flag(),
            "response_url_enabled": Flag(),
            "filter": CONVERSATION_FILTER,
        },
    ),
    "multi_conversations_select": Shape(
        {},
        {
            **_SEVERAL,
            "initial_conversations": Many(String()),
            "default_to_current_conversation": Flag(),
            "filter": CONVERSATION_FILTER,
        },
    ),
    "channels_select": Shape({}, {**_PICKS, "initial_channel": CHANNEL, "response_url_enabled": Flag()}),
    "multi_channels_select": Shape({}, {**_SEVERAL, "initial_channels": Many(CHANNEL)}),
    "datepicker": Shape({}, {**_PICKS, "initial_date": _DATE}),
    "timepicker": Shape({}, {**_PICKS, "initial_time": _TIME, "timezone": String()}),
    "datetimepicker": Shape({}, {**_ASKS, **_FOCUS, "initial_date_time": WHOLE_SECONDS}),
    "plain_text_input": Shape(
        {},
        {
            **_WRITES,
            "initial_value": String(least=0),
            "multiline": Flag(),
            "min_length": Number(0, 3000),
            "max_length": Number(1, 3000),
        },
        (_length_range,),
    ),
    "email_text_input": Shape({}, {**_WRITES, "initial_value": String(least=0)}),
    "url_text_input": Shape({}, {**_WRITES, "initial_value": String(least=0)}),
    "number_input": Shape(
        {"is_decimal_allowed": Flag()},
        {**_WRITES, "initial_value": _NUMERAL, "min_value": _NUMERAL, "max_value": _NUMERAL},
        (_number_range,),
    ),
    "rich_text_input": Shape(
        {"action_id": ACTION_ID},
        {
            **_FOCUS,
            "placeholder": PLACEHOLDER,
            "dispatch_action_config": DISPATCH,
            "initial_value": RICH_TEXT_VALUE,
            "min_lines": Number(1),
            "max_lines": Number(1),
        },
    ),
    "file_input": Shape({}, {**_ID, "filetypes": Many(String()), "max_files": Number(1, 10)}),
    "image": Shape(
        {"alt_text": String(2000)},
        {"image_url": WEB_URL, "slack_file": SLACK_FILE},
        (exactly_one("image_url", "slack_file"),),
    ),
}

_MENUS = (
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_conversations_select",
    "multi_channels_select",
)
_CONTROLS = ("checkboxes", "radio_buttons", "datepicker", "timepicker", *_MENUS)
_TYPED_IN = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input")

IN_ACTIONS = Typed(ELEMENTS, ("button", "workflow_button", "overflow", "datetimepicker", *_CONTROLS))
IN_SECTION = Typed(ELEMENTS, ("button", "workflow_button", "overflow", "image", *_CONTROLS))
IN_INPUT = Typed(ELEMENTS, (*_TYPED_IN, "datetimepicker", *_CONTROLS))
IN_CONTEXT_ACTIONS = Typed(ELEMENTS, ("feedback_buttons", "icon_button"))
