"""Keys, notes and checkpoints are written exactly as C2SP says, and whatever is written otherwise is refused."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tlog_scales import tlog
from tlog_scales.signing import Vkey

from bot.record.checkpoints import Checkpoint, open_checkpoint
from bot.record.keys import Algorithm, SignerKey, VerifierKey
from bot.record.merkle import root
from bot.record.notes import cosign, open_note, sign_note
from bot.record.wire import NoteError, from_base64, from_decimal, to_base64
from tests.record.signed import KEYS, NOON, ORIGIN, RECORD_KEY, STRANGER, TRUSTEE, bit_flipped, checkpoint_note
from tests.record.trees import Tree, bodies

EXAMPLE = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
TEXT = "Three lines,\n\nof which one is empty.\n"

tree = Tree(bodies(9))


def refused(check: Callable[..., Any], *arguments: Any) -> None:
    with pytest.raises(NoteError):
        check(*arguments)


def test_the_standards_example_of_a_key_is_read_and_written_again() -> None:
    key = VerifierKey.parse(EXAMPLE)
    assert (key.name, key.id.hex(), key.algorithm) == ("example.com/foo", "530d903a", Algorithm.ED25519)
    assert str(key) == EXAMPLE


def test_a_private_key_is_read_and_written_again_and_shown_to_nobody_by_accident() -> None:
    key = SignerKey.generate(ORIGIN)
    assert SignerKey.parse(key.secret()) == key != SignerKey.generate(ORIGIN)
    assert key.secret().startswith(f"PRIVATE+KEY+{ORIGIN}+{key.verifier.id.hex()}+")
    assert key.secret() not in f"{key} {key!r}" and repr(key.seed)[2:-1] not in f"{key} {key!r}"
    assert VerifierKey.parse(str(key.verifier)) == key.verifier


def test_another_implementation_reads_our_keys() -> None:
    for key in KEYS:
        theirs = Vkey.from_string(str(key))
        assert (theirs.name, theirs.sig_type, theirs.pubkey) == (key.name, key.algorithm, key.public)
        assert theirs.serialize() == str(key) == Vkey(key.name, None, key.algorithm, key.public).serialize()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/foo",
        EXAMPLE.upper(),
        EXAMPLE.replace("530d903a", "530D903A"),
        EXAMPLE.replace("530d903a", "530d903b"),
        EXAMPLE.replace("530d903a", "30d903a"),
        EXAMPLE.replace("/foo", "/fo"),
        EXAMPLE.replace("/foo", "/f o"),
        EXAMPLE.replace("example.com/foo", ""),
        EXAMPLE.replace("AekyeRrm", "AekyeRrn"),
        EXAMPLE.replace("AekyeRrm", "Aekye\nRrm"),
        EXAMPLE[:-4],
        EXAMPLE + "\n",
        f" {EXAMPLE}",
        f"{EXAMPLE}=",
        f"PRIVATE+KEY+{EXAMPLE}",
        "example.com/foo+530d903a+",
    ],
)
def test_a_key_written_in_any_other_way_is_refused(text: str) -> None:
    refused(VerifierKey.parse, text)
    refused(SignerKey.parse, text)
    refused(SignerKey.parse, f"PRIVATE+KEY+{text}")


def test_a_key_of_an_unknown_kind_is_refused() -> None:
    public = to_base64(bytes([6]) + RECORD_KEY.verifier.public)
    refused(VerifierKey.parse, f"{ORIGIN}+00000000+{public}")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\nb", "a\tb", "a\u0085b", "\ud800"])
def test_a_name_with_spaces_or_plus_signs_names_no_key(name: str) -> None:
    refused(VerifierKey, name, bytes(32))
    refused(SignerKey, name, bytes(32))
    refused(open_note, f"{TEXT}\n— {name} {to_base64(bytes(68))}\n", KEYS)


@pytest.mark.parametrize("value", [b"", bytes(31), bytes(33), "x" * 32, None])
def test_a_key_has_32_bytes(value: Any) -> None:
    refused(VerifierKey, ORIGIN, value)
    refused(SignerKey, ORIGIN, value)


def test_a_note_says_its_text_and_who_signed_it() -> None:
    note = open_note(sign_note(TEXT, RECORD_KEY, STRANGER), [STRANGER.verifier, *KEYS])
    assert note.text == TEXT
    assert [signature.key for signature in note.signatures] == [RECORD_KEY.verifier, STRANGER.verifier]
    assert [signature.at for signature in note.signatures] == [None, None]


def test_a_note_has_the_form_of_the_standard() -> None:
    note = sign_note(TEXT, RECORD_KEY)
    assert re.fullmatch(re.escape(TEXT) + "\n— " + re.escape(ORIGIN) + " [A-Za-z0-9+/]{91}=\n", note)


def test_signatures_of_unknown_keys_are_passed_over_but_one_must_be_known() -> None:
    note = sign_note(TEXT, STRANGER, RECORD_KEY)
    assert [signature.key for signature in open_note(note, KEYS).signatures] == [RECORD_KEY.verifier]
    refused(open_note, sign_note(TEXT, STRANGER), KEYS)
    refused(open_note, note, [])


def test_a_wrong_signature_of_a_known_key_spoils_the_note_even_beside_right_ones() -> None:
    note = sign_note(TEXT, RECORD_KEY, STRANGER)
    for signature in re.findall(r" (\S{92})\n", note):
        refused(open_note, note.replace(signature, bit_flipped(signature)), [*KEYS, STRANGER.verifier])
    line = note.split("\n")[-2]
    twice = note + line.replace(line[-20:], bit_flipped(line[-20:])) + "\n"
    refused(open_note, twice, [STRANGER.verifier])


def test_one_key_that_signs_twice_is_named_once() -> None:
    note = sign_note(TEXT, RECORD_KEY, RECORD_KEY)
    assert len(open_note(note, KEYS).signatures) == 1


NOTE = sign_note(TEXT, RECORD_KEY)
LINE = NOTE.split("\n")[-2]


@pytest.mark.parametrize(
    "note",
    {
        "nothing": "",
        "no signature": TEXT,
        "no empty line": NOTE.replace("\n\n—", "\n—"),
        "no last line end": NOTE[:-1],
        "an empty line at the end": NOTE + "\n",
        "text after the signature": NOTE + "more\n",
        "another line end": NOTE.replace("\n", "\r\n"),
        "a tab": NOTE.replace("Three lines", "Three\tlines"),
        "a zero": NOTE.replace("Three lines", "Three\0lines"),
        "half a character": NOTE.replace("Three lines", "Three\ud800lines"),
        "another dash": NOTE.replace("—", "–"),
        "no space after the dash": NOTE.replace("— ", "—"),
        "two spaces": NOTE.replace(f"{ORIGIN} ", f"{ORIGIN}  "),
        "a space at the end": NOTE[:-1] + " \n",
        "no padding": NOTE[:-2] + "\n",
        "base64 for addresses": NOTE.replace(LINE, LINE.replace("+", "-").replace("/", "_").replace("_next", "/next")),
        "a key number and nothing else": NOTE.replace(LINE, f"— {ORIGIN} {to_base64(RECORD_KEY.verifier.id)}"),
        "one letter more": NOTE.replace("Three", "Threee"),
        "a space in the text": NOTE.replace("lines,\n", "lines, \n"),
        "a line less": NOTE.replace("Three lines,\n", ""),
        "an empty line more": NOTE.replace("\n\n", "\n\n\n", 1),
        "too many signatures": NOTE + (LINE + "\n") * 100,
        "too long": "x" * 1_000_000 + "\n" + NOTE,
        "bytes": NOTE.encode(),
    }.items(),
    ids=lambda item: item[0],
)
def test_a_note_that_is_not_exactly_one_is_refused(note: tuple[str, Any]) -> None:
    refused(open_note, note[1], KEYS)


def test_many_signatures_are_fine() -> None:
    strangers = [SignerKey(f"stranger.example/{number}", bytes([number]) * 32) for number in range(16)]
    assert len(open_note(sign_note(TEXT, *strangers), [key.verifier for key in strangers]).signatures) == 16


def test_only_a_text_that_ends_with_a_line_end_is_signed() -> None:
    for text in ("", "no end", "a\tb\n", "a\r\n"):
        refused(sign_note, text, RECORD_KEY)
    refused(sign_note, TEXT)


def test_a_trustee_says_when_they_saw_the_checkpoint() -> None:
    note = checkpoint_note(tree, 9, cosigned=True)
    own, trustee = open_checkpoint(note, KEYS).signatures
    assert (own.key, own.at) == (RECORD_KEY.verifier, None)
    assert (trustee.key, trustee.at) == (TRUSTEE.verifier, NOON)


def test_a_cosignature_is_what_the_standard_says_it_is() -> None:
    note = checkpoint_note(tree, 9, cosigned=True)
    text = note.split("\n\n")[0] + "\n"
    value = from_base64(note.split("\n")[-2].split(" ")[2])
    assert value[:4] == TRUSTEE.verifier.id and value[4:12] == int(NOON.timestamp()).to_bytes(8)
    message = f"cosignature/v1\ntime {int(NOON.timestamp())}\n{text}"
    plain = VerifierKey(TRUSTEE.name, TRUSTEE.verifier.public)
    assert plain.check(message, value[12:]) is None


def test_another_implementation_accepts_our_checkpoints_and_cosignatures() -> None:
    theirs = tlog.Checkpoint.from_text(checkpoint_note(tree, 9, cosigned=True))
    assert (theirs.origin, theirs.size, theirs.root_hash) == (ORIGIN, 9, tree.root(9))
    for key in KEYS:
        theirs.verify(Vkey.from_string(str(key)))


def test_a_changed_time_or_a_short_cosignature_is_refused() -> None:
    note = checkpoint_note(tree, 9, cosigned=True)
    value = note.split("\n")[-2].split(" ")[2]
    for at in (4, 11, 12, -1):
        refused(open_note, note.replace(value, bit_flipped(value, at)), KEYS)
    for end in (5, 12, 75):
        refused(open_note, note.replace(value, to_base64(from_base64(value)[:end])), KEYS)
    refused(open_note, note.replace(value, to_base64(TRUSTEE.verifier.id + b"\xff" * 72)), KEYS)


def test_cosigning_again_replaces_the_earlier_time_and_nothing_else() -> None:
    note = checkpoint_note(tree, 9, cosigned=True)
    later = cosign(note, TRUSTEE, NOON + timedelta(days=7))
    own, trustee = open_note(later, KEYS).signatures
    assert own.key == RECORD_KEY.verifier and trustee.at == NOON + timedelta(days=7)
    assert len(later) == len(note)


def test_only_a_trustees_key_cosigns_and_it_signs_nothing_else() -> None:
    refused(cosign, checkpoint_note(tree, 9), STRANGER, NOON)
    refused(sign_note, TEXT, TRUSTEE)


def test_a_trustee_cannot_speak_for_the_record() -> None:
    """Not even with a key that bears the record's name."""
    impostor = SignerKey(ORIGIN, b"\2" * 32, Algorithm.COSIGNATURE)
    text = Checkpoint(ORIGIN, 9, tree.root(9)).text()
    note = cosign(sign_note(text, STRANGER), impostor, NOON)
    refused(open_checkpoint, note, [impostor.verifier, TRUSTEE.verifier])
    refused(open_checkpoint, checkpoint_note(tree, 9, cosigned=True), [TRUSTEE.verifier])
    other = SignerKey("record.example.org/other", b"\3" * 32)
    refused(open_checkpoint, sign_note(text, other), [other.verifier])


