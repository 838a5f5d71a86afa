"""`countersign verify`: the whole record recomputed from its stored bytes; the first entry that is wrong is named."""

import argparse
import sys
from pathlib import Path

from bot.cli.house_checks import check_database
from bot.cli.opening import said_plainly, settings
from bot.config import Settings
from bot.keeping.examining import Report, examine, known_keys
from bot.policy.load import load_pack
from bot.wiring import key_folder, pack_folder
from storage.audit import kept_checkpoints, verify_record


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--since", type=Path, metavar="CHECKPOINT", help="a file with a checkpoint somebody has kept")
    parser.add_argument("--key", action="append", default=[], help="trust this public key only, and not our folder's")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 when something is wrong. It changes nothing and may run beside the bot."""
    with said_plainly():
        chosen = settings()
        told, readable = check_database(chosen)
        if not readable:
            print(told)
            return 1
        report = _database(chosen, arguments)
    print("\n".join(report.lines()))
    return 0 if report.sound else 1


def _database(chosen: Settings, arguments: argparse.Namespace) -> Report:
    org = load_pack(pack_folder(chosen)).org
    folder = key_folder(chosen)
    url = chosen.database_url
    last = folder.checkpoint  # Read first: what the database holds can then only be more.
    return examine(
        lambda vouched: verify_record(url, org, vouched, show_progress),
        kept_checkpoints(url, org),
        known_keys(folder, arguments.key),
        last,
        arguments.since.read_text(encoding="utf-8") if arguments.since else "",
    )


def show_progress(read: int, of: int) -> None:
    """Draw a bar where somebody is looking, and nothing elsewhere."""
    if not sys.stderr.isatty() or not of:
        return
    done = min(read / of, 1)
    ends = "\n" if read >= of else ""
    print(f"\r{'█' * int(30 * done):░<30} {min(read, of):,} of {of:,} entries", end=ends, file=sys.stderr, flush=True)
