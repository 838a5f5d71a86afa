"""What the channel reads on Monday: what needs attention first, nothing to report said aloud, and no names."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.approvals.models import Comparison, FindingNoted, Hold, Verdict
from bot.approvals.states import State
from bot.delivery.parts import Bullets, Buttons, Chart, Facts, Headline, Para, Part, Parts, Small
from bot.policy.load import load_pack
from bot.policy.pack import Matter, Pack
from bot.registers.people import Person
from bot.reporting.digest import digest
from bot.reporting.figures import OTHERWISE
from bot.reporting.phrases import GOOD_TO_KNOW, NEEDS_ATTENTION
from bot.reporting.stories import Outcome
from storage.store import SqlStore
from tests.reporting.weeks_of_work import (
    DIGEST_TIME,
    NEXT_STEPS_PACK,
    WEEK,
    decision,
    on,
    placement,
    proposal,
    reading,
    remember,
)

OTHER_PACK = load_pack(Path(__file__).parents[1] / "policy" / "other_pack")


def given(store: SqlStore, *, now: datetime = DIGEST_TIME, pack: Pack = NEXT_STEPS_PACK) -> Parts:
    return reading(store, lambda work: digest(work, WEEK), now=now, pack=pack)


def only(parts: Parts, kind: type[Part]) -> list[Part]:
    return [part for part in parts if isinstance(part, kind)]


def headline(parts: Parts) -> str:
    assert isinstance(parts[0], Headline)
    return parts[0].text


def groups(parts: Parts) -> dict[str, tuple[str, ...]]:
    return {part.title: part.items for part in parts if isinstance(part, Bullets)}


def posted_differently(store: SqlStore, *numbers: int) -> None:
    for number in numbers:
        remember(
            store,
            *proposal(number, State.PUBLISHED, changed=on(1)),
            decision(number, on(0, 13)),
            placement(number, on(1), comparison=Comparison.DIFFERENT),
        )


def test_a_week_without_matters_says_so_and_says_what_was_looked_at(store: SqlStore) -> None:
    remember(store, *proposal(1, State.PUBLISHED, changed=on(1)), decision(1, on(0, 13)), placement(1, on(1)))
    parts = given(store)
    assert headline(parts) == "Week 47: nothing to report"
    assert groups(parts) == {}
    looked_at = parts[1]
    assert isinstance(looked_at, Small)
    assert looked_at.text.startswith("I looked and found: no known difference from approved words")
    assert "nothing posted in a hold" in looked_at.text
    assert looked_at.text.endswith("no hold.")


def test_a_quiet_time_has_no_chart_and_a_friendly_line(store: SqlStore) -> None:
    parts = given(store)
    assert headline(parts) == "Week 47: nothing to report"
    assert not only(parts, Chart) and not only(parts, Facts)
    quiet = "No proposals were made in the week. From ten in eight weeks on, a chart and counts stand here."
    assert Para(quiet) in parts


def test_one_matter_is_told_first_with_its_procedure(store: SqlStore) -> None:
    posted_differently(store, 42)
    parts = given(store)
    assert headline(parts) == "Week 47: one thing needs attention"
    title = "Before it goes out (Procedure, P-4)"
    assert parts[1] == Bullets(("One post differs from its approved words: NS-42.",), title=title)
    assert isinstance(parts[2], Small)
    assert parts[2].text.startswith("Otherwise nothing to report: nothing posted in a hold")
    assert "difference" not in parts[2].text


def test_several_matters_are_in_the_plural(store: SqlStore) -> None:
    posted_differently(store, 7, 5, 6)
    parts = given(store)
    assert headline(parts) == "Week 47: three things need attention"
    [lines] = groups(parts).values()
    assert lines == ("Three posts differ from their approved words: NS-5, NS-6, NS-7.",)


def test_matters_under_one_clause_stand_together(store: SqlStore) -> None:
    remember(
        store,
        *proposal(3, State.PUBLISHED, changed=on(1)),
        decision(3, on(0, 13)),
        placement(3, on(1), during_hold=True),
        Hold(id="h1", by="ruth", at=on(0, 15), reason="c0ffee"),
    )
    parts = given(store)
    assert headline(parts) == "Week 47: two things need attention"
    assert groups(parts) == {
        "Who decides (Procedure, P-10)": (
            "One was posted while everything was on hold: NS-3.",
            "Everything has been on hold since Mon 16 Nov, 15:00.",
        )
    }


def test_what_is_only_good_to_know_is_told_but_needs_no_attention(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.APPROVED, changed=on(1)),
        decision(1, on(1), self_authorised=True),
        *proposal(2, State.CHANGES_REQUESTED, changed=on(2)),
        decision(2, on(1), taken_back=on(2)),
    )
    parts = given(store)
    assert headline(parts) == "Week 47: nothing needs attention, two things to know"
    assert groups(parts)["Who decides (Procedure, P-8)"] == ("One was approved on the Director’s own authority: NS-1.",)
    assert groups(parts)["Who decides (Procedure, P-9)"] == ("One approval was taken back: NS-2.",)


def test_a_matter_stands_under_the_clause_the_pack_gives_it(store: SqlStore) -> None:
    remember(store, *proposal(1, State.APPROVED, changed=on(1)), decision(1, on(1), self_authorised=True))
    expected = "What we keep to ourselves (Talking in public, 3rd ed., K2)"
    assert groups(given(store, pack=OTHER_PACK)) == {
        expected: ("One was approved on the Secretary’s own authority: HH-1.",)
    }


def nine(store: SqlStore) -> None:
    """Two weeks' proposals: eight approved at once, one after changes."""
    for number in range(1, 8):
        remember(store, *proposal(number, State.APPROVED, made=on(-7), changed=on(-6)), decision(number, on(-6)))
    remember(
        store,
        *proposal(8, State.APPROVED, changed=on(1)),
        decision(8, on(1)),
        *proposal(9, State.APPROVED, changed=on(1), revision=2),
        decision(9, on(1), revision=2),
    )


