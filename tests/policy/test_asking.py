"""Questions about the policy are answered in its own words, and it is said aloud when it has none."""

import pytest

from bot.delivery.parts import Bullets, Clauses, Headline, Para, Parts
from bot.policy.ask import ask, policy_answer
from bot.policy.pack import Pack
from tests.policy.packs import NEXT_STEPS_PACK, OTHER_PACK


def ids(words: str) -> list[str]:
    return [clause.id for clause in ask(NEXT_STEPS_PACK, words)]


def shown(parts: Parts) -> str:
    return " ".join(
        quote.words + quote.source for part in parts if isinstance(part, Clauses) for quote in part.items
    ) + " ".join(part.text for part in parts if isinstance(part, Headline | Para))


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("photos", "PRV-2"),
        ("Can we post a picture?", "PRV-2"),
        ("birthdays", "PRV-2"),
        ("tweets", "ACC-2"),
        ("can I set up an Instagram", "ACC-1"),
        ("log-in", "PWD-1"),
        ("who knows the password", "PWD-2"),
        ("commenting elsewhere", "EXT-1"),
        ("who monitors comments", "MON-2"),
        ("troll", "MON-4"),
        ("unsuitable comments", "MON-4"),
        ("speaking for Next Steps", "PER-3"),
        ("my own opinions", "PER-2"),
        ("conflict of interest", "REL-2"),
        ("likes", "FB-2"),
        ("last updated", "REV-1"),
    ],
)
def test_a_question_finds_the_clause_that_answers_it(question: str, best: str) -> None:
    assert ids(question)[0] == best


def test_a_question_about_personal_accounts_finds_that_section() -> None:
    assert {"PER-1", "PER-2", "PER-3", "PER-4", "PER-5"} <= set(ids("personal account"))
    assert set(ids("own profile")) == set(ids("personal account"))


def test_an_answer_quotes_the_policy_word_for_word_with_id_and_version() -> None:
    parts = policy_answer(NEXT_STEPS_PACK, "deleting posts")
    assert "If posts are deemed unsuitable, they will be deleted." in shown(parts)
    assert "Policy v1, MON-3" in shown(parts)


@pytest.mark.parametrize("question", ["holiday", "dress code", "emoji"])
def test_what_nothing_speaks_of_is_said_to_be_not_covered(question: str) -> None:
    parts = policy_answer(NEXT_STEPS_PACK, question)
    assert ids(question) == []
    assert parts[0] == Headline("The policy does not cover this")
    assert "Please ask the Director." in shown(parts)


def test_what_only_procedure_says_is_not_passed_off_as_policy() -> None:
    parts = policy_answer(NEXT_STEPS_PACK, "how fast")
    assert parts[0] == Headline("The policy does not cover this")
    quotes = [quote for part in parts if isinstance(part, Clauses) for quote in part.items]
    assert quotes
    assert all(quote.source.startswith("Procedure, P-") for quote in quotes)


def test_policy_and_procedure_stand_apart() -> None:
    titles = [part.title for part in policy_answer(NEXT_STEPS_PACK, "personal account") if isinstance(part, Clauses)]
    assert titles == ["Social Media Policy, Version 1", "How we do it (procedure, not policy)"]


def test_a_word_the_policy_uses_without_defining_it_is_not_explained() -> None:
    parts = policy_answer(NEXT_STEPS_PACK, "What is unsuitable?")
    assert parts[0] == Headline("The policy does not cover this")
    assert "It uses “unsuitable” but does not say what it means. The Director judges that." in shown(parts)
    assert "Policy v1, MON-3" in shown(parts)
    assert ids("what is unsuitable") == []


@pytest.mark.parametrize("question", ["", "  ", "What is the policy?"])
def test_no_particular_question_gets_the_headings(question: str) -> None:
    parts = policy_answer(NEXT_STEPS_PACK, question)
    headings = next(part for part in parts if isinstance(part, Bullets)).items
    assert parts[0] == Headline("Social Media Policy, Version 1")
    assert headings[2:6] == (
        "Responsibilities for input",
        "Password protection",
        "Privacy protection",
        "Monitoring content",
    )
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("name", ["PRV-2c", "prv-2c", " PRV 2c "])
def test_a_clause_is_found_by_its_id(name: str) -> None:
    assert ids(name) == ["PRV-2c"]


@pytest.mark.parametrize("pack", [NEXT_STEPS_PACK, OTHER_PACK], ids=["next steps", "other"])
def test_a_heading_of_the_list_shows_its_whole_section(pack: Pack) -> None:
    for heading in {clause.heading for clause in pack.clauses.values()}:
        section = [clause for clause in pack.clauses.values() if clause.heading == heading and not clause.part_of]
        assert list(ask(pack, heading)) == section


def test_a_long_question_is_not_repeated_whole() -> None:
    parts = policy_answer(NEXT_STEPS_PACK, "photos " * 500)
    assert isinstance(parts[0], Headline)
    assert len(parts[0].text) < 150


def test_another_pack_answers_in_its_own_words() -> None:
    parts = policy_answer(OTHER_PACK, "How much money?")
    assert "Rent figures are published once a year" in shown(parts)
    assert "Talking in public, 3rd ed., K2" in shown(parts)
    assert "Please ask the Secretary." in shown(policy_answer(OTHER_PACK, "parrots"))
