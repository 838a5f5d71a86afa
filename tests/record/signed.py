"""Keys, a signed record of a few entries and its receipts, to try things on."""

import base64
from datetime import UTC, datetime

from bot.record.checkpoints import Checkpoint
from bot.record.keys import Algorithm, SignerKey
from bot.record.notes import cosign, sign_note
from bot.record.proofs import inclusion_proof
from bot.record.receipts import make_receipt
from tests.record.trees import Tree, bodies

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORIGIN = "record.example.org/next-steps"
RECORD_KEY = SignerKey(ORIGIN, bytes(range(32)))
STRANGER = SignerKey(ORIGIN, bytes(32))
TRUSTEE = SignerKey("trustee.example.org/amy", b"\1" * 32, Algorithm.COSIGNATURE)
KEYS = [RECORD_KEY.verifier, TRUSTEE.verifier]


def checkpoint_note(tree: Tree, size: int, *, cosigned: bool = False) -> str:
    note = sign_note(Checkpoint(ORIGIN, size, tree.root(size)).text(), RECORD_KEY)
    return cosign(note, TRUSTEE, NOON) if cosigned else note


def receipts(size: int, *, cosigned: bool = False) -> list[str]:
    """One receipt for each entry of a record of this size."""
    entries = bodies(size)
    tree = Tree(entries)
    note = checkpoint_note(tree, size, cosigned=cosigned)
    return [make_receipt(seq, body, inclusion_proof(seq, size, tree.node), note) for seq, body in enumerate(entries)]


def bit_flipped(encoded: str, at: int = -1) -> str:
    """The base64 of the same bytes with one bit turned over in one of them."""
    value = bytearray(base64.b64decode(encoded))
    value[at] ^= 1
    return base64.b64encode(value).decode()


def forgeries(receipt: str) -> dict[str, str]:
    """Receipts in which one field has another value, by what was done."""
    head, note = receipt.split("\n\n", 1)
    first, extra, index, *proof = head.split("\n")
    text, own = note.split("\n\n")[0] + "\n", note.split("\n\n")[1].split("\n")[0]
    origin, size, root = text.split("\n")[:3]
    _, name, signature = own.split(" ")
    number = int(index.split(" ")[1])
    longer = "extra " + base64.b64encode(base64.b64decode(extra[6:]) + b" ").decode()
    heads = {
        "another kind of proof": ["c2sp.org/tlog-proof@v2", extra, index, *proof],
        "another entry": [first, f"extra {bit_flipped(extra[6:])}", index, *proof],
        "a longer entry": [first, longer, index, *proof],
        "no entry": [first, index, *proof],
        "the next number": [first, extra, f"index {number + 1}", *proof],
        "the neighbour's number": [first, extra, f"index {number ^ 1}", *proof],
        "a number far away": [first, extra, f"index {number + 2**32}", *proof],
        "a number below zero": [first, extra, f"index -{number + 1}", *proof],
        "no number": [first, extra, *proof],
        "the root as a hash too many": [first, extra, index, *proof, root],
    }
    for at, line in enumerate(proof):
        heads[f"hash {at} changed"] = [first, extra, index, *proof[:at], bit_flipped(line), *proof[at + 1 :]]
        heads[f"hash {at} cut short"] = [first, extra, index, *proof[:at], line[:40], *proof[at + 1 :]]
        heads[f"hash {at} left out"] = [first, extra, index, *proof[:at], *proof[at + 1 :]]
    notes = {
        "another record": note.replace(origin, "record.example.org/other", 1),
        "a larger record": note.replace(f"\n{size}\n", f"\n{int(size) + 1}\n", 1),
        "a smaller record": note.replace(f"\n{size}\n", f"\n{int(size) - 1}\n", 1),
        "another root": note.replace(root, bit_flipped(root), 1),
        "one more line in the checkpoint": note.replace(root, f"{root}\nand more", 1),
        "another signature": note.replace(signature, bit_flipped(signature), 1),
        "another key's number": note.replace(signature, bit_flipped(signature, 0), 1),
        "another key's name": note.replace(f"— {name} ", f"— {name}x ", 1),
        "no signature": note.replace(f"{own}\n", "", 1),
        "a stranger's signature": sign_note(text, STRANGER),
    }
    forged = {what: "\n".join(lines) + f"\n\n{note}" for what, lines in heads.items()}
    return forged | {what: f"{head}\n\n{changed}" for what, changed in notes.items()}
