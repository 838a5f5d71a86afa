"""What is said of what was found: the pack's own words and clauses, and nothing of what the organisation allows."""

from typing import Any

import pytest

from bot.policy.findings import Finding, Level, Occasion, Span
from bot.policy.pack import Pack
from bot.policy.privacy.labels import STRONGEST_FIRST
from bot.policy.privacy.reading import winners
from bot.policy.screening import screen
from tests.policy.packs import NEXT_STEPS_PACK, OTHER_PACK

OURS = (
    "The Hub, 12 Sample Street, Anytown LS1 4AB",
    "020 7946 0123",
    "hello@example.org",
    "https://example.org/walk?member=1",
)


def private(text: str, pack: Pack = NEXT_STEPS_PACK, **asked: Any) -> list[Finding]:
    return [one for one in screen(pack, text, **asked) if one.label in STRONGEST_FIRST]


def test_a_finding_says_where_under_which_clause_and_why() -> None:
    text = "Her date of birth is 14/02/1951."
    [finding] = private(text)
    assert text[finding.start : finding.end] == "14/02/1951"
    assert (finding.label, finding.clause, finding.level) == ("DOB", "PRV-2b", Level.STOP_AND_THINK)
    assert finding.why and finding.say and finding.private


@pytest.mark.parametrize("pack", [NEXT_STEPS_PACK, OTHER_PACK], ids=["next steps", "other"])
def test_every_label_is_under_a_clause_of_its_pack(pack: Pack) -> None:
    assert all(pack.clause(pack.sayings.labels[label].clause) for label in STRONGEST_FIRST)


def test_another_pack_speaks_with_its_own_words() -> None:
    [finding] = private("Ring Moira on 07911 654321", OTHER_PACK)
    assert finding.clause == "K1"


def test_in_somebodys_own_name_a_client_is_a_matter_of_confidence() -> None:
    text = "Our client Denise, 52, lives in Grimsby."
    assert [one.clause for one in private(text)] == ["PRV-1"]
    assert [one.clause for one in private(text, occasion=Occasion.PERSONAL)] == ["PER-4"]


def test_places_count_code_points_of_the_text_as_it_was_typed() -> None:
    text = "\U0001f600\u200b Her number is ０７９１１\u200b ６５４３２１ \U0001f600"
    [finding] = private(text)
    assert text[finding.start : finding.end] == "０７９１１\u200b ６５４３２１"


@pytest.mark.parametrize(
    "text",
    [
        "Ring us on 020 7946 0123.",
        "Ring us on +44 (0)20 7946 0123.",
        "Write to HELLO@example.org",
        "Come to The Hub, 12 Sample Street, Anytown LS1 4AB.",
        "Come to 12 sample street, anytown",
        "We are near LS1 4AB",
        "Book at example.org/walk?member=1",
    ],
)
def test_what_is_the_organisations_own_is_not_told(text: str) -> None:
    assert private(text, allowed=OURS) == []


@pytest.mark.parametrize(
    "text",
    [
        "She lives at 14 Sample Street, Anytown.",
        "Ring her on 020 7946 0124.",
        "Her password is Hello@example0",
        "born 02/07/1946",
    ],
)
def test_what_only_resembles_it_is_told(text: str) -> None:
    assert len(private(text, allowed=OURS)) == 1


def test_helplines_are_public() -> None:
    assert private("Ring Samaritans on 116 123 or Childline on 0800 1111, or text SHOUT to 85258.") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The swifts are back over Mill Street.", "street-in-public"),
        ("Support worker, 30 hours, based at Marsh Road. Closing date is noon on the 12th.", "street-in-public"),
        ("They were patient with us. Please use the pay and display on Mill Lane.", "street-in-public"),
        ("To our neighbours on Plassey Street: there will be drumming until three.", "street-in-public"),
        ("We’re on 01632 960270, Monday to Friday.", "phone-given-as-ours"),
        ("You need no referral. It is free and in confidence: 01632 960178.", "phone-given-as-ours"),
        ("Please ring the office on 01632 960114 and ask for the manager.", "phone-given-as-ours"),
        ("If betting has become a battle, ring 0808 8020 133.", "phone-organisation"),
        ("Write to referrals@example.org.uk.", "email-role"),
    ],
)
def test_what_anybody_may_know_is_a_tip_and_stops_nobody(text: str, rule: str) -> None:
    [finding] = private(text)
    assert (finding.rule, finding.level) == (rule, Level.TIP)


@pytest.mark.parametrize(
    "text",
    [
        "Elm Road, Leeds",
        "Saw Dave on Elm Road yesterday.",
        "She uses our service. Look for the chip shop on Elm Road.",
        "She uses our service. You will know her by the bus stop on Elm Road.",
        "He waits at the bus stop on Elm Road, by his house.",
        "Our thanks to everybody on Elm Road, where Priya opened her garden.",
        "The yellow house on Elm Road is the one.",
        "Would you ring Dawn on 01632 960883? She is our manager.",
        "Our office is closed; ring me at home on 01632 960883.",
        "The number is 07700 900123, ask for us.",
    ],
)
def test_what_leads_to_somebodys_door_stops(text: str) -> None:
    [finding] = [one for one in private(text) if one.label in ("ADDRESS", "PHONE")]
    assert finding.level is Level.STOP_AND_THINK


def test_a_landline_on_somebodys_own_page_is_no_office() -> None:
    [finding] = private("Ring us on 01632 960114.", occasion=Occasion.PERSONAL)
    assert (finding.rule, finding.level) == ("phone-given-as-ours", Level.STOP_AND_THINK)


def test_every_helpline_says_where_and_when_it_was_read() -> None:
    assert NEXT_STEPS_PACK.helplines
    assert all(line.source and line.checked.year >= 2026 for line in NEXT_STEPS_PACK.helplines)


def test_links_and_profiles_that_name_nobody_are_told_only_when_asked() -> None:
    text = "Follow @nextsteps, and see https://example.org/events?utm_source=x."
    assert private(text) == []
    assert [one.label for one in private(text, all_labels=True)] == ["HANDLE", "URL"]


def test_a_password_is_the_only_thing_that_must_not_be_kept() -> None:
    [finding] = private("The Instagram password is Daffodil!2024")
    assert finding.secret and finding.clause == "PWD-2"
    assert not any(one.secret for one in private("Her date of birth is 14/02/1951."))


def test_of_two_labels_at_one_place_the_stronger_is_told() -> None:
    postcode, address = Span(14, 21, "POSTCODE", "p"), Span(0, 21, "ADDRESS", "a")
    plate, phone = Span(15, 21, "VRM", "v"), Span(30, 41, "PHONE", "n")
    assert winners([plate, phone, address, postcode], 50) == [address, postcode, phone]
