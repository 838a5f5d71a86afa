"""The table: every revision and decision is a row, and no field runs as a formula."""

import csv
import io

import pytest

from bot.reporting.export.choice import Choice
from bot.reporting.export.table import safe, table
from tests.approvals.office import Office
from tests.export.lives import FORMULA, HOSTILE, LATER_WALK, WALK, erase, exported, number


async def rows_of(office: Office, choice: Choice | None = None) -> list[dict[str, str]]:
    text = await exported(office, table, choice)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


async def test_every_revision_is_a_row_with_who_when_what_and_why(lived: Office) -> None:
    rows = await rows_of(lived)
    assert [(row["Number"], row["Revision"]) for row in rows] == [
        ("NS-1", "1"),
        ("NS-1", "2"),
        ("NS-2", "1"),
        ("NS-3", "1"),
        ("NS-4", "1"),
        ("NS-5", "1"),
        ("NS-5", "2"),
        ("NS-6", "1"),
    ]
    original, changed, taken_back, own, rejected, _, edited, expired = rows
    assert original["Facebook page: exact words"] == original["X: exact words"] == WALK
    assert original["Prepared by"] == "Amina Khan"
    assert original["Prepared at"] == "2026-11-23 10:17:00+00:00"
    assert (original["Decision"], original["Reason"], original["First use"]) == (
        "changes requested",
        "Which Friday?",
        "",
    )
    assert original["Clause"] == "Policy v1, REL-1: Confidentiality policy"
    assert (changed["Facebook page: exact words"], changed["Decision"]) == (LATER_WALK, "approved")
    assert (changed["Decided by"], changed["Role"]) == ("Ruth Adeyemi", "Director")
    assert changed["First use"] == changed["Facebook page: first use"] == "2026-11-24 07:42:00+00:00"
    assert changed["Facebook page: address"] == "https://facebook.example/1"
    assert changed["X: live words compared"] == "the live words differ from the approved ones"
    assert taken_back["Role"] == "cover, standing in for the Director"
    assert (taken_back["Taken back by"], taken_back["Taken back because"]) == (
        "Ruth Adeyemi",
        "The budget is not agreed.",
    )
    assert (taken_back["State now"], own["On their own authority"]) == ("withdrawn", "yes")
    assert (rejected["Facebook page: exact words"], rejected["Decision"]) == (HOSTILE, "rejected")
    assert (edited["Author"], edited["Prepared by"], edited["Approved with edits"]) == (
        "Tom Ellis",
        "Ruth Adeyemi",
        "yes",
    )
    assert (expired["State now"], expired["Decision"]) == ("expired", "")


async def test_no_field_anybody_typed_runs_as_a_formula(lived: Office) -> None:
    rows = await rows_of(lived)
    assert rows[4]["What it answers"] == f"'{FORMULA}"
    assert rows[4]["Reason"] == "'+1 for trying, but no."
    assert rows[7]["X: exact words"].startswith("'-2 degrees")
    assert not [field for row in rows for field in row.values() if field.startswith(tuple("=+-@\t\r\n"))]


@pytest.mark.parametrize("first", list("=+-@\t\r\n＝＋－＠"))
def test_a_field_that_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert safe(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("field", ["", "plain", "1+1", "'quoted", " =1", "“=”"])
def test_any_other_field_stays_as_it_is(field: str) -> None:
    assert safe(field) == field


async def test_a_spreadsheet_reads_it_as_utf_8_with_one_row_a_line_end(lived: Office) -> None:
    text = await exported(lived, table)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.endswith('"\r\n')
    assert text.count("\r\n") == 9
    assert len({len(row) for row in csv.reader(io.StringIO(text, newline=""))}) == 1
    assert text == await exported(lived, table)


async def test_erased_words_are_told_with_their_day_and_their_decision_stays(lived: Office) -> None:
    await erase(lived, "hiring a cook")
    row = (await rows_of(lived))[2]
    assert row["Words erased on"] == "2026-12-09 14:42:00+00:00"
    assert (row["Accounts"], row["Decided by"]) == ("LinkedIn page", "Dev Patel")
    assert "cook" not in str(row)
    await erase(lived, "The budget is not agreed.")
    assert (await rows_of(lived))[2]["Taken back because"] == "(erased on 9 December 2026)"


async def test_only_the_accounts_that_occur_have_columns(lived: Office) -> None:
    one = await number(lived, 3)
    (row,) = await rows_of(lived, Choice(proposal=one.id))
    assert row["Facebook page: exact words"] == "Our accounts for last year are out."
    assert not [heading for heading in row if heading.startswith(("X:", "Instagram"))]
