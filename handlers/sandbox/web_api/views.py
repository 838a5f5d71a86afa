"""views.*: opening, pushing, changing and publishing."""

import json

from handlers.sandbox.blockkit import view_problems
from handlers.sandbox.elements import placed
from handlers.sandbox.files.shown import file_problems, show_files
from handlers.sandbox.slack import Slack
from handlers.sandbox.tickets import TicketError, Trigger
from handlers.sandbox.views import MOST_IN_STACK, View
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.web_api.errors import ApiError, broken, missing
from handlers.sandbox.web_api.scopes import require
from handlers.sandbox.workspace import Json

MOST_BYTES = 250_000


def open_view(slack: Slack, arguments: Arguments) -> Json:
    """views.open"""
    body = _body(slack, arguments, "modal")
    trigger = _exchange(slack, arguments)
    return _shown(slack, slack.views.open(trigger.user, body))


def push(slack: Slack, arguments: Arguments) -> Json:
    """views.push"""
    body = _body(slack, arguments, "modal")
    trigger = _exchange(slack, arguments)
    if not trigger.in_modal:
        raise ApiError("invalid_trigger_id")
    stack = slack.views.stack(trigger.user)
    if not stack:
        raise ApiError("not_found")
    if len(stack) >= MOST_IN_STACK:
        raise ApiError("push_limit_reached")
    return _shown(slack, slack.views.push(trigger.user, body))


def update(slack: Slack, arguments: Arguments) -> Json:
    """views.update"""
    view_id, external_id = arguments.text("view_id"), arguments.text("external_id")
    if not view_id and not external_id:
        raise missing("view_id")
    view = slack.views.get(view_id) if view_id else slack.views.by_external_id(external_id)
    body = _body(slack, arguments, view.type if view else "modal", view)
    if view is None:
        raise ApiError("not_found")
    _same_hash(arguments, view)
    return _shown(slack, slack.views.update(view, body))


def publish(slack: Slack, arguments: Arguments) -> Json:
    """views.publish"""
    user = arguments.required("user_id")
    member = slack.workspace.members.get(user)
    if member is None or member.is_bot:
        raise ApiError("user_not_found")
    if not slack.installation.home_tab:
        raise ApiError("not_enabled")
    view = slack.views.home(user)
    body = _body(slack, arguments, "home", view)
    if view is not None:
        _same_hash(arguments, view)
    return _shown(slack, slack.views.publish(user, body))


def _body(slack: Slack, arguments: Arguments, kind: str, view: View | None = None) -> Json:
    body = arguments.structure("view", "invalid_arguments")
    if body is None:
        raise missing("view")
    if problems := view_problems(body, kind) or file_problems(slack.workspace, body["blocks"], "/view/blocks"):
        raise broken("invalid_arguments", problems)
    if any(place.element["type"] == "file_input" for place in placed(body["blocks"])):
        require(slack, "files:read")
    if len(json.dumps(body, ensure_ascii=False).encode()) > MOST_BYTES:
        raise ApiError("view_too_large")
    external_id = body.get("external_id")
    if external_id and slack.views.by_external_id(external_id) not in (None, view):
        raise ApiError("duplicate_external_id")
    checked: Json = body
    return checked


def _exchange(slack: Slack, arguments: Arguments) -> Trigger:
    try:
        return slack.triggers.exchange(arguments.required("trigger_id"))
    except TicketError as refused:
        raise ApiError(str(refused)) from None


def _same_hash(arguments: Arguments, view: View) -> None:
    if arguments.text("hash") not in ("", view.hash):
        raise ApiError("hash_conflict")


def _shown(slack: Slack, view: View) -> Json:
    show_files(slack.workspace, view.body["blocks"], view.user)
    slack.workspace.touch()
    return {"view": slack.shapes.view(view)}
