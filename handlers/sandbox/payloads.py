"""What Slack puts into its envelopes."""

import secrets
import time
from typing import Any

from handlers.sandbox.elements import State
from handlers.sandbox.shapes import Shapes
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Channel, Json, Message, Workspace

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

    def __init__(self, workspace: Workspace, shapes: Shapes) -> None:
        self._workspace = workspace
        self._shapes = shapes
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
            "message": self._shapes.message(message),
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
            own["message"] = self._shapes.message(message)
        return self.common(user) | own

    def view_action(self, view: View, action: Json, trigger_id: str) -> Json:
        """A press in a modal or in Home."""
        return self.common(view.user) | {
            "type": "block_actions",
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": trigger_id,
            "view": self._shapes.view(view),
            "actions": [action],
        }

    def view_submission(self, view: View, trigger_id: str) -> Json:
        """A sent form."""
        own = {
            "type": "view_submission",
            "trigger_id": trigger_id,
            "view": self._shapes.view(view),
            "response_urls": [],
        }
        return self.common(view.user) | own

    def view_closed(self, view: View, *, is_cleared: bool) -> Json:
        """A form closed by hand."""
        return self.common(view.user) | {
            "type": "view_closed",
            "view": self._shapes.view(view),
            "is_cleared": is_cleared,
        }

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

    def _channel_reference(self, channel: Channel) -> Json:
        return {"id": channel.id, "name": _COMMAND_CHANNEL_NAMES.get(channel.kind, channel.name)}


def action_ts() -> str:
    """The time stamp of a press, in real time."""
    return f"{time.time():.6f}"


def action(block_id: str, element: Json, state: Json | None) -> dict[str, Any]:
    """One entry of `actions`: what was pressed or chosen."""
    kept = {key: element[key] for key in ("type", "action_id", "text", "value", "style", "url") if key in element}
    return kept | (state or {}) | {"block_id": block_id, "action_ts": action_ts()}
