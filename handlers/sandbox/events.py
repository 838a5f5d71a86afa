"""Which happenings the bot hears of, and the patience with which Slack repeats them."""

import asyncio
import secrets
from collections.abc import Sequence

from handlers.sandbox.installation import Installation
from handlers.sandbox.payloads import CHANNEL_TYPES, Payloads
from handlers.sandbox.shapes import Shapes
from handlers.sandbox.sockets import Sockets
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Channel, Json, Member, Message, Workspace

_MESSAGE_EVENTS = {"channel": "message.channels", "private": "message.groups", "im": "message.im"}


class Events:
    """Sends events to the bot in the background, and again when it does not acknowledge them."""

    def __init__(
        self,
        workspace: Workspace,
        installation: Installation,
        sockets: Sockets,
        payloads: Payloads,
        shapes: Shapes,
        *,
        retry_delays: Sequence[float],
    ) -> None:
        self._workspace = workspace
        self._installation = installation
        self._sockets = sockets
        self._payloads = payloads
        self._shapes = shapes
        self._retry_delays = retry_delays
        self._tasks: set[asyncio.Task[None]] = set()

    def message_posted(self, message: Message) -> None:
        """Somebody, perhaps the bot itself, posted a message."""
        event = self._about_message(message)
        if event is not None:
            self._send(event)
        if (
            f"<@{self._workspace.bot_user}>" in message.text
            and self._workspace.channels[message.channel].kind != "im"
            and self._reaches_bot(message, "app_mention")
        ):
            self._send(self._shapes.message(message) | {"type": "app_mention", "channel": message.channel})

    def message_changed(self, message: Message, before: Json) -> None:
        """A message got other content."""
        self._hidden(
            message,
            {"subtype": "message_changed", "message": self._shapes.message(message), "previous_message": before},
        )

    def message_deleted(self, message: Message) -> None:
        """A message went away."""
        shape = self._shapes.message(message)
        self._hidden(message, {"subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": shape})

    def reaction(self, message: Message, user: str, name: str, *, removed: bool = False) -> None:
        """Somebody put an emoji beneath a message, or took it away."""
        kind = "reaction_removed" if removed else "reaction_added"
        if self._reaches_bot(message, kind):
            item = {"type": "message", "channel": message.channel, "ts": message.ts}
            self._send({"type": kind, "user": user, "reaction": name, "item": item, "item_user": message.user})

    def tab_opened(self, user: str, channel: Channel, tab: str, view: View | None) -> asyncio.Task[None] | None:
        """Somebody opened the bot's Home or Messages tab; the task ends when the bot has acknowledged it."""
        if not self._installation.hears("app_home_opened"):
            return None
        event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        if view is not None:
            event["view"] = self._shapes.view(view)
        return self._send(event)

    def user_changed(self, member: Member) -> None:
        """A person's profile or membership changed."""
        if self._installation.hears("user_change"):
            self._send({"type": "user_change", "user": self._shapes.user(member), "cache_ts": 0})

    async def settle(self) -> None:
        """Wait until every event sent so far is acknowledged or given up."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        """Stop repeating."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _about_message(self, message: Message) -> Json | None:
        kind = self._workspace.channels[message.channel].kind
        if not self._reaches_bot(message, _MESSAGE_EVENTS[kind]):
            return None
        own = {"channel": message.channel, "channel_type": CHANNEL_TYPES[kind], "event_ts": message.ts}
        if message.user != self._workspace.bot_user:
            own["client_msg_id"] = secrets.token_hex(16)
        return self._shapes.message(message) | own

    def _hidden(self, message: Message, own: Json) -> None:
        kind = self._workspace.channels[message.channel].kind
        if self._reaches_bot(message, _MESSAGE_EVENTS[kind]):
            where = {"channel": message.channel, "channel_type": CHANNEL_TYPES[kind]}
            self._send({"type": "message", "hidden": True, "ts": self._workspace.new_ts()} | where | own)

    def _reaches_bot(self, message: Message, event: str) -> bool:
        members = self._workspace.channels[message.channel].members
        return message.ephemeral_to is None and self._workspace.bot_user in members and self._installation.hears(event)

    def _send(self, event: Json) -> asyncio.Task[None]:
        event.setdefault("event_ts", self._workspace.new_ts())
        task = asyncio.get_running_loop().create_task(self._deliver(self._payloads.event(event)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _deliver(self, payload: Json) -> None:
        for attempt, delay in enumerate((0.0, *self._retry_delays)):
            if delay:
                await asyncio.sleep(delay)
            reason = "timeout" if attempt else ""
            answer = await self._sockets.send("events_api", payload, retry_attempt=attempt, retry_reason=reason)
            if answer.acknowledged:
                return
