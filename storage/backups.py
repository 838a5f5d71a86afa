"""Backups: one file with everything that is needed to go on, made while the bot runs, and opened again.

database.db or database.dump   the database, as it was at one moment
keys/                          the key folder, read before the database, which therefore holds what was signed
pack/                          the policy pack
backup.json                    what this is, and when it was made
"""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL

from bot.errors import Refusal
from bot.keeping.files import write_private
from storage.engine import is_sqlite, parse

if TYPE_CHECKING:
    import tarfile  # loaded when a backup is made: a bot is hardly ever at it

KEPT = 14
"""How many backups stay in a folder, the newest ones."""

DATABASE = "database.db"
DUMP = "database.dump"
_ABOUT = "backup.json"
_BEGINS, _ENDS = "countersign-", ".tar.gz"


def make_backup(url: str, keys: Path, pack: Path, to: Path, now: datetime) -> Path:
    """Write a backup into the folder, readable by its owner alone, and return its path; older ones beyond `KEPT` go.

    Refuses where PostgreSQL's own pg_dump is not installed, or cannot do it.
    """
    import tarfile  # noqa: PLC0415

    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = to / f"{_BEGINS}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{_ENDS}"
    about = {"v": 1, "made_at": now.isoformat()}
    with tempfile.TemporaryDirectory(dir=to, prefix=".making-") as folder:
        beside = Path(folder) / "backup"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz") as archive:
                _add(archive, _ABOUT, json.dumps(about).encode())
                for path in sorted(keys.iterdir()) if keys.is_dir() else ():
                    _add(archive, f"keys/{path.name}", path.read_bytes())
                for path in sorted(path for path in pack.rglob("*") if path.is_file()):
                    _add(archive, f"pack/{path.relative_to(pack)}", path.read_bytes())
                copy = _sqlite_copy(url, Path(folder)) if is_sqlite(url) else _dump(url, Path(folder))
                archive.add(copy, copy.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(made)
    for old in backups_in(to)[KEPT:]:
        old.unlink()
    return made


def backups_in(folder: Path) -> list[Path]:
    """Return the backups in a folder, the newest first."""
    return sorted(folder.glob(f"{_BEGINS}*{_ENDS}"), reverse=True)


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, by its name."""
    return datetime.strptime(backup.name.removeprefix(_BEGINS).removesuffix(_ENDS), "%Y%m%dT%H%M%S%z")


def open_backup(backup: Path, to: Path) -> None:
    """Put everything in a backup into the folder; refuses a file that is none."""
    import tarfile  # noqa: PLC0415

    try:
        with tarfile.open(backup, mode="r:gz") as archive:
            archive.extractall(to, filter="data")
        json.loads((to / _ABOUT).read_bytes())
    except (OSError, tarfile.TarError, EOFError, ValueError):
        raise Refusal(
            "no-backup",
            f"{backup} is not a backup of Countersign, or it is damaged.",
            saved="Nothing was changed.",
            then="Take another one; “countersign backup” makes them.",
        ) from None


def _add(archive: "tarfile.TarFile", name: str, content: bytes) -> None:
    entry = archive.tarinfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def _sqlite_copy(url: str, folder: Path) -> Path:
    copy = folder / DATABASE
    source = sqlite3.connect(f"{Path(parse(url).database or '').resolve().as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    finally:
        target.close()
        source.close()
    return copy


def _dump(url: str, folder: Path) -> Path:
    program = shutil.which("pg_dump")
    if program is None:
        raise Refusal(
            "no-pg-dump",
            "PostgreSQL's pg_dump is not installed here, so the database cannot be copied.",
            saved="No backup was made.",
            then="Install PostgreSQL's client programs, or have the server itself backed up and copy the key folder.",
        )
    copy = folder / DUMP
    command = [program, "--format=custom", "--no-owner", f"--file={copy}", f"--dbname={_libpq(parse(url), folder)}"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if told.returncode:
        raise Refusal(
            "pg-dump-failed",
            f"PostgreSQL's pg_dump could not copy the database: {told.stderr.strip()[:300]}",
            saved="No backup was made.",
            then="It must be as new as the server, and the bot's role must be allowed to read everything.",
        )
    return copy


def _libpq(address: URL, folder: Path) -> str:
    """Return the address with its password in a private file: others on the machine can read a process's arguments."""
    if address.password:
        passwords = folder / "passwords"
        escaped = str(address.password).replace("\\", "\\\\").replace(":", "\\:")
        write_private(passwords, f"*:*:*:*:{escaped}\n")
        address = address.update_query_dict({"passfile": str(passwords)})
    return address._replace(drivername="postgresql", password=None).render_as_string(hide_password=False)
