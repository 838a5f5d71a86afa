"""A proof is made of few hashes, agrees with two implementations that are not ours, and nothing else passes for it."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree
from tlog_scales.tlog import ConsistencyProof, InclusionProof

from bot.record.merkle import leaf_hash
from bot.record.proofs import (
    ProofError,
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from tests.record.trees import Tree, bodies

EIGHT = "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
EMPTY_ROOT = hashlib.sha256().digest()
OTHER = hashlib.sha256(b"some other hash").digest()
LARGEST = 300

tree = Tree(bodies(LARGEST))


def refused(check: Callable[..., None], *arguments: Any) -> None:
    with pytest.raises(ProofError):
        check(*arguments)


def altered(proof: list[bytes], *others: bytes) -> list[list[bytes]]:
    """Every proof that is almost this one."""
    wrong = []
    for at in range(len(proof)):
        wrong.append([*proof[:at], *proof[at + 1 :]])
        wrong += [[*proof[:at], new, *proof[at + 1 :]] for new in (OTHER, b"", proof[at][:-1], proof[at] + b"\0")]
        wrong += [[*proof[:at], _flipped(proof[at], bit), *proof[at + 1 :]] for bit in (0, 3, 7)]
    for at in range(len(proof) + 1):
        wrong += [[*proof[:at], new, *proof[at:]] for new in (OTHER, b"", EMPTY_ROOT, *others)]
    wrong += [proof[::-1]] if proof != proof[::-1] else []
    return wrong


def _flipped(value: bytes, bit: int) -> bytes:
    return bytes([value[0] ^ 1 << bit]) + value[1:]


def test_a_known_proof_of_inclusion_is_made_and_accepted() -> None:
    """The third leaf of the first five of the tree that RFC 6962's implementations share."""
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in EIGHT]
    known = Tree([bytes.fromhex(leaf) for leaf in EIGHT])
    first_two = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    proof = inclusion_proof(2, 5, known.node)
    assert proof == [leaves[3], bytes.fromhex(first_two), leaves[4]]
    root = bytes.fromhex("4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")
    verify_inclusion(leaves[2], 2, 5, proof, root)


def test_a_known_proof_of_consistency_is_made_and_accepted() -> None:
    known = Tree([bytes.fromhex(leaf) for leaf in EIGHT])
    proof = consistency_proof(6, 8, known.node)
    assert [node.hex()[:8] for node in proof] == ["0ebc5d34", "ca854ea1", "d37ee418"]
    six = bytes.fromhex("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")
    eight = bytes.fromhex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
    verify_consistency(6, 8, proof, six, eight)


def test_every_entry_of_every_small_tree_is_proved_to_us_and_to_others() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof, root = inclusion_proof(index, size, tree.node), tree.root(size)
            verify_inclusion(tree.leaves[index], index, size, proof, root)
            InclusionProof(index, size, proof).check(tree.leaves[index], root)


def test_every_small_tree_is_proved_to_begin_with_every_smaller_one_to_us_and_to_others() -> None:
    for size2 in range(1, LARGEST + 1):
        for size1 in range(1, size2 + 1):
            proof, roots = consistency_proof(size1, size2, tree.node), (tree.root(size1), tree.root(size2))
            verify_consistency(size1, size2, proof, *roots)
            ConsistencyProof(size1, size2, proof).check(*roots)