def test_a_checkpoint_is_three_lines_and_may_have_more() -> None:
    checkpoint = Checkpoint(ORIGIN, 9, tree.root(9), ("kept: yes",))
    assert checkpoint.text() == f"{ORIGIN}\n9\n{to_base64(tree.root(9))}\nkept: yes\n"
    assert Checkpoint.parse(checkpoint.text()) == checkpoint


def test_the_empty_record_has_a_checkpoint() -> None:
    empty = Checkpoint(ORIGIN, 0, root(b""))
    assert Checkpoint.parse(empty.text()) == empty


ROOT = to_base64(tree.root(9))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"{ORIGIN}\n9\n",
        f"{ORIGIN}\n9\n{ROOT}",
        f"\n9\n{ROOT}\n",
        f"{ORIGIN}\n09\n{ROOT}\n",
        f"{ORIGIN}\n+9\n{ROOT}\n",
        f"{ORIGIN}\n-9\n{ROOT}\n",
        f"{ORIGIN}\n9 \n{ROOT}\n",
        f"{ORIGIN}\n٩\n{ROOT}\n",
        f"{ORIGIN}\n9.0\n{ROOT}\n",
        f"{ORIGIN}\n\n{ROOT}\n",
        f"{ORIGIN}\n{2**63}\n{ROOT}\n",
        f"{ORIGIN}\n0\n{ROOT}\n",
        f"{ORIGIN}\n9\n{to_base64(root(b''))}\n",
        f"{ORIGIN}\n9\n{ROOT[:-1]}\n",
        f"{ORIGIN}\n9\n{ROOT[:40]}\n",
        f"{ORIGIN}\n9\n{ROOT[:-2]}B=\n",
        f"{ORIGIN}\n9\n{to_base64(bytes(33))}\n",
        f"{ORIGIN}\n9\n{ROOT}\n\n",
        f"{ORIGIN}\n9\n{ROOT}\n\nmore\n",
        f"{ORIGIN}\r\n9\n{ROOT}\n",
    ],
)
def test_a_checkpoint_written_in_any_other_way_is_refused(text: str) -> None:
    refused(Checkpoint.parse, text)
    if text.endswith("\n") and "\r" not in text:
        refused(open_checkpoint, sign_note(text, RECORD_KEY), KEYS)


