"""Each rule of Block Kit with a block Slack takes and one it refuses, at the pointer it names."""

import copy

import pytest

from handlers.sandbox.blockkit import message_problems, view_problems
from tests.sandbox.sandbox_blocks import button, modal, plain, section, text_field


def options(count, length=5):
    return [{"text": plain(f"{n:0>{length}}"), "value": f"v{n}"} for n in range(count)]


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def field(element, **block):
    return {"type": "input", "block_id": "b", "label": plain("Label"), "element": element, **block}


def select(**more):
    return {"type": "static_select", "action_id": "s", "placeholder": plain("Pick"), "options": options(3), **more}


def chart(**more):
    points = [{"label": "W44", "value": 7}, {"label": "W45", "value": 5}]
    axis = {"categories": ["W44", "W45"], "x_label": "Week", "y_label": "Posts"}
    kind = {"type": "bar", "series": [{"name": "Approved", "data": points}], "axis_config": axis}
    return {"type": "data_visualization", "title": "Posts by week", "chart": kind, **more}


def changed(block, path, value):
    """The block with one thing changed; a value of None takes it out."""
    result = copy.deepcopy(block)
    *way, last = path
    part = result
    for step in way:
        part = part[step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return result


RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "plain", "style": {"bold": True}}]},
        {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://example.org", "text": "here"}]},
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
    ],
}
CONFIRM = {"title": plain("Sure?"), "text": plain("Really?"), "confirm": plain("Yes"), "deny": plain("No")}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]}
DATA_TABLE = {
    "type": "data_table",
    "caption": "Posts",
    "rows": [
        [{"type": "raw_text", "text": "Week"}, {"type": "raw_text", "text": "Posts"}],
        [{"type": "raw_text", "text": "44"}, {"type": "raw_number", "value": 7, "text": "7"}],
    ],
}
IMAGE = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A towpath"}
BUTTONS = actions(button("Approve", "a", value="v1:1", style="primary", confirm=CONFIRM))
RADIO = {"type": "radio_buttons", "action_id": "r", "options": options(3), "initial_option": options(1)[0]}
BOXES = {"type": "checkboxes", "action_id": "c", "options": options(10), "initial_options": options(2)}

GOOD_IN_MESSAGES = {
    "section": section("Words"),
    "section with fields": {"type": "section", "fields": [plain("x")] * 10, "expand": True},
    "section with a select": {**section("x"), "accessory": select()},
    "the longest section": section("é" * 3000),
    "header": {"type": "header", "text": plain("x" * 150)},
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [plain("x"), IMAGE]},
    "image": IMAGE,
    "image of a file": {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x"},
    "buttons": BUTTONS,
    "a button for one": actions(button("Approve", "a", visible_to_user_ids=["U0RUTH"])),
    "overflow": actions({"type": "overflow", "action_id": "o", "options": options(5)}),
    "radio buttons": actions(RADIO),
    "check boxes": actions(BOXES),
    "date and time": actions({"type": "datetimepicker", "action_id": "d", "initial_date_time": 1795000000}),
    "rich text": RICH,
    "markdown": {"type": "markdown", "text": "**bold**"},
    "table": {**TABLE, "column_settings": [None, {"align": "right"}]},
    "plan": {"type": "plan", "title": "x", "tasks": [{"task_id": "1", "title": "x", "status": "complete"}]},
    "data table": DATA_TABLE,
    "chart": chart(),
    "pie": chart(chart={"type": "pie", "segments": [{"label": "a", "value": 1}]}),
    "card": {"type": "card", "title": plain("x"), "actions": [button("Go", "g")]},
    "container": {"type": "container", "title": plain("x"), "child_blocks": [section("x"), BUTTONS]},
    "video": {
        "type": "video",
        "alt_text": "x",
        "title": plain("x"),
        "thumbnail_url": "https://example.org/t.png",
        "video_url": "https://example.org/v",
    },
}


