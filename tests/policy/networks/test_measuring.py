"""What a writer is told about a text's length, and where it would be cut."""

import subprocess
import sys
from datetime import date

import pytest

from bot.policy.networks import first_line, measure
from bot.policy.networks.limits import Network, networks


def told(network: str, text: str, kind: str = "post") -> str:
    measured = measure(network, text, kind)
    assert measured is not None
    return measured.told


def test_a_text_that_fits_is_told_what_is_left() -> None:
    assert told("x", "a" * 217) == "217 characters; X would allow 63 more"
    assert told("x", "a") == "1 character; X would allow 279 more"
    assert told("x", "a" * 280) == "280 characters; X allows no more"
    assert told("linkedin", "") == "LinkedIn allows 3,000 characters"


def test_a_text_that_is_too_long_is_told_how_much_would_be_cut_and_where() -> None:
    measured = measure("x", "a" * 312)
    assert measured is not None
    assert measured.told == "X allows 280 characters; this has 312: the last 32 would be cut"
    assert (measured.used, measured.limit, measured.left, measured.cut_at) == (312, 280, -32, 280)


def test_the_network_is_named_as_who_counts_when_its_count_is_not_the_readers() -> None:
    assert told("x", "See https://example.org") == "27 characters as X counts them; X would allow 253 more"
    assert told("google_review", "Diolch ŵ", "reply") == "9 bytes; Google would allow 4,087 more"


def test_a_network_nobody_knows_is_not_guessed_at() -> None:
    assert measure("noticeboard", "Hello") is None
    assert first_line("noticeboard", "Hello") == ""


@pytest.mark.parametrize(
    ("network", "kind", "limit", "unit"),
    [
        ("instagram", "comment", 2200, "characters"),
        ("facebook", "post", 63206, "characters"),
        ("facebook", "comment", 8000, "characters"),
        ("linkedin", "reply", 1250, "characters"),
        ("tiktok", "comment", 150, "characters"),
        ("youtube", "comment", 10000, "characters"),
        ("google_review", "reply", 4096, "bytes"),
        ("google_review", "post", 1500, "characters"),
        ("threads", "reply", 500, "characters"),
    ],
)
def test_comments_and_replies_have_their_own_limits(network: str, kind: str, limit: int, unit: str) -> None:
    measured = measure(network, "Thank you", kind)
    assert measured is not None
    assert (measured.limit, measured.unit) == (limit, unit)


def test_more_hashtags_links_or_words_about_a_picture_than_allowed_are_pointed_at() -> None:
    def warned(network: str, text: str, alts: tuple[str, ...] = ()) -> tuple[str, ...]:
        measured = measure(network, text, "post", alts)
        assert measured is not None
        return measured.warnings

    six = "#one #two #three #four #five #Six"
    assert warned("instagram", six) == ("6 hashtags; Instagram allows 5",)
    assert warned("instagram", six.replace(" #Six", " #6")) == ()  # figures alone are no hashtag
    assert warned("threads", "#one, #two") == ("2 hashtags; Threads allows 1",)
    assert warned("threads", " ".join(f"https://example.org/{n}" for n in range(6))) == ("6 links; Threads allows 5",)
    assert warned("x", "A walk", ("a" * 1001,)) == (
        "The description of the picture has 1,001 characters; X allows 1,000",
    )
    assert warned("tiktok", "A walk", ("short", "a" * 301)) == (
        "The description of picture 2 has 301 characters; TikTok allows 300",
    )
    assert warned("tiktok", "a" * 2201) == ("Under a video, TikTok allows 2,200 characters",)
    assert warned("mastodon", "a" * 501) == ("Your server may allow another number.",)
    assert warned("x", "A walk\ufeff") == ("There is a character in this that cannot be seen and that X refuses",)


def test_the_first_line_is_what_is_seen_before_more() -> None:
    text = "Join us on Friday for a walk along the river. " * 4
    once = "Join us on Friday for a walk along the river."
    assert first_line("instagram", text) == f"{once} {once} Join us on Friday for a walk …"
    assert first_line("instagram", "One\nTwo\nThree\nFour") == "One\nTwo\nThree …"
    assert first_line("instagram", "Join us on Friday.") == ""
    assert first_line("linkedin", "a" * 150) == "a" * 140 + " …"
    assert first_line("x", text * 10) == ""  # X folds nothing that a small account may write


@pytest.mark.parametrize("network", networks().values(), ids=str)
def test_every_limit_has_a_source_and_the_day_it_was_looked_at(network: Network) -> None:
    assert network.source.strip()
    assert network.checked >= date(2026, 1, 1)
    assert all(limit > 0 for limit in (*network.limits.values(), *network.bytes.values()))


def test_nothing_is_read_before_something_is_measured() -> None:
    heavy = ("regex", "pydantic", "yaml", "twitter_text", "bot.policy.networks.limits")
    program = f"import sys, bot.policy.networks; print([name for name in {heavy!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
