"""The networks that publish no cases: each by the sentence of its source that says how it counts (networks.yml)."""

import pytest

from bot.policy.networks import measure


def length(network: str, text: str, kind: str = "post") -> int:
    measured = measure(network, text, kind)
    assert measured is not None
    return measured.used


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("See https://example.org/a/long/way/to/the/page", 4 + 23),
        ("See http://x.uk", 4 + 23),  # a short link counts as much
        ("See example.org", 15),  # no protocol, so it is only words
        ("Thanks @ruth@mastodon.example", 12),
        ("Thanks @ruth", 12),
        ("Thanks @dev.two@social.example.org.", 16),
        ("@ruth@localhost", 5),
        ("Write to ruth@example.org", 25),  # an address is no mention
        ("https://example.org/@ruth@example.com", 23),  # inside a link nothing else is counted
        ("@a@b.example https://example.org 👨‍👩‍👧‍👦", 2 + 1 + 23 + 1 + 1),
        # what its own tests say (spec/validators/status_length_validator_spec.rb)
        ("a" * 476 + f" http://{'b' * 30}.com/example", 500),
        ("a" * 475 + f" @alice@{'b' * 30}.com", 475 + 7),
        ("a" * 476 + f"http://{'b' * 30}.com/example", 476 + 49),  # no link: there is nothing between
    ],
)
def test_mastodon_counts_a_link_as_23_and_leaves_out_somebodys_server(text: str, used: int) -> None:
    assert length("mastodon", text) == used


@pytest.mark.parametrize(("text", "used"), [("Hello", 5), ("Hello 😀", 10), ("❤️", 6), ("é", 1), ("👍🏽", 8), ("🇬🇧", 8)])
def test_threads_counts_the_bytes_of_an_emoji(text: str, used: int) -> None:
    assert length("threads", text) == used


@pytest.mark.parametrize(("text", "used"), [("Hello", 5), ("😀", 2), ("👨‍👩‍👧‍👦", 11), ("é", 1), ("𝐁old", 5)])
def test_linkedin_counts_utf16_units(text: str, used: int) -> None:
    assert length("linkedin", text) == used


@pytest.mark.parametrize(("text", "used"), [("Thank you", 9), ("£5", 3), ("Diolch ŵ", 9), ("😀", 4)])
def test_an_answer_to_a_google_review_is_counted_in_bytes(text: str, used: int) -> None:
    assert length("google_review", text, "reply") == used


@pytest.mark.parametrize("network", ["instagram", "facebook", "tiktok", "youtube", "pinterest"])
def test_the_others_count_characters_and_a_line_end_is_one(network: str) -> None:
    assert length(network, "Hello 😀\r\nWorld") == 13
    assert length(network, "") == 0


@pytest.mark.parametrize("network", ["linkedin", "threads", "mastodon", "bluesky", "google_review"])
def test_nothing_is_cut_in_the_middle_of_what_counts_as_one(network: str) -> None:
    kind = "reply" if network == "google_review" else "post"
    emoji = "😀"
    measured = measure(network, "a" + emoji * 4200, kind)
    assert measured is not None
    assert measured.cut_at is not None
    kept = measure(network, ("a" + emoji * 4200)[: measured.cut_at], kind)
    assert kept is not None
    assert kept.limit - 4 < kept.used <= kept.limit
