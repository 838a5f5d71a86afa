"""`countersign demo`: the bot and a Slack of its own in one process, to be tried in the browser. Nothing is kept."""

import argparse
import asyncio
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.cli.living import set_up_log, stop_signal
from bot.cli.opening import said_plainly
from bot.config import Settings
from bot.delivery.errands import OPEN
from bot.delivery.models import OutboxRow
from bot.delivery.pace import Pace
from bot.pictures.models import BeingChecked
from bot.policy.load import load_pack
from bot.ports import UnitOfWork
from bot.wiring import build, pack_folder
from handlers.sandbox import (
    NEXT_STEPS,
    NotPossibleError,
    NotTakenError,
    Sandbox,
    SandboxClock,
    Step,
    read_script,
    replay,
)
from storage.store import open_store

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
WEEK = Path(__file__).parent / "week"
BEFORE_WORK = timedelta(hours=1)
SLOW = 30.0  # seconds for a first form: Slack takes three, but a trial may run on an old laptop that is busy
AT_ONCE = 1000  # the sandbox does not mind how fast it is spoken to, and a week has to fit into seconds


class DemoClock(SandboxClock):
    """The sandbox's clock, which the bot shares; after a jump everything that became due is done at once."""

    def __init__(self, start: datetime | None = None) -> None:
        super().__init__(start)
        self.after_jump: Callable[[], Awaitable[None]] | None = None

    async def jump(self, to: datetime) -> None:
        """Make `to` (aware) the present moment, for the sandbox and for the bot."""
        await super().jump(to)
        if self.after_jump:
            await self.after_jump()


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--port", type=int, default=0, help="the page's port on this machine (a free one)")
    parser.add_argument("--no-browser", action="store_true", help="only print the page's address")
    parser.add_argument("--empty", action="store_true", help="begin without the week that is played first")
    parser.add_argument("--clock", type=moment, help="when it begins, such as 2026-11-24T10:00:00+00:00 (now)")
    parser.add_argument(
        "--pack", default="next_steps", help="the policy pack: next_steps, saltmarsh_homes, or a folder"
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM."""
    set_up_log("WARNING")
    with said_plainly(), tempfile.TemporaryDirectory(prefix="countersign-demo-") as folder:
        asyncio.run(_demo(arguments, Path(folder)))
    return 0


async def _demo(arguments: argparse.Namespace, folder: Path) -> None:
    told = stop_signal()
    begin = arguments.clock or datetime.now(UTC)
    played = not arguments.empty and arguments.pack == "next_steps"  # the week is written for their accounts
    week = read_script(script(), begin.astimezone(ZoneInfo(NEXT_STEPS.tz)), WEEK) if played else []
    clock = DemoClock(week[0].at - BEFORE_WORK if week else begin)
    async with Sandbox(clock=clock, port=arguments.port, manifest=manifest(), trigger_lifetime=SLOW) as sandbox:
        settings = demo_settings(sandbox, folder, arguments.pack)
        countersign = build(settings, clock, pace=Pace(burst=AT_ONCE))
        try:
            await countersign.start()
            clock.after_jump = countersign.run_due
            if week:
                sandbox.goes_by("A week goes by at Next Steps")
            if not arguments.no_browser:  # some browsers keep whoever opened them waiting
                threading.Thread(target=webbrowser.open, args=(sandbox.url,), daemon=True).start()
            if week:
                print("One moment: a week goes by at Next Steps.", flush=True)
                try:
                    await play(week, begin, sandbox, settings)
                except (NotPossibleError, NotTakenError, TimeoutError) as trouble:
                    first = str(trouble).partition("\n")[0]
                    print(f"The week stopped before its end; all else works. {first}", file=sys.stderr)
                sandbox.goes_by("")
            print(f"Countersign is ready to be tried: {sandbox.url}", flush=True)
            print("Ruth is the Director, Dev covers for her, Amina publishes, Grace is a trustee. Ctrl-C ends it.")
            await told.wait()
        finally:
            await countersign.stop()


async def play(week: list[Step], until: datetime, sandbox: Sandbox, settings: Settings) -> None:
    """Let people do what the script says, through the front door, and wait for each time's messages."""
    store = open_store(settings.database_url, load_pack(pack_folder(settings)).org)

    def is_busy(unit: UnitOfWork) -> bool:
        return bool(unit.find(OutboxRow, stage=OPEN, limit=1) or unit.find(BeingChecked, limit=1))

    async def rests() -> bool:
        return not await store.read(is_busy)

    async def quiet() -> None:
        await sandbox.settled()
        await sandbox.until(rests, timeout=30, what="An empty outbox")

    try:
        local = until.astimezone(ZoneInfo(NEXT_STEPS.tz))
        await replay(week, local, member=sandbox.member, jump=sandbox.clock.jump, quiet=quiet)
    finally:
        store.close()


def script() -> list[dict[str, Any]]:
    """Return the week that is played first."""
    loaded: list[dict[str, Any]] = yaml.safe_load((WEEK / "script.yml").read_text(encoding="utf-8"))
    return loaded


def moment(text: str) -> datetime:
    """Return the moment written in ISO 8601; a ValueError says that it is none, or has no offset from UTC."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC")
    return at


def manifest() -> dict[str, Any] | None:
    """Return the app's manifest, which the sandbox installs as Slack would; None where only the package is there."""
    if not MANIFEST.is_file():
        return None
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return loaded


def demo_settings(sandbox: Sandbox, folder: Path, pack: str = "next_steps") -> Settings:
    """Return the settings of a bot in the sandbox's workspace, with a policy pack, and its database in the folder."""
    return Settings.model_validate(
        {
            "slack_bot_token": sandbox.bot_token,
            "slack_app_token": sandbox.app_token,
            "slack_api_url": sandbox.api_url,
            "director": "U0RUTH",
            "cover": "U0DEV",
            "publishers": "U0AMINA",
            "trustees": "U0GRACE",
            "approvals_channel": "G0APPROVALS",
            "digest_channel": "C0COMPLIANCE",
            "ring_if_down": "Grace on 01632 960107",
            "database_url": f"sqlite:///{folder / 'demo.db'}",
            "policy_pack": pack,
        }
    )
