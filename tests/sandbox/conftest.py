"""A sandbox with a tiny Bolt app on it, for the tests of the sandbox itself."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest

from handlers.sandbox import Sandbox
from tests.sandbox.sandbox_bot import Bot, bot_on

Workspace = Callable[..., Any]


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    """Makes a sandbox with a bot: `sandbox, bot = await workspace(ack_timeout=0.2)`; both end with the test."""
    async with AsyncExitStack() as stack:

        async def make(**settings: Any) -> tuple[Sandbox, Bot]:
            sandbox = await stack.enter_async_context(Sandbox(**settings))
            return sandbox, await stack.enter_async_context(bot_on(sandbox))

        yield make
