"""Composition objects: texts, options, confirmations, and the small objects that several elements share."""

from collections.abc import Iterator
from typing import Any

from handlers.sandbox.blockkit.rules import Also, Choice, Flag, Many, Number, Problem, Rule, Shape, String, Typed

ACTION_ID = String(255)
BLOCK_ID = String(255)
URL = String(3000, form=r"[a-zA-Z][a-zA-Z0-9+.\-]*:\S+")
WEB_URL = String(3000, form=r"https?://\S+")
USER = String(form=r"[UW][A-Z0-9]+")
CHANNEL = String(form=r"[CG][A-Z0-9]+")


def plain(most: int) -> Rule:
    """A plain_text object of at most so many characters."""
    return Typed({"plain_text": Shape({"text": String(most)}, {"emoji": Flag()})}, ("plain_text",))


def words(most: int) -> Rule:
    """A plain_text or mrkdwn object of at most so many characters."""
    return Typed(text_shapes(most), ("plain_text", "mrkdwn"))


def text_shapes(most: int) -> dict[str, Rule]:
    """Both kinds of text object, by type."""
    return {
        "plain_text": Shape({"text": String(most)}, {"emoji": Flag()}),
        "mrkdwn": Shape({"text": String(most)}, {"verbatim": Flag()}),
    }


def exactly_one(*names: str) -> Also:
    """Exactly one of these fields must be there."""

    def look(value: Any, at: str) -> Iterator[Problem]:
        if sum(name in value for name in names) != 1:
            yield Problem(f"must have exactly one of {', '.join(names)}", at)

    return look


def at_least_one(*names: str) -> Also:
    """At least one of these fields must be there."""

    def look(value: Any, at: str) -> Iterator[Problem]:
        if not any(name in value for name in names):
            yield Problem(f"must have at least one of {', '.join(names)}", at)

    return look


def _options_differ(value: Any, at: str) -> Iterator[Problem]:
    given = [*value.get("options", ()), *(o for g in value.get("option_groups", ()) for o in g["options"])]
    values = [option["value"] for option in given]
    if len(set(values)) < len(values):
        yield Problem("option values must be unique", f"{at}/options")


def _initial_is_offered(value: Any, at: str) -> Iterator[Problem]:
    given = [*value.get("options", ()), *(o for g in value.get("option_groups", ()) for o in g["options"])]
    offered = [(option["value"], option["text"]["text"]) for option in given]
    chosen = [("initial_option", value.get("initial_option"))]
    chosen += [(f"initial_options/{index}", option) for index, option in enumerate(value.get("initial_options", ()))]
    for name, option in chosen:
        if option is not None and (option["value"], option["text"]["text"]) not in offered:
            yield Problem("initial option must be one of the options", f"{at}/{name}")
    most = value.get("max_selected_items")
    if most is not None and len(value.get("initial_options", ())) > most:
        yield Problem("more initial options than may be selected", f"{at}/initial_options")


OFFERS: tuple[Also, ...] = (_options_differ, _initial_is_offered)

CONFIRM = Shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": Choice(("primary", "danger"))},
)
PLAIN_OPTION = Shape({"text": plain(75), "value": String(150)}, {"description": plain(75)})
WORDS_OPTION = Shape({"text": words(75), "value": String(150)}, {"description": words(75)})
OVERFLOW_OPTION = Shape({"text": plain(75), "value": String(150)}, {"description": plain(75), "url": URL})
OPTION_GROUP = Shape({"label": plain(75), "options": Many(PLAIN_OPTION)})
SLACK_FILE = Shape({}, {"id": String(), "url": URL}, (exactly_one("id", "url"),))
PLACEHOLDER = plain(150)
DISPATCH = Shape({"trigger_actions_on": Many(Choice(("on_enter_pressed", "on_character_entered")), most=2)})
CONVERSATION_FILTER = Shape(
    {},
    {
        "include": Many(Choice(("im", "mpim", "private", "public")), most=4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    (at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)
WORKFLOW = Shape(
    {
        "trigger": Shape(
            {"url": URL},
            {"customizable_input_parameters": Many(Shape({"name": String(), "value": String(least=0)}), least=0)},
        )
    }
)
WHOLE_SECONDS = Number(1_000_000_000, 9_999_999_999)
