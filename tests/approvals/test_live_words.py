"""What networks and copying do to words is no difference; a word, a figure or another link is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.approvals.differences import told
from bot.approvals.live_words import Compared, compare

PIECES = st.sampled_from(
    ["walk", "https://a.org/b", "(https://a[b", "a.org/…", "🎉", "t.co/x", "...", "“", " ", "\n", "7"]
)
LINK = "https://www.example.org/walks/2026/friday"


@pytest.mark.parametrize(
    ("approved", "live"),
    [
        ("We'll meet at 'The Mill' - \"rain or shine\"...", "We’ll meet at ‘The Mill’ – “rain or shine”…"),
        ("Two lines\n\nand a third", "Two lines and a   third"),
        ("A\u00a0walk, café and soft\u00adhyphen", "A walk, cafe\u0301 and softhyphen"),
        ("I ❤️ walks", "I ❤ walks"),
        ("Soup 🎉 at 10:30 👩‍👩‍👧", "Soup at 10:30"),
        ("🎉Soup", "Soup"),
        (f"See {LINK}/ today", "See example.org/walks/2026/friday today"),
        (f"See {LINK} today", "See HTTP://Example.org/walks/2026/friday?fbclid=Iw1&utm_source=x today"),
        (f"See ({LINK}).", "See (example.org/walks/20…)."),
        (f"See {LINK} today", "See https://t.co/a1B2c3 today"),
        (f"Two: {LINK} and https://example.org/b?id=7", "Two: t.co/a and https://lnkd.in/b"),
        (f"Join us. {LINK}", "Join us."),
        ("", ""),
    ],
)
def test_what_networks_and_copies_do_is_no_difference(approved: str, live: str) -> None:
    assert compare(approved, live).differences == ()


@pytest.mark.parametrize(
    ("approved", "live", "said"),
    [
        ("We meet on Friday", "We meet on Sunday", "was “Friday”, now “Sunday”"),
        ("At 10:30", "At 10.30", "was “10:30”, now “10.30”"),
        ("It is safe", "It is not safe", "added “not”"),
        ("It is not safe", "It is safe", "taken out “not”"),
        ("Ring Amina", "Ring amina", "was “Amina”, now “amina”"),
        ("A walk 🎉 today", "A walk 🎊 today", "was “🎉”, now “🎊”"),
        (f"See {LINK} today", "See https://example.org/other today", f"was “{LINK}”, now “https://example.org/other”"),
        (f"See {LINK} today", "See evil.example/wal… today", f"was “{LINK}”, now “evil.example/wal…”"),
        (f"See {LINK} today", "See today", f"taken out “{LINK}”"),
        ("No link", "No link t.co/abc", "added “t.co/abc”"),
        ("See https://example.org/?id=7", "See https://example.org/?id=8", "now “https://example.org/?id=8”"),
        ("Some words", "", "taken out “Some words”"),
    ],
)
def test_another_word_figure_or_link_is_told_as_it_stands(approved: str, live: str, said: str) -> None:
    assert said in " ".join(told(compare(approved, live).differences))


@pytest.mark.parametrize(
    ("approved", "live", "remark"),
    [
        ("Soup 🎉", "Soup", "The copy has no emoji."),
        (f"See {LINK} today", "See https://t.co/a1 today", "t.co/a1 stands for a link. I can't see where"),
        (f"Join us. {LINK}", "Join us.", "The link at the end is not in the copy."),
    ],
)
def test_what_a_copy_cannot_show_is_said(approved: str, live: str, remark: str) -> None:
    assert compare(approved, live).remarks[0].startswith(remark)
    assert compare(approved, approved).remarks == ()


@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
def test_any_words_are_the_same_as_themselves(words: str) -> None:
    assert compare(words, words) == Compared()


@given(st.lists(PIECES, max_size=8).map(" ".join), st.sampled_from(["safe", "8", "b.org/c"]))
def test_an_added_word_is_always_seen(words: str, added: str) -> None:
    assert not compare(words, f"{words} {added} x").same
