"""Proofs about the record's tree: that an entry is in it, and that it only ever grew (RFC 9162 §2.1.3 and §2.1.4).

Making a proof reads O(log n) hashes of complete subtrees, which never change once they are written. Checking one takes
plain values and trusts none of them.
"""

from collections.abc import Callable, Sequence

from bot.record.merkle import HASH_BYTES, node_hash, root

Range = tuple[int, int]  # the leaves from the first number up to, and without, the second
Subtree = tuple[int, int]  # (level, index): the leaves from index · 2^level to (index + 1) · 2^level
ReadNode = Callable[[int, int], bytes]


class ProofError(ValueError):
    """The proof proves nothing: its sizes, its length or its hashes are not those of the tree."""


def subtrees(start: int, stop: int) -> list[Subtree]:
    """Return the complete subtrees that make up one subtree of the tree, largest first."""
    found = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def range_root(leaves: Range, node: ReadNode) -> bytes:
    """Return the root of one subtree of the tree, complete or at its right edge."""
    return root(b"".join(node(level, index) for level, index in subtrees(*leaves)))


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the subtrees whose roots prove that the tree of `size` has a leaf at `index`, the lowest first."""
    _check_number("index", index)
    _check_number("size", size)
    if index >= size:
        raise ProofError(f"a tree of {size} leaves has none at {index}")
    ranges, start, stop = [], 0, size
    while stop - start > 1:
        middle = start + _left_part(stop - start)
        if index < middle:
            ranges.append((middle, stop))
            stop = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(size1: int, size2: int) -> list[Range]:
    """Return the subtrees whose roots prove that the tree of `size2` begins with that of `size1`, the lowest first."""
    _check_sizes(size1, size2)
    ranges, start, stop = [], 0, size2
    while size1 != stop:
        middle = start + _left_part(stop - start)
        if size1 <= middle:
            ranges.append((middle, stop))
            stop = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # Otherwise this subtree is the whole of the first tree, whose root the verifier has.
        ranges.append((start, stop))
    return ranges[::-1]


def inclusion_proof(index: int, size: int, node: ReadNode) -> list[bytes]:
    """Return the proof of RFC 9162 §2.1.3.1; `node(level, index)` reads the root of one complete subtree."""
    return [range_root(leaves, node) for leaves in inclusion_ranges(index, size)]


def consistency_proof(size1: int, size2: int, node: ReadNode) -> list[bytes]:
    """Return the proof of RFC 9162 §2.1.4.1; `node(level, index)` reads the root of one complete subtree."""
    return [range_root(leaves, node) for leaves in consistency_ranges(size1, size2)]


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Return if the tree of `size` leaves with this root has the leaf at `index` (RFC 9162 §2.1.3.2).

    Raises `ProofError` otherwise, whatever is wrong and whatever types were given.
    """
    _check_number("index", index)
    _check_number("size", size)
    if index >= size:
        raise ProofError(f"a tree of {size} leaves has none at {index}")
    _check_hash("the leaf hash", leaf_hash)
    _check_hash("the root", root)
    _check_hashes(proof)
    place, last, node = index, size - 1, leaf_hash
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            place, last = _climb(place, last)
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise ProofError("the proof is too short")
    if node != root:
        raise ProofError("the proof leads to another root")


def verify_consistency(size1: int, size2: int, proof: Sequence[bytes], root1: bytes, root2: bytes) -> None:
    """Return if the tree of `size2` leaves with `root2` begins with that of `size1` and `root1` (RFC 9162 §2.1.4.2).

    Raises `ProofError` otherwise. Nothing can be proved about an empty first tree, so size 0 is refused, as by the
    standard (0 < m) and by Go's tlog. For equal sizes nothing is hashed: the proof must be empty and the roots equal.
    """
    _check_sizes(size1, size2)
    _check_hashes(proof)
    if size1 == size2:
        _check_same(proof, root1, root2)
        return
    _check_hash("the first root", root1)
    _check_hash("the second root", root2)
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else [*proof]
    if not proof:
        raise ProofError("the proof is too short")
    place, last = size1 - 1, size2 - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for node in path[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            old, new = node_hash(node, old), node_hash(node, new)
            place, last = _climb(place, last)
        else:
            new = node_hash(new, node)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise ProofError("the proof is too short")
    if old != root1:
        raise ProofError("the proof leads to another first root")
    if new != root2:
        raise ProofError("the proof leads to another second root")


def _check_same(proof: Sequence[bytes], root1: bytes, root2: bytes) -> None:
    if proof:
        raise ProofError("the proof is too long")
    if type(root1) is not bytes or root1 != root2:
        raise ProofError("trees of one size have different roots")


def _climb(place: int, last: int) -> tuple[int, int]:
    """Pass the levels at which the right edge has no sibling to its left."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _left_part(width: int) -> int:
    """Return the largest power of two below the width."""
    return 1 << (width - 1).bit_length() - 1


def _check_sizes(size1: int, size2: int) -> None:
    _check_number("the first size", size1)
    _check_number("the second size", size2)
    if size1 == 0:
        raise ProofError("nothing can be proved about an empty tree")
    if size1 > size2:
        raise ProofError(f"the first tree is the larger one: {size1} > {size2}")


def _check_number(name: str, number: int) -> None:
    if type(number) is not int or number < 0:
        raise ProofError(f"{name} must be a whole number of at least 0")


def _check_hashes(proof: Sequence[bytes]) -> None:
    if not isinstance(proof, list | tuple):
        raise ProofError("a proof must be a list of hashes")
    for node in proof:
        _check_hash("each hash of a proof", node)


def _check_hash(name: str, value: bytes) -> None:
    if type(value) is not bytes or len(value) != HASH_BYTES:
        raise ProofError(f"{name} must be {HASH_BYTES} bytes")
