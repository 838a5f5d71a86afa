"""A small platform across the courier's port: it keeps what was posted and misbehaves when it is told to."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.delivery.parts import File, Headline, Parts
from bot.ports import Delivered, Outcome

SENT = Delivered(Outcome.SENT)
TIMED_OUT = Delivered(Outcome.UNKNOWN, error="timed_out")


def wait(seconds: float) -> Delivered:
    return Delivered(Outcome.WAIT, wait_seconds=seconds, error="ratelimited")


def refused(error: str) -> Delivered:
    return Delivered(Outcome.REFUSED, error=error)


@dataclass(eq=False)
class Standing:
    channel: str
    ts: str
    text: str
    row: int
    thread: str = ""
    files: tuple[str, ...] = ()


@dataclass
class Neighbour:
    """`orders` holds answers to give instead, per method; with `arrives` a post stands there in spite of its answer."""

    messages: list[Standing] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    orders: dict[str, deque[Delivered]] = field(default_factory=dict)
    arrives: bool = False
    gate: asyncio.Event | None = None
    busy: set[str] = field(default_factory=set)
    most_busy: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def order(self, method: str, *answers: Delivered) -> None:
        self.orders.setdefault(method, deque()).extend(answers)

    def texts(self, channel: str) -> list[str]:
        return [message.text for message in self.messages if message.channel == channel]

    async def until(self, condition: Callable[[], bool], seconds: float = 10) -> None:
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(condition)

    async def direct(self, platform_id: str) -> Delivered:
        return await self._answer("direct", platform_id) or Delivered(Outcome.SENT, channel=f"D-{platform_id}")

    async def post(
        self, channel: str, parts: Parts, *, row: int, thread: str = "", files: tuple[str, ...] = ()
    ) -> Delivered:
        assert channel not in self.busy, "two messages at a time for one conversation"
        self.busy.add(channel)
        self.most_busy = max(self.most_busy, len(self.busy))
        try:
            told = await self._answer("post", channel)
            if self.gate:
                await self.gate.wait()
            if told is None or self.arrives:
                standing = Standing(channel, f"{len(self.messages) + 1}.0", said(parts), row, thread, files)
                self.messages.append(standing)
            return told or Delivered(Outcome.SENT, channel, standing.ts, files=files)
        finally:
            self.busy.discard(channel)
            await self._tell()

    async def redraw(self, channel: str, ts: str, parts: Parts) -> Delivered:
        told = await self._answer("redraw", channel)
        if told is None:
            next(m for m in self.messages if (m.channel, m.ts) == (channel, ts)).text = said(parts)
            await self._tell()
        return told or Delivered(Outcome.SENT, channel, ts)

    async def pin(self, channel: str, ts: str) -> Delivered:
        return await self._answer("pin", channel) or SENT

    async def remove(self, channel: str, ts: str) -> Delivered:
        told = await self._answer("remove", channel)
        if told is None:
            self.messages = [m for m in self.messages if (m.channel, m.ts) != (channel, ts)]
            await self._tell()
        return told or SENT

    async def home(self, platform_id: str, parts: Parts) -> Delivered:
        told = await self._answer("home", platform_id)
        if told is None:
            self.homes[platform_id] = said(parts)
            await self._tell()
        return told or SENT

    async def look_up(self, channel: str, *, row: int, thread: str = "", since: datetime) -> Delivered:
        told = await self._answer("look_up", channel)
        found = next((m for m in self.messages if (m.channel, m.row, m.thread) == (channel, row, thread)), None)
        if told or found is None:
            return told or refused("not_found")
        return Delivered(Outcome.SENT, channel, found.ts, files=found.files)

    async def hand_over(self, file: File) -> Delivered:
        told = await self._answer("hand_over", file.name)
        return told or Delivered(Outcome.SENT, files=(f"F{len(self.calls)}",))

    async def keep(self, file: str, title: str) -> Delivered:
        return await self._answer("keep", file) or Delivered(Outcome.SENT, files=(file,))

    async def discard(self, file: str) -> Delivered:
        return await self._answer("discard", file) or SENT

    async def _answer(self, method: str, where: str) -> Delivered | None:
        self.calls.append((method, where))
        self.at.append(asyncio.get_running_loop().time())
        await self._tell()
        waiting = self.orders.get(method)
        return waiting.popleft() if waiting else None

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()


def said(parts: Parts) -> str:
    return "".join(part.text for part in parts if isinstance(part, Headline))
