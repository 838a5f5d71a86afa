"""Where exports are kept, so that what is erased can be erased from them too.

Beside each export in the folder stands a list of the random references and commitments in it, never of names. An
export is finished only when its list is: one without it, or half written, is taken to hold everything.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from bot.reporting.export.piece import Piece

FOLDER = "exports"
_LIST = ".references"
_PART = ".part"
_OURS = {".jsonl", ".csv", ".html", _LIST, _PART}
_PRIVATE = 0o600


def keep_export(folder: Path, name: str, pieces: Iterable[Piece]) -> Path:
    """Write an export into the folder of exports, readable by its owner alone, and return where it is."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path, beside = folder / name, folder / f"{name}{_LIST}"
    beside.unlink(missing_ok=True)
    names = _write(path, pieces)
    _write(beside, [Piece("".join(f"{one}\n" for one in sorted(names)))])
    return path


def write_export(path: Path, pieces: Iterable[Piece]) -> Path:
    """Write an export to a place of somebody's own choice, readable by its owner alone; it is not found again."""
    _write(path, pieces)
    return path


def exports_naming(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return the exports in the folder that hold one of these references or commitments, and those nobody can tell.

    The list beside an export, which goes when the export goes, comes after it. Files of other kinds are left alone.
    """
    wanted, found = set(names), []
    if not folder.is_dir():
        return []
    for path in sorted(path for path in folder.iterdir() if path.suffix in _OURS and path.is_file()):
        if path.suffix == _LIST:
            if not path.with_name(path.name.removesuffix(_LIST)).exists():
                found.append(path)
            continue
        beside = path.with_name(f"{path.name}{_LIST}")
        if not beside.is_file():
            found.append(path)
        elif wanted.intersection(beside.read_text().split()):
            found += [path, beside]
    return found


def _write(path: Path, pieces: Iterable[Piece]) -> frozenset[str]:
    """Write the pieces beside the file and put it in its place when it is whole; return what they name."""
    names: set[str] = set()
    part = path.with_name(f"{path.name}{_PART}")
    part.unlink(missing_ok=True)
    try:
        with open(part, "x", encoding="utf-8", newline="", opener=_private) as file:
            for piece in pieces:
                file.write(piece.text)
                names |= piece.names
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return frozenset(names)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)
