"""The index of a pack's phrases is made once, in a process of its own: that takes seconds, and five times its room.

It is then kept where Python keeps what it makes of code, so that whoever types as soon as the bot is up again is
answered at once. Whoever could write there could change the code as well.
"""

import contextlib
import hashlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import cache_from_source
from pathlib import Path

from bot.policy.wording.anchors import Anchors
from bot.policy.wording.indexing import index_of
from bot.policy.wording.phrases import Choice, ways

_MANY = 200
"""Fewer are indexed before a process has started."""

_SECONDS = 60
_KEPT = 8
"""So many indexes are kept: of the packs that are used, and of some that somebody is working on."""

Asked = tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]
"""Phrases, and the lists of words they name."""


def anchors_of(phrases: tuple[str, ...], lists: Mapping[str, tuple[str, ...]]) -> Anchors:
    """Return the index of some phrases; it is made here where no other process can be had, or none answers."""
    asked = (phrases, lists)
    if len(phrases) < _MANY:
        return made_here(asked)
    file = _place_of(asked)
    written = _read(file)
    if not written:
        try:
            written = _made_apart(asked)
        except (OSError, subprocess.SubprocessError):
            return made_here(asked)
        _keep(file, written)
    made: Anchors = pickle.loads(written)  # noqa: S301 (a process of ours wrote it, and was given nothing else)
    return made


def made_here(asked: Asked) -> Anchors:
    """Return the index, made in this process."""
    phrases, lists = asked
    known: dict[str, Choice] = {}
    return index_of(ways(phrase, lists, known) for phrase in phrases)


def _made_apart(asked: Asked) -> bytes:
    told = subprocess.run(
        [sys.executable, "-I", "-m", "bot.policy.wording"],
        input=pickle.dumps(asked),
        capture_output=True,
        check=True,
        env={},
        timeout=_SECONDS,
    )
    return told.stdout


def _place_of(asked: Asked) -> Path:
    """Return where the index of just these phrases is kept, as made by just this code."""
    phrases, lists = asked
    key = hashlib.sha256(json.dumps([phrases, dict(lists)]).encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        key.update(source.read_bytes())
    return Path(cache_from_source(__file__)).with_name(f"index-{sys.implementation.cache_tag}-{key.hexdigest()}")


def _read(file: Path) -> bytes:
    """Return what is kept there, or nothing if there is none or it is damaged."""
    with contextlib.suppress(OSError):
        check, written = (kept := file.read_bytes())[:32], kept[32:]
        if hashlib.sha256(written).digest() == check:
            os.utime(file)
            return written
    return b""


def _keep(file: Path, written: bytes) -> None:
    """Keep an index for the next start, and no more than a few; where nothing can be written, it is made each time."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(hashlib.sha256(written).digest() + written)
        new.replace(file)
        kept = sorted(file.parent.glob("index-*"), key=lambda one: one.stat().st_mtime)
        for old in kept[:-_KEPT]:
            old.unlink()
