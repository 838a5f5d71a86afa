"""`countersign policy lint`: everything that is wrong with a policy pack, before anybody relies on it."""

import argparse
from pathlib import Path

from bot.policy.load import SHIPPED, lint


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("action", choices=["lint"], help="tell every mistake with its file, line and remedy")
    parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED, help="the pack's folder (the shipped one)")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the mistakes; 1 when there are any."""
    if not arguments.folder.is_dir():
        print(f"{arguments.folder} is not a folder. Give the folder that holds pack.yml.")
        return 1
    mistakes = lint(arguments.folder)
    for mistake in mistakes:
        print(mistake)
    if not mistakes:
        print(f"The policy pack in {arguments.folder} has no mistakes.")
    return 1 if mistakes else 0
