"""`countersign run`: the bot, until it is told to stop."""

import argparse
import asyncio
import os

from bot.cli.living import answer_first, set_up_log, stop_signal
from bot.cli.opening import said_plainly, settings
from bot.clock import SystemClock
from bot.config import Settings
from bot.failpoints import arm
from bot.wiring import build


def understand(parser: argparse.ArgumentParser) -> None:
    """The command takes no arguments: everything is in the settings."""


def carry_out(_arguments: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM, then finish what has begun."""
    with said_plainly():
        chosen = settings()
        set_up_log(chosen.log_level)
        arm(os.environ.get("COUNTERSIGN_FAILPOINT", ""))
        answer_first()
        asyncio.run(_run(chosen))
    return 0


async def _run(chosen: Settings) -> None:
    told = stop_signal()
    countersign = build(chosen, SystemClock(), answering_first=0.5)
    try:
        await countersign.start()
        await told.wait()
    finally:
        await countersign.stop()