@pytest.mark.parametrize(
    ("size", "value"),
    [(True, tree.root(9)), (-1, tree.root(9)), ("9", tree.root(9)), (9, ""), (9, bytearray(32)), (2**63, tree.root(9))],
)
def test_a_checkpoint_is_made_of_a_number_and_a_hash(size: Any, value: Any) -> None:
    refused(Checkpoint, ORIGIN, size, value)


@given(st.text(alphabet=st.characters(codec="utf-8", min_codepoint=32), max_size=30), st.integers(0, 2**63 - 1))
def test_any_line_signed_by_us_comes_back_as_it_was(line: str, number: int) -> None:
    text = f"{line}\n{number}\n\n"
    assert open_note(sign_note(text, RECORD_KEY), KEYS).text == text
    assert from_decimal(str(number)) == number


@given(st.binary(max_size=50))
def test_bytes_are_written_in_one_way_only(value: bytes) -> None:
    written = to_base64(value)
    assert from_base64(written) == value
    for other in (
        f"{written} ",
        f"{written}\n",
        f"{written}=",
        written.rstrip("=") + "\n",
        f"{written[:2]}\n{written[2:]}",
    ):
        refused(from_base64, other)


def test_the_last_bits_of_base64_cannot_hide_anything() -> None:
    for hidden in ("AB==", "AAB=", "AA=", "AA", "A", "AA==AA=="):
        refused(from_base64, hidden)


def test_a_time_before_and_after_all_calendars() -> None:
    assert RECORD_KEY.verifier.check(TEXT, RECORD_KEY.sign(TEXT)) is None
    moment = datetime(1970, 1, 1, tzinfo=UTC)
    assert TRUSTEE.verifier.check(TEXT, TRUSTEE.sign(TEXT, moment)) == moment
