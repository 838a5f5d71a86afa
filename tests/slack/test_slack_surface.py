"""Starting, stopping and staying connected."""

import asyncio
import logging
import time
from typing import Any

import pytest

from bot.delivery import parts as p
from bot.frontdesk.answers import Done, Whisper
from handlers.sandbox import Fault, Sandbox
from handlers.slack.surface import CannotStartError, SlackSurface
from tests.slack.conftest import LOG
from tests.slack.slack_desk import ADesk


def surface(sandbox: Sandbox, desk: ADesk, noticed: dict[str, str], **changes: Any) -> SlackSurface:
    arguments: dict[str, Any] = {
        "app_token": sandbox.app_token,
        "bot_token": sandbox.bot_token,
        "api_url": sandbox.api_url,
        "logger": logging.getLogger(LOG),
        "noticed": noticed.__setitem__,
        "watch_seconds": 0.05,
    }
    return SlackSurface(desk, **(arguments | changes))


@pytest.mark.parametrize("token", ["app_token", "bot_token"])
async def test_a_token_slack_refuses_stops_the_start_in_words(manifest: dict[str, Any], token: str) -> None:
    async with Sandbox(manifest=manifest) as sandbox:
        wrong = surface(sandbox, ADesk(), {}, **{token: "xoxb-wrong"})
        with pytest.raises(CannotStartError, match="Slack refuses the"):
            await wrong.start()
        await wrong.stop()


async def test_the_environment_changes_nothing(manifest: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.setenv(name, "from-elsewhere")
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with Sandbox(manifest=manifest) as sandbox:
        desk = ADesk({"command": Whisper((p.Para("Hello"),))})
        started = surface(sandbox, desk, {})
        await started.start()
        assert (await sandbox.member("U0AMINA").command("/policy")).words == "Hello"
        await started.stop()


async def test_scopes_the_app_was_not_given_are_noticed(manifest: dict[str, Any]) -> None:
    scopes = set(manifest["oauth_config"]["scopes"]["bot"]) - {"reactions:read", "im:history"}
    noticed: dict[str, str] = {}
    async with Sandbox(manifest=manifest, scopes=scopes) as sandbox:
        started = surface(sandbox, ADesk(), noticed)
        await started.start()
        await started.stop()
    assert set(noticed) == {"slack.scope.reactions:read", "slack.scope.im:history"}


async def test_slack_away_at_the_start_is_waited_for(manifest: dict[str, Any]) -> None:
    noticed: dict[str, str] = {}
    async with Sandbox(manifest=manifest) as sandbox:
        sandbox.faults.order("auth.test", Fault.SERVER_ERROR(503))
        started = surface(sandbox, ADesk(), noticed, retry_seconds=0.05)
        await started.start()
        assert "slack.connection" in noticed
        await sandbox.connected()
        await started.stop()


async def test_a_lost_connection_is_made_again(slack: Any) -> None:
    assert (await slack.surface.pulse()).connected
    await slack.sandbox.disconnect_warning()
    await slack.sandbox.connected()
    slack.sandbox.abort_sockets()
    await slack.sandbox.until(lambda: slack.sandbox.sockets == 0)
    await slack.sandbox.until(lambda: slack.sandbox.sockets > 0, timeout=15)
    slack.desk.answers["command"] = Whisper((p.Para("Hello"),))
    assert (await slack.member("U0AMINA").command("/policy")).words == "Hello"
    assert (await slack.surface.pulse()).since_last_envelope is not None


async def test_stopping_finishes_what_was_begun(manifest: dict[str, Any]) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    class SlowDesk(ADesk):
        async def press(self, *_asked: Any) -> Any:
            begun.set()
            await may_end.wait()
            return Whisper((p.Para("Approved."),))

    async with Sandbox(manifest=manifest) as sandbox:
        started = surface(sandbox, SlowDesk(), {})
        await started.start()
        await started.courier.post("G0APPROVALS", (p.Para("Card"), p.Buttons((p.Button("approve", "Approve"),))), row=1)
        ruth = sandbox.member("U0RUTH")
        card = await ruth.message("G0APPROVALS", containing="Card")
        press = asyncio.create_task(ruth.press(card, "Approve"))
        await begun.wait()
        stopping = asyncio.create_task(started.stop())
        await asyncio.wait([stopping], timeout=0.05)
        assert not stopping.done()
        may_end.set()
        await asyncio.gather(press, stopping)
        assert (await ruth.message("G0APPROVALS", containing="Approved.")).ephemeral
        assert await ruth.notices() == []


async def test_stopping_does_not_wait_for_ever(manifest: dict[str, Any]) -> None:
    begun = asyncio.Event()

    class StuckDesk(ADesk):
        async def command(self, *_asked: Any) -> Any:
            begun.set()
            await asyncio.Event().wait()
            return Done()

    async with Sandbox(manifest=manifest, ack_timeout=0.5) as sandbox:
        started = surface(sandbox, StuckDesk(), {}, drain_seconds=0.1)
        await started.start()
        command = asyncio.create_task(sandbox.member("U0AMINA").command("/policy"))
        await begun.wait()
        at = time.monotonic()
        await started.stop()
        assert time.monotonic() - at < 3
        await command


async def test_payloads_are_never_logged(slack: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    slack.desk.answers["command"] = Whisper((p.Para("Hello"),))
    await slack.member("U0AMINA").command("/policy", "secret words")
    ours = [record for record in caplog.records if record.name.startswith(LOG) or "slack" in record.name.lower()]
    assert not any("secret words" in record.getMessage() for record in ours)
