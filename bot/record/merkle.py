"""The Merkle tree of RFC 9162 §2.1, grown by its peaks: the roots of its full subtrees, largest first."""

import hashlib

HASH_BYTES = 32


def leaf_hash(body: bytes) -> bytes:
    """Return SHA-256(0x00 ‖ body)."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def completed(size: int, peaks: bytes, leaf: bytes) -> bytes:
    """Return the roots of the subtrees that one more leaf completes, two leaves high first, joined: as a count carries.

    They never change again, and all of them together are every inner node of the tree: proofs are read from them.
    """
    nodes, node, end = b"", leaf, len(peaks)
    while size & 1:
        node = node_hash(peaks[end - HASH_BYTES : end], node)
        nodes += node
        end -= HASH_BYTES
        size >>= 1
    return nodes


def grow(size: int, peaks: bytes, leaf: bytes) -> bytes:
    """Return the peaks of a tree of `size` leaves after one more: each subtree it completes takes in one peak."""
    nodes = completed(size, peaks, leaf)
    return peaks[: len(peaks) - len(nodes)] + (leaf + nodes)[-HASH_BYTES:]


def root(peaks: bytes) -> bytes:
    """Return the tree's root; that of the empty tree is SHA-256 of nothing."""
    if not peaks:
        return hashlib.sha256().digest()
    node = peaks[-HASH_BYTES:]
    for end in range(len(peaks) - HASH_BYTES, 0, -HASH_BYTES):
        node = node_hash(peaks[end - HASH_BYTES : end], node)
    return node
