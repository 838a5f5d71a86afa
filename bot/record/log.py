"""Proofs from the record as it is stored: one question to the database each, for about 2 · log₂ n rows."""

from bot.ports import UnitOfWork
from bot.record.merkle import HASH_BYTES
from bot.record.models import LogEntry
from bot.record.proofs import ProofError, Range, consistency_ranges, inclusion_ranges, range_root, subtrees


def inclusion_proof_of(unit: UnitOfWork, seq: int, size: int) -> list[bytes]:
    """Return the proof that entry `seq` is in the record of the first `size` entries.

    Raises `ProofError` when there is no such entry, or the record is not that large.
    """
    return _roots(unit, inclusion_ranges(seq, size), size)


def consistency_proof_of(unit: UnitOfWork, size1: int, size2: int) -> list[bytes]:
    """Return the proof that the record of `size2` entries begins with that of `size1`; raises `ProofError` as above."""
    return _roots(unit, consistency_ranges(size1, size2), size2)


def root_at(unit: UnitOfWork, size: int) -> bytes:
    """Return the root that the record had when it had `size` entries; raises `ProofError` when it never had."""
    return _roots(unit, [(0, size)], size)[0]


def _roots(unit: UnitOfWork, ranges: list[Range], size: int) -> list[bytes]:
    """Return the root over each range of entries. A subtree's root is kept with the last entry in it."""
    needed = {_last(*subtree) for leaves in ranges for subtree in subtrees(*leaves)}
    if size:
        needed.add(size - 1)
    entries = {entry.seq: entry for entry in unit.find(LogEntry, seq=sorted(needed))}
    if len(entries) != len(needed):
        raise ProofError(f"the record does not have {size} entries")

    def node(level: int, index: int) -> bytes:
        entry = entries[_last(level, index)]
        return entry.nodes[(level - 1) * HASH_BYTES : level * HASH_BYTES] if level else entry.leaf

    return [range_root(leaves, node) for leaves in ranges]


def _last(level: int, index: int) -> int:
    return (index + 1 << level) - 1
