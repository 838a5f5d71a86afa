"""How fast somebody answers: in working hours, from ten answers on, and for nobody but themselves."""

from datetime import datetime

from bot.approvals.models import Verdict
from bot.approvals.states import State
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Parts
from bot.registers.absences import Absence
from bot.registers.people import Person
from bot.reporting.answering import for_you_alone
from bot.reporting.digest import digest
from storage.store import SqlStore
from tests.reporting.weeks_of_work import WEEK, decision, on, proposal, reading, remember


def told(store: SqlStore, who: str = "ruth") -> Parts | None:
    row = OutboxRow(conversation=f"dm:{who}", message="answering", about=WEEK, queued_at=on(7))
    return reading(store, lambda work: for_you_alone(work, row))


def answered(store: SqlStore, number: int, asked: datetime, at: datetime) -> None:
    remember(store, *proposal(number, State.APPROVED, made=asked, changed=at), decision(number, at))


def nine_in_an_hour(store: SqlStore) -> None:
    for number in range(1, 10):
        answered(store, number, on(1, 10), on(1, 11))


def test_nine_answers_are_too_few_for_a_median(store: SqlStore) -> None:
    nine_in_an_hour(store)
    assert told(store) is None


def test_a_night_and_days_away_do_not_count(store: SqlStore) -> None:
    nine_in_an_hour(store)
    answered(store, 10, on(1, 16), on(3, 11))
    remember(
        store,
        Person(id="ruth", platform_id="U0RUTH", name="Ruth Adeyemi"),
        Absence(id="a1", person_id="ruth", first=on(2).date(), last=on(2).date(), entered_at=on(0)),
    )
    parts = told(store)
    assert parts is not None
    assert "half of your 10 answers took at most 1 working hour." in str(parts[0])
    assert "The longest took 3 working hours." in str(parts[1])


def test_nobody_else_is_told_and_the_channel_is_not(store: SqlStore) -> None:
    nine_in_an_hour(store)
    answered(store, 10, on(1, 10), on(1, 11))
    assert told(store, "dev") is None
    assert "working hour" not in str(reading(store, lambda work: digest(work, WEEK)))


def test_an_edit_of_the_decider_s_own_counts_from_what_was_asked(store: SqlStore) -> None:
    for number in range(1, 11):
        edited = decision(number, on(1, 13), Verdict.APPROVED, revision=2).model_copy(update={"with_edits": True})
        remember(store, *proposal(number, State.APPROVED, made=on(1, 11), changed=on(1, 13), revision=2), edited)
    parts = told(store)
    assert parts is not None and "at most 2 working hours" in str(parts[0])
