"""What the workspace holds: people, conversations, messages and notices; one counter moves at every change."""

import asyncio
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from handlers.sandbox.clock import Clock
from handlers.sandbox.files.store import Files, StoredFile
from handlers.sandbox.seed import Seed

Json = dict[str, Any]
Blocks = list[Json]
Kind = Literal["channel", "private", "im"]

SLACKBOT = "USLACKBOT"


@dataclass(eq=False)
class Member:
    """A person, a bot's user, or Slackbot."""

    id: str
    name: str
    title: str = ""
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False

    @property
    def handle(self) -> str:
        """The short user name, `amina.khan`."""
        return self.name.lower().replace(" ", ".")


@dataclass(eq=False)
class Message:
    """One message. Content is replaced and never changed in place, so a reader may keep what it saw."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: Blocks
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    replies: list[str] = field(default_factory=list)
    states: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    files: list[StoredFile] = field(default_factory=list)
    pinned: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether it stands inside a thread and not at its head."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(eq=False)
class Channel:
    """A conversation: a public or private channel, or the direct messages between one person and the bot."""

    id: str
    name: str
    kind: Kind
    members: set[str]
    topic: str = ""
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, list[Message]] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    def top_level(self) -> Iterator[Message]:
        """The messages outside threads, oldest first."""
        return (message for message in self.messages.values() if not message.is_reply)


@dataclass(frozen=True)
class Notice:
    """A warning by Slack itself to one person."""

    id: str
    text: str
    at: datetime


class Workspace:
    """The state of one team. Whoever changes it calls `touch`, and whoever waits for a change is woken."""

    def __init__(self, seed: Seed, clock: Clock, file_delay: float = 0.05) -> None:
        self.seed = seed
        self.clock = clock
        self.zone = ZoneInfo(seed.tz)
        self.version = 0
        self.goes_by = ""
        self._waiters: list[asyncio.Future[None]] = []
        self._last_micro = 0
        created = int(clock.now().timestamp())
        self.members = {m.id: Member(m.id, m.name, m.title, m.is_bot, m.is_guest, m.deleted) for m in seed.members}
        self.members[SLACKBOT] = Member(SLACKBOT, "Slackbot", is_bot=True)
        self.channels = {
            c.id: Channel(c.id, c.name, "private" if c.private else "channel", set(c.members), c.topic, created)
            for c in seed.channels
        }
        self.notices: dict[str, list[Notice]] = {}
        self.files = Files(lambda: int(clock.now().timestamp()), self.touch, file_delay)

    @property
    def bot_user(self) -> str:
        """The user id of the installed app."""
        return self.seed.bot_user

    def touch(self) -> None:
        """Say that something changed."""
        self.version += 1
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def changed(self, since: int, at_most: float | None = None) -> int:
        """The version, once it differs from `since` or `at_most` seconds have passed."""
        if self.version == since:
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            await asyncio.wait([waiter], timeout=at_most)
            if waiter in self._waiters:
                self._waiters.remove(waiter)
        return self.version

    def new_ts(self) -> str:
        """A message time stamp from the workspace's clock; strictly increasing, even when the clock is set back."""
        micro = max(int(self.clock.now().timestamp() * 1_000_000), self._last_micro + 1)
        self._last_micro = micro
        return f"{micro // 1_000_000}.{micro % 1_000_000:06d}"

    def direct_messages(self, user: str) -> Channel:
        """The conversation between `user` and the bot; it exists from the moment anybody asks for it."""
        channel_id = f"D{user[1:]}"
        if channel_id not in self.channels:
            created = int(self.clock.now().timestamp())
            members = {user, self.bot_user}
            self.channels[channel_id] = Channel(channel_id, user, "im", members, created=created)
        return self.channels[channel_id]

    def channels_of(self, user: str) -> list[Channel]:
        """The conversations `user` is in."""
        return [channel for channel in self.channels.values() if user in channel.members]

    def post(
        self,
        channel: Channel,
        user: str,
        text: str,
        blocks: Blocks | None = None,
        *,
        thread_ts: str | None = None,
        metadata: Json | None = None,
        files: list[StoredFile] | None = None,
    ) -> Message:
        """Add a message that everybody in the channel sees."""
        message = Message(channel.id, self.new_ts(), user, text, blocks or [], thread_ts, metadata=metadata)
        message.files = files or []
        for file in message.files:
            file.audience.add(channel.id)
            file.shares[channel.id] = message.ts
        channel.messages[message.ts] = message
        channel.read[user] = message.ts
        if thread_ts is not None and thread_ts in channel.messages:
            parent = channel.messages[thread_ts]
            parent.thread_ts = thread_ts
            parent.replies.append(message.ts)
        self.touch()
        return message

    def whisper(
        self,
        channel: Channel,
        to: str,
        text: str,
        blocks: Blocks | None = None,
        *,
        by: str,
        thread_ts: str | None = None,
    ) -> Message:
        """Add a message that only `to` sees, and that is in nobody's history."""
        message = Message(channel.id, self.new_ts(), by, text, blocks or [], thread_ts, ephemeral_to=to)
        channel.ephemerals.setdefault(to, []).append(message)
        self.touch()
        return message

    def rewrite(self, message: Message, text: str, blocks: Blocks | None, metadata: Json | None = None) -> None:
        """Give a message other content; Slack marks it as edited only when it has no blocks."""
        message.text = text
        message.blocks = blocks or []
        message.metadata = metadata or message.metadata
        message.states = {}
        message.edited_ts = None if blocks else self.new_ts()
        self.touch()

    def remove(self, message: Message) -> None:
        """Delete a message or an ephemeral message."""
        channel = self.channels[message.channel]
        if message.ephemeral_to is not None:
            channel.ephemerals[message.ephemeral_to].remove(message)
        else:
            del channel.messages[message.ts]
            parent = channel.messages.get(message.thread_ts or "")
            if parent is not None and message.ts in parent.replies:
                parent.replies.remove(message.ts)
        self.touch()

    def warn(self, user: str, text: str) -> None:
        """Show `user` one of Slack's own warnings; the last twenty are kept."""
        notices = self.notices.setdefault(user, [])
        notices.append(Notice(secrets.token_hex(4), text, self.clock.now()))
        del notices[:-20]
        self.touch()
