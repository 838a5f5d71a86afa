"""users.*, auth.test and apps.connections.open: who is here, who the bot is, and its way in."""

from handlers.sandbox.slack import Slack
from handlers.sandbox.sockets import MOST_SOCKETS
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.web_api.lookups import member, next_cursor, page
from handlers.sandbox.workspace import Json


def info(slack: Slack, arguments: Arguments) -> Json:
    """users.info"""
    person = member(slack, arguments.required("user"))
    return {"user": slack.shapes.user(person, with_locale=arguments.flag("include_locale"))}


def every(slack: Slack, arguments: Arguments) -> Json:
    """users.list"""
    everybody = list(slack.workspace.members.values())
    shown, cursor = page(everybody, arguments.number("limit", 0), arguments.text("cursor"), 200)
    with_locale = arguments.flag("include_locale")
    shapes = [slack.shapes.user(person, with_locale=with_locale) for person in shown]
    return {"members": shapes, "cache_ts": 0, **next_cursor(cursor)}


def auth_test(slack: Slack, arguments: Arguments) -> Json:
    """auth.test"""
    seed = slack.workspace.seed
    return {
        "url": slack.url,
        "team": seed.name,
        "user": slack.workspace.members[seed.bot_user].handle,
        "team_id": seed.team_id,
        "user_id": seed.bot_user,
        "bot_id": seed.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(slack: Slack, arguments: Arguments) -> Json:
    """apps.connections.open"""
    if slack.sockets.connected >= MOST_SOCKETS:
        raise ApiError("too_many_websockets")
    base = slack.url.replace("http://", "ws://")
    return {"url": f"{base}link?ticket={slack.sockets.ticket()}&app_id={slack.workspace.seed.app_id}"}
