"""Exports as files: private, whole or not there, and found again when something in them is erased."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.record.models import Content
from bot.reporting.export.answer import page_for
from bot.reporting.export.choice import Choice
from bot.reporting.export.files import exports_naming, keep_export, write_export
from bot.reporting.export.lines import lines
from bot.reporting.export.piece import Piece
from bot.reporting.export.report import report
from bot.reporting.export.table import table
from tests.approvals.office import NAMES, Office
from tests.export.lives import number

ABOUT_ONE = [Piece("one\n", frozenset({"aa", "bb"})), Piece("two\n", frozenset({"cc"}))]


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_an_export_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    kept = keep_export(tmp_path / "exports", "a.csv", ABOUT_ONE)
    assert kept.read_text() == "one\ntwo\n"
    assert [mode(path) for path in (tmp_path / "exports").iterdir()] == [0o600, 0o600]
    assert mode(tmp_path / "exports") == 0o700
    elsewhere = tmp_path / "b.csv"
    elsewhere.write_text("older")
    elsewhere.chmod(0o666)
    assert mode(write_export(elsewhere, ABOUT_ONE)) == 0o600


def test_an_export_is_found_by_each_reference_in_it(tmp_path: Path) -> None:
    one = keep_export(tmp_path, "one.csv", ABOUT_ONE)
    keep_export(tmp_path, "other.csv", [Piece("three", frozenset({"dd"}))])
    beside = tmp_path / "one.csv.references"
    for reference in ("aa", "bb", "cc"):
        assert exports_naming(tmp_path, [reference, "zz"]) == [one, beside]
    assert exports_naming(tmp_path, ["zz"]) == []
    assert exports_naming(tmp_path / "nowhere", ["aa"]) == []


def test_what_nobody_can_tell_counts_as_holding_everything(tmp_path: Path) -> None:
    left = tmp_path / "half.csv.part"
    left.write_text("half")
    alone = tmp_path / "gone.csv.references"
    alone.write_text("aa\n")
    assert exports_naming(tmp_path, ["zz"]) == [alone, left]


def test_no_other_file_is_ever_taken_for_an_export(tmp_path: Path) -> None:
    for name in ("countersign.db", "countersign.db-wal", "key", "notes.txt"):
        (tmp_path / name).write_text("aa")
    assert exports_naming(tmp_path, ["aa"]) == []


def test_an_export_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing() -> Iterator[Piece]:
        yield Piece("half")
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        keep_export(tmp_path, "a.csv", failing())
    assert list(tmp_path.iterdir()) == []


def test_exact_characters_survive_the_file(tmp_path: Path) -> None:
    kept = keep_export(tmp_path, "a.csv", [Piece("\ufeffé\r\n\n\u2028x")])
    assert kept.read_bytes() == "\ufeffé\r\n\n\u2028x".encode()


@pytest.mark.parametrize("how", [lines, table, report])
async def test_every_format_is_found_by_its_proposals_people_and_texts(
    lived: Office, tmp_path: Path, how: object
) -> None:
    two, four = await number(lived, 2), await number(lived, 4)
    choice = Choice(proposal=two.id)
    kept = await lived.look(lambda work: keep_export(tmp_path, "two.csv", how(work, choice)))  # type: ignore[operator]
    commits = await lived.look(
        lambda work: [row.commit for row in work.unit.find(Content) if "cook" in (row.text or "")]
    )
    for reference in (two.id, lived.person("tom").id, lived.person("dev").id, *commits):
        assert kept in exports_naming(tmp_path, [reference])
    assert exports_naming(tmp_path, [four.id, lived.person("grace").id]) == []


async def test_an_answer_to_one_person_is_found_by_their_reference(lived: Office, tmp_path: Path) -> None:
    tom = lived.person("tom")
    kept = await lived.look(lambda work: keep_export(tmp_path, "tom.html", page_for(work, tom)))
    assert kept in exports_naming(tmp_path, [tom.id])
    assert exports_naming(tmp_path, [lived.person("grace").id]) == []


@pytest.mark.parametrize("how", [lines, table, report])
async def test_the_list_beside_an_export_names_nobody(lived: Office, tmp_path: Path, how: object) -> None:
    await lived.look(lambda work: keep_export(tmp_path, "all.csv", how(work, Choice())))  # type: ignore[operator]
    listed = (tmp_path / "all.csv.references").read_text()
    assert len(listed.split()) > 20
    assert set("".join(listed.split())) <= set("0123456789abcdef")
    assert not [name for name in NAMES.values() if name in listed]
