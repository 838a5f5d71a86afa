"""A Bolt app on a sandbox, for tests that add their own listeners."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
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
