"""Trees to try things on, with every hash in memory, recomputed as the standard writes it."""

from functools import cache

from bot.record.merkle import leaf_hash, node_hash


def bodies(count: int) -> list[bytes]:
    return [b'{"v":1,"entry":%d}' % number for number in range(count)]


class Tree:
    """A tree over some entries; `read` counts how many hashes a proof took."""

    def __init__(self, entries: list[bytes]) -> None:
        self.leaves = [leaf_hash(entry) for entry in entries]
        self.read = 0
        self._hash = cache(self._mth)

    def root(self, size: int) -> bytes:
        return self._hash(0, size)

    def node(self, level: int, index: int) -> bytes:
        self.read += 1
        start, stop = index << level, index + 1 << level
        assert stop <= len(self.leaves), "only complete subtrees are stored"
        return self._hash(start, stop)

    def _mth(self, start: int, stop: int) -> bytes:
        """MTH of RFC 9162 §2.1.1, for some leaves in a row."""
        if stop - start == 1:
            return self.leaves[start]
        middle = start + (1 << (stop - start - 1).bit_length() - 1)
        return node_hash(self._hash(start, middle), self._hash(middle, stop))
