"""Every method of Slack's Web API and every event this surface uses, with the scopes they need.

The client calls nothing that does not stand here, and the manifest asks for exactly these scopes and events.
"""

from enum import StrEnum


class Method(StrEnum):
    """A method of the Web API."""

    AUTH_TEST = "auth.test"
    CONNECT = "apps.connections.open"
    POST = "chat.postMessage"
    POST_EPHEMERAL = "chat.postEphemeral"
    UPDATE = "chat.update"
    DELETE = "chat.delete"
    PIN = "pins.add"
    OPEN_CONVERSATION = "conversations.open"
    HISTORY = "conversations.history"
    REPLIES = "conversations.replies"
    USER = "users.info"
    OPEN_VIEW = "views.open"
    PUSH_VIEW = "views.push"
    UPDATE_VIEW = "views.update"
    PUBLISH_VIEW = "views.publish"
    UPLOAD_ADDRESS = "files.getUploadURLExternal"
    COMPLETE_UPLOAD = "files.completeUploadExternal"
    FILE = "files.info"
    DELETE_FILE = "files.delete"


READING = frozenset({Method.HISTORY, Method.REPLIES, Method.USER, Method.UPLOAD_ADDRESS, Method.FILE})
"""Methods that take query parameters; all others take JSON."""

_HISTORIES = ("im:history", "groups:history", "channels:history")

SCOPES: dict[Method, tuple[str, ...]] = {
    Method.AUTH_TEST: (),
    Method.CONNECT: (),  # it is called with the app-level token, which has connections:write
    Method.POST: ("chat:write",),
    Method.POST_EPHEMERAL: ("chat:write",),
    Method.UPDATE: ("chat:write",),
    Method.DELETE: ("chat:write",),
    Method.PIN: ("pins:write",),
    Method.OPEN_CONVERSATION: ("im:write",),
    Method.HISTORY: _HISTORIES,
    Method.REPLIES: _HISTORIES,
    Method.USER: ("users:read",),
    Method.OPEN_VIEW: (),
    Method.PUSH_VIEW: (),
    Method.UPDATE_VIEW: (),
    Method.PUBLISH_VIEW: (),
    Method.UPLOAD_ADDRESS: ("files:write",),
    Method.COMPLETE_UPLOAD: ("files:write",),
    Method.FILE: ("files:read",),
    Method.DELETE_FILE: ("files:write",),
}

EVENTS: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "reaction_added": ("reactions:read",),
    "user_change": ("users:read",),
}

COMMANDS_SCOPE = "commands"
"""Slash commands and shortcuts need it."""

LOST_WITHOUT: dict[str, str] = {
    "commands": "nobody can use the slash commands or the shortcuts",
    "chat:write": "no card, message or answer can be sent",
    "im:write": "nobody can be told anything in a direct message",
    "users:read": "guests and people of other workspaces cannot be told from members",
    "im:history": "a direct message whose sending was interrupted may be sent twice",
    "groups:history": "a message to a private channel whose sending was interrupted may be sent twice",
    "channels:history": "a message to a public channel whose sending was interrupted may be sent twice",
    "files:read": "pictures cannot be proposed, since I cannot look at them",
    "files:write": "pictures cannot be shown on cards, and reports cannot be sent",
    "pins:write": "the message that says whom to ring when I am down stands unpinned",
    "reactions:read": "a thumb under a card is not answered with a pointer to the buttons",
}


def all_scopes() -> frozenset[str]:
    """Return every scope the app asks for."""
    used = (*SCOPES.values(), *EVENTS.values(), (COMMANDS_SCOPE,))
    return frozenset(scope for scopes in used for scope in scopes)
