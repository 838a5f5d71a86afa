"""Whoever changes the stored record is found out, and the first entry that is wrong is named."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.record.checkpoints import Checkpoint
from bot.record.merkle import completed, grow, leaf_hash, node_hash, root
from bot.record.recomputed import RUN, Fault
from bot.record.verify import Verdict, verify_log
from tests.record.signed import ORIGIN
from tests.record.trees import Tree, bodies

Stored = list[list[Any]]
SEQ, BODY, LEAF, NODES = range(4)


def stored(entries: list[bytes]) -> tuple[Stored, tuple[int, bytes]]:
    """The rows and the head of a record, as they are written."""
    rows: Stored = []
    peaks = b""
    for seq, body in enumerate(entries):
        leaf = leaf_hash(body)
        rows.append([seq, body, leaf, completed(seq, peaks, leaf)])
        peaks = grow(seq, peaks, leaf)
    return rows, (len(entries), peaks)


def checkpoint(entries: list[bytes], size: int) -> Checkpoint:
    return Checkpoint(ORIGIN, size, Tree(entries).root(size) if size else root(b""))


def found(verdict: Verdict) -> tuple[Fault | None, int, int] | None:
    return tuple(verdict.found) if verdict.found else None


LONG = bodies(2 * RUN + 77)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 100, RUN - 1, RUN, RUN + 1, 2 * RUN, 2 * RUN + 77])
def test_a_record_that_nobody_touched_is_sound(size: int) -> None:
    entries = LONG[:size]
    rows, head = stored(entries)
    checkpoints = [
        checkpoint(entries, kept) for kept in {0, 1, size // 3, size // 2, size - 1, size} if 0 <= kept <= size
    ]
    verdict = verify_log(iter(rows), head, checkpoints)
    assert verdict == Verdict(size, root(head[1]))
    assert str(verdict) == f"All {size} entries are as they were written."


def test_an_empty_record_may_lack_a_head_but_no_other() -> None:
    assert verify_log([], None).found is None
    assert found(verify_log(stored(bodies(3))[0], None)) == (Fault.EXTRA, 0, 2)


def changed(at: int) -> Callable[[Stored], None]:
    def attack(rows: Stored) -> None:
        rows[at][BODY] = rows[at][BODY].replace(b"entry", b"Entry")

    return attack


def exchange(one: int, other: int, *columns: int) -> Callable[[Stored], None]:
    def attack(rows: Stored) -> None:
        for column in columns:
            rows[one][column], rows[other][column] = rows[other][column], rows[one][column]

    return attack


def put(at: int, column: int, value: Any) -> Callable[[Stored], None]:
    def attack(rows: Stored) -> None:
        rows[at][column] = value

    return attack


def removed(first: int, count: int = 1) -> Callable[[Stored], None]:
    def attack(rows: Stored) -> None:
        del rows[first : first + count]

    return attack


def turned(at: int) -> Callable[[Stored], None]:
    """Two rows stand in each other's place, their numbers with them."""

    def attack(rows: Stored) -> None:
        rows[at], rows[at + 1] = rows[at + 1], rows[at]

    return attack


def replaced(at: int, *, nodes: bool) -> Callable[[Stored], None]:
    """Another entry with its own hash, and if wanted with the tree hash of the pair."""

    def attack(rows: Stored) -> None:
        rows[at][BODY] = b"{}"
        rows[at][LEAF] = leaf_hash(b"{}")
        if nodes:
            left, right = at & ~1, at | 1
            rows[right][NODES] = node_hash(rows[left][LEAF], rows[right][LEAF]) + rows[right][NODES][32:]

    return attack


