"""The Merkle tree of RFC 9162 §2.1, grown by its peaks: the roots of its full subtrees, largest first."""

import hashlib

HASH_BYTES = 32


def leaf_hash(body: bytes) -> bytes:
    """Return SHA-256(0x00 ‖ body)."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(size: int, peaks: bytes, leaf: bytes) -> bytes:
    """Return the peaks of a tree of `size` leaves after one more: equal neighbours merge, as a count carries."""
    node, rest = leaf, peaks
    while size & 1:
        node = node_hash(rest[-HASH_BYTES:], node)
        rest = rest[:-HASH_BYTES]
        size >>= 1
    return rest + node


def root(peaks: bytes) -> bytes:
    """Return the tree's root; that of the empty tree is SHA-256 of nothing."""
    if not peaks:
        return hashlib.sha256().digest()
    node = peaks[-HASH_BYTES:]
    for end in range(len(peaks) - HASH_BYTES, 0, -HASH_BYTES):
        node = node_hash(peaks[end - HASH_BYTES : end], node)
    return node
