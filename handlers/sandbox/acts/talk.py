"""What a person can say: messages, reactions, commands and shortcuts."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from handlers.sandbox.acts.files import FileDeeds
from handlers.sandbox.acts.sight import NotPossibleError, Sight
from handlers.sandbox.acts.telling import tell
from handlers.sandbox.payloads import escape, typed_blocks
from handlers.sandbox.responses import Reply, say_reply
from handlers.sandbox.slack import Slack
from handlers.sandbox.workspace import SLACKBOT, Message


class Talk:
    """The message field, its menus, and the tabs of the bot."""

    def __init__(self, slack: Slack, sight: Sight, files: FileDeeds) -> None:
        self._slack = slack
        self._sight = sight
        self._files = files
        self._workspace = slack.workspace

    async def command(self, user: str, channel_id: str, command: str, text: str) -> Reply | None:
        """Type a slash command; gives what was answered to it, if the acknowledgement carried something."""
        self._sight.member(user)
        channel = self._sight.channel(user, channel_id)
        if not self._slack.installation.knows_command(command):
            raise NotPossibleError(f"{command} is not a valid command.")
        url = self._slack.response_urls.issue(user, channel.id)
        trigger_id = self._slack.triggers.issue(user)
        payload = self._slack.payloads.command(
            user, channel, command, escape(text), trigger_id=trigger_id, response_url=url
        )
        answer = await self._slack.sockets.send("slash_commands", payload, accepts_response_payload=True)
        if not answer.acknowledged:
            return self._failed(user, channel_id, f'{command} failed with the error "{answer.error}"')
        return self._answered(url, command, answer.payload)

    async def global_shortcut(self, user: str, callback_id: str) -> None:
        """Choose a shortcut from the menu beside the message field."""
        self._sight.member(user)
        self._must_be_offered(callback_id, "global")
        await tell(
            self._slack, user, self._slack.payloads.shortcut(user, callback_id, self._slack.triggers.issue(user))
        )

    async def message_shortcut(self, user: str, callback_id: str, channel_id: str, ts: str) -> None:
        """Choose a shortcut from the menu of a message."""
        self._sight.member(user)
        self._must_be_offered(callback_id, "message")
        message = self._sight.message(user, channel_id, ts)
        if message.ephemeral_to is not None:
            raise NotPossibleError("A message that only you see has no shortcuts.")
        url = self._slack.response_urls.issue(user, channel_id, message)
        trigger_id = self._slack.triggers.issue(user)
        payload = self._slack.payloads.message_shortcut(
            user, callback_id, message, trigger_id=trigger_id, response_url=url
        )
        await tell(self._slack, user, payload)

    def say(
        self, user: str, channel_id: str, text: str, thread_ts: str | None = None, files: Sequence[str] = ()
    ) -> Message:
        """Write a message, perhaps with files (their ids); `@Name` of a member becomes a mention."""
        self._sight.member(user)
        channel = self._sight.channel(user, channel_id)
        app = self._slack.installation
        if channel.kind == "im" and (not app.messages_tab or app.messages_read_only):
            raise NotPossibleError("The app takes no messages in its Messages tab.")
        if thread_ts is not None and thread_ts not in channel.messages:
            raise NotPossibleError(f"There is no message {thread_ts} to answer.")
        stored = self._with_mentions(escape(text))
        attached = self._files.own(user, files)
        if not text and not attached:
            raise NotPossibleError("There is nothing to send.")
        blocks = typed_blocks(text) if text else []
        message = self._workspace.post(channel, user, stored, blocks, thread_ts=thread_ts, files=attached)
        self._slack.events.message_posted(message)
        return message

    def react(self, user: str, channel_id: str, ts: str, name: str) -> None:
        """Put an emoji beneath a message, or take one's own away again."""
        self._sight.member(user)
        message = self._sight.message(user, channel_id, ts)
        if message.ephemeral_to is not None:
            raise NotPossibleError("A message that only you see takes no reactions.")
        users = message.reactions.get(name, [])
        removed = user in users
        left = [other for other in users if other != user] if removed else [*users, user]
        message.reactions = {**message.reactions, name: left}
        if not left:
            del message.reactions[name]
        self._workspace.touch()
        self._slack.events.reaction(message, user, name, removed=removed)

    def read(self, user: str, channel_id: str) -> None:
        """Look at a conversation to its end."""
        self._sight.member(user)
        channel = self._sight.channel(user, channel_id)
        newest = next(reversed(channel.messages), "")
        if newest and channel.read.get(user) != newest:
            channel.read[user] = newest
            self._workspace.touch()

    def open_home(self, user: str) -> asyncio.Task[None] | None:
        """Open the bot's Home tab; gives the telling of the bot, if it wants to be told."""
        self._sight.member(user)
        if not self._slack.installation.home_tab:
            raise NotPossibleError("The app's Home tab is switched off.")
        return self._open_tab(user, "home")

    def open_messages_tab(self, user: str) -> asyncio.Task[None] | None:
        """Open the bot's Messages tab; gives the telling of the bot, if it wants to be told."""
        self._sight.member(user)
        return self._open_tab(user, "messages")

    def _open_tab(self, user: str, tab: str) -> asyncio.Task[None] | None:
        channel = self._workspace.direct_messages(user)
        view = self._slack.views.home(user) if tab == "home" else None
        return self._slack.events.tab_opened(user, channel, tab, view)

    def _must_be_offered(self, callback_id: str, kind: str) -> None:
        if not self._slack.installation.knows_shortcut(callback_id, kind):
            raise NotPossibleError(f"There is no {kind} shortcut {callback_id}.")

    def _with_mentions(self, text: str) -> str:
        for member in self._workspace.members.values():
            text = re.sub(rf"@{re.escape(member.name)}\b", f"<@{member.id}>", text)
        return text

    def _answered(self, url: str, command: str, payload: Any) -> Reply | None:
        if not payload or not (payload.get("text") or payload.get("blocks")):
            return None
        entry = self._slack.response_urls.of(url)
        reply = say_reply(self._slack, entry, payload)
        if reply.problems:
            rules = "; ".join(map(str, reply.problems))
            self._slack.problems.append(f"The answer to {command} was refused: {rules}")
            return self._failed(entry.user, entry.channel, f'{command} failed with the error "invalid_blocks"')
        return reply

    def _failed(self, user: str, channel_id: str, warning: str) -> Reply:
        message = self._workspace.whisper(self._workspace.channels[channel_id], user, warning, by=SLACKBOT)
        self._workspace.warn(user, warning)
        return Reply(warning, [], message)
