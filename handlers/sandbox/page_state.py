"""Everything one person sees, as the JSON from which the page draws itself."""

import math

from handlers.sandbox.blocktext import visible_to
from handlers.sandbox.faults import Order
from handlers.sandbox.files import StoredFile
from handlers.sandbox.files.kinds import SHOWN_BY_BROWSERS
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Channel, Json, Member, Message, Workspace


def state_for(slack: Slack, user: str) -> Json:
    """The workspace through the eyes of `user`."""
    workspace, installation = slack.workspace, slack.installation
    workspace.direct_messages(user)
    channels = workspace.channels_of(user)
    home = slack.views.home(user)
    return {
        "version": workspace.version,
        "now": workspace.clock.now().isoformat(timespec="seconds"),
        "tz": workspace.zone.key,
        "workspace": workspace.seed.name,
        "goes_by": workspace.goes_by,
        "me": _person(workspace.members[user]),
        "members": [_person(member) for member in workspace.members.values() if not member.deleted],
        "channels": [_channel(workspace, channel, user) for channel in channels],
        "messages": {channel.id: _messages(workspace, channel, user) for channel in channels},
        "home": _view(slack, home, user) if home else None,
        "views": [_view(slack, view, user) for view in slack.views.stack(user)],
        "commands": [
            {key: command.get(key, "") for key in ("command", "description", "usage_hint")}
            for command in installation.commands
        ],
        "global_shortcuts": [
            _shortcut(shortcut) for shortcut in installation.shortcuts if shortcut["type"] == "global"
        ],
        "message_shortcuts": [
            _shortcut(shortcut) for shortcut in installation.shortcuts if shortcut["type"] == "message"
        ],
        "notices": [
            {"id": notice.id, "text": notice.text, "at": notice.at.isoformat(timespec="seconds")}
            for notice in workspace.notices.get(user, ())
        ],
        "bot_connected": slack.sockets.connected > 0,
        "faults": [_fault(order) for order in slack.faults.orders],
        "can_jump": True,
    }


def _person(member: Member) -> Json:
    return {
        "id": member.id,
        "name": member.name,
        "title": member.title,
        "initials": "".join(word[0] for word in member.name.split())[:2].upper(),
        "is_bot": member.is_bot,
        "is_guest": member.is_guest,
    }


def _channel(workspace: Workspace, channel: Channel, user: str) -> Json:
    read = channel.read.get(user, "")
    unread = sum(1 for message in channel.messages.values() if message.ts > read and message.user != user)
    direct = channel.kind == "im"
    return {
        "id": channel.id,
        "name": workspace.members[workspace.bot_user].name if direct else channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "unread": unread,
        "with": workspace.bot_user if direct else None,
    }


def _messages(workspace: Workspace, channel: Channel, user: str) -> list[Json]:
    seen = [*channel.messages.values(), *channel.ephemerals.get(user, ())]
    return [_message(workspace, message, user) for message in sorted(seen, key=lambda message: message.ts)]


def _message(workspace: Workspace, message: Message, user: str) -> Json:
    return {
        "ts": message.ts,
        "user": message.user,
        "name": workspace.members[message.user].name,
        "text": message.text,
        "blocks": visible_to(user, message.blocks),
        "ephemeral": message.ephemeral_to is not None,
        "thread_ts": message.thread_ts,
        "reply_count": len(message.replies),
        "edited": message.edited_ts is not None,
        "reactions": [{"name": name, "users": users} for name, users in message.reactions.items()],
        "app": message.user == workspace.bot_user,
        "pinned": message.pinned,
        "files": [_file(file) for file in message.files],
        "state": {"values": message.states.get(user, {})},
    }


def _file(file: StoredFile) -> Json:
    shown = file.mimetype in SHOWN_BY_BROWSERS
    return {
        "id": file.id,
        "user": file.user,
        "name": file.name,
        "title": file.title,
        "alt": file.alt,
        "size": file.length,
        "picture": shown,
        "deleted": file.stage == "deleted",
    }


def _view(slack: Slack, view: View, user: str) -> Json:
    shape = slack.shapes.view(view)
    kept = ("id", "hash", "type", "callback_id", "title", "submit", "close", "private_metadata", "state")
    errors: Json = {"blocks": visible_to(user, view.body["blocks"]), "errors": view.errors, "busy": view.busy}
    return {key: shape[key] for key in kept} | errors


def _shortcut(shortcut: Json) -> Json:
    return {key: shortcut.get(key, "") for key in ("callback_id", "name", "description")}


def _fault(order: Order) -> Json:
    left = None if math.isinf(order.left) else int(order.left)
    return {"method": order.method, "kind": order.fault.kind, "left": left}
