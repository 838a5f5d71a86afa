"""Files that hold secrets or promises: written whole or not at all, and for their owner alone."""

import os
import stat
from pathlib import Path

from bot.errors import Refusal


def write_private(path: Path, text: str) -> None:
    """Write the file in one step that a crash cannot halve; nobody but its owner may read it, or its folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _settle(path.parent)


def read_private(path: Path) -> str:
    """Return what is in the file, "" when there is none; refuses a secret that others on the machine can read."""
    if not path.is_file():
        return ""
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise Refusal(
            "key-readable",
            f"{path} can be read by others on this machine, and whoever has it can sign in your name.",
            saved="Nothing was started and nothing was changed.",
            then=f"Make it yours alone (chmod 600 {path}), and if somebody may have read it, countersign key rotate.",
        )
    return path.read_text(encoding="utf-8")


def _settle(folder: Path) -> None:
    """Have the folder itself written to the disk: a new name is not safe before that."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
