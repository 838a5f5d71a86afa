"""What the channel reads on Monday: what needs attention first, nothing to report said aloud, and no names."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.approvals.models import Comparison, Hold
from bot.approvals.states import State
from bot.delivery.parts import Bullets, Chart, Facts, Headline, Para, Part, Parts, Small
from bot.policy.load import load_pack
from bot.policy.pack import Matter, Pack
from bot.registers.people import Person
from bot.reporting.digest import digest
from bot.reporting.phrases import GOOD_TO_KNOW, NEEDS_ATTENTION
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
    assert looked_at.text.startswith("I looked and found: no post differs from its approved words")
    assert "nothing was posted during a hold" in looked_at.text
    assert looked_at.text.endswith("nothing is on hold.")


def test_a_quiet_time_has_no_chart_and_a_friendly_line(store: SqlStore) -> None:
    parts = given(store)
    assert headline(parts) == "Week 47: nothing to report"
    assert not only(parts, Chart)
    assert Para("Nothing was proposed in eight weeks. As soon as something is, a chart will stand here.") in parts
    assert Facts((("Proposed in the week", "0"),)) in parts


def test_one_matter_is_told_first_with_its_procedure(store: SqlStore) -> None:
    posted_differently(store, 42)
    parts = given(store)
    assert headline(parts) == "Week 47: one thing needs attention"
    title = "Before it goes out (Procedure, P-4)"
    assert parts[1] == Bullets(("One post differs from its approved words: NS-42.",), title=title)
    assert isinstance(parts[2], Small)
    assert parts[2].text.startswith("Otherwise nothing to report: nothing was posted during a hold")
    assert "differs" not in parts[2].text


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


def test_the_chart_tells_its_figures_in_words_too(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.APPROVED, made=on(-7), changed=on(-6)),
        decision(1, on(-6)),
        *proposal(2, State.APPROVED, changed=on(1)),
        decision(2, on(1)),
        *proposal(3, State.APPROVED, changed=on(1), revision=2),
        decision(3, on(1), revision=2),
        *proposal(4, made=on(3)),
    )
    [chart] = only(given(store), Chart)
    assert isinstance(chart, Chart)
    assert chart.categories == tuple(f"Week {number}" for number in range(40, 48))
    assert dict(chart.series) == {
        "Approved at once": (0, 0, 0, 0, 0, 0, 1, 1),
        "After changes": (0, 0, 0, 0, 0, 0, 0, 1),
        "Waiting": (0, 0, 0, 0, 0, 0, 0, 1),
    }
    assert chart.summary.startswith("Weeks 40 to 45: none.")
    assert "Week 46: 1 proposed (1 approved at once)." in chart.summary
    assert chart.summary.endswith("Week 47: 3 proposed (1 approved at once, 1 after changes, 1 waiting).")


def test_the_chart_has_as_many_weeks_as_the_pack_says(store: SqlStore) -> None:
    remember(store, *proposal(1))
    [chart] = only(given(store, pack=OTHER_PACK), Chart)
    assert isinstance(chart, Chart)
    assert chart.categories == ("Week 44", "Week 45", "Week 46", "Week 47")


def test_every_label_fits_the_narrowest_chart(store: SqlStore) -> None:
    remember(store, *proposal(1))
    [chart] = only(given(store), Chart)
    assert isinstance(chart, Chart)
    from_outcomes = {name for name, _ in chart.series}
    assert all(len(label) <= 20 for label in (*chart.categories, *from_outcomes))
    assert len(chart.series) <= 6


def test_the_numbers_leave_out_what_did_not_happen(store: SqlStore) -> None:
    remember(
        store,
        *proposal(1, State.PUBLISHED, changed=on(1)),
        decision(1, on(0, 13)),
        placement(1, on(1), address=""),
        placement(1, on(1), "x", address=""),
        *proposal(2),
    )
    parts = given(store)
    assert only(parts, Facts) == [
        Facts(
            (
                ("Proposed in the week", "2"),
                ("Approved at once", "1"),
                ("Published", "1"),
                ("Waiting when the week ended", "1"),
            )
        )
    ]
    assert parts[-1] == Small("No address was given for two posts, so nobody can look there from here.")


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
