"""What Slack puts into envelopes and answers: the shapes, and nothing else."""

import secrets
import time
from typing import Any

from handlers.sandbox.elements import State
from handlers.sandbox.modals import View
from handlers.sandbox.workspace import Channel, Json, Member, Message, Workspace

VERIFICATION_TOKEN = "sandbox-verification-token"  # noqa: S105 - a constant of the pretend workspace, no secret
CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im"}
_COMMAND_CHANNEL_NAMES = {"private": "privategroup", "im": "directmessage"}
_ANGLES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escape(text: str) -> str:
    """Text as Slack stores what a person typed: `&`, `<` and `>` escaped."""
    return text.translate(_ANGLES)


def unescape(text: str) -> str:
    """The other way round, for people to read."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed_blocks(text: str) -> list[Json]:
    """The rich text block Slack makes of what a person typed."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": secrets.token_hex(3), "elements": [section]}]


class Payloads:
    """Makes the payloads of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seed = workspace.seed

    def common(self, user: str) -> Json:
        """What every interaction carries."""
        member = self._workspace.members[user]
        return {
            "user": {"id": member.id, "username": member.handle, "name": member.handle, "team_id": self._seed.team_id},
            "api_app_id": self._seed.app_id,
            "token": VERIFICATION_TOKEN,
            "team": {"id": self._seed.team_id, "domain": self._seed.domain},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def command(
        self, user: str, channel: Channel, command: str, text: str, *, trigger_id: str, response_url: str
    ) -> Json:
        """A slash command; flat, as it comes from a form post."""
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self._seed.team_id,
            "team_domain": self._seed.domain,
            "channel_id": channel.id,
            "channel_name": _COMMAND_CHANNEL_NAMES.get(channel.kind, channel.name),
            "user_id": user,
            "user_name": self._workspace.members[user].handle,
            "command": command,
            "text": text,
            "api_app_id": self._seed.app_id,
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": trigger_id,
        }

    def shortcut(self, user: str, callback_id: str, trigger_id: str) -> Json:
        """A global shortcut."""
        own = {"type": "shortcut", "callback_id": callback_id, "action_ts": action_ts(), "trigger_id": trigger_id}
        return self.common(user) | own

    def message_shortcut(
        self, user: str, callback_id: str, message: Message, *, trigger_id: str, response_url: str
    ) -> Json:
        """A shortcut from the menu of a message."""
        channel = self._workspace.channels[message.channel]
        return self.common(user) | {
            "type": "message_action",
            "callback_id": callback_id,
            "action_ts": action_ts(),
            "trigger_id": trigger_id,
            "response_url": response_url,
            "message_ts": message.ts,
            "channel": self._channel_reference(channel),
            "message": self.message(message),
        }

    def message_action(
        self, user: str, message: Message, values: State, action: Json, *, trigger_id: str, response_url: str
    ) -> Json:
        """A press on a message."""
        channel = self._workspace.channels[message.channel]
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral_to is not None,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        own: Json = {
            "type": "block_actions",
            "container": container,
            "trigger_id": trigger_id,
            "channel": self._channel_reference(channel),
            "state": {"values": values},
            "response_url": response_url,
            "actions": [action],
        }
        if message.ephemeral_to is None:
            own["message"] = self.message(message)
        return self.common(user) | own

    def view_action(self, view: View, action: Json, trigger_id: str) -> Json:
        """A press in a modal or in Home."""
        return self.common(view.user) | {
            "type": "block_actions",
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": trigger_id,
            "view": self.view(view),
            "actions": [action],
        }

    def view_submission(self, view: View, trigger_id: str) -> Json:
        """A sent form."""
        own = {"type": "view_submission", "trigger_id": trigger_id, "view": self.view(view), "response_urls": []}
        return self.common(view.user) | own

    def view_closed(self, view: View, *, is_cleared: bool) -> Json:
        """A form closed by hand."""
        return self.common(view.user) | {"type": "view_closed", "view": self.view(view), "is_cleared": is_cleared}

    def event(self, event: Json) -> Json:
        """The envelope of the Events API around one event."""
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self._seed.team_id,
            "context_team_id": self._seed.team_id,
            "context_enterprise_id": None,
            "api_app_id": self._seed.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(self._workspace.clock.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": self._seed.team_id,
                    "user_id": self._seed.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{secrets.token_hex(12)}",
        }

    def message(self, message: Message, *, with_metadata: bool = False) -> Json:
        """A message as histories and payloads show it."""
        shape: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
        shape["team"] = self._seed.team_id
        if message.user == self._seed.bot_user:
            shape["bot_id"] = self._seed.bot_id
            shape["app_id"] = self._seed.app_id
        if message.blocks:
            shape["blocks"] = message.blocks
        if message.thread_ts is not None:
            shape["thread_ts"] = message.thread_ts
            if message.is_reply:
                parent = self._workspace.channels[message.channel].messages.get(message.thread_ts)
                shape["parent_user_id"] = parent.user if parent else message.user
            else:
                shape |= {"reply_count": len(message.replies), "latest_reply": (message.replies or [message.ts])[-1]}
        if message.edited_ts is not None:
            shape["edited"] = {"user": message.user, "ts": message.edited_ts}
        if message.reactions:
            shape["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
            ]
        if message.metadata:
            told = message.metadata if with_metadata else {"event_type": message.metadata["event_type"]}
            shape["metadata"] = told
        return shape

    def view(self, view: View) -> Json:
        """A view with everything typed into it."""
        body = view.body
        return {
            "id": view.id,
            "team_id": self._seed.team_id,
            "type": view.type,
            "blocks": body["blocks"],
            "private_metadata": body.get("private_metadata", ""),
            "callback_id": view.callback_id,
            "state": {"values": view.values},
            "hash": view.hash,
            "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": body.get("clear_on_close", False),
            "notify_on_close": body.get("notify_on_close", False),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": view.previous_id,
            "root_view_id": view.root_id,
            "app_id": self._seed.app_id,
            "external_id": body.get("external_id", ""),
            "app_installed_team_id": self._seed.team_id,
            "bot_id": self._seed.bot_id,
        }

    def user(self, member: Member, *, with_locale: bool = False) -> Json:
        """A person as users.info tells it."""
        offset = self._workspace.clock.now().astimezone(self._workspace.zone).utcoffset()
        first, _, last = member.name.partition(" ")
        shape: Json = {
            "id": member.id,
            "team_id": self._seed.team_id,
            "name": member.handle,
            "deleted": member.deleted,
            "is_bot": member.is_bot,
            "is_app_user": False,
            "updated": 0,
        }
        if member.deleted:
            return shape | {"profile": self._profile(member, first, last)}
        shape |= {
            "color": "9f69e7",
            "real_name": member.name,
            "tz": self._workspace.zone.key,
            "tz_label": self._workspace.zone.key,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": self._profile(member, first, last),
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": member.is_guest,
            "is_ultra_restricted": member.is_guest,
        }
        return shape | {"locale": "en-GB"} if with_locale else shape

    def channel(self, channel: Channel) -> Json:
        """A conversation as conversations.info tells it."""
        common: Json = {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": channel.kind == "im",
        }
        common["context_team_id"] = self._seed.team_id
        if channel.kind == "im":
            return common | {"user": channel.name, "is_user_deleted": self._workspace.members[channel.name].deleted}
        return common | {
            "name": channel.name,
            "name_normalized": channel.name,
            "is_channel": True,
            "is_group": False,
            "is_mpim": False,
            "is_private": channel.kind == "private",
            "is_general": channel.name == "general",
            "is_member": self._seed.bot_user in channel.members,
            "topic": {"value": channel.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(channel.members),
        }

    def _channel_reference(self, channel: Channel) -> Json:
        return {"id": channel.id, "name": _COMMAND_CHANNEL_NAMES.get(channel.kind, channel.name)}

    def _profile(self, member: Member, first: str, last: str) -> Json:
        return {
            "title": member.title,
            "real_name": member.name,
            "real_name_normalized": member.name,
            "display_name": member.name,
            "display_name_normalized": member.name,
            "first_name": first,
            "last_name": last,
            "team": self._seed.team_id,
        }


def action_ts() -> str:
    """The time stamp of a press, in real time."""
    return f"{time.time():.6f}"


def action(block_id: str, element: Json, state: Json | None) -> dict[str, Any]:
    """One entry of `actions`: what was pressed or chosen."""
    kept = {key: element[key] for key in ("type", "action_id", "text", "value", "style", "url") if key in element}
    return kept | (state or {}) | {"block_id": block_id, "action_ts": action_ts()}
