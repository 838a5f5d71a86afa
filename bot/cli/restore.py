"""`countersign restore`: the way back from a backup, which the record tells of for ever.

The database that stands there is put aside, never deleted, and the key folder is copied beside it.
"""

import argparse
import asyncio
import shutil
import tempfile
from pathlib import Path

from bot.cli.opening import said_plainly, settings, work_on
from bot.cli.people import AT_THE_KEYBOARD
from bot.clock import SystemClock
from bot.config import Settings
from bot.errors import Refusal
from bot.keeping.examining import examine
from bot.keeping.folder import KeyFolder, Stated, new_origin, stated
from bot.keeping.restoring import go_on
from bot.keeping.signing import sign_newest
from bot.policy.load import load_pack
from bot.record.models import Checkpoint
from bot.record.remembered import remembered
from bot.wiring import key_folder, pack_folder, sqlite_file
from storage.audit import kept_checkpoints, verify_record
from storage.backups import DATABASE, open_backup
from storage.lock import claim
from storage.migrate import migrate
from storage.store import open_store


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "file", nargs="?", type=Path, help="the backup; without one the database is taken as it stands, put back before"
    )
    parser.add_argument("--reason", required=True, help="why, for the record and for whoever reads it later")


def carry_out(arguments: argparse.Namespace) -> int:
    """Go on from the backup; the bot must not be running."""
    with said_plainly():
        chosen = settings()
        org = load_pack(pack_folder(chosen)).org
        folder, stamp = key_folder(chosen), f"{SystemClock().now():%Y%m%dT%H%M%SZ}"
        with claim(chosen.database_url):
            if arguments.file:
                _put_back(chosen, org, folder, arguments.file, stamp)
            lines = _go_on(chosen, folder, arguments.reason, stamp)
    print("\n".join(lines))
    return 0


def _put_back(chosen: Settings, org: str, folder: KeyFolder, backup: Path, stamp: str) -> None:
    """Put the backup's database in the place of the one that is there, if its record is sound."""
    database = sqlite_file(chosen)
    if database is None:
        raise Refusal(
            "server-s-own-tools",
            "A PostgreSQL database is put back with its own tools.",
            saved="Nothing was changed.",
            then=f"Take {backup} apart (tar xzf), run pg_restore on database.dump into a new database, name that in "
            "DATABASE_URL, and run “countersign restore --reason …” without the file.",
        )
    database.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".restoring-") as made:
        opened = Path(made)
        open_backup(backup, opened)
        url = f"sqlite:///{opened / DATABASE}"
        keys = KeyFolder(folder.path if folder.origin else opened / "keys")
        report = examine(lambda vouched: verify_record(url, org, vouched), kept_checkpoints(url, org), keys.verifiers())
        if not report.sound:
            raise Refusal(
                "backup-not-sound",
                f"The record in this backup is not sound. {' '.join(report.lines())}",
                saved="Nothing was changed.",
                then="Take an older backup.",
            )
        if not folder.origin and (opened / "keys").is_dir():
            shutil.copytree(opened / "keys", folder.path, dirs_exist_ok=True)
            folder.path.chmod(0o700)
        for ending in ("", "-wal", "-shm"):
            there = database.with_name(f"{database.name}{ending}")
            if there.exists():
                there.rename(database.with_name(f"{database.name}.aside-{stamp}{ending}"))
        (opened / DATABASE).rename(database)


def _go_on(chosen: Settings, folder: KeyFolder, reason: str, stamp: str) -> list[str]:
    """Let the record go on under a new name, from the database as it stands."""
    clock, pack = SystemClock(), load_pack(pack_folder(chosen))
    migrate(chosen.database_url)
    store = open_store(chosen.database_url, pack.org)
    try:
        newest = store.read_now(lambda unit: unit.find(Checkpoint, order="-size", limit=1))
        note = folder.checkpoint or (newest[0].note if newest else "")
        lost: Stated | None = stated(note) if note else None
        origin, erasures = new_origin(pack.org), remembered(folder.path)
        facts = {"origin": origin, "reason": reason, "by": AT_THE_KEYBOARD}
        gone = store.decide_now(lambda unit: go_on(work_on(unit, pack, chosen), lost, erasures=erasures, **facts))
        store.forget_now()
        if folder.path.is_dir():
            shutil.copytree(folder.path, folder.path.with_name(f"{folder.path.name}.aside-{stamp}"))
        key = folder.make_key(origin)
        asyncio.run(sign_newest(store, folder, pack.org, clock))
    finally:
        store.close()
    return [
        f"The record goes on as {origin}. Entries lost that we know of: {gone}.",
        f"Erasures done again: {len(erasures)}. The Director and the trustees are told when the bot runs.",
        f"Its public key from now on: {key.verifier}",
        f"What was there before is kept beside it, under names that end in aside-{stamp}. Delete that yourself when it "
        "is no longer needed: it may hold words that were erased.",
    ]