@pytest.mark.parametrize("block", GOOD_IN_MESSAGES.values(), ids=GOOD_IN_MESSAGES)
def test_slack_takes_it_in_a_message(block):
    assert message_problems([block]) == []


BAD_IN_MESSAGES = {
    "no such block": ({"type": "sections"}, "/blocks/0/type"),
    "no type": ({"text": plain("x")}, "/blocks/0"),
    "empty words": (section(""), "/blocks/0/text/text"),
    "too long a section": (section("x" * 3001), "/blocks/0/text/text"),
    "a section of nothing": ({"type": "section"}, "/blocks/0"),
    "an unknown key": ({**section("x"), "colour": "red"}, "/blocks/0"),
    "eleven fields": ({"type": "section", "fields": [plain("x")] * 11}, "/blocks/0/fields"),
    "too long a field": ({"type": "section", "fields": [plain("x" * 2001)]}, "/blocks/0/fields/0/text"),
    "an input as accessory": ({**section("x"), "accessory": {"type": "plain_text_input"}}, "/blocks/0/accessory/type"),
    "formatted header": ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
    "too long a header": ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text"),
    "eleven in context": ({"type": "context", "elements": [plain("x")] * 11}, "/blocks/0/elements"),
    "a button in context": ({"type": "context", "elements": [button("x", "x")]}, "/blocks/0/elements/0/type"),
    "image without words": (changed(IMAGE, ["alt_text"], None), "/blocks/0"),
    "image from two places": ({**IMAGE, "slack_file": {"id": "F1"}}, "/blocks/0"),
    "image from nowhere": (changed(IMAGE, ["image_url"], None), "/blocks/0"),
    "no buttons": (actions(), "/blocks/0/elements"),
    "too many buttons": (actions(*(button("x", str(n)) for n in range(26))), "/blocks/0/elements"),
    "two buttons of one id": (actions(button("x", "a"), button("y", "a")), "/blocks/0"),
    "too long a button": (actions(button("x" * 76, "a")), "/blocks/0/elements/0/text/text"),
    "too long a value": (actions(button("x", "a", value="x" * 2001)), "/blocks/0/elements/0/value"),
    "a formatted button": (
        actions(changed(button("x", "a"), ["text", "type"], "mrkdwn")),
        "/blocks/0/elements/0/text/type",
    ),
    "a style of its own": (actions(button("x", "a", style="green")), "/blocks/0/elements/0/style"),
    "too long an action_id": (actions(button("x", "a" * 256)), "/blocks/0/elements/0/action_id"),
    "confirm without deny": (
        changed(BUTTONS, ["elements", 0, "confirm", "deny"], None),
        "/blocks/0/elements/0/confirm",
    ),
    "too long a confirm": (
        changed(BUTTONS, ["elements", 0, "confirm", "text", "text"], "x" * 301),
        "/blocks/0/elements/0/confirm/text/text",
    ),
    "six in overflow": (
        actions({"type": "overflow", "action_id": "o", "options": options(6)}),
        "/blocks/0/elements/0/options",
    ),
    "eleven check boxes": (actions({**BOXES, "options": options(11)}), "/blocks/0/elements/0/options"),
    "no options": (actions(select(options=[])), "/blocks/0/elements/0/options"),
    "101 options": (actions(select(options=options(101))), "/blocks/0/elements/0/options"),
    "too long an option": (actions(select(options=options(1, 76))), "/blocks/0/elements/0/options/0/text/text"),
    "too long an option's value": (
        actions(select(options=[{"text": plain("x"), "value": "v" * 151}])),
        "/blocks/0/elements/0/options/0/value",
    ),
    "options twice": (actions(select(options=options(1) * 2)), "/blocks/0/elements/0/options"),
    "options and groups": (
        actions(select(option_groups=[{"label": plain("x"), "options": options(1)}])),
        "/blocks/0/elements/0",
    ),
    "a start that is not offered": (
        actions(select(initial_option={"text": plain("x"), "value": "other"})),
        "/blocks/0/elements/0/initial_option",
    ),
    "checked and not offered": (
        actions({**BOXES, "initial_options": [{"text": plain("x"), "value": "other"}]}),
        "/blocks/0/elements/0/initial_options/0",
    ),
    "milliseconds": (
        actions({"type": "datetimepicker", "action_id": "d", "initial_date_time": 1795000000000}),
        "/blocks/0/elements/0/initial_date_time",
    ),
    "a date of its own": (
        actions({"type": "datepicker", "action_id": "d", "initial_date": "22/11/2026"}),
        "/blocks/0/elements/0/initial_date",
    ),
    "a text field among buttons": (
        actions({"type": "plain_text_input", "action_id": "p"}),
        "/blocks/0/elements/0/type",
    ),
    "a file field": (field({"type": "file_input", "action_id": "f"}), "/blocks/0"),
    "alert": ({"type": "alert", "text": plain("x")}, "/blocks/0/type"),
    "rich text of strings": ({"type": "rich_text", "elements": ["x"]}, "/blocks/0/elements/0"),
    "a leaf outside a section": (
        {"type": "rich_text", "elements": [{"type": "text", "text": "x"}]},
        "/blocks/0/elements/0/type",
    ),
    "an empty leaf": (
        changed(RICH, ["elements", 0, "elements", 0, "text"], ""),
        "/blocks/0/elements/0/elements/0/text",
    ),
    "a style that is not one": (
        changed(RICH, ["elements", 0, "elements", 0, "style"], {"blink": True}),
        "/blocks/0/elements/0/elements/0/style",
    ),
    "a list without style": (changed(RICH, ["elements", 2, "style"], None), "/blocks/0/elements/2"),
    "too much markdown": ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text"),
    "too wide a table": ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}, "/blocks/0/rows/0"),
    "too long a table": ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}, "/blocks/0/rows"),
    "a ragged table": (changed(DATA_TABLE, ["rows", 1], [{"type": "raw_text", "text": "44"}]), "/blocks/0/rows/1"),
    "settings for no column": ({**TABLE, "column_settings": [{"align": "right"}] * 3}, "/blocks/0/column_settings"),
    "a column of its own": ({**TABLE, "column_settings": [{"align": "top"}]}, "/blocks/0/column_settings/0/align"),
    "too many characters in a table": (
        {**TABLE, "rows": [[{"type": "raw_text", "text": "x" * 2501}] * 4]},
        "/blocks/0/rows",
    ),
    "a header column that is not there": (
        {**DATA_TABLE, "row_header_column_index": 2},
        "/blocks/0/row_header_column_index",
    ),
    "categories twice": (
        changed(chart(), ["chart", "axis_config", "categories"], ["W44", "W44"]),
        "/blocks/0/chart/axis_config/categories",
    ),
    "a number in words": (
        changed(chart(), ["chart", "series", 0, "data", 0, "value"], "7"),
        "/blocks/0/chart/series/0/data/0/value",
    ),
    "neither title": ({"type": "container", "child_blocks": [section("x")]}, "/blocks/0"),
    "folded for ever": (
        {"type": "container", "title": plain("x"), "default_collapsed": True, "child_blocks": [section("x")]},
        "/blocks/0/default_collapsed",
    ),
    "a flag in words": ({**section("x"), "expand": "yes"}, "/blocks/0/expand"),
    "no caption": (changed(DATA_TABLE, ["caption"], None), "/blocks/0"),
    "a header row alone": (changed(DATA_TABLE, ["rows"], DATA_TABLE["rows"][:1]), "/blocks/0/rows"),
    "too long a chart title": (chart(title="x" * 51), "/blocks/0/title"),
    "seven series": (
        changed(chart(), ["chart", "series"], [{"name": str(n), "data": []} for n in range(7)]),
        "/blocks/0/chart/series",
    ),
    "too long a label": (changed(chart(), ["chart", "series", 0, "name"], "x" * 21), "/blocks/0/chart/series/0/name"),
    "21 points": (
        changed(chart(), ["chart", "axis_config", "categories"], [str(n) for n in range(21)]),
        "/blocks/0/chart/axis_config/categories",
    ),
    "a missing point": (
        changed(chart(), ["chart", "series", 0, "data"], [{"label": "W44", "value": 7}]),
        "/blocks/0/chart/series/0/data",
    ),
    "an empty slice": (
        chart(chart={"type": "pie", "segments": [{"label": "a", "value": 0}]}),
        "/blocks/0/chart/segments/0/value",
    ),
    "a chart of its own": (chart(chart={"type": "donut"}), "/blocks/0/chart/type"),
    "an empty card": ({"type": "card", "subtitle": plain("x")}, "/blocks/0"),
    "a chart in a container": (
        {"type": "container", "title": plain("x"), "child_blocks": [chart()]},
        "/blocks/0/child_blocks/0/type",
    ),
}


