"""Bluesky counts what people see as one character: Unicode's own cases for it, all of them, and its second limit."""

import os
from pathlib import Path

import pytest

from bot.policy.networks import measure
from bot.policy.networks.counting import graphemes, used

CASES = Path("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt")
INSTALL = "apt install unicode-data"


def unicodes_cases() -> list[list[str]]:
    if not CASES.exists():
        assert "CI" not in os.environ, f"CI must ask Unicode: {INSTALL}"
        pytest.skip(f"Unicode's own cases are not tried: {INSTALL}")
    lines = (line.split("#")[0].strip() for line in CASES.read_text(encoding="utf-8").splitlines())
    return [
        ["".join(chr(int(code, 16)) for code in cluster.replace("×", " ").split()) for cluster in line.split("÷")[1:-1]]
        for line in lines
        if line
    ]


def test_unicodes_graphemes_are_counted_one_each() -> None:
    cases = unicodes_cases()
    assert len(cases) > 500
    for clusters in cases:
        text = "".join(clusters)
        ends = [len("".join(clusters[: number + 1])) for number in range(len(clusters))]
        found = list(graphemes(text))
        assert used(text, found) == len(clusters), [f"{ord(letter):04X}" for letter in text]
        assert {end for _, end, _ in found} <= set(ends), [f"{ord(letter):04X}" for letter in text]


@pytest.mark.parametrize(
    ("text", "length"), [("👨‍👩‍👧‍👦", 1), ("e\u0301", 1), ("🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", 7), ("a\r\nb", 3), ("क्षि", 1)]
)
def test_what_is_seen_as_one_character_counts_one(text: str, length: int) -> None:
    measured = measure("bluesky", text)
    assert measured is not None
    assert measured.used == length


def test_three_thousand_bytes_are_a_limit_of_their_own() -> None:
    family = "👨‍👩‍👧‍👦"  # 25 bytes, one character
    measured = measure("bluesky", family * 121)
    assert measured is not None
    assert (measured.used, measured.limit, measured.unit) == (3025, 3000, "bytes")
    assert measured.told == "Bluesky allows 3,000 bytes; this has 3,025: the last 25 would be cut"
    assert measured.cut_at is not None
    within = measure("bluesky", family * 120)
    assert within is not None
    assert (within.used, within.limit) == (120, 300)
