"""`countersign verify`: the whole record recomputed from its stored bytes; the first entry that is wrong is named."""

import argparse
import contextlib
import sys
from pathlib import Path

from bot.cli.house_checks import check_database
from bot.cli.opening import said_plainly, settings
from bot.config import Settings, WrongSettings
from bot.keeping.examining import Report, parsed_key
from bot.keeping.witnessed import grown_since
from bot.policy.load import load_pack
from bot.reporting.export.reading import read_export
from bot.wiring import key_folder, pack_folder
from storage.audit import examine_record
from storage.store import open_store


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="?", type=Path, help="an export (without one: the database)")
    parser.add_argument(
        "--since",
        type=Path,
        metavar="CHECKPOINT",
        help="a file with a checkpoint that somebody has kept; what proves to a witness that the record has only grown "
        "since then is printed",
    )
    parser.add_argument("--key", action="append", default=[], help="trust this public key only, and not our folder's")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 when something is wrong. It changes nothing and may run beside the bot."""
    with said_plainly():
        if arguments.file:
            return _export(arguments)
        chosen = settings()
        told, readable = check_database(chosen)
        if not readable:
            print(told)
            return 1
        report = _database(chosen, arguments)
        asked = arguments.since and report.sound
        print("\n".join(report.lines()), file=sys.stderr if asked else sys.stdout)
        if asked:
            print(_for_a_witness(chosen, arguments.since.read_text(encoding="utf-8")), end="")
    return 0 if report.sound else 1


def _export(arguments: argparse.Namespace) -> int:
    """Verify an export with the keys that are given, or else those of our own folder, if there is one."""
    keys = [parsed_key(text) for text in arguments.key]
    if not keys:
        with contextlib.suppress(WrongSettings):
            keys = list(key_folder(settings()).verifiers())
    try:
        with arguments.file.open(encoding="utf-8", newline="") as lines:
            verdict = read_export(lines, keys)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{arguments.file} cannot be read: {type(error).__name__}.")
        return 1
    print(verdict)
    return 0 if verdict.sound else 1


def _for_a_witness(chosen: Settings, since: str) -> str:
    """Return the newest checkpoint, with the proof that the record has only grown since the older one."""
    pack = load_pack(pack_folder(chosen))
    store = open_store(chosen.database_url, pack.org)
    try:
        return store.read_now(lambda unit: grown_since(unit, since))
    finally:
        store.close()


def _database(chosen: Settings, arguments: argparse.Namespace) -> Report:
    org = load_pack(pack_folder(chosen)).org
    folder = key_folder(chosen)
    since = arguments.since.read_text(encoding="utf-8") if arguments.since else ""
    keys = [parsed_key(text) for text in arguments.key]
    return examine_record(chosen.database_url, org, folder, keys=keys, since=since, progress=show_progress)


def show_progress(read: int, of: int) -> None:
    """Draw a bar where somebody is looking, and nothing elsewhere."""
    if not sys.stderr.isatty() or not of:
        return
    done = min(read / of, 1)
    ends = "\n" if read >= of else ""
    print(f"\r{'█' * int(30 * done):░<30} {min(read, of):,} of {of:,} entries", end=ends, file=sys.stderr, flush=True)
