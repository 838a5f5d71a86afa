"""X's own cases for its weighted length, all of them, and what they leave open: newer emoji, and where links end."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.networks import measure
from bot.policy.networks.counting import fitting, used, weighted
from bot.policy.networks.links import _extract, links

GROUPS = yaml.safe_load(Path(__file__).with_name("x_lengths.yml").read_text(encoding="utf-8"))


def cases(configuration: int) -> list[Any]:
    return [
        pytest.param(
            "".join(p if isinstance(p, str) else p[0] * p[1] for p in case["text"]), case["expect"], id=case["about"]
        )
        for group in GROUPS.values()
        if group["configuration"] == configuration
        for case in group["cases"]
    ]


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(("text", "expect"), cases(3))
def test_a_text_is_as_long_as_x_says(text: str, expect: dict[str, Any]) -> None:
    measured = measure("x", text)
    assert measured is not None
    assert measured.used == expect["length"]
    refused = any("refuses" in warning for warning in measured.warnings)
    assert (0 < measured.used <= measured.limit and not refused) is expect["valid"]
    if measured.cut_at is None:
        assert units(text) == expect["all"]
    else:
        assert units(text[: measured.cut_at]) == expect["kept"]


@pytest.mark.parametrize(("text", "expect"), cases(2))
def test_without_its_emoji_rule_a_text_is_as_long_as_x_said_before(text: str, expect: dict[str, Any]) -> None:
    text = normalize("NFC", text)
    exceptions = list(weighted(text, emoji_is_one=False))
    assert used(text, exceptions) == expect["length"]
    assert (0 < expect["length"] <= 280) is expect["valid"]


def test_both_configurations_have_all_their_cases() -> None:
    assert (len(cases(2)), len(cases(3))) == (20, 24)


@pytest.mark.parametrize(
    "emoji", ["🫨", "🪿", "🫩", "🫱🏽‍🫲🏿", "🧑🏿‍🦽‍➡️", "🐦‍🔥", "❤️‍🩹", "🏴‍☠️", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧", "#️⃣", "☺", "©️"]
)
def test_an_emoji_of_any_year_counts_two(emoji: str) -> None:
    measured = measure("x", emoji)
    assert measured is not None
    assert measured.used == 2


@pytest.mark.parametrize(
    ("text", "length"), [("© 2026", 6), ("50% #1 *", 8), ("™", 2), ("🐱🏽", 4), ("ŵŷ é", 4), ("👍 ok\r\nyes", 9)]
)
def test_what_only_looks_like_an_emoji_is_counted_as_what_it_is(text: str, length: int) -> None:
    measured = measure("x", text)
    assert measured is not None
    assert measured.used == length


def test_a_text_that_is_not_in_normal_form_is_cut_between_its_letters() -> None:
    text = "e\u0301" * 300
    measured = measure("x", text)
    assert measured is not None
    assert (measured.used, measured.cut_at) == (300, 560)


pieces = st.sampled_from(
    [
        "https://",
        "http://",
        "example.org",
        "www.",
        "t.co/aBc",
        "bücher.de",
        "日本語",
        ".com",
        ".",
        "/",
        "?q=1",
        "@",
        "#",
        "a",
        "-",
        "\t",
    ]
)


@given(st.lists(st.one_of(pieces, st.sampled_from([" ", "\n"])), max_size=30).map("".join))
def test_asking_word_by_word_finds_the_links_of_the_whole_text(text: str) -> None:
    whole = [tuple(found["indices"]) for found in _extract()(text, True)]
    assert list(links(text)) == whole


@given(st.text(max_size=400), st.integers(0, 300))
def test_what_is_kept_fits_and_one_more_would_not(text: str, limit: int) -> None:
    exceptions = list(weighted(text))
    kept = fitting(text, exceptions, limit)
    inside = [one for one in exceptions if one[1] <= kept]
    assert used(text[:kept], inside) <= limit
    if kept < len(text):
        following = next((one for one in exceptions if one[0] == kept), (kept, kept + 1, 1))
        assert used(text[: following[1]], [*inside, following][: len(inside) + (following in exceptions)]) > limit


def test_links_are_found_where_the_librarys_list_of_emoji_cannot_be_read() -> None:
    program = (
        "import sys; sys.modules['pkg_resources'] = None\n"
        "from bot.policy.networks import measure\n"
        "print(measure('x', 'See https://example.org').used)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "27"
