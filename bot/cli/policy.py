"""`countersign policy`: everything that is wrong with a policy pack, and what of the program meets each clause."""

import argparse
from pathlib import Path

from bot.policy.coverage import coverage
from bot.policy.load import SHIPPED, lint, load_pack


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("action", choices=["lint", "table"], help="every mistake, or what meets each clause")
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="the pack's folder (the shipped one)")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the mistakes; 1 when there are any."""
    if not arguments.folder.is_dir():
        print(f"{arguments.folder} is not a folder. Give the folder that holds pack.yml.")
        return 1
    mistakes = lint(arguments.folder)
    for mistake in mistakes:
        print(mistake)
    if arguments.action == "table" and not mistakes:
        return _table(arguments.folder)
    if not mistakes:
        print(f"The policy pack in {arguments.folder} has no mistakes.")
    return 1 if mistakes else 0


def _table(folder: Path) -> int:
    """Print a line a clause; 1 when nothing meets one of them."""
    rows = coverage(load_pack(folder))
    for clause, met in rows:
        print(f"{clause.id:8} {clause.short}\n         {', '.join(met) or 'NOTHING MEETS THIS'}")
    return 0 if all(met for _, met in rows) else 1
