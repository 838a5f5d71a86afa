"""The record's entries as an export reads them: in runs, with what each is about."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from bot.ports import Between
from bot.record.models import LogEntry, LogHead
from bot.work import Work

_RUN = 1000
_COMMITMENT = re.compile(r"[0-9a-f]{64}")
_REFERENCE = re.compile(r"[0-9a-f]{16}|[0-9a-f]{64}")


def size_of(work: Work) -> int:
    """Return how many entries the record has."""
    head = work.unit.get(LogHead)
    return head.size if head else 0


def entries(work: Work, size: int) -> Iterator[LogEntry]:
    """Return the first `size` entries in order."""
    for start in range(0, size, _RUN):
        yield from work.unit.find(LogEntry, seq=Between(start, min(start + _RUN, size)), order="seq")


def facts(body: bytes | str) -> dict[str, Any]:
    """Return what an entry says; nothing when it cannot be read, which `verify` reports."""
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def commitments(told: dict[str, Any]) -> tuple[str, ...]:
    """Return what may be a commitment in an entry: 64 characters in small hex, each once."""
    return tuple(dict.fromkeys(text for text in _texts(told) if _COMMITMENT.fullmatch(text)))


def references(told: dict[str, Any]) -> frozenset[str]:
    """Return the random references and the commitments in an entry."""
    return frozenset(text for text in _texts(told) if _REFERENCE.fullmatch(text))


def is_about(told: dict[str, Any]) -> tuple[str, ...]:
    """Return the references an entry is about: of a proposal, a role held, a hold."""
    return tuple({str(told[key]) for key in ("about", "proposal") if told.get(key)})


def numbers_about(work: Work, ids: Collection[str]) -> dict[str, list[int]]:
    """Return for each reference the numbers of the entries about it, from one pass through the record."""
    found: dict[str, list[int]] = defaultdict(list)
    wanted = set(ids)
    for entry in entries(work, size_of(work)):
        for about in wanted.intersection(is_about(facts(entry.body))):
            found[about].append(entry.seq)
    return found


def _texts(told: Any) -> Iterator[str]:
    match told:
        case str():
            yield told
        case dict():
            for value in told.values():
                yield from _texts(value)
        case list():
            for value in told:
                yield from _texts(value)
