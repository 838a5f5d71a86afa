"""privacy.yml and its neighbours are checked like the rest of a pack: file, line, remedy."""

import shutil
from pathlib import Path

import pytest

from bot.policy.load import SHIPPED, lint, load_pack
from bot.policy.prepared import prepare
from bot.policy.privacy.labels import RULES, STRONGEST_FIRST
from bot.policy.privacy.reading import find_private
from tests.privacy.scoring import SETS, labelled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the text once and return the number of its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("privacy.yml", "  VRM:", "  PLATES:", "“PLATES” is not a label."),
        ("privacy.yml", "  street:", "  strete:", "“strete” is not a rule."),
        ("privacy.yml", "clause: PRV-2b", "clause: PRV-9", "There is no clause “PRV-9”."),
        ("privacy.yml", "level: stop-and-think", "level: panic", "“level” does not fit"),
        ("helplines.yml", "checked: 2026-11-22", "checked: lately", "“checked” does not fit"),
        ("ours.yml", "places: []", "premises: []", "“premises” is not known here."),
    ],
)
def test_a_mistake_is_told_with_its_line(folder: Path, file: str, old: str, new: str, what: str) -> None:
    line = spoil(folder, file, old, new)
    mistake = next(one for one in lint(folder) if what in one.what)
    assert (mistake.file, mistake.line) == (file, line)
    assert mistake.remedy.endswith(".")


def test_a_label_that_nothing_is_said_of_is_a_mistake(folder: Path) -> None:
    spoil(folder, "privacy.yml", "  VRM:", "  PLATES:")
    assert any("It is not said what is told of “VRM”." in one.what for one in lint(folder))


def test_the_organisations_own_lines_come_from_its_pack(folder: Path) -> None:
    spoil(folder, "ours.yml", "contacts: []", "contacts: [020 7946 0123]")
    assert load_pack(folder).ours.contacts == ("020 7946 0123",)


def test_every_label_and_rule_that_is_seen_has_a_name_that_a_pack_may_speak_of() -> None:
    assert sorted(RULES) == sorted(STRONGEST_FIRST)
    seen = {
        (span.label, span.rule)
        for name in SETS
        for row in labelled(name)
        for span in find_private(prepare(row.text), everything=True)
    }
    assert seen <= {(label, rule) for label, rules in RULES.items() for rule in rules}
