"""The tree of RFC 9162 §2.1 recomputed from stored rows, and compared with every hash that is kept beside them.

It works through runs of 4096 entries, level by level: that takes hardly longer than the hashing alone.
"""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

Row = Sequence[Any]  # (seq, body, leaf, nodes) of one entry, as stored: even their types are not taken for granted

_RUN_LEVEL = 12
RUN = 1 << _RUN_LEVEL
_HASH_BYTES = 32


class Fault(StrEnum):
    """What is wrong with the entries from `first` to `last`, as a sentence."""

    BODY = "Entry {first} was changed: it does not give the hash kept with it."
    LEAF = "The hash kept with entry {first} was changed; the entry itself fits the others."
    NODES = "Entry {first}, or the tree hashes kept with it, were changed: they do not fit what comes before."
    REPLACED = "Something in the entries {first} to {last} was replaced together with its hash."
    MISSING = "The entries {first} to {last} are missing."
    ORDER = "Entry {first} is not in its place."
    EXTRA = "The entries {first} to {last} were added without the head of the record counting them."
    HEAD = "The head of the record does not fit its {first} entries."
    CHECKPOINT = "The entries {first} to {last} were rewritten: they do not give the root of the checkpoint after them."


class Finding(NamedTuple):
    """What is wrong, and where."""

    fault: Fault
    first: int
    last: int


class Recomputed:
    """The tree over all rows taken so far."""

    def __init__(self) -> None:
        self.size = 0
        self._start = 0  # the number of the run's first entry
        self._before: list[tuple[int, bytes]] = []  # (level, root) of the complete subtrees before it, largest first
        self._levels: list[list[bytes]] = [[]]  # the run's leaves, and above them the roots of its complete subtrees

    def take(self, rows: list[Row]) -> Finding | None:
        """Take in the next run, of `RUN` rows unless it is the last, and return the first thing wrong with it."""
        if len(self._levels[0]) == RUN:
            self._before, _ = self._joined()
            self._start = self.size
        numbers, bodies, leaves, nodes = map(list, zip(*rows, strict=True))
        misplaced = self._first_misplaced(numbers)
        in_place = misplaced.first - self._start if misplaced else len(rows)
        self._levels = _levels(_leaves(bodies[:in_place]))
        self.size = self._start + in_place
        return self._first_changed(_Kept(leaves[:in_place], nodes[:in_place])) or misplaced

    def peaks_at(self, size: int) -> list[bytes]:
        """Return the roots of the complete subtrees when there were so many entries, within this run, largest first."""
        within = size - self._start
        if within == RUN:
            return [root for _, root in self._joined()[0]]
        levels = (level for level in range(_RUN_LEVEL - 1, -1, -1) if within >> level & 1)
        return [root for _, root in self._before] + [self._levels[level][(within >> level) - 1] for level in levels]

    def root_at(self, size: int) -> bytes:
        """Return the root when there were so many entries, within this run."""
        peaks = self.peaks_at(size)
        if not peaks:
            return sha256().digest()
        root = peaks.pop()
        while peaks:
            root = _node(peaks.pop(), root)
        return root

    def _joined(self) -> tuple[list[tuple[int, bytes]], bytes]:
        """Return the complete subtrees with a full run added, and the joined roots of those this completed."""
        before, level, root, completed = list(self._before), _RUN_LEVEL, self._levels[_RUN_LEVEL][0], b""
        while before and before[-1][0] == level:
            root = _node(before.pop()[1], root)
            completed += root
            level += 1
        return [*before, (level, root)], completed

    def _first_misplaced(self, numbers: list[Any]) -> Finding | None:
        places = range(self._start, self._start + len(numbers))
        if numbers == list(places):
            return None
        place, number = next((place, number) for place, number in zip(places, numbers, strict=True) if place != number)
        if place in numbers or type(number) is not int or number < place:
            return Finding(Fault.ORDER, place, place)
        return Finding(Fault.MISSING, place, number - 1)

    def _first_changed(self, kept: "_Kept") -> Finding | None:
        leaves, nodes = self._levels[0], self._nodes()
        if kept.leaves == leaves and kept.nodes == nodes:
            return None
        at = next(at for at in range(len(leaves)) if (kept.leaves[at], kept.nodes[at]) != (leaves[at], nodes[at]))
        entry = self._start + at
        if kept.leaves[at] != leaves[at]:
            return Finding(Fault.LEAF if kept.agrees(0, at, leaves[at]) else Fault.BODY, entry, entry)
        for level in range(1, len(nodes[at]) // _HASH_BYTES + 1):
            index, right = at >> level, _piece(nodes[at], level)
            written = kept.node(level, index)
            if written == right:
                continue
            if written is None or kept.agrees(level, index, right) or kept.agrees(level, index, written) is False:
                break
            # The hashes above side with the one that is kept here: what lies below it was changed.
            return Finding(Fault.REPLACED, entry >> level << level, entry)
        return Finding(Fault.NODES, entry, entry)

    def _nodes(self) -> list[bytes]:
        """Return what must be kept with each entry of the run: the roots of the subtrees that end with it."""
        nodes = [b""] * len(self._levels[0])
        for level, roots in enumerate(self._levels[1:], 1):
            ends = slice((1 << level) - 1, None, 1 << level)
            nodes[ends] = [lower + root for lower, root in zip(nodes[ends], roots, strict=True)]
        if len(nodes) == RUN:
            nodes[-1] += self._joined()[1]
        return nodes


class _Kept(NamedTuple):
    """The hashes kept with the entries of one run."""

    leaves: list[Any]
    nodes: list[Any]

    def node(self, level: int, index: int) -> bytes | None:
        """Return the root kept of one complete subtree of the run, None where there is none."""
        end = (index + 1 << level) - 1
        if end >= len(self.leaves):
            return None
        kept = _piece(self.nodes[end], level) if level else self.leaves[end]
        return kept if type(kept) is bytes and len(kept) == _HASH_BYTES else None

    def agrees(self, level: int, index: int, root: bytes) -> bool | None:
        """Return whether this root and its neighbour's give the one kept above both; None where nothing tells."""
        neighbour, above = self.node(level, index ^ 1), self.node(level + 1, index >> 1)
        if neighbour is None or above is None:
            return None
        return above == (_node(neighbour, root) if index & 1 else _node(root, neighbour))


def _leaves(bodies: list[Any]) -> list[bytes]:
    try:
        return [sha256(b"\x00" + body).digest() for body in bodies]
    except TypeError:  # SQLite keeps text in a column of bytes, if somebody puts it there.
        return [sha256(b"\x00" + body).digest() if type(body) is bytes else b"" for body in bodies]


def _levels(leaves: list[bytes]) -> list[list[bytes]]:
    """Return the leaves, and above them level by level the roots of all complete subtrees."""
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = iter(levels[-1])
        levels.append([sha256(b"\x01" + left + right).digest() for left, right in zip(below, below, strict=False)])
    return levels


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def _piece(nodes: bytes, level: int) -> bytes:
    return nodes[(level - 1) * _HASH_BYTES : level * _HASH_BYTES]
