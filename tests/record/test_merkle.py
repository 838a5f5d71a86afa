"""The tree is that of RFC 6962 and RFC 9162: the constants are theirs, the shape is recomputed as they write it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.record.commitments import SALT_BYTES, commit_to, commitment
from bot.record.merkle import HASH_BYTES, completed, grow, leaf_hash, node_hash, root

EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
EMPTY_LEAF = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
EIGHT_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
EIGHT = "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"


def peaks_of(bodies: list[bytes]) -> bytes:
    peaks = b""
    for size, body in enumerate(bodies):
        peaks = grow(size, peaks, leaf_hash(body))
    return peaks


def tree_hash(bodies: list[bytes]) -> bytes:
    """MTH of RFC 9162 §2.1.1, word for word."""
    if not bodies:
        return hashlib.sha256().digest()
    if len(bodies) == 1:
        return leaf_hash(bodies[0])
    split = 1 << (len(bodies) - 1).bit_length() - 1
    return node_hash(tree_hash(bodies[:split]), tree_hash(bodies[split:]))


def test_the_empty_tree_has_the_known_root() -> None:
    assert root(b"").hex() == EMPTY_ROOT


def test_the_empty_leaf_has_the_known_hash() -> None:
    assert leaf_hash(b"").hex() == EMPTY_LEAF
    assert root(peaks_of([b""])).hex() == EMPTY_LEAF


def test_the_eight_known_leaves_have_the_known_root() -> None:
    assert root(peaks_of([bytes.fromhex(leaf) for leaf in EIGHT])).hex() == EIGHT_ROOT


def test_growing_by_peaks_gives_the_root_of_the_whole_tree_at_every_size() -> None:
    bodies = [b"%d" % number for number in range(130)]
    peaks = b""
    for size, body in enumerate(bodies):
        assert root(peaks) == tree_hash(bodies[:size])
        assert len(peaks) == HASH_BYTES * size.bit_count()
        peaks = grow(size, peaks, leaf_hash(body))


def test_every_inner_node_is_completed_by_exactly_one_leaf() -> None:
    bodies = [b"%d" % number for number in range(64)]
    peaks, kept = b"", {}
    for size, body in enumerate(bodies):
        nodes = completed(size, peaks, leaf_hash(body))
        for level, end in enumerate(range(0, len(nodes), HASH_BYTES), 1):
            kept[level, size >> level] = nodes[end : end + HASH_BYTES]
        peaks = grow(size, peaks, leaf_hash(body))
    assert len(kept) == 63
    for (level, index), node in kept.items():
        assert node == tree_hash(bodies[index << level : index + 1 << level])


@given(st.lists(st.binary(max_size=40), max_size=40))
def test_any_bodies_give_the_root_of_the_standard(bodies: list[bytes]) -> None:
    assert root(peaks_of(bodies)) == tree_hash(bodies)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=20), st.data())
def test_a_changed_dropped_or_doubled_entry_changes_the_root(bodies: list[bytes], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(bodies) - 1))
    whole = root(peaks_of(bodies))
    assert root(peaks_of([*bodies[:at], bodies[at] + b"!", *bodies[at + 1 :]])) != whole
    assert root(peaks_of([*bodies[:at], *bodies[at + 1 :]])) != whole
    assert root(peaks_of([*bodies[: at + 1], *bodies[at:]])) != whole


def test_a_commitment_is_the_hash_of_tag_salt_and_text() -> None:
    salt = bytes(range(32))
    expected = hashlib.sha256(b"countersign/text/v1\0" + salt + "Caffè 🌱".encode()).hexdigest()
    assert commitment(salt, "Caffè 🌱") == expected


def test_the_same_text_is_committed_to_differently_each_time() -> None:
    (first, first_salt), (second, second_salt) = commit_to("Walk on Sunday"), commit_to("Walk on Sunday")
    assert first != second and first_salt != second_salt
    assert len(first_salt) == len(second_salt) == SALT_BYTES == 32
    assert commitment(first_salt, "Walk on Sunday") == first


@pytest.mark.parametrize("other", ["walk on Sunday", "Walk on Sunday ", ""])
def test_another_text_does_not_fit_a_commitment(other: str) -> None:
    commit, salt = commit_to("Walk on Sunday")
    assert commitment(salt, other) != commit