@pytest.mark.parametrize(("block", "pointer"), BAD_IN_MESSAGES.values(), ids=BAD_IN_MESSAGES)
def test_slack_refuses_it_in_a_message(block, pointer):
    assert pointer in [problem.at for problem in message_problems([block])]


BAD_WHOLE_MESSAGES = {
    "51 blocks": ([{"type": "divider"}] * 51, "/blocks"),
    "a block_id twice": ([{**section("x"), "block_id": "b"}] * 2, "/blocks/1/block_id"),
    "two tables": ([TABLE] * 2, "/blocks"),
    "three charts": ([chart()] * 3, "/blocks"),
    "too much markdown in all": ([{"type": "markdown", "text": "x" * 7000}] * 2, "/blocks"),
    "two in focus": (
        [actions({**RADIO, "focus_on_load": True}), actions({**BOXES, "focus_on_load": True})],
        "/blocks",
    ),
    "no list": ({"type": "divider"}, "/blocks"),
}


@pytest.mark.parametrize(("blocks", "pointer"), BAD_WHOLE_MESSAGES.values(), ids=BAD_WHOLE_MESSAGES)
def test_slack_refuses_the_whole_message(blocks, pointer):
    assert pointer in [problem.at for problem in message_problems(blocks)]


TEXT = text_field("b", "t", "Label", multiline=True, min_length=1, max_length=3000, placeholder=plain("x"))
DISPATCHING = {
    **text_field("d", "t", "L", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}),
    "dispatch_action": True,
}
GOOD_FORMS = {
    "text": modal(TEXT),
    "live text": modal(DISPATCHING),
    "alert": modal({"type": "alert", "text": plain("Careful"), "level": "warning"}),
    "rich text": modal(field({"type": "rich_text_input", "action_id": "r"})),
    "number": modal(field({"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "min_value": "1"})),
    "address": modal(field({"type": "url_text_input", "action_id": "u"}, optional=True)),
    "files": modal(field({"type": "file_input", "action_id": "f", "filetypes": ["png"], "max_files": 3})),
    "time": modal(field({"type": "datetimepicker", "action_id": "d"})),
    "people": modal(field({"type": "users_select", "action_id": "u", "placeholder": plain("Who")})),
    "several": modal(field({"type": "multi_static_select", "action_id": "m", "options": options(3)})),
    "nothing to send": modal(section("x"), submit=None),
    "everything": modal(
        TEXT, close=plain("Cancel"), private_metadata="x" * 3000, notify_on_close=True, clear_on_close=True
    ),
    "100 blocks": modal(*[{"type": "divider"}] * 100),
}


@pytest.mark.parametrize("view", GOOD_FORMS.values(), ids=GOOD_FORMS)
def test_slack_takes_the_form(view):
    assert view_problems(view, "modal") == []


BAD_FORMS = {
    "no title": (changed(modal(TEXT), ["title"], None), "/view"),
    "too long a title": (modal(TEXT, title=plain("x" * 25)), "/view/title/text"),
    "too long a button": (modal(TEXT, submit=plain("x" * 25)), "/view/submit/text"),
    "no button": (changed(modal(TEXT), ["submit"], None), "/view/submit"),
    "too much metadata": (modal(TEXT, private_metadata="x" * 3001), "/view/private_metadata"),
    "too long a callback_id": (modal(TEXT, callback_id="x" * 256), "/view/callback_id"),
    "an unknown key": (modal(TEXT, colour="red"), "/view"),
    "101 blocks": (modal(*[{"type": "divider"}] * 101), "/view/blocks"),
    "no blocks": (modal(), "/view/blocks"),
    "a home": ({"type": "home", "blocks": [section("x")]}, "/view/type"),
    "no label": (modal(changed(TEXT, ["label"], None)), "/view/blocks/0"),
    "a formatted label": (modal(changed(TEXT, ["label", "type"], "mrkdwn")), "/view/blocks/0/label/type"),
    "a button as field": (modal(field(button("x", "x"))), "/view/blocks/0/element/type"),
    "too much room": (modal(changed(TEXT, ["element", "max_length"], 3001)), "/view/blocks/0/element/max_length"),
    "no room": (modal(changed(TEXT, ["element", "max_length"], 0)), "/view/blocks/0/element/max_length"),
    "min above max": (
        modal(text_field("b", "t", "L", min_length=9, max_length=3)),
        "/view/blocks/0/element/min_length",
    ),
    "too much to start with": (
        modal(changed(TEXT, ["element", "initial_value"], "x" * 3001)),
        "/view/blocks/0/element/initial_value",
    ),
    "too long a placeholder": (
        modal(changed(TEXT, ["element", "placeholder", "text"], "x" * 151)),
        "/view/blocks/0/element/placeholder/text",
    ),
    "a number as number": (
        modal(field({"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "min_value": 1})),
        "/view/blocks/0/element/min_value",
    ),
    "eleven files": (
        modal(field({"type": "file_input", "action_id": "f", "max_files": 11})),
        "/view/blocks/0/element/max_files",
    ),
    "live files": (
        modal(field({"type": "file_input", "action_id": "f"}, dispatch_action=True)),
        "/view/blocks/0/dispatch_action",
    ),
    "chart": (modal(chart()), "/view/blocks/0/type"),
    "table": (modal(TABLE), "/view/blocks/0/type"),
    "markdown": (modal({"type": "markdown", "text": "x"}), "/view/blocks/0/type"),
    "too long an alert": (modal({"type": "alert", "text": plain("x" * 201)}), "/view/blocks/0/text/text"),
    "a level of its own": (modal({"type": "alert", "text": plain("x"), "level": "bad"}), "/view/blocks/0/level"),
    "a block_id twice": (modal(TEXT, TEXT), "/view/blocks/1/block_id"),
}


@pytest.mark.parametrize(("view", "pointer"), BAD_FORMS.values(), ids=BAD_FORMS)
def test_slack_refuses_the_form(view, pointer):
    assert pointer in [problem.at for problem in view_problems(view, "modal")]


def test_a_home_tab_has_no_title_and_no_date_and_time():
    home = {"type": "home", "blocks": [section("Welcome")]}
    assert view_problems(home, "home") == []
    assert view_problems({**home, "title": plain("x")}, "home")
    timed = actions({"type": "datetimepicker", "action_id": "d"})
    assert view_problems({"type": "home", "blocks": [timed]}, "home")


def test_a_problem_names_the_rule_and_the_pointer():
    (problem,) = message_problems([section("x" * 3001)])
    assert str(problem) == "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
