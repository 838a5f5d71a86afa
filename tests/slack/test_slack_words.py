"""Words come to the core in one spelling, from whatever place in Slack."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack import canonical, emoji
from handlers.slack.hidden import with_hidden_shown, without_hidden
from tests.slack.slack_parts import words


@given(words | st.text())
def test_words_are_normal_visible_and_settled(text: str) -> None:
    once = canonical.typed(text)
    assert unicodedata.is_normalized("NFC", once.words)
    assert "\r" not in once.words
    assert without_hidden(once.words) == once.words
    assert canonical.typed(once.words).words == once.words


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters=":")))
def test_plain_words_stay_as_they_were_typed(text: str) -> None:
    visible = without_hidden(unicodedata.normalize("NFC", text))
    assert canonical.typed(text).words == visible


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters=":")))
def test_what_slack_escapes_is_unescaped_once(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert canonical.sent(escaped) == canonical.typed(text)


def test_form_input_is_not_unescaped() -> None:
    assert canonical.typed("Fish &amp; chips &lt;3").words == "Fish &amp; chips &lt;3"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("e\u0301te\u0301", "été"),
        ("tab\tstays, bell\x07 goes", "tab\tstays, bell goes"),
        ("safe\u202eegassem\u202c", "safeegassem"),
        ("sui\u200bcide, so\u00adft", "suicide, soft"),
        ("half \ud83d a pair", "half  a pair"),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f wins",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f wins",
        ),
        ("🏴\U000e0068\U000e0069\U000e007f", "🏴"),
        ("می\u200cخواهم 👩\u200d👧 שלום\u200f!", "می\u200cخواهم 👩\u200d👧 שלום\u200f!"),
    ],
)
def test_nothing_unseen_stays_in_the_words(text: str, read: str) -> None:
    assert canonical.typed(text).words == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Join us :tada:", "Join us 🎉"),
        ("news:tada:Join", "news🎉Join"),
        (":+1::heart:", "👍❤️"),
        (":wave::skin-tone-4: hello", "👋🏽 hello"),
        (":woman-walking::skin-tone-6:", "🚶🏿\u200d♀️"),
        (":v::skin-tone-2:", "✌🏻"),
        (":flag-england:", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
        ("at 10:30:15", "at 10:30:15"),
        ("Ratio 3:2:1 and 1:100:2", "Ratio 3:2:1 and 1:100:2"),
        ("a:b:c std::vector C::method::x", "a:b:c std::vector C::method::x"),
        ("Note: this, and: that:", "Note: this, and: that:"),
        ("https://example.org:8080/a:b:/", "https://example.org:8080/a:b:/"),
        (":100: per cent", "💯 per cent"),
    ],
)
def test_names_of_emoji_become_characters_and_nothing_else_does(text: str, read: str) -> None:
    assert canonical.typed(text) == canonical.Canonical(read)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hooray :next_steps: and :partyparrot:, :next_steps:", ("next_steps", "partyparrot")),
        (":tada::next_steps:", ("next_steps",)),
        (":next_steps::tada:", ("next_steps",)),
    ],
)
def test_an_emoji_of_this_workspace_alone_is_reported(text: str, names: tuple[str, ...]) -> None:
    assert canonical.typed(text).unknown == names


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@U0RUTH> and <@U0TOM|tom>, see <#C0GENERAL|general>", "@Ruth Adeyemi and @tom, see #general"),
        ("<!here> <!channel> <!subteam^S1|@team>", "@here @channel @team"),
        ("<!date^1392734382^{date}|18 February 2014>", "18 February 2014"),
        (
            "<https://nextsteps.org.uk/|nextsteps.org.uk> <https://nextsteps.org.uk>",
            "nextsteps.org.uk https://nextsteps.org.uk",
        ),
        ("<https://evil.example|nextsteps.org.uk>", "nextsteps.org.uk (https://evil.example)"),
        ("<mailto:help@nextsteps.org.uk|help@nextsteps.org.uk> <tel:116123|116123>", "help@nextsteps.org.uk 116123"),
        ("Fish &amp; chips &lt;3 &amp;lt;", "Fish & chips <3 &lt;"),
    ],
)
def test_slacks_own_forms_are_read_as_people_read_them(text: str, read: str) -> None:
    names = {"U0RUTH": "Ruth Adeyemi"}
    assert canonical.sent(text, lambda user: names.get(user, user)).words == read


@given(words | st.text())
def test_hidden_characters_are_named_where_they_stand(text: str) -> None:
    shown = with_hidden_shown(text)
    assert without_hidden(shown) == shown
    assert with_hidden_shown(shown) == shown


def test_a_hidden_turn_is_named() -> None:
    assert with_hidden_shown("safe\u202eegassem") == "safe⟨U+202E⟩egassem"


def test_a_reaction_is_spelled_with_all_its_names() -> None:
    assert emoji.spelled_out("+1::skin-tone-2").split() == ["👍", "+1", "thumbsup"]
    assert emoji.spelled_out("party_parrot") == "party_parrot"
