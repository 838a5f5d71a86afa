"""A sandbox with the bot in it, whose front desk is the tests' own."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from handlers.sandbox import Sandbox
from handlers.slack.surface import SlackSurface
from tests.slack.slack_desk import ADesk

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
LOG = "countersign.tests.slack"


@pytest.fixture
def manifest() -> dict[str, Any]:
    """The manifest as it is pasted into Slack."""
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST.read_text())
    return loaded


@pytest.fixture
def desk() -> ADesk:
    """A front desk that answers what the test says."""
    return ADesk()


@pytest.fixture
async def slack(manifest: dict[str, Any], desk: ADesk) -> AsyncIterator[Any]:
    """The sandbox, the started surface, and what it noticed."""
    noticed: dict[str, str] = {}
    async with Sandbox(manifest=manifest) as sandbox:
        surface = SlackSurface(
            desk,
            app_token=sandbox.app_token,
            bot_token=sandbox.bot_token,
            api_url=sandbox.api_url,
            logger=logging.getLogger(LOG),
            noticed=noticed.__setitem__,
        )
        await surface.start()
        await sandbox.connected()
        yield SimpleNamespace(sandbox=sandbox, surface=surface, desk=desk, noticed=noticed, member=sandbox.member)
        await surface.stop()
        assert sandbox.problems == []
