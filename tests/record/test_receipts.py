"""A receipt proves one entry, and a receipt in which anything was changed proves nothing."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.record.checkpoints import Checkpoint
from bot.record.codes import ALPHABET, CodeError, code_of, leaf_prefix
from bot.record.merkle import leaf_hash
from bot.record.notes import sign_note
from bot.record.proofs import inclusion_proof
from bot.record.receipts import ReceiptError, make_receipt, verify_receipt
from tests.record.signed import KEYS, NOON, ORIGIN, RECORD_KEY, STRANGER, TRUSTEE, checkpoint_note, forgeries, receipts
from tests.record.trees import Tree, bodies

ENTRIES = bodies(11)
TREE = Tree(ENTRIES)
RECEIPTS = receipts(11, cosigned=True)


def test_a_receipt_proves_its_entry_and_says_who_vouches_for_it() -> None:
    for seq, text in enumerate(RECEIPTS):
        receipt = verify_receipt(text, KEYS)
        assert (receipt.seq, receipt.body, receipt.leaf) == (seq, ENTRIES[seq], leaf_hash(ENTRIES[seq]))
        assert receipt.checkpoint == Checkpoint(ORIGIN, 11, TREE.root(11))
        assert [(signature.key, signature.at) for signature in receipt.signatures] == [
            (RECORD_KEY.verifier, None),
            (TRUSTEE.verifier, NOON),
        ]


def test_a_receipt_is_a_proof_file_of_the_standard() -> None:
    note = checkpoint_note(TREE, 3)
    text = make_receipt(2, ENTRIES[2], inclusion_proof(2, 3, TREE.node), note)
    entry, node = base64.b64encode(ENTRIES[2]).decode(), base64.b64encode(TREE.root(2)).decode()
    assert text == f"c2sp.org/tlog-proof@v1\nextra {entry}\nindex 2\n{node}\n\n{note}"


def test_the_only_entry_of_a_record_needs_no_hashes() -> None:
    [text] = receipts(1)
    assert "index 0\n\n" in text
    assert verify_receipt(text, KEYS).seq == 0


@pytest.mark.parametrize("seq", range(11))
def test_a_receipt_with_another_value_in_any_field_proves_nothing(seq: int) -> None:
    for what, forged in forgeries(RECEIPTS[seq]).items():
        assert forged != RECEIPTS[seq], what
        with pytest.raises(ReceiptError, match="proves nothing"):
            verify_receipt(forged, KEYS)


def test_a_receipt_signed_by_strangers_or_trustees_alone_proves_nothing() -> None:
    text = Checkpoint(ORIGIN, 11, TREE.root(11)).text()
    forged = make_receipt(4, ENTRIES[4], inclusion_proof(4, 11, TREE.node), sign_note(text, STRANGER))
    for keys in (KEYS, [], [TRUSTEE.verifier]):
        with pytest.raises(ReceiptError):
            verify_receipt(forged, keys)
    with pytest.raises(ReceiptError):
        verify_receipt(RECEIPTS[4], [TRUSTEE.verifier])


def _without_line(number: int) -> Callable[[str], str]:
    return lambda text: "".join(line for at, line in enumerate(text.splitlines(keepends=True)) if at != number)


def _line_twice(number: int) -> Callable[[str], str]:
    return lambda text: "".join(
        line * (2 if at == number else 1) for at, line in enumerate(text.splitlines(keepends=True))
    )


@pytest.mark.parametrize(
    "mangle",
    [
        *(_without_line(number) for number in range(12)),
        *(_line_twice(number) for number in range(11)),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n \n"),
        lambda text: text.replace("index 5", "index 05"),
        lambda text: text.replace("index 5", "index  5"),
        lambda text: text.replace("index 5", "index 5 "),
        lambda text: text.replace("index 5", "Index 5"),
        lambda text: text.replace("index 5", "index ٥"),
        lambda text: text.replace("extra ", "extra  "),
        lambda text: text.replace("extra ", "extra"),
        lambda text: text.replace("=\n", "\n", 1),
        lambda text: text.replace("=\n", "=\n\n", 1),
        lambda text: f"\ufeff{text}",
        lambda text: f" {text}",
        lambda text: f"{text} ",
        lambda text: text.strip(),
        lambda text: "",
        str.encode,
        lambda text: None,
    ],
)
def test_a_receipt_that_is_written_otherwise_proves_nothing(mangle: Callable[[str], Any]) -> None:
    with pytest.raises(ReceiptError):
        verify_receipt(mangle(receipts(11)[5]), KEYS)


@given(st.integers(0, len(RECEIPTS[6]) - 1), st.characters(exclude_categories=()))
def test_no_character_of_a_receipt_can_be_another(at: int, character: str) -> None:
    """A line of an unknown key may change: nobody trusts it. There is none here."""
    forged = RECEIPTS[6][:at] + character + RECEIPTS[6][at + 1 :]
    trustee_line = RECEIPTS[6].rindex("— ")
    if forged != RECEIPTS[6] and at < trustee_line:
        with pytest.raises(ReceiptError):
            verify_receipt(forged, KEYS)


def test_a_code_is_nine_characters_without_the_ones_that_are_mistaken_for_others() -> None:
    assert code_of(leaf_hash(b"")) == "DRT-0Q7-7ZT"
    assert set("ILOU").isdisjoint(ALPHABET) and len(set(ALPHABET)) == 32


def test_a_code_finds_the_entry_however_it_is_read_aloud() -> None:
    leaf = bytes.fromhex("0021f00842") + bytes(27)
    code = code_of(leaf)
    assert leaf_prefix(code) == leaf[:5]
    for heard in (
        code.lower(),
        code.replace("-", " "),
        code.replace("-", ""),
        code.replace("0", "o").replace("1", "l"),
    ):
        assert leaf_prefix(heard) == leaf[:5]


@given(st.binary(min_size=32, max_size=32), st.data())
def test_a_code_with_one_character_wrong_or_two_swapped_is_refused(leaf: bytes, data: st.DataObject) -> None:
    code = code_of(leaf).replace("-", "")
    assert leaf_prefix(code) == leaf[:5]
    at, other = data.draw(st.lists(st.integers(0, 8), min_size=2, max_size=2, unique=True))
    wrong = data.draw(st.sampled_from(ALPHABET))
    swapped = list(code)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    for changed in (code[:at] + wrong + code[at + 1 :], "".join(swapped)):
        if changed != code:
            with pytest.raises(CodeError, match="read it again"):
                leaf_prefix(changed)


@pytest.mark.parametrize(
    "code", ["", "DRT", "DRT-0Q7-7ZTT", "UUU-UUU-UUU", "DRT_0Q7_7ZT", "DRT-0Q7-7Z?", "éèà-éèà-éèà"]
)
def test_what_cannot_be_a_code_is_refused(code: str) -> None:
    with pytest.raises(CodeError):
        leaf_prefix(code)
