"""`countersign export`, `report` and `print`, as somebody types them."""

import asyncio
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.policy.load import load_pack
from bot.reporting.export.reading import read_export
from storage.migrate import migrate
from storage.store import open_store
from tests.approvals.office import Office
from tests.export.lives import live

SETTINGS = {
    "SLACK_BOT_TOKEN": "xoxb-nobody",
    "SLACK_APP_TOKEN": "xapp-nobody",
    "DIRECTOR": "U0RUTH",
    "DATABASE_URL": "sqlite:///var/countersign.db",
}


@pytest.fixture
def type_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Type a command in a folder where the office has worked, and get its exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    Path("var").mkdir()
    migrate(SETTINGS["DATABASE_URL"])
    store = open_store(SETTINGS["DATABASE_URL"], load_pack().org)

    async def work() -> None:
        await live(await Office(store, load_pack()).open())

    asyncio.run(work())
    store.close()

    def run(*arguments: str) -> tuple[int, str]:
        try:
            code = main(arguments)
        except SystemExit as end:
            if isinstance(end.code, str):
                print(end.code, file=sys.stderr)
            code = end.code if isinstance(end.code, int) else 1
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def file_of(printed: str) -> Path:
    found = re.search(r"Written to (\S+)\. ", printed)
    assert found, printed
    return Path(found[1])


@pytest.mark.parametrize("kind", ["jsonl", "csv", "html"])
def test_an_export_goes_into_the_folder_of_exports_and_says_what_it_holds(type_in: Any, kind: str) -> None:
    code, printed = type_in("export", "--format", kind)
    assert code == 0, printed
    path = file_of(printed)
    assert path.parent == Path("var/exports")
    assert path.suffix == f".{kind}"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "It holds 6 proposals, each with every revision." in printed
    assert Path(f"{path}.references").is_file()


def test_an_exported_file_verifies(type_in: Any) -> None:
    _, printed = type_in("export", "--format", "jsonl", "--account", "x")
    with file_of(printed).open(newline="") as file:
        verdict = read_export(file)
    assert verdict.sound, verdict
    assert verdict.entries > 9


def test_an_export_can_be_narrowed(type_in: Any) -> None:
    code, printed = type_in(
        "export", "--format", "csv", "--person", "Tom Ellis", "--since", "2026-11-24", "--account", "x"
    )
    assert (code, "It holds 1 proposal, each" in printed) == (0, True), printed
    assert "Tom" not in file_of(printed).name
    _, printed = type_in("export", "--format", "html", "--proposal", "ns-4")
    assert file_of(printed).name.startswith("record-NS-4-")


def test_a_file_of_ones_own_is_written_there_and_has_to_be_looked_after(type_in: Any) -> None:
    code, printed = type_in("export", "--format", "csv", "--out", "mine.csv")
    assert code == 0
    assert file_of(printed) == Path("mine.csv")
    assert "please delete it yourself" in printed
    assert not Path("var/exports").exists()


def test_one_proposal_is_put_on_paper(type_in: Any) -> None:
    code, printed = type_in("print", "NS-1")
    assert code == 0
    assert file_of(printed).name.startswith("NS-1-")
    assert "Join us on Saturday" in file_of(printed).read_text()
    assert "print it from there" in printed


def test_a_month_is_put_on_paper_for_the_trustees(type_in: Any) -> None:
    code, printed = type_in("report", "november", "2026")
    assert code == 0 and printed.startswith("The report of November 2026. Written to ")
    page = file_of(printed).read_text(encoding="utf-8")
    assert "from 1 November 2026 to 30 November 2026" in page and "Standing words" in page
    code, printed = type_in("report", "Brumaire")
    assert code == 1 and "I don't know the month “Brumaire”." in printed


def test_what_is_held_about_one_person_is_written_for_them(type_in: Any) -> None:
    code, printed = type_in("export", "--about-person", "U0TOM", "--format", "html")
    assert code == 0
    assert "everything that is kept about Tom Ellis" in printed
    assert "read it before you hand it over" in printed
    assert "What is held about Tom Ellis" in file_of(printed).read_text()
    assert "Tom" not in str(file_of(printed))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "--format", "csv", "--account", "myspace"), "There is no account “myspace”. Nothing was written."),
        (("export", "--format", "csv", "--person", "Nobody"), "I don't know Nobody. Nothing was written."),
        (("export", "--format", "csv", "--about-person", "U0TOM"), "is not made as csv. Nothing was written."),
        (("export", "--format", "html", "--about-person", "U0TOM", "--account", "x"), "can't be narrowed"),
        (("export", "--format", "csv", "--out", "no/where.csv"), "I can't write to no/where.csv: No such file"),
        (("print", "NS-99"), "There is no proposal NS-99. Nothing was written. The last one is NS-6."),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    type_in: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    code, printed = type_in(*arguments)
    assert code == 1
    assert sentence in printed
    assert not [path for path in Path().rglob("*") if path != Path("var") and "countersign.db" not in path.name]
