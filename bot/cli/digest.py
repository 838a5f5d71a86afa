"""`countersign digest`: a week's digest on paper, for whoever does not read it in the chat."""

import argparse

from bot.cli.opening import opened, work_on
from bot.reporting.digest import digest
from handlers.slack.blocks.spoken import say


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--week", required=True, metavar="2026-W47", help="the ISO week")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the digest as text."""
    with opened() as (settings, pack, store):
        parts = store.read_now(lambda unit: digest(work_on(unit, pack, settings), arguments.week))
    print("\n".join(line for part in parts if (line := say(part))))
    return 0
