"""The shipped pack against the policy's text, and what it applies to what."""

import re

import pytest

from bot.policy.load import SHIPPED
from bot.policy.pack import Clause, Source
from bot.policy.quoting import quoted
from tests.policy.packs import NEXT_STEPS_PACK as PACK

SOURCE_TEXT = (SHIPPED / "source.txt").read_text(encoding="utf-8")
POLICY = [clause for clause in PACK.clauses.values() if clause.source is Source.POLICY]


def ids(kind: str, account: str, words: str) -> list[str]:
    return [clause.id for clause in PACK.applying(kind, (account,), words)]


@pytest.mark.parametrize("clause", POLICY, ids=lambda clause: clause.id)
def test_the_clause_is_the_policy_s_own_words(clause: Clause) -> None:
    assert clause.words in SOURCE_TEXT


def test_the_policy_is_there_sentence_by_sentence() -> None:
    expected = """INT-1 REL-1 REL-2 REL-3 REL-4 ACC-1 ACC-2 ACC-3 PWD-1 PWD-2 PRV-1 PRV-2 PRV-2a PRV-2b PRV-2c PRV-2d
    PRV-2e PRV-2f FB-1 FB-2 MON-1 MON-2 MON-3 MON-4 EXT-1 PER-1 PER-2 PER-3 PER-4 PER-5 REV-1"""
    assert [clause.id for clause in POLICY] == expected.split()


def test_every_word_of_the_policy_after_its_title_is_in_a_clause() -> None:
    left = SOURCE_TEXT.split("Version 1", 1)[1]
    pieces = {piece.strip() for clause in POLICY for piece in (*clause.lead.split("…"), clause.words, clause.heading)}
    for piece in sorted(pieces, key=len, reverse=True):
        left = left.replace(piece, "") if piece else left
    assert re.findall(r"\w+", left) == []


def test_every_heading_is_one_of_the_policy() -> None:
    lines = SOURCE_TEXT.splitlines()
    assert all(clause.heading in lines for clause in POLICY)


def test_no_date_is_invented_for_the_undated_policy() -> None:
    assert PACK.policy_version == "Version 1"
    assert {clause.version for clause in POLICY} == {"Version 1"}


def test_the_odd_bracket_of_the_policy_is_kept() -> None:
    assert "(including photos of individuals))" in PACK.clauses["PRV-2"].words


def test_part_of_a_sentence_is_quoted_with_what_introduces_it() -> None:
    street = quoted(PACK.clauses["PRV-2c"])
    assert street.words.startswith("Next Steps … will never broadcast open details …")
    assert street.words.endswith("such as … street name")
    assert street.source == "Policy v1, PRV-2c"


def test_procedure_is_never_called_policy() -> None:
    procedures = [clause for clause in PACK.clauses.values() if clause.source is Source.PROCEDURE]
    assert [clause.id for clause in procedures] == [f"P-{number}" for number in range(1, 16)]
    assert all("policy" not in quoted(clause).source.lower() for clause in procedures)
    assert quoted(PACK.clauses["P-3"]).source == "Procedure, P-3"


def test_procedures_tell_the_times_the_clock_keeps() -> None:
    assert "after 14 days" in PACK.clauses["P-5"].words
    assert "to a post lasts 14 days" in PACK.clauses["P-6"].words
    assert "to a comment on another site 48 hours" in PACK.clauses["P-6"].words
    assert "within 24 hours" in PACK.clauses["P-13"].words


def test_a_comment_elsewhere_is_first_of_all_checked_with_the_director() -> None:
    assert ids("comment", "facebook", "Thank you for this.")[0] == "EXT-1"
    assert ids("comment", "x", "Next Steps runs a walking group on Fridays.")[:2] == ["EXT-1", "PER-1"]


def test_a_facebook_page_is_a_page_and_not_a_person() -> None:
    assert ids("profile_change", "facebook", "A new name.")[0] == "FB-1"
    assert "FB-1" not in ids("profile_change", "x", "A new name.")


def test_a_post_is_nothing_detrimental_and_keeps_privacy() -> None:
    assert ids("post", "instagram", "Walk with us.") == ["MON-1", "PRV-1", "PRV-2", "P-1", "P-4"]


def test_a_profile_is_kept_by_approved_staff() -> None:
    assert ids("profile_change", "linkedin", "New opening hours")[0] == "ACC-3"


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("A PHOTO of our new room", "PRV-2"),
        ("We moved to 12 Elm Road", "PRV-2"),
        ("Happy birthday to one of us", "PRV-2"),
        ("The password is on the board", "PWD-2"),
        ("More at https://example.org", "REL-3"),
        ("This is confidential for now", "REL-1"),
        ("One of our service users tells", "PRV-1"),
        ("See who liked our page", "FB-2"),
    ],
)
def test_a_sign_in_the_words_brings_its_clause_forward(words: str, clause: str) -> None:
    assert ids("post", "instagram", words)[0] == clause


def test_a_sign_is_a_whole_word() -> None:
    plain = ids("post", "instagram", "Walk with us.")
    assert ids("post", "instagram", "Epic photosynthesis, broadly streetwise") == plain


def test_the_same_words_give_the_same_clauses() -> None:
    words = "Photos, a birthday, the password and https://example.org, in confidence"
    assert ids("post", "facebook", words) == ids("post", "facebook", words)
    assert len(ids("post", "facebook", words)) == 6


def test_colleagues_names_are_no_sign() -> None:
    phrases = {phrase for phrases in PACK.signs.values() for phrase in phrases}
    assert not phrases & {"ruth", "amina", "dev", "tom", "priya"}
