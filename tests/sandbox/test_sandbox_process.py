"""The sandbox on its own, for a bot in another process."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

pytestmark = pytest.mark.processes


@asynccontextmanager
async def alone(*arguments: str) -> AsyncIterator[dict[str, str]]:
    """The sandbox in a process of its own, and what it said about itself."""
    process: Process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "handlers.sandbox", "--port", "0", *arguments, stdout=PIPE
    )
    assert process.stdout is not None
    try:
        lines = [(await asyncio.wait_for(process.stdout.readline(), 10)).decode().strip() for _ in range(4)]
        yield dict(line.split(": ", 1) for line in lines)
    finally:
        process.terminate()
        await process.wait()


async def test_it_says_where_its_doors_are_and_opens_them(tmp_path):
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"oauth_config": {"scopes": {"bot": ["users:read"]}}}))
    async with alone("--manifest", str(manifest)) as said, aiohttp.ClientSession() as session:
        token = {"Authorization": f"Bearer {said['SLACK_BOT_TOKEN']}"}
        async with session.post(f"{said['SLACK_API_URL']}auth.test", headers=token) as answer:
            assert (await answer.json())["user_id"] == "U0BOT"
            assert answer.headers["X-OAuth-Scopes"] == "users:read"
        async with session.get(f"{said['Page']}sandbox/state?as=U0RUTH") as answer:
            assert (await answer.json())["bot_connected"] is False
