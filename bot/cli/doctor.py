"""`countersign doctor`: everything the bot needs, checked one after another, each with the next step."""

import argparse
import asyncio
from collections.abc import Iterator

from bot.cli.findings import Finding, Mark, ok, to_do
from bot.cli.house_checks import check_database, check_keeping, check_memory, check_pack, check_whom_to_ring
from bot.cli.opening import settings, work_on
from bot.cli.picture_check import check_pictures
from bot.cli.slack_checks import check_slack
from bot.clock import SystemClock
from bot.config import Settings, WrongSettings
from bot.policy.pack import Pack
from storage.store import open_store


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--offline", action="store_true", help="do not ask Slack anything")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 when somebody must do something. It may run beside the bot."""
    undone = 0
    for finding in _examine(ask_slack=not arguments.offline):
        print(finding)
        undone += finding.mark is Mark.DO
    print(f"\n{undone} to do." if undone else "\nNothing to do.")
    return 1 if undone else 0


def _examine(ask_slack: bool) -> Iterator[Finding]:
    try:
        chosen = settings()
    except WrongSettings as wrong:
        yield from (to_do("settings", line) for line in wrong.lines)
        return
    yield ok("settings: complete")
    yield check_whom_to_ring(chosen)
    told, pack = check_pack(chosen)
    yield told
    yield check_pictures()
    told, readable = check_database(chosen)
    yield told
    if pack and readable:
        yield from _memory(chosen, pack)
        yield from check_keeping(chosen, SystemClock().now())
    if ask_slack:
        yield from asyncio.run(check_slack(chosen))


def _memory(chosen: Settings, pack: Pack) -> list[Finding]:
    store = open_store(chosen.database_url, pack.org)
    try:
        return store.read_now(lambda unit: list(check_memory(work_on(unit, pack, chosen))))
    finally:
        store.close()