def ten(store: SqlStore) -> None:
    """The same, and one that still waits."""
    nine(store)
    remember(store, *proposal(10, made=on(3)))


def test_from_ten_proposals_on_a_chart_tells_its_figures_in_words_too(store: SqlStore) -> None:
    ten(store)
    [chart] = only(given(store), Chart)
    assert isinstance(chart, Chart)
    assert chart.categories == tuple(f"Week {number}" for number in range(40, 48))
    assert dict(chart.series) == {
        "Approved at once": (0, 0, 0, 0, 0, 0, 7, 1),
        "Waiting": (0, 0, 0, 0, 0, 0, 0, 1),
        "Otherwise": (0, 0, 0, 0, 0, 0, 0, 1),
    }
    assert chart.summary.startswith("Weeks 40 to 45: none.")
    assert "Week 46: 7 proposed (7 approved at once)." in chart.summary
    assert chart.summary.endswith("Week 47: 3 proposed (1 approved at once, 1 waiting, 1 otherwise).")


def test_nine_proposals_are_too_few_for_a_chart(store: SqlStore) -> None:
    nine(store)
    parts = given(store)
    assert not only(parts, Chart) and not only(parts, Facts)
    assert "Two proposals were made in the week." in str(only(parts, Para))


def test_what_speaks_of_a_mistake_is_counted_from_five_on(store: SqlStore) -> None:
    ten(store)
    for number in range(11, 15):
        rejected = decision(number, on(2), Verdict.REJECTED)
        remember(store, *proposal(number, State.REJECTED, changed=on(2)), rejected)
    parts = given(store)
    assert "Rejected" not in str(only(parts, Chart)) and "Rejected" not in str(only(parts, Facts))
    rejected = decision(15, on(2), Verdict.REJECTED)
    remember(store, *proposal(15, State.REJECTED, changed=on(2)), rejected)
    parts = given(store)
    assert "'Rejected', (0, 0, 0, 0, 0, 0, 0, 5)" in str(only(parts, Chart))
    assert "('Rejected', '5')" in str(only(parts, Facts))


def test_the_chart_has_as_many_weeks_as_the_pack_says(store: SqlStore) -> None:
    ten(store)
    [chart] = only(given(store, pack=OTHER_PACK), Chart)
    assert isinstance(chart, Chart)
    assert chart.categories == ("Week 44", "Week 45", "Week 46", "Week 47")


def test_every_label_fits_the_narrowest_chart(store: SqlStore) -> None:
    ten(store)
    [chart] = only(given(store), Chart)
    assert isinstance(chart, Chart)
    assert all(len(label) <= 20 for label in (*chart.categories, *(outcome.value for outcome in Outcome), OTHERWISE))
    assert len(chart.series) <= len(Outcome) == 6


