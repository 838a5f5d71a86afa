"""The manifest is one Slack takes, and asks for exactly what the code uses."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.frontdesk.commands import SHORTCUTS
from bot.frontdesk.desk import FrontDesk
from handlers.slack.listeners import events
from handlers.slack.methods import EVENTS, LOST_WITHOUT, SCOPES, Method, all_scopes

SOURCE = Path(__file__).parents[2] / "handlers" / "slack"

FLAG = bool
"""Stands for true or false in the rules below; a tuple is a text's length from and to; a list holds one rule each."""
SHAPE: dict[str, Any] = {
    "_metadata": {"major_version": int, "minor_version": int},
    "display_information": {
        "name": (1, 35),
        "description": (1, 140),
        "long_description": (175, 4000),
        "background_color": (4, 7),
    },
    "features": {
        "app_home": {"home_tab_enabled": FLAG, "messages_tab_enabled": FLAG, "messages_tab_read_only_enabled": FLAG},
        "bot_user": {"display_name": (1, 80), "always_online": FLAG},
        "shortcuts": [
            {"name": (1, 24), "type": ("global", "message"), "callback_id": (1, 255), "description": (1, 150)}
        ],
        "slash_commands": [
            {"command": (2, 32), "description": (1, 2000), "usage_hint": (1, 1000), "should_escape": FLAG}
        ],
    },
    "oauth_config": {"scopes": {"bot": [(1, 255)]}},
    "settings": {
        "event_subscriptions": {"bot_events": [(1, 255)]},
        "interactivity": {"is_enabled": FLAG},
        "org_deploy_enabled": FLAG,
        "socket_mode_enabled": FLAG,
        "token_rotation_enabled": FLAG,
    },
}
MOST = {"shortcuts": 10, "slash_commands": 50, "bot_events": 100, "bot": 255}
NEEDED = {("display_information",), ("display_information", "name")}


def breaches(value: Any, rule: Any, at: tuple[str, ...] = ()) -> Iterator[str]:
    """Slack's manifest schema v2, as far as an app in Socket Mode may use it; everything else is refused."""
    match rule:
        case dict():
            yield from (f"{at} has {name}" for name in value.keys() - rule.keys())
            yield from (f"{at} lacks {name}" for name in rule.keys() - value.keys() if (*at, name) in NEEDED)
            for name in value.keys() & rule.keys():
                yield from breaches(value[name], rule[name], (*at, name))
        case [each]:
            if len(value) > MOST[at[-1]]:
                yield f"{at} has too many"
            for index, item in enumerate(value):
                if isinstance(each, dict):
                    yield from (f"{at} {index} lacks {name}" for name in each.keys() - item.keys())
                yield from breaches(item, each, (*at, str(index)))
        case (int(), int()):
            if not (isinstance(value, str) and rule[0] <= len(value) <= rule[1]):
                yield f"{at} has the wrong length"
        case tuple():
            if value not in rule:
                yield f"{at} is none of {rule}"
        case kind:
            if type(value) is not kind:
                yield f"{at} is no {kind.__name__}"


def test_slack_takes_the_manifest(manifest: dict[str, Any]) -> None:
    assert list(breaches(manifest, SHAPE)) == []
    assert re.fullmatch("#[0-9a-f]{6}", manifest["display_information"]["background_color"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("settings", "request_url"), "https://example.org"),
        (("display_information", "name"), "x" * 36),
        (("features", "shortcuts"), [{"name": "x" * 25, "type": "global", "callback_id": "c", "description": "d"}]),
        (("features", "shortcuts"), [{"name": "x", "type": "global", "callback_id": "c"}]),
        (
            ("features", "slash_commands"),
            [{"command": "/", "description": "d", "usage_hint": "u", "should_escape": False}],
        ),
        (("settings", "socket_mode_enabled"), "yes"),
    ],
)
def test_a_manifest_slack_refuses_is_found(manifest: dict[str, Any], path: tuple[str, str], value: Any) -> None:
    manifest[path[0]][path[1]] = value
    assert list(breaches(manifest, SHAPE))


def test_the_app_works_through_a_socket_and_shows_its_home(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
    home = manifest["features"]["app_home"]
    assert (home["home_tab_enabled"], home["messages_tab_enabled"]) == (True, True)


def test_scopes_and_events_are_exactly_those_used(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert set(scopes) == all_scopes() == LOST_WITHOUT.keys()
    assert scopes == sorted(set(scopes))
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == EVENTS.keys()
    assert {name.partition(".")[0] for name in EVENTS} == events.HEARD.keys()


def test_commands_and_shortcuts_are_exactly_those_of_the_front_desk(manifest: dict[str, Any]) -> None:
    commands = manifest["features"]["slash_commands"]
    assert {command["command"].removeprefix("/") for command in commands} == FrontDesk.commands
    shortcuts = manifest["features"]["shortcuts"]
    assert {shortcut["callback_id"] for shortcut in shortcuts} == SHORTCUTS.keys()


def test_every_call_to_slack_goes_through_the_table_of_methods() -> None:
    used: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                if path.name != "methods.py" and isinstance(node.value, ast.Name) and node.value.id == "Method":
                    used.add(node.attr)
                assert node.attr != "api_call" or path.name == "web.py", path
                assert not re.match("(chat|views|users|conversations|auth|files|reactions)_", node.attr), path
    assert used == {method.name for method in Method}
    assert SCOPES.keys() == set(Method)
