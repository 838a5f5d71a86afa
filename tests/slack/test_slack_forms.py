"""Forms as modals: every field drawn and read back, and what was typed kept when a form is drawn again."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from bot.delivery import parts as p
from handlers.sandbox.blockkit import view_problems
from handlers.slack import values
from handlers.slack.blocks.forms import modal, redrawn
from handlers.slack.filled import read
from tests.slack.slack_parts import EXAMPLES, FIELDS, any_form

WORDS = p.TextField("words", "The words", "Join us")
FORM = p.Form("propose", "Propose a post", (*FIELDS, *EXAMPLES), submit="Send to Ruth", refs=("NS-42", "2"))


def _as_slack_sends_it(view: dict[str, Any], **states: dict[str, Any]) -> dict[str, Any]:
    """The view with what stands in each field, as it comes with a payload."""
    sent = deepcopy(view) | {"id": "V1", "state": {"values": {}}}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state = states.get(element["action_id"], _state(element))
            sent["state"]["values"][block["block_id"]] = {element["action_id"]: state}
    return sent


def _state(element: dict[str, Any]) -> dict[str, Any]:
    match element["type"]:
        case "plain_text_input":
            return {"type": "plain_text_input", "value": element.get("initial_value")}
        case "datetimepicker":
            return {"type": "datetimepicker", "selected_date_time": element.get("initial_date_time")}
        case "datepicker":
            return {"type": "datepicker", "selected_date": element.get("initial_date")}
        case "checkboxes" | "multi_static_select" as several:
            return {"type": several, "selected_options": element.get("initial_options", [])}
        case one:
            return {"type": one, "selected_option": element.get("initial_option")}


def _typed(text: str) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": text}


def _block_ids(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def test_every_field_is_drawn_and_read_back() -> None:
    assert {type(field) for field in FIELDS} == set(get_args(p.Field))
    reading = read(_as_slack_sends_it(modal(FORM)))
    assert reading is not None
    assert reading.filled.values == {
        "words": "Join us",
        "kind": "post",
        "wanted_at": datetime(2026, 12, 4, 9, 0, tzinfo=UTC),
        "first": date(2026, 12, 4),
        "pictures": None,
    }
    assert (reading.filled.name, reading.filled.refs, reading.filled.view) == ("propose", ("NS-42", "2"), "V1")


def test_slack_takes_a_form_with_every_field_and_part() -> None:
    assert view_problems(modal(FORM), "modal") == []


@settings(deadline=None)
@given(any_form)
def test_slack_takes_any_form_and_its_answer_can_be_read(form: p.Form) -> None:
    view = modal(form)
    assert view_problems(view, "modal") == []
    reading = read(_as_slack_sends_it(view))
    assert reading is not None
    assert reading.filled.refs == form.refs


def test_what_is_not_ours_in_a_view_is_not_read() -> None:
    view = _as_slack_sends_it(modal(FORM))
    for metadata in ("", "NS-42", "[]", '{"v": 2, "refs": []}', '{"v": 1}'):
        assert read(view | {"private_metadata": metadata}) is None


def test_metadata_carries_references_and_nothing_else() -> None:
    assert json.loads(modal(FORM)["private_metadata"]) == {"v": 1, "refs": ["NS-42", "2"]}


@pytest.mark.parametrize(
    ("count", "many", "as_list", "element"),
    [
        (10, False, False, "radio_buttons"),
        (10, True, False, "checkboxes"),
        (11, False, False, "static_select"),
        (11, True, False, "multi_static_select"),
        (2, False, True, "static_select"),
        (2, True, True, "multi_static_select"),
        (250, True, False, "multi_static_select"),
    ],
)
def test_a_choice_is_in_sight_while_it_is_short(count: int, many: bool, as_list: bool, element: str) -> None:
    options = tuple(p.Option(str(number), f"Option {number}") for number in range(count))
    field = p.ChoiceField("accounts", "Where", options, chosen=("1",), many=many, as_list=as_list)
    view = modal(p.Form("f", "F", (field,), submit="Send"))
    assert view["blocks"][0]["element"]["type"] == element
    assert view_problems(view, "modal") == []
    reading = read(_as_slack_sends_it(view))
    assert reading is not None
    assert reading.filled.chosen("accounts") == ("1",)


def test_a_label_too_long_for_slack_can_still_be_read_whole() -> None:
    hundred, two_hundred = "a" * 60 + "b" * 40, "c" * 200
    options = (p.Option("1", hundred), p.Option("2", two_hundred), p.Option("3", hundred, "with a description"))
    view = modal(p.Form("f", "F", (p.ChoiceField("clause", "Clause", options),), submit="Send"))
    block = view["blocks"][0]
    first = block["element"]["options"][0]
    assert first["text"]["text"].removesuffix("…") + first["description"]["text"].removeprefix("…") == hundred
    assert block["hint"]["text"] == f"{two_hundred}\n{hundred}"
    assert view_problems(view, "modal") == []


def test_a_choice_of_nothing_says_so() -> None:
    view = modal(p.Form("f", "F", (p.ChoiceField("accounts", "Where", ()), WORDS), submit="Send"))
    assert "nothing to choose" in json.dumps(view["blocks"][0])
    assert view_problems(view, "modal") == []


def test_words_longer_than_a_field_are_cut_aloud() -> None:
    element = modal(p.Form("f", "F", (p.TextField("words", "W", "x" * 5000),), submit="Send"))["blocks"][0]
    assert len(element["element"]["initial_value"]) == 3000
    assert "first 3,000 characters" in element["hint"]["text"]


def test_a_redraw_leaves_alone_what_is_being_typed() -> None:
    view = modal(p.Form("propose", "P", (WORDS, p.TextField("link", "Link")), submit="Send"))
    typed = _as_slack_sends_it(view, words=_typed("Join us on Friday :tada: "), link=_typed("nextsteps"))
    again = p.Form(
        "propose",
        "P",
        (p.Small("new"), p.TextField("words", "The words", "Join us on Friday 🎉"), p.TextField("link", "Link")),
        submit="Send",
    )
    assert _block_ids(redrawn(again, typed)) == ["words", "link"]


def test_a_redraw_with_other_words_shows_them_each_time() -> None:
    def holding(text: str) -> p.Form:
        return p.Form("propose", "P", (p.TextField("words", "The words", text),), submit="Send")

    first = _as_slack_sends_it(modal(holding("Join us")))
    second = redrawn(holding("Join us. Samaritans: 116 123"), first)
    assert _block_ids(second) == ["words~2"]
    assert second["blocks"][0]["element"]["initial_value"] == "Join us. Samaritans: 116 123"
    deleted_by_hand = _as_slack_sends_it(second, words=_typed("Join us"))
    third = redrawn(holding("Join us. Samaritans: 116 123"), deleted_by_hand)
    assert _block_ids(third) == ["words~3"]
    kept = redrawn(holding("Join us. Samaritans: 116 123"), _as_slack_sends_it(third))
    assert _block_ids(kept) == ["words~3"]
    reading = read(_as_slack_sends_it(third))
    assert reading is not None
    assert reading.filled.values == {"words": "Join us. Samaritans: 116 123"}


def test_a_form_begun_anew_shows_nothing_of_what_was_typed() -> None:
    blank = p.Form("propose", "P", (p.TextField("words", "The words"), p.TextField("link", "Link")), submit="Send")
    typed = _as_slack_sends_it(modal(blank), words=_typed("Join us"))
    assert _block_ids(redrawn(blank, typed)) == ["words", "link"]
    assert _block_ids(redrawn(blank, typed, anew=True)) == ["words~2", "link~2"]


def test_slack_tells_when_a_kept_form_is_closed_and_no_other() -> None:
    assert modal(p.Form("f", "F", (WORDS,), kept=True))["notify_on_close"] is True
    assert "notify_on_close" not in modal(p.Form("f", "F", (WORDS,)))


def test_a_redraw_drops_a_choice_that_is_no_longer_offered() -> None:
    def offering(*names: str, chosen: tuple[str, ...] = ()) -> p.Form:
        options = tuple(p.Option(name, name) for name in names)
        return p.Form("f", "F", (p.ChoiceField("accounts", "Where", options, chosen=chosen, many=True),), submit="Send")

    view = _as_slack_sends_it(modal(offering("facebook", "x", chosen=("x",))))
    assert _block_ids(redrawn(offering("facebook", "x", chosen=("x",)), view)) == ["accounts"]
    assert _block_ids(redrawn(offering("facebook"), view)) == ["accounts~2"]
    assert _block_ids(redrawn(offering("facebook", "x", chosen=("facebook",)), view)) == ["accounts~2"]


@given(refs=any_form.map(lambda form: form.refs))
def test_a_button_gives_back_the_references_it_was_given(refs: tuple[str, ...]) -> None:
    assert values.pressed("approve", values.value(refs)) == values.Pressed("approve", refs)


@pytest.mark.parametrize(
    ("action_id", "value", "verb", "refs"),
    [
        ("approve", "v1:", "approve", ()),
        ("approve", "v1:prop-1:2", "approve", ("prop-1", "2")),
        ("open#3", "v1:prop-1", "open", ("prop-1",)),
        ("open", "v1:a%3Ab:50%25", "open", ("a:b", "50%")),
    ],
)
def test_buttons_of_every_version_are_read_for_ever(
    action_id: str, value: str, verb: str, refs: tuple[str, ...]
) -> None:
    assert values.pressed(action_id, value) == values.Pressed(verb, refs)


@pytest.mark.parametrize("value", ["", "v1", "prop-1", "v0:prop-1", "v2:prop-1", '{"id": 1}'])
def test_a_button_that_is_not_ours_means_nothing(value: str) -> None:
    assert values.pressed("approve", value) is None


def test_files_are_read_with_their_ids_names_and_sizes() -> None:
    field = p.FilesField("pictures", "Pictures")
    view = modal(p.Form("propose", "Propose a post", (field,)))
    file = {"id": "F01", "name": "walk.jpg", "size": 1200, "mimetype": "image/jpeg"}
    view |= {"id": "V1", "state": {"values": {"pictures": {"pictures": {"type": "file_input", "files": [file]}}}}}
    reading = read(view)
    assert reading and reading.filled.files("pictures") == (p.GivenFile("F01", "walk.jpg", 1200),)
    assert reading.filled.chosen("pictures") == ()
    assert redrawn(p.Form("propose", "Propose a post", (field,)), view)["blocks"][0]["block_id"] == "pictures"