def test_the_numbers_leave_out_what_did_not_happen(store: SqlStore) -> None:
    ten(store)
    remember(store, *proposal(11, State.PUBLISHED, changed=on(2)), decision(11, on(1)))
    assert only(given(store), Facts) == [
        Facts(
            (
                ("Proposed in the week", "4"),
                ("Approved at once", "2"),
                ("Published", "1"),
                ("Waiting when the week ended", "1"),
            )
        )
    ]


def test_a_request_nobody_decided_and_an_approval_nobody_used_are_told(store: SqlStore) -> None:
    lapsed = proposal(2, State.LAPSED, changed=on(2))
    remember(store, *proposal(1, State.EXPIRED, changed=on(1)), *lapsed, decision(2, on(0, 13)))
    parts = given(store)
    assert headline(parts) == "Week 47: one thing needs attention"
    assert groups(parts) == {
        "How long things last (Procedure, P-5)": ("One request ended without anybody having decided: NS-1.",),
        "How long things last (Procedure, P-6)": ("One approval ended unused: NS-2.",),
    }


def test_what_drafts_were_asked_about_is_told_by_clause_from_ten_proposals_on(store: SqlStore) -> None:
    clause = NEXT_STEPS_PACK.clauses["PWD-1"]
    found = {"revision": 1, "rule": "r", "clause": clause.id, "level": "check", "noted_at": on(1)}
    nine(store)
    for number in (7, 8):
        remember(store, FindingNoted(proposal_id=f"p{number}", **found))
    said = Small(f"Findings by clause: {clause.heading} 2.")
    assert said not in given(store)
    remember(store, *proposal(10, made=on(3)))
    assert said in given(store)


def test_a_hold_that_was_released_is_told_with_both_its_times(store: SqlStore) -> None:
    remember(store, Hold(id="h1", by="ruth", at=on(0, 15), reason="c0ffee", released_at=on(1, 9), released_by="ruth"))
    parts = given(store)
    assert headline(parts) == "Week 47: nothing needs attention, one thing to know"
    [lines] = groups(parts).values()
    assert lines == ("Everything was on hold from Mon 16 Nov, 15:00 to Tue 17 Nov, 09:00.",)


def test_a_week_that_is_not_over_is_told_so_far(store: SqlStore) -> None:
    assert headline(given(store, now=on(3))) == "Week 47 so far: nothing to report"


def test_the_details_are_on_a_button(store: SqlStore) -> None:
    last = given(store)[-1]
    assert isinstance(last, Buttons)
    assert [(button.verb, button.refs) for button in last.items] == [
        ("digest_details", (WEEK,)),
        ("report", ("2026-11",)),
    ]


def test_a_digest_more_than_a_day_late_says_so(store: SqlStore) -> None:
    late = Small("This was due on Mon 23 Nov, 09:00; I could not give it then.")
    assert late in given(store, now=DIGEST_TIME + timedelta(days=2))
    assert late not in given(store, now=DIGEST_TIME + timedelta(hours=20))


def test_the_digest_names_nobody(store: SqlStore) -> None:
    for name in ("amina", "ruth", "tom"):
        remember(store, Person(id=name, platform_id=f"U{name}", name=name.capitalize()))
    posted_differently(store, 1, 2)
    remember(
        store,
        Hold(id="h1", by="ruth", at=on(0), reason="c0ffee"),
        *proposal(3, State.CHANGES_REQUESTED, changed=on(2)),
        decision(3, on(1), self_authorised=True, taken_back=on(2)),
    )
    said = str(given(store)).casefold()
    assert not [name for name in ("amina", "ruth", "tom") if name in said]


def test_the_same_database_gives_the_same_digest(store: SqlStore) -> None:
    posted_differently(store, 3, 1, 2)
    remember(store, *proposal(4), *proposal(5, State.REJECTED, changed=on(2)))
    assert given(store) == given(store) == given(store, now=DIGEST_TIME + timedelta(hours=5))


def test_every_matter_has_its_words() -> None:
    assert {*NEEDS_ATTENTION, *GOOD_TO_KNOW} == {*Matter} - {Matter.HOLD}


@pytest.mark.parametrize("matter", [*NEEDS_ATTENTION, *GOOD_TO_KNOW])
def test_every_matter_is_told_in_the_singular_and_in_the_plural(matter: Matter) -> None:
    phrase = (NEEDS_ATTENTION | GOOD_TO_KNOW)[matter]
    assert phrase.one != phrase.several
    assert "{n}" in phrase.several
    assert "{n}" not in phrase.one + phrase.none
