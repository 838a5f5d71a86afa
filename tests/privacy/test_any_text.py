"""Whatever somebody types or pastes: an answer, the same one twice, and places that are in the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.policy.prepared import prepare
from bot.policy.privacy.patterns import Pattern, Sought
from bot.policy.privacy.reading import find_private

LONGEST = 20_000
PIECES = (
    "12 Elm Road, Leeds ", "LS1 4AB ", "born 1/2/1980, ", "AB51 ABC ", "car ", "reg ", "07911 654321 ", "a@b.co ",
    "@x ", "401 023 2137 ", "AB123456C ", "passport 123456789 ", "MORGA607054SM9IJ ", "12-34-56 12345678 ",
    "sort code ", "4111 1111 1111 1111 ", "GB82 WEST 1234 5698 7654 32 ", "1.2.3.4 ", "::1 ", "51.5, -0.12 ",
    "///a.b.c ", "https://x.y/?e=", "our client Sarah, 34, from Leeds ", "password: ", "x", "0", "1", " ", "\n",
    ".", ",", "-", "(", "@", "%", "\u200b", "０", "é",
)  # fmt: skip


BORN = r"\b(?:born|dob)\b [0-9]"
TOGETHER, ALONE = Sought(BORN), Pattern(BORN)


def check(text: str) -> None:
    found = find_private(prepare(text), everything=True)
    assert found == find_private(prepare(text), everything=True)
    for span in found:
        assert 0 <= span.start < span.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
@example("\ud800 born 1/2/1980 \U0001d7ce")
@example("İ" * 40 + " AB51 ABC")
@example("\u200b" * 50)
def test_any_text_gets_an_answer(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120))
def test_pieces_of_private_things_in_any_order_get_an_answer(pieces: list[str]) -> None:
    check("".join(pieces))


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=12), st.sampled_from(PIECES))
def test_a_very_long_text_gets_an_answer(words: str, piece: str) -> None:
    check(((words + piece) * LONGEST)[:LONGEST])


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="\u200b\u200d\ufeff\u00ad", max_size=6), st.integers(0, 11))
def test_what_is_not_seen_hides_nothing(unseen: str, at: int) -> None:
    number = "07911 654321"
    [span] = find_private(prepare(number[:at] + unseen + number[at:]))
    assert span.label == "PHONE"
    assert span.end - span.start >= len(number)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=120))
def test_what_is_searched_for_together_is_seen_where_it_is_seen_alone(pieces: list[str]) -> None:
    text = prepare("".join(pieces))
    assert TOGETHER.is_in(text) is (ALONE.first_in(text) is not None)
    assert [one.start for one in TOGETHER.all_in(text)] == [one.start for one in ALONE.all_in(text)]


def test_what_is_asked_for_only_after_a_text_was_searched_is_seen_in_it_too() -> None:
    text = prepare("She was born 3 May, in Leeds.")
    assert TOGETHER.is_in(text)
    assert Sought("leeds").is_in(text)
    assert not Sought("derby").is_in(text)