def test_another_implementation_makes_the_same_roots_and_proofs_at_every_size() -> None:
    theirs = InmemoryTree()
    for size, entry in enumerate(bodies(LARGEST), 1):
        theirs.append_entry(entry)
        assert theirs.get_root() == tree.root(size)
        for number in {1, size // 3 + 1, size // 2 + 1, size}:
            assert theirs.prove_inclusion(number).path[1:] == inclusion_proof(number - 1, size, tree.node)
            theirs.prove_consistency(number).verify(tree.root(number), tree.root(size))


def test_a_proof_reads_a_number_of_hashes_that_grows_with_the_number_of_digits_only() -> None:
    large = Tree([b""] * 4096)
    for make in (inclusion_proof, consistency_proof):
        large.read = 0
        make(1365, 4095, large.node)
        assert large.read <= 24


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (0, 8), (5, 8), (2, 3), (1, 5), (4, 5), (6, 7), (99, 150)])
def test_nothing_almost_like_a_proof_of_inclusion_passes(index: int, size: int) -> None:
    leaf, proof, root = tree.leaves[index], inclusion_proof(index, size, tree.node), tree.root(size)
    for wrong in altered(proof, root, leaf):
        refused(verify_inclusion, leaf, index, size, wrong, root)
    for place in {index - 1, index + 1, index ^ 2, index + size, size, -1, -index - 1, 2**64 - 1} - {index}:
        refused(verify_inclusion, leaf, place, size, proof, root)
    for other in {0, -size, size * 2, size // 2, size + 2**64} - {size}:
        refused(verify_inclusion, leaf, index, other, proof, root)
    for wrong in (OTHER, EMPTY_ROOT, b"", leaf[:-1], leaf + b"\0", _flipped(leaf, 3)):
        refused(verify_inclusion, wrong, index, size, proof, root)
        refused(verify_inclusion, leaf, index, size, proof, wrong)


@pytest.mark.parametrize(
    ("size1", "size2"), [(1, 2), (1, 8), (2, 5), (4, 8), (6, 8), (6, 7), (3, 7), (7, 8), (96, 150)]
)
def test_nothing_almost_like_a_proof_of_consistency_passes(size1: int, size2: int) -> None:
    proof, root1, root2 = consistency_proof(size1, size2, tree.node), tree.root(size1), tree.root(size2)
    for wrong in [[], *altered(proof, root1, root2)]:
        refused(verify_consistency, size1, size2, wrong, root1, root2)
    for other in {0, -size1, size1 - 1, size1 + 1, size1 ^ 2, size2, size2 + 1} - {size1}:
        refused(verify_consistency, other, size2, proof, root1, root2)
    for other in {0, -size2, size1, size1 - 1, size2 * 2, size2 // 2, size2 + 2**64} - {size2}:
        refused(verify_consistency, size1, other, proof, root1, root2)
    for wrong in (OTHER, EMPTY_ROOT, b"", root1[:-1], root1 + b"\0", _flipped(root1, 4), b"WrongRoot"):
        refused(verify_consistency, size1, size2, proof, wrong, root2)
        refused(verify_consistency, size1, size2, proof, root1, wrong)
    refused(verify_consistency, size1, size2, proof, root2, root1)


def test_a_size_does_not_pass_for_another_that_has_proofs_of_the_same_form() -> None:
    """The standard's verifier cannot tell all sizes apart by the proof: only where the form differs must it refuse."""
    for size in range(1, 34):
        for other in range(1, 34):
            for index in range(min(size, other)):
                proof = inclusion_proof(index, size, tree.node)
                if len(inclusion_proof(index, other, tree.node)) != len(proof):
                    refused(verify_inclusion, tree.leaves[index], index, other, proof, tree.root(size))


def test_nothing_can_be_proved_about_an_empty_tree() -> None:
    leaf = tree.leaves[0]
    refused(verify_inclusion, leaf, 0, 0, [], leaf)
    refused(verify_inclusion, leaf, 0, 0, [], EMPTY_ROOT)
    refused(verify_consistency, 0, 0, [], EMPTY_ROOT, EMPTY_ROOT)
    refused(verify_consistency, 0, 1, [], EMPTY_ROOT, leaf)
    refused(verify_consistency, 0, 1, [leaf], EMPTY_ROOT, leaf)
    refused(inclusion_proof, 0, 0, tree.node)
    refused(consistency_proof, 0, 5, tree.node)


def test_a_tree_begins_with_itself_without_any_proof() -> None:
    root = tree.root(5)
    verify_consistency(5, 5, [], root, root)
    refused(verify_consistency, 5, 5, [], root, OTHER)
    refused(verify_consistency, 5, 5, [root], root, root)


def test_a_tree_of_one_entry_is_its_leaf() -> None:
    leaf = tree.leaves[0]
    verify_inclusion(leaf, 0, 1, [], leaf)
    for wrong in (OTHER, b""):
        refused(verify_inclusion, wrong, 0, 1, [], leaf)
        refused(verify_inclusion, leaf, 0, 1, [], wrong)
    refused(verify_inclusion, b"", 0, 1, [], b"")


@pytest.mark.parametrize("number", [True, False, 2.0, "2", None, b"2", -1])
def test_only_whole_numbers_are_places_and_sizes(number: Any) -> None:
    leaf, root, proof = tree.leaves[1], tree.root(2), [tree.leaves[0]]
    refused(verify_inclusion, leaf, number, 2, proof, root)
    refused(verify_inclusion, leaf, 1, number, proof, root)
    refused(verify_consistency, number, 2, [leaf], tree.root(1), root)
    refused(verify_consistency, 1, number, [leaf], tree.root(1), root)
    refused(inclusion_proof, number, 2, tree.node)
    refused(consistency_proof, number, 2, tree.node)


@pytest.mark.parametrize("change", [bytearray, memoryview, bytes.hex, list, lambda value: None])
def test_only_bytes_are_hashes(change: Callable[[bytes], Any]) -> None:
    leaf, root, proof = tree.leaves[1], tree.root(2), [tree.leaves[0]]
    verify_inclusion(leaf, 1, 2, proof, root)
    refused(verify_inclusion, change(leaf), 1, 2, proof, root)
    refused(verify_inclusion, leaf, 1, 2, [change(proof[0])], root)
    refused(verify_inclusion, leaf, 1, 2, proof, change(root))
    refused(verify_consistency, 1, 2, [leaf], change(tree.root(1)), root)
    refused(verify_consistency, 1, 2, [leaf], tree.root(1), change(root))
    refused(verify_consistency, 1, 1, [], change(root), change(root))


@pytest.mark.parametrize("proof", [None, b"", "", {}, b"".join(tree.leaves[:1]), iter([tree.leaves[0]])])
def test_only_a_list_is_a_proof(proof: Any) -> None:
    refused(verify_inclusion, tree.leaves[1], 1, 2, proof, tree.root(2))
    refused(verify_consistency, 1, 2, proof, tree.root(1), tree.root(2))
    refused(verify_consistency, 1, 1, proof, tree.root(1), tree.root(1))


@given(st.data())
def test_a_proof_for_one_place_proves_nothing_about_another(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, LARGEST))
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    proof, root = inclusion_proof(index, size, tree.node), tree.root(size)
    refused(verify_inclusion, tree.leaves[other], index, size, proof, root)
    refused(verify_inclusion, tree.leaves[other], other, size, proof, root)
    refused(verify_inclusion, tree.leaves[index], other, size, proof, root)


@given(st.integers(0, 2**70), st.integers(0, 2**70), st.lists(st.binary(max_size=33), max_size=8))
def test_whatever_is_not_a_proof_is_refused_and_never_breaks_the_verifier(
    one: int, two: int, proof: list[bytes]
) -> None:
    refused(verify_inclusion, tree.leaves[0], one, two, proof, OTHER)
    refused(verify_consistency, one, two, proof, OTHER, EMPTY_ROOT)
