"""Every method of the Web API that this workspace knows."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.sandbox.slack import Slack
from handlers.sandbox.web_api import chat, conversations, files, people, pins, views
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.workspace import Json


@dataclass(frozen=True)
class Method:
    """What a method does, the scope it needs whatever its arguments are, and whether it takes the app's own token."""

    answer: Callable[[Slack, Arguments], Json]
    scope: str = ""
    for_app: bool = False


METHODS = {
    "apps.connections.open": Method(people.open_connection, for_app=True),
    "auth.test": Method(people.auth_test),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info),
    "conversations.list": Method(conversations.every),
    "conversations.members": Method(conversations.members),
    "conversations.open": Method(conversations.open_direct, "im:write"),
    "conversations.replies": Method(conversations.replies),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write"),
    "files.delete": Method(files.delete, "files:write"),
    "files.getUploadURLExternal": Method(files.upload_url, "files:write"),
    "files.info": Method(files.info, "files:read"),
    "pins.add": Method(pins.add, "pins:write"),
    "pins.list": Method(pins.every, "pins:read"),
    "pins.remove": Method(pins.remove, "pins:write"),
    "users.info": Method(people.info, "users:read"),
    "users.list": Method(people.every, "users:read"),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
