"""Addresses are found as people write them, whole, and ordinary posts are left alone."""

import json
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.policy.prepared import prepare
from bot.policy.privacy.address_hints import may_hold_an_address
from bot.policy.privacy.addresses import find_addresses, read_word_by_word
from bot.policy.privacy.postcodes import postcodes

HERE = Path(__file__).parent
LABELLED = [json.loads(line) for line in (HERE / "addresses.jsonl").read_text(encoding="utf-8").splitlines()]
HELD_OUT = [json.loads(line) for line in (HERE / "addresses_held_out.jsonl").read_text(encoding="utf-8").splitlines()]


def found_in(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_addresses(prepare(text))]


def half_covered(text: str, start: int, end: int) -> bool:
    covered: set[int] = set()
    for span in find_addresses(prepare(text)):
        covered.update(range(max(span.start, start), min(span.end, end)))
    return 2 * len(covered) >= end - start


@pytest.mark.parametrize("row", [row for row in LABELLED if row["spans"]], ids=lambda row: row["text"][:40])
def test_at_least_half_of_every_labelled_address_is_covered(row: dict) -> None:
    assert all(half_covered(row["text"], start, end) for start, end, _ in row["spans"])


@pytest.mark.parametrize("row", [row for row in LABELLED if not row["spans"]], ids=lambda row: row["text"][:40])
def test_a_post_without_an_address_is_left_alone(row: dict) -> None:
    assert found_in(row["text"]) == []


def test_texts_no_rule_was_made_for_are_found_nearly_as_well() -> None:
    """Held out: these lines were written before the rules were measured on them, and no rule was changed for them."""
    spans = [(row["text"], start, end) for row in HELD_OUT for start, end, _ in row["spans"]]
    clean = [row["text"] for row in HELD_OUT if not row["spans"]]
    assert sum(half_covered(*span) for span in spans) >= 0.9 * len(spans)
    assert sum(bool(found_in(text)) for text in clean) <= 0.03 * len(clean)


def test_one_finding_covers_an_address_from_the_flat_to_the_postcode() -> None:
    text = "Please send it to Flat 3, Rose House, 12-14 Elm Road, Headingley, Leeds, West Yorkshire LS6 2AB by Friday."
    assert found_in(text) == ["Flat 3, Rose House, 12-14 Elm Road, Headingley, Leeds, West Yorkshire LS6 2AB"]


@pytest.mark.parametrize("change", [str, str.lower, str.upper], ids=["as typed", "small letters", "capitals"])
def test_an_address_is_found_in_any_case(change: Callable[[str], str]) -> None:
    assert found_in(change("Rose Cottage, 3 Mill Lane, Wells, Somerset BA5 2PL"))


@pytest.mark.parametrize(
    "code",
    ["LS1 2AB", "ls1 2ab", "LS12AB", "LS1-2AB", "SW1A 1AA", "ec2v7hh", "ec1a1bb", "LS 1 2AB", "GIR 0AA", "BFPO 57"],
)
def test_a_postcode_alone_is_found_in_any_case_and_spacing(code: str) -> None:
    [span] = find_addresses(prepare(f"I think it is {code} or near there"))
    assert (span.label, span.start, span.end) == ("POSTCODE", 14, 14 + len(code))


@pytest.mark.parametrize(
    "code",
    ["AA1 2AB", "N64 3DS", "LS1 2CB", "#e6e6fa", "de3d8bb", "E1 2nd", "QQ12 3AB", "LS00 2AB", "ls 1 2nd", "so 3 4ab"],
)
def test_what_only_looks_like_a_postcode_is_left_alone(code: str) -> None:
    assert not list(postcodes(prepare(f"see {code} for more")))


def test_full_width_digits_and_characters_that_are_not_seen_hide_nothing() -> None:
    text = "she lives at \uff11\uff12 Elm\u200b Road, Leeds now"
    assert found_in(text) == ["\uff11\uff12 Elm\u200b Road, Leeds"]


def test_a_street_alone_and_an_address_with_a_number_are_told_apart() -> None:
    rules = {text: [span.rule for span in find_addresses(prepare(text))] for text in ("on Elm Road", "at 12 Elm Road")}
    assert rules == {"on Elm Road": ["street"], "at 12 Elm Road": ["address"]}


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_and_the_places_lie_within_it(text: str) -> None:
    spans = list(find_addresses(prepare(text)))
    assert spans == list(find_addresses(prepare(text)))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


WORDS = [
    "12",
    "12-14",
    "Flat",
    "3",
    "elm",
    "Elm",
    "Road",
    "road",
    "The",
    "Court",
    "Hill,",
    "Leeds",
    ",",
    "\n",
    "LS1 2AB",
    ". ",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_pieces_of_addresses_in_any_order_give_places_that_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = sorted(find_addresses(prepare(text)))
    assert all(one.end <= other.start for one, other in pairwise(spans))


PROSE = (
    "We had a lovely afternoon with the gardening group, who planted garlic, tidied the beds and shared a flask of "
    "soup in the shed while it rained. Thank you to all who came, and to everybody who brought biscuits. See you next "
    "week."
)


def test_an_ordinary_post_is_not_read_word_by_word() -> None:
    assert not may_hold_an_address(prepare(PROSE))
    assert may_hold_an_address(prepare(f"{PROSE} Come to Elm Road."))


@pytest.mark.parametrize("change", [str, str.lower, str.title])
@pytest.mark.parametrize("apart", [" ", "\n", "\n\nShe lives at ", " The gate is by "])
def test_an_address_at_the_end_of_a_long_post_is_found_as_well(apart: str, change: Callable[[str], str]) -> None:
    rows = [row for row in LABELLED + HELD_OUT if row["spans"]]
    addresses = [row["text"][start:end] for row in rows for start, end, _ in row["spans"]]
    _same_word_by_word(f"{PROSE}{apart}{change(address)}" for address in addresses)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [*WORDS, "a", "of", "St", "Mary's", "lives at", "Shambles", "heol", "drove", "2-bed", "1/2", "24/7", "flat"]
        ),
        max_size=9,
    )
)
def test_pieces_of_addresses_in_a_long_post_are_found_as_if_it_were_read_word_by_word(pieces: list[str]) -> None:
    _same_word_by_word([f"{PROSE} {' '.join(pieces)} {PROSE}"])


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text("aAzZ 019.,'-/&()|\n\tééŵ€🙂road hall flat", max_size=60))
def test_a_long_post_with_anything_in_it_is_read_as_if_it_were_read_word_by_word(anything: str) -> None:
    _same_word_by_word([f"{PROSE} {anything} {PROSE}"])


def _same_word_by_word(texts: Iterable[str]) -> None:
    for text in map(prepare, texts):
        assert list(find_addresses(text)) == list(read_word_by_word(text, list(postcodes(text)))), text.text


@pytest.mark.parametrize(
    "piece", ["12 Elm Road, ", "Elm ", "flat 3, ", "A, ", "the park, ", "Leeds, ", "12 ", "LS1 2AB "]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = prepare((piece * (length // len(piece) + 1))[:length])
        return min(_timed(lambda: list(find_addresses(text))) for _ in range(5))

    seconds(1_000)
    assert seconds(20_000) < 12 * seconds(4_000) + 0.02


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