ATTACKS: dict[str, tuple[Callable[[Stored], None], tuple[Fault, int, int]]] = {
    "words of the first": (changed(0), (Fault.BODY, 0, 0)),
    "words in the middle": (changed(41), (Fault.BODY, 41, 41)),
    "words of the last": (changed(99), (Fault.BODY, 99, 99)),
    "words in two places": (lambda rows: (changed(70)(rows), changed(30)(rows)), (Fault.BODY, 30, 30)),
    "words exchanged": (exchange(20, 50, BODY), (Fault.BODY, 20, 20)),
    "text instead of bytes": (put(12, BODY, "{}"), (Fault.BODY, 12, 12)),
    "nothing instead of bytes": (put(12, BODY, None), (Fault.BODY, 12, 12)),
    "hash of an entry": (put(13, LEAF, bytes(32)), (Fault.LEAF, 13, 13)),
    "hash of an entry cut short": (put(12, LEAF, b"short"), (Fault.LEAF, 12, 12)),
    "text instead of a hash": (put(12, LEAF, "text"), (Fault.LEAF, 12, 12)),
    "hash of the first": (put(0, LEAF, bytes(32)), (Fault.LEAF, 0, 0)),
    "hashes exchanged": (exchange(20, 50, LEAF), (Fault.LEAF, 20, 20)),
    "entry and hash replaced": (replaced(40, nodes=False), (Fault.REPLACED, 40, 41)),
    "second of a pair replaced": (replaced(41, nodes=False), (Fault.REPLACED, 40, 41)),
    "entry, hash and pair replaced": (replaced(40, nodes=True), (Fault.REPLACED, 40, 43)),
    "entries and hashes exchanged": (exchange(20, 50, BODY, LEAF), (Fault.REPLACED, 20, 21)),
    "whole entries exchanged": (exchange(21, 25, BODY, LEAF, NODES), (Fault.NODES, 21, 21)),
    "whole entries exchanged at the end": (exchange(97, 99, BODY, LEAF, NODES), (Fault.REPLACED, 96, 97)),
    "even and odd exchanged": (exchange(20, 25, BODY, LEAF, NODES), (Fault.NODES, 20, 20)),
    "tree hash of a pair": (put(41, NODES, bytes(32)), (Fault.NODES, 41, 41)),
    "tree hashes emptied": (put(7, NODES, b""), (Fault.NODES, 7, 7)),
    "tree hashes too many": (put(6, NODES, bytes(32)), (Fault.NODES, 6, 6)),
    "text instead of tree hashes": (put(7, NODES, "text"), (Fault.NODES, 7, 7)),
    "first missing": (removed(0), (Fault.MISSING, 0, 0)),
    "one missing": (removed(60), (Fault.MISSING, 60, 60)),
    "several missing": (removed(60, 20), (Fault.MISSING, 60, 79)),
    "last missing": (removed(99), (Fault.MISSING, 99, 99)),
    "all missing": (removed(0, 100), (Fault.MISSING, 0, 99)),
    "order": (turned(30), (Fault.ORDER, 30, 30)),
    "one twice": (lambda rows: rows.insert(31, list(rows[30])), (Fault.ORDER, 31, 31)),
    "one too many": (
        lambda rows: rows.append([100, b"{}", leaf_hash(b"{}"), b""]),
        (Fault.EXTRA, 100, 100),
    ),
    "a number that is none": (put(31, SEQ, "31"), (Fault.ORDER, 31, 31)),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_the_first_entry_that_is_wrong_is_named(name: str) -> None:
    attack, expected = ATTACKS[name]
    rows, head = stored(bodies(100))
    attack(rows)
    verdict = verify_log(iter(rows), head)
    assert found(verdict) == expected
    assert verdict.size == expected[1]
    assert str(expected[1]) in str(verdict) and "All" not in str(verdict)


@pytest.mark.parametrize("at", [0, RUN - 2, RUN - 1, RUN, RUN + 1, 2 * RUN - 1, 2 * RUN, 2 * RUN + 76])
def test_a_change_is_found_in_whatever_part_of_a_long_record(at: int) -> None:
    rows, head = stored(LONG)
    changed(at)(rows)
    assert found(verify_log(iter(rows), head)) == (Fault.BODY, at, at)
    rows, head = stored(LONG)
    removed(at)(rows)
    assert found(verify_log(iter(rows), head)) == (Fault.MISSING, at, at)


def test_a_tree_hash_over_several_parts_of_a_long_record_is_compared_too() -> None:
    rows, head = stored(LONG)
    rows[2 * RUN - 1][NODES] = rows[2 * RUN - 1][NODES][:-1] + b"x"
    assert found(verify_log(rows, head)) == (Fault.NODES, 2 * RUN - 1, 2 * RUN - 1)


@pytest.mark.parametrize(
    "head", [(100, bytes(32)), (100, b""), (100, "text"), ("100", b""), (None, b""), (100, stored(bodies(99))[1][1])]
)
def test_a_head_that_was_changed_is_found(head: tuple[Any, Any]) -> None:
    assert found(verify_log(stored(bodies(100))[0], head)) == (Fault.HEAD, 100, 100)


def test_entries_that_the_head_does_not_count_are_named() -> None:
    rows, _ = stored(bodies(100))
    assert found(verify_log(rows, stored(bodies(90))[1])) == (Fault.EXTRA, 90, 99)


def test_an_older_record_in_place_of_the_present_one_is_found_by_the_checkpoint() -> None:
    rows, head = stored(bodies(80))
    assert verify_log(rows, head).found is None
    verdict = verify_log(rows, head, [checkpoint(bodies(100), 50), checkpoint(bodies(100), 100)])
    assert found(verdict) == (Fault.MISSING, 80, 99)


def test_a_record_rewritten_as_a_whole_is_found_by_the_first_checkpoint_after_the_change() -> None:
    rewritten = [*LONG[:60], b"{}", *LONG[61:]]
    rows, head = stored(rewritten)
    assert verify_log(rows, head).found is None
    kept = [checkpoint(LONG, size) for size in (5000, 20, 100, 0, 60)]
    assert found(verify_log(rows, head, kept)) == (Fault.CHECKPOINT, 60, 99)
    assert found(verify_log(rows, head, kept[:1])) == (Fault.CHECKPOINT, 0, 4999)


def test_what_comes_first_is_told_first() -> None:
    entries = bodies(100)
    rows, head = stored([*entries[:10], b"{}", *entries[11:]])
    changed(50)(rows)
    assert found(verify_log(rows, head, [checkpoint(entries, 40)])) == (Fault.CHECKPOINT, 0, 39)
    assert found(verify_log(rows, head, [checkpoint(entries, 60)])) == (Fault.BODY, 50, 50)


@given(st.integers(1, 40), st.data())
def test_no_single_change_goes_unseen(size: int, data: st.DataObject) -> None:
    rows, head = stored(bodies(size))
    at = data.draw(st.integers(0, size - 1))
    column = data.draw(st.sampled_from([BODY, LEAF, NODES]))
    value = data.draw(st.binary(max_size=70))
    unchanged = value == rows[at][column]
    rows[at][column] = value
    verdict = verify_log(rows, head)
    assert (verdict.found is None) == unchanged
    if verdict.found:
        assert verdict.found.first <= at <= verdict.found.last


def test_the_verifier_hashes_by_itself() -> None:
    """A mistake in the code that appends must not be repeated by the code that verifies."""
    body = b"{}"
    leaf = hashlib.sha256(b"\0" + body).digest()
    pair = hashlib.sha256(b"\1" + leaf + leaf).digest()
    assert verify_log([(0, body, leaf, b""), (1, body, leaf, pair)], (2, pair)).root == pair
