"""Every part drawn as Block Kit: within Slack's limits, and literal whatever somebody typed."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from bot.delivery import parts as p
from handlers.sandbox.blockkit import message_problems, view_problems
from handlers.slack.blocks.message import home, message
from handlers.slack.blocks.parts import Surface, draw
from handlers.slack.blocks.spoken import spoken
from handlers.slack.hidden import with_hidden_shown, without_hidden
from tests.slack.slack_parts import EXAMPLES, any_parts, words

OURS = {"rich_text", "rich_text_section", "rich_text_quote", "rich_text_list", "text", "plain_text"} | {
    "header",
    "context",
    "divider",
    "actions",
    "button",
    "data_visualization",
    "bar",
    "image",
    "home",
}


def test_every_part_is_drawn_and_read_aloud() -> None:
    assert {type(part) for part in EXAMPLES} == set(get_args(p.Part))
    for part in EXAMPLES:
        assert draw(part, Surface.MESSAGE), part
        assert isinstance(spoken((part,)), str)


@pytest.mark.parametrize("part", EXAMPLES, ids=lambda part: type(part).__name__)
def test_slack_takes_every_part_in_messages_and_at_home(part: p.Part) -> None:
    assert message_problems(message((part,))["blocks"]) == []
    assert view_problems(home((part,)), "home") == []


@settings(deadline=None)
@given(any_parts)
def test_slack_takes_any_parts_whatever_they_say(parts: p.Parts) -> None:
    drawn = message(parts)
    assert message_problems(drawn["blocks"]) == []
    assert len(json.dumps(drawn["blocks"], ensure_ascii=False)) <= 12_500
    assert 0 < len(drawn["text"]) < 4000
    assert view_problems(home((*parts, p.Divider())), "home") == []


@settings(deadline=None)
@given(any_parts)
def test_nothing_anybody_typed_pings_links_formats_or_hides(parts: p.Parts) -> None:
    drawn = message(parts)
    for element in _elements([drawn, home(parts)]):
        assert element.get("type", "text") in OURS
        assert element.get("emoji") is not True
    assert not re.search("[<>]|&(?!amp;|lt;|gt;)", drawn["text"])
    everything = json.dumps([drawn, home(parts)], ensure_ascii=False)
    assert without_hidden(everything) == everything


@given(words)
def test_exact_words_are_shown_whole_and_without_style(text: str) -> None:
    blocks = [block for block in message((p.Words(text),))["blocks"] if block["type"] == "rich_text"]
    runs = [run for block in blocks for quote in block["elements"] for run in quote["elements"]]
    assert "".join(run["text"] for run in runs) == (with_hidden_shown(text) or "–")
    assert not any("style" in run for run in runs)


def test_only_the_people_a_message_waits_for_are_called() -> None:
    blocks = message((p.Words("<@U0TOM> @tom"), p.Calls(("U0RUTH", "U0DEV"))))["blocks"]
    called = [element["user_id"] for element in _elements(blocks) if element.get("type") == "user"]
    assert called == ["U0RUTH", "U0DEV"]


def test_the_text_says_first_line_words_findings_and_then_the_rest() -> None:
    text = message((EXAMPLES[0], EXAMPLES[2], EXAMPLES[5], EXAMPLES[3]))["text"]
    assert text.splitlines() == [
        "Facebook and Instagram, by Fri 09:00, from Amina",
        "The words “Join us on Friday for a walk”",
        "Worth a look",
        "• One",
        "• Two",
        "NS-42 · revision 2",
    ]


def test_what_does_not_fit_is_left_out_aloud_and_the_buttons_stay() -> None:
    many = (p.Headline("A long one"), *(p.Para(f"{number} " + "x" * 900) for number in range(80)))
    blocks = message((*many, EXAMPLES[8]))["blocks"]
    assert message_problems(blocks) == []
    assert blocks[-1]["type"] == "actions"
    assert "more than fits" in blocks[-2]["elements"][0]["text"]
    assert blocks[0]["elements"][0]["elements"][0]["text"] == "A long one"


def test_many_short_parts_are_joined_rather_than_left_out() -> None:
    blocks = message(tuple(p.Para(f"Line {number}") for number in range(120)))["blocks"]
    assert len(blocks) <= 50
    assert "Line 119" in json.dumps(blocks)


def test_buttons_of_one_verb_in_a_row_stay_apart() -> None:
    row = p.Buttons(tuple(p.Button("open", f"Open {number}", (str(number),)) for number in range(30)))
    first, second = message((row,))["blocks"]
    assert [button["action_id"] for button in first["elements"]][:3] == ["open", "open#2", "open#3"]
    assert (len(first["elements"]), len(second["elements"])) == (25, 5)


def test_a_button_says_what_it_is_for_and_asks_first() -> None:
    button = p.Button(
        "reject", "Reject", ("NS-42",), "danger", p.Confirm("Reject it?", "Amina is told.", "Reject"), "Reject NS-42"
    )
    drawn = message((p.Buttons((button,)),))["blocks"][0]["elements"][0]
    assert drawn["accessibility_label"] == "Reject NS-42"
    assert drawn["value"] == "v1:NS-42"
    assert drawn["confirm"]["deny"]["text"] == "Not now"
    assert drawn["style"] == drawn["confirm"]["style"] == "danger"


def test_a_chart_stands_in_messages_only_and_its_figures_everywhere() -> None:
    chart = EXAMPLES[7]
    kinds = [block["type"] for block in message((chart,))["blocks"]]
    assert kinds == ["data_visualization", "rich_text"]
    for drawn in (home((chart,)), message((chart,), Surface.PLAIN_MESSAGE)):
        assert "data_visualization" not in json.dumps(drawn)
        assert "12 approved, 1 rejected." in json.dumps(drawn)


def test_a_chart_that_slack_would_cut_is_told_in_words() -> None:
    weeks = tuple(f"W{number}" for number in range(21))
    wide = p.Chart("Wide", weeks, (("Approved", tuple(range(21))),), "Many weeks.")
    same = p.Chart("Same", ("a long category number 1", "a long category number 2"), (("A", (1, 2)),), "Two.")
    for chart in (wide, same):
        assert [block["type"] for block in message((chart,))["blocks"]] == ["rich_text"]
    assert sum(block["type"] == "data_visualization" for block in message((EXAMPLES[7],) * 3)["blocks"]) == 2


def _elements(drawn: Any) -> Iterator[dict[str, Any]]:
    if isinstance(drawn, dict):
        yield drawn
        for inner in drawn.values():
            yield from _elements(inner)
    elif isinstance(drawn, list):
        for inner in drawn:
            yield from _elements(inner)
