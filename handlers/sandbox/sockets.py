"""Socket Mode: the sockets of the bot, envelopes out, acknowledgements in."""

import asyncio
import json
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from handlers.sandbox.workspace import Json

MOST_SOCKETS = 10


@dataclass(eq=False)
class Socket:
    """One open socket, and the transport beneath it."""

    response: web.WebSocketResponse
    transport: asyncio.Transport | None
    leaving: bool = False
    frozen: bool = False


@dataclass(frozen=True)
class Answer:
    """What came of an envelope: the payload of its acknowledgement, or Slack's word for why there is none."""

    payload: Any = None
    error: str = ""

    @property
    def acknowledged(self) -> bool:
        """Whether the bot said in time that it has it."""
        return not self.error


class Sockets:
    """The open sockets of one app. Each envelope goes to one of them, in turn."""

    def __init__(self, app_id: str, ack_timeout: float, on_change: Callable[[], None]) -> None:
        self.acks: list[tuple[str, str, float]] = []
        self.sent: deque[Json] = deque(maxlen=1000)
        self.connections = 0
        self._app_id = app_id
        self._ack_timeout = ack_timeout
        self._on_change = on_change
        self._tickets: set[str] = set()
        self._open: list[Socket] = []
        self._waiting: dict[str, list[asyncio.Future[Any]]] = {}

    @property
    def connected(self) -> int:
        """How many sockets are open."""
        return len(self._open)

    def ticket(self) -> str:
        """A ticket for one new socket."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One socket, from greeting to close."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="unknown ticket")
        self._tickets.remove(ticket)
        response = web.WebSocketResponse(compress=False)
        await response.prepare(request)
        if len(self._open) >= MOST_SOCKETS:
            await response.close(message=b"too_many_websockets")
            return response
        self._forget_frozen()
        socket = Socket(response, request.transport)
        self._open.append(socket)
        self.connections += 1
        await response.send_str(json.dumps(self._greeting()))
        self._on_change()
        try:
            async for message in response:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            if socket in self._open:
                self._open.remove(socket)
            self._on_change()
        return response

    async def send(
        self,
        kind: str,
        payload: Json,
        *,
        accepts_response_payload: bool = False,
        retry_attempt: int | None = None,
        retry_reason: str = "",
    ) -> Answer:
        """Send one envelope and wait for its acknowledgement."""
        envelope: Json = {
            "envelope_id": _envelope_id(),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_response_payload,
        }
        if retry_attempt is not None:
            envelope["retry_attempt"] = retry_attempt
            envelope["retry_reason"] = retry_reason
        return await self.send_envelope(envelope)

    async def send_envelope(self, envelope: Json, *, socket: int | None = None) -> Answer:
        """Send a whole envelope as it is, over one socket (the next in turn unless told), and wait for its answer."""
        if not self._open:
            return Answer(error="dispatch_failed")
        chosen = self._next() if socket is None else self._open[socket]
        envelope_id = envelope["envelope_id"]
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.setdefault(envelope_id, [])
        waiting.append(answered)
        self.sent.append(envelope)
        text = json.dumps(envelope)
        began = time.monotonic()
        try:
            if not chosen.frozen:
                await chosen.response.send_str(text)
            payload = await asyncio.wait_for(answered, self._ack_timeout)
        except (TimeoutError, ConnectionError):
            return Answer(error="operation_timeout")
        finally:
            if answered in waiting:
                waiting.remove(answered)
            if not waiting:
                self._waiting.pop(envelope_id, None)
        self.acks.append((envelope["type"], envelope_id, time.monotonic() - began))
        return Answer(payload)

    async def close(self) -> None:
        """Close every socket."""
        for socket in list(self._open):
            await socket.response.close()

    def abort(self) -> None:
        """Let every socket vanish without a goodbye, as a failing network does."""
        for socket in self._open:
            if socket.transport is not None:
                socket.transport.abort()

    def freeze(self) -> None:
        """Leave every socket half open: nothing is sent or read any more, until the bot opens a new one."""
        for socket in self._open:
            socket.frozen = True
            if socket.transport is not None:
                socket.transport.pause_reading()

    async def announce_disconnect(self, reason: str) -> None:
        """Ask the bot on every socket to open a new one; the old ones go on until it has."""
        for socket in list(self._open):
            socket.leaving = True
            warning = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            await socket.response.send_str(json.dumps(warning))

    def _forget_frozen(self) -> None:
        for socket in [socket for socket in self._open if socket.frozen]:
            self._open.remove(socket)
            if socket.transport is not None:
                socket.transport.abort()

    def _next(self) -> Socket:
        chosen = next((socket for socket in self._open if not socket.leaving), self._open[0])
        self._open.remove(chosen)
        self._open.append(chosen)
        return chosen

    def _acknowledged(self, text: str) -> None:
        message = json.loads(text)
        waiting = self._waiting.get(message.get("envelope_id", ""))
        if waiting:
            waiting.pop(0).set_result(message.get("payload"))

    def _greeting(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }


def _envelope_id() -> str:
    raw = secrets.token_hex(16)
    return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"
