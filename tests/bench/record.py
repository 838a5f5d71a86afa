"""How long the record takes to verify and to prove something from, against bare hashing and against pymerkle."""

import gc
import random
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from pymerkle import BaseMerkleTree, InmemoryTree, SqliteTree

from bot.record.log import inclusion_proof_of
from bot.record.merkle import completed, grow, leaf_hash, root
from bot.record.proofs import verify_inclusion
from bot.record.recomputed import Row as Entry
from bot.record.verify import verify_log
from storage.audit import verify_record
from storage.migrate import migrate
from storage.store import open_store
from tests.bench.rows import Row, Side, in_turn

ORG = "next-steps"
VERIFIED, VERIFICATIONS = 1_000_000, 3
PROVED_FROM, PROOFS, PROOFS_UNCACHED = 100_000, 600, 20
_BODY = (
    b'{"v":1,"at":"2026-11-23T10:00:00+00:00","kind":"proposal.approved","about":"%016x","by":"%016x",'
    b'"revision":1,"role":"director","with_edits":false,"self_authorised":false}'
)


async def verifying(folder: Path) -> list[Row]:
    """Verify a record of a million entries: its stored bytes at hand, and read from SQLite with everything else."""
    entries, peaks = record_of(VERIFIED)
    expected = root(peaks)
    address = keep(entries, peaks, folder / "verified.db")

    async def at_hand(_: int) -> None:
        verdict = verify_log(entries, (VERIFIED, peaks))
        assert (verdict.found, verdict.root) == (None, expected)

    async def from_sqlite(_: int) -> None:
        verdict = verify_record(address, ORG)
        assert (verdict.found, verdict.root) == (None, expected)

    async def bare(_: int) -> None:
        assert hashed(entries) == expected

    gc.collect()
    gc.freeze()  # The million rows are there only here: a collection should not look through them on any side.
    took = await in_turn(VERIFICATIONS, at_hand, from_sqlite, bare)
    gc.unfreeze()
    hand, stored, least = (side.cpu_median for side in took)
    against = f"hashlib over the same leaves and nodes, comparing none: {least:.3f} s; processor time on both sides"
    return [
        Row("verify_1m_vs_hashlib", round(hand, 3), "s", round(hand / least, 3), against),
        Row(
            "verify_1m_sqlite_vs_hashlib",
            round(stored, 3),
            "s",
            round(stored / least, 3),
            f"{against}; only ours reads its rows from a database",
        ),
    ]


async def proving(folder: Path) -> list[Row]:
    """Read inclusion proofs from a record of a hundred thousand entries, as the store reads them for a receipt."""
    entries, peaks = record_of(PROVED_FROM)
    expected, bodies = root(peaks), [body for _, body, _, _ in entries]
    store = open_store(keep(entries, peaks, folder / "proofs.db"), ORG)
    theirs_file = str(folder / "pymerkle.db")
    on_disk, in_memory = SqliteTree(theirs_file), InmemoryTree()
    for tree in (on_disk, in_memory):
        tree.append_entries(bodies)
        assert tree.get_root() == expected
    uncached = SqliteTree(theirs_file, disable_cache=True)
    asked = random.Random(9162).choices(range(PROVED_FROM), k=PROOFS)
    found: dict[int, list[bytes]] = {}

    async def ours(number: int) -> None:
        found[asked[number]] = await store.read(lambda unit: inclusion_proof_of(unit, asked[number], PROVED_FROM))

    def theirs(tree: BaseMerkleTree) -> Side:
        async def prove(number: int) -> None:
            tree.prove_inclusion(asked[number] + 1, PROVED_FROM)

        return prove

    took = await in_turn(PROOFS, ours, theirs(on_disk), theirs(in_memory), unmeasured=20)
    fresh = await in_turn(PROOFS_UNCACHED, ours, theirs(uncached))
    for tree in (on_disk, uncached):
        tree.close()
    store.close()
    for index, proof in found.items():
        verify_inclusion(entries[index][2], index, PROVED_FROM, proof, expected)
    our_ms, disk_ms, memory_ms = (side.median * 1000 for side in took)
    our_few_ms, uncached_ms = (side.median * 1000 for side in fresh)
    return [
        _proof_row("ms", our_ms, f"tree of the same entries in memory: {memory_ms:.3f} ms", memory_ms),
        _proof_row("vs_pymerkle_sqlite", our_ms, f"SQLite tree, its cache filling: {disk_ms:.3f} ms", disk_ms),
        _proof_row("vs_pymerkle_uncached", our_few_ms, f"SQLite tree, uncached: {uncached_ms:.3f} ms", uncached_ms),
    ]


def _proof_row(name: str, ours_ms: float, theirs: str, theirs_ms: float) -> Row:
    against = f"pymerkle's {theirs}; called directly, ours through the store and its thread, without a cache"
    return Row(f"proof_100k_{name}", round(ours_ms, 3), "ms", round(ours_ms / theirs_ms, 3), against)


def record_of(size: int) -> tuple[list[Entry], bytes]:
    """Return the rows of a record of approvals, as stored, and its peaks."""
    draw, peaks = random.Random(size), b""
    entries: list[Entry] = []
    for seq in range(size):
        body = _BODY % (draw.getrandbits(64), draw.getrandbits(64))
        leaf = leaf_hash(body)
        entries.append((seq, body, leaf, completed(seq, peaks, leaf)))
        peaks = grow(seq, peaks, leaf)
    return entries, peaks


def keep(entries: list[Entry], peaks: bytes, database: Path) -> str:
    """Make a database that holds this record, and return its address."""
    address = f"sqlite:///{database}"
    migrate(address)
    with closing(sqlite3.connect(database)) as connection, connection:
        rows = ((ORG, *entry) for entry in entries)
        connection.executemany("INSERT INTO log_entry (org, seq, body, leaf, nodes) VALUES (?, ?, ?, ?, ?)", rows)
        head = (ORG, len(entries), peaks)
        connection.execute("INSERT INTO log_head (org, size, peaks) VALUES (?, ?, ?)", head)
    return address


def hashed(entries: list[Entry]) -> bytes:
    """Return the tree's root with as little as can be done besides hashing."""
    level = [sha256(b"\x00" + body).digest() for _, body, _, _ in entries]
    while len(level) > 1:
        below = iter(level)
        above = [sha256(b"\x01" + left + right).digest() for left, right in zip(below, below, strict=False)]
        level = above + level[len(above) * 2 :]
    return level[0]
