"""`countersign backup`: everything that is needed to go on, in one file."""

import argparse
from pathlib import Path

from bot.cli.opening import said_plainly, settings
from bot.clock import SystemClock
from bot.errors import Refusal
from bot.wiring import key_folder, pack_folder
from storage.backups import make_backup


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where to put it (BACKUP_FOLDER)")


def carry_out(arguments: argparse.Namespace) -> int:
    """Make a backup and print its path; the bot may run meanwhile."""
    with said_plainly():
        chosen = settings()
        to = arguments.to or (Path(chosen.backup_folder) if chosen.backup_folder else None)
        if to is None:
            raise Refusal("no-folder", "Where to? Give --to FOLDER, or set BACKUP_FOLDER for one each night as well.")
        made = make_backup(chosen.database_url, key_folder(chosen).path, pack_folder(chosen), to, SystemClock().now())
    print(f"{made}\nIt holds the words that are kept and the secret key: keep it as you would keep the key.")
    return 0
