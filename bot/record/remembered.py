"""Erasures remembered beside the signing key: a backup that is restored brings words back, and they go again.

Each line of the file is the record's own entry about an erasure: random references, commitments and a time.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from bot.ports import Between, UnitOfWork
from bot.record.erasure import CONTENT_ERASED, PERSON_ERASED
from bot.record.models import LogEntry

FILE = "erasures.jsonl"
_AT_ONCE = 1000
_MARKS = tuple(f'"kind":"{kind}"'.encode() for kind in (CONTENT_ERASED, PERSON_ERASED))


def remembered(folder: Path) -> list[str]:
    """Return the lines that are remembered, oldest first; none when there is no such file."""
    file = folder / FILE
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def not_remembered(unit: UnitOfWork, folder: Path) -> list[str]:
    """Return the record's entries about erasures that the file in the folder lacks, oldest first, as lines.

    It reads the record from its end to the last one that is remembered, so it costs little when it is done often.
    """
    known, new = set(remembered(folder)), list[str]()
    after = next((last.seq + 1 for last in unit.find(LogEntry, order="-seq", limit=1)), 0)
    while after > 0 and not (new and new[-1] in known):
        entries = unit.find(LogEntry, seq=Between(max(after - _AT_ONCE, 0), after), order="-seq")
        new += [entry.body.decode() for entry in entries if _is_erasure(entry.body)]
        after -= _AT_ONCE
    return [line for line in reversed(new) if line not in known]


def names_in(lines: Iterable[str]) -> set[str]:
    """Return the commitments and references of what the lines say was erased."""
    entries = [json.loads(line) for line in lines]
    people = {entry["about"] for entry in entries if entry["kind"] == PERSON_ERASED}
    return people.union(*(entry.get("contents", ()) for entry in entries))


def _is_erasure(body: bytes) -> bool:
    return any(mark in body for mark in _MARKS) and json.loads(body)["kind"] in (CONTENT_ERASED, PERSON_ERASED)


def remember(folder: Path, lines: Iterable[str]) -> None:
    """Add lines at the end of the file, so that a command and a running bot lose nothing of each other's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(folder / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, "".join(f"{line}\n" for line in lines).encode())
        os.fsync(file)
    finally:
        os.close(file)
