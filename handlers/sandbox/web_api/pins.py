"""pins.*: messages that stay in sight at the top of a conversation."""

from handlers.sandbox.slack import Slack
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.web_api.lookups import channel_of_bot
from handlers.sandbox.workspace import Json, Message


def add(slack: Slack, arguments: Arguments) -> Json:
    """pins.add"""
    message = _meant(slack, arguments)
    if message.pinned:
        raise ApiError("already_pinned")
    message.pinned = True
    slack.workspace.touch()
    return {}


def remove(slack: Slack, arguments: Arguments) -> Json:
    """pins.remove"""
    message = _meant(slack, arguments)
    if not message.pinned:
        raise ApiError("no_pin")
    message.pinned = False
    slack.workspace.touch()
    return {}


def every(slack: Slack, arguments: Arguments) -> Json:
    """pins.list"""
    channel = channel_of_bot(slack, arguments.required("channel"))
    pinned = [message for message in channel.messages.values() if message.pinned]
    shapes = [slack.shapes.message(message) for message in pinned]
    return {"items": [{"type": "message", "channel": channel.id, "message": shape} for shape in shapes]}


def _meant(slack: Slack, arguments: Arguments) -> Message:
    channel = channel_of_bot(slack, arguments.required("channel"))
    ts = arguments.text("timestamp")
    if not ts:
        raise ApiError("no_item_specified")
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    return channel.messages[ts]
