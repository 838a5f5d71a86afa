"""A tiny Bolt app on a sandbox, for the tests of the sandbox itself."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox import Sandbox


class Bot:
    """A Bolt app that is connected to a sandbox for as long as the fixture lasts."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.client = AsyncWebClient(
            token=sandbox.bot_token, base_url=sandbox.api_url, session=session, retry_handlers=[]
        )
        self.app = AsyncApp(client=self.client, process_before_response=True)
        self.handler = AsyncSocketModeHandler(self.app, sandbox.app_token, web_client=self.client)

    async def connect(self) -> None:
        """Open a socket."""
        await self.handler.connect_async()


@asynccontextmanager
async def bot_on(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """A bot without listeners; the test adds them and connects it."""
    async with aiohttp.ClientSession() as session:
        bot = Bot(sandbox, session)
        try:
            yield bot
        finally:
            await bot.handler.close_async()


Workspace = Callable[..., Any]


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    """Makes a sandbox with a bot: `sandbox, bot = await workspace(ack_timeout=0.2)`; both end with the test."""
    async with AsyncExitStack() as stack:

        async def make(**settings: Any) -> tuple[Sandbox, Bot]:
            sandbox = await stack.enter_async_context(Sandbox(**settings))
            return sandbox, await stack.enter_async_context(bot_on(sandbox))

        yield make
