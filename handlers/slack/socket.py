"""The Socket Mode connection: which envelopes are being worked on, and how long ago the last one came."""

import asyncio
import logging
import time
from typing import Protocol

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.failpoints import reach
from handlers.slack.tasks import Tasks
from handlers.slack.web import Web

PING_SECONDS = 5.0
CONNECT_SECONDS = 10.0


class Connection(Protocol):
    """The part of the SDK's client that carries no types of its own."""

    async def connect(self) -> None:
        """Connect, trying for ever."""
        ...

    async def close(self) -> None:
        """Close for good."""
        ...


class Socket(AsyncSocketModeHandler):
    """One connection. `at_work` holds the envelopes that are not acknowledged yet."""

    def __init__(self, app: AsyncApp, app_token: str, web: Web, log: logging.Logger) -> None:
        super().__init__(app, app_token, logger=log, web_client=web.client, ping_interval=PING_SECONDS)
        # The SDK would take a proxy from the environment; ours comes from the caller alone.
        self.client.proxy = web.client.proxy
        self._connection: Connection = self.client
        self.at_work = Tasks()
        self.last_envelope: float | None = None
        self.accepting = True

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Work on an envelope and acknowledge it. While stopping, new ones are left for Slack to send elsewhere."""
        self.last_envelope = time.monotonic()
        if not self.accepting:
            return
        if task := asyncio.current_task():
            self.at_work.keep(task)
        await super().handle(client, req)
        reach(f"{req.type}.acknowledged")

    async def connect(self, address: str) -> bool:
        """Connect to an address that Slack gave, and return whether it worked in time.

        Left alone the SDK would try the same address for ever, and an address is good for one try.
        """
        self.client.wss_uri = address
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._connection.connect()
        except TimeoutError:
            return False
        return True

    async def hang_up(self) -> None:
        """Close the connection."""
        await self._connection.close()

    async def is_connected(self) -> bool:
        """Whether envelopes can come in."""
        return bool(await self.client.is_connected())
