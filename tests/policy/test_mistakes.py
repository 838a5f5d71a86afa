"""A pack with mistakes is refused, and each mistake is told with its file, its line and what to do."""

import shutil
from pathlib import Path

import pytest

from bot.policy.load import SHIPPED, PackMistakes, lint, load_pack, pack_folder
from bot.policy.reading import Mistake
from tests.policy.packs import OTHER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OTHER, tmp_path / "pack"))


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the text once and return the number of its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def only(folder: Path) -> Mistake:
    mistakes = lint(folder)
    assert len(mistakes) == 1, [str(mistake) for mistake in mistakes]
    return mistakes[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        ("policy.yml", "never name a tenant", "rarely name a tenant", "The words of K1 do not stand in source.txt."),
        ("policy.yml", "id: K2", "id: K1", "The id “K1” is used twice."),
        ("policy.yml", "id: O1", "id: O 1", "“O 1” is not an id."),
        ("policy.yml", "[comment]", "[coment]", "O1 names “coment”, which is not among the kinds."),
        ("policy.yml", "[board]", "[bored]", "W2 names “bored”, which is not among the accounts."),
        ("policy.yml", "[rent]", "[rents]", "K2 names “rents”, which is not among the signs."),
        ("policy.yml", "short: Our own pages only", f"short: {'x' * 71}", "The summary of W1 has 71 characters."),
        ("procedures.yml", "{request}", "{requests}", "R1 has something between braces that is not known."),
        ("accounts.yml", "id: old_page", "id: board", "The account “board” is there twice."),
        ("settings.yml", "post: 30, ", "", "It is not said how long an approval of a post lasts."),
        ("settings.yml", "share: 96", "share: 0", "An approval of a share would never be open."),
        ("settings.yml", "share: 96", "share: 96, poem: 3", "“poem” is not a kind of proposal."),
        ("settings.yml", "weekday: fri", "weekday: friday", "“weekday” does not fit"),
        ("settings.yml", "mon: 10:00-18:00", "mon: 18:00-10:00", "write hours like 09:00-17:00, the earlier first"),
        ("settings.yml", "country: IE", "country: IE, part: ZZ", "Nobody keeps the bank holidays of “IE ZZ”."),
        ("settings.yml", "accounts: [board]", "accounts: [bord]", "“bord” is not among the accounts."),
        ("digest.yml", "put_right: W2", "put_right: W9", "There is no clause “W9”."),
        ("pack.yml", "Europe/Dublin", "Europe/Dubln", "“Europe/Dubln” is not a time zone."),
        ("pack.yml", "prefix: HH", "prefix: 7", "“prefix” is not text."),
        ("retention.yml", "days: 7", "days: 0", "That is no period."),
        ("retention.yml", "years: 2, because: So that we know who", "because: So", "That is no period."),
        ("retention.yml", "because: They are not ours.", "because: ' '", "The reason is empty."),
        ("retention.yml", "[draft, words of others,", "[draft, address,", "There is no “address” that is abandoned."),
        ("retention.yml", "[words of others]", "[draft]", "It is said twice how long “draft of what was published”"),
        ("signs.yml", "arrears]", "arrears, '!']", "“!” holds no word."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_remedy(folder: Path, file: str, old: str, new: str, what: str) -> None:
    line = spoil(folder, file, old, new)
    mistakes = lint(folder)
    mistake = next(mistake for mistake in mistakes if what in mistake.what)
    assert mistake.file == file
    assert mistake.line == line
    assert mistake.remedy.endswith(".")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "what"),
    [
        ("policy.yml", "short: Rent", "shrot: Rent", 21, "“short” is missing."),
        (
            "settings.yml",
            "replies_unasked",
            "self_authorise: true\nreplies_unasked",
            2,
            "“self_authorise” is there twice.",
        ),
        ("digest.yml", "hold: R2\nself", "self", 1, "It is not said under which clause “hold” is reported."),
        ("signs.yml", "[rent, rents]", "[rent, rents", 3, "This is not YAML"),
        ("retention.yml", "days: 7", "days: 900", 1, "“words of others” of what was published would be kept longer"),
        (
            "retention.yml",
            "[draft, reason, why",
            "[draft, why",
            1,
            "It is not said how long “reason” of what was apart is kept.",
        ),
    ],
)
def test_what_is_missing_is_told_where_it_belongs(
    folder: Path, file: str, old: str, new: str, line: int, what: str
) -> None:
    spoil(folder, file, old, new)
    mistake = next(mistake for mistake in lint(folder) if what in mistake.what)
    assert (mistake.file, mistake.line) == (file, line)


def test_all_mistakes_are_told_together(folder: Path) -> None:
    spoil(folder, "policy.yml", "[comment]", "[coment]")
    spoil(folder, "digest.yml", "W2", "W9")
    spoil(folder, "pack.yml", "Europe/Dublin", "Dublin")
    with pytest.raises(PackMistakes) as refused:
        load_pack(folder)
    assert {mistake.file for mistake in refused.value.mistakes} == {"policy.yml", "digest.yml", "pack.yml"}
    assert "digest.yml, line 5: There is no clause “W9”. Name a clause" in str(refused.value)


def test_an_unknown_key_is_a_mistake(folder: Path) -> None:
    line = spoil(folder, "accounts.yml", "  network: facebook", "  netwrok: facebook")
    mistakes = lint(folder)
    assert (
        Mistake("accounts.yml", line, "“netwrok” is not known here.", "Correct its spelling, or remove it.") in mistakes
    )


def test_a_missing_file_is_a_mistake(folder: Path) -> None:
    (folder / "settings.yml").unlink()
    assert str(only(folder)) == "settings.yml, line 1: “settings.yml” is missing. Add it."


def test_a_stray_file_is_a_mistake(folder: Path) -> None:
    (folder / "notes.yml").write_text("- hello\n")
    assert "“notes.yml” is not known here." in str(only(folder))


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    files = {mistake.file for mistake in lint(tmp_path)}
    assert {"pack.yml", "policy.yml", "accounts.yml", "settings.yml", "digest.yml"} <= files


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert only(tmp_path / "nowhere").what == "There is no such folder."


def test_a_pack_is_found_by_its_name_or_its_path() -> None:
    assert pack_folder("next_steps") == SHIPPED
    assert pack_folder(str(OTHER)) == OTHER


def test_quotations_need_the_policy_s_own_text(folder: Path) -> None:
    (folder / "source.txt").unlink()
    assert "Add it as source.txt." in str(only(folder))


def test_a_lead_from_elsewhere_is_a_mistake(folder: Path) -> None:
    spoil(folder, "policy.yml", "words: Rent", "lead: Other people's pages …\n      words: Rent")
    assert only(folder).what == "The lead of K2 does not stand before its words in source.txt."


def test_a_file_that_is_not_text_is_a_mistake(folder: Path) -> None:
    (folder / "signs.yml").write_bytes(b"rent: [\xff\xfe]\n")
    assert only(folder).what == "This is not UTF-8 text."


def test_a_pack_without_reasons_is_a_mistake(folder: Path) -> None:
    text = (folder / "policy.yml").read_text(encoding="utf-8")
    (folder / "policy.yml").write_text(text.replace("reason: true", "reason: false"), encoding="utf-8")
    assert only(folder).what == "0 clauses may be given as a reason for a decision."


def test_a_kind_no_clause_speaks_of_is_a_mistake(folder: Path) -> None:
    text = (folder / "policy.yml").read_text(encoding="utf-8")
    (folder / "policy.yml").write_text(text.replace("[any]", "[post, reply, share]"), encoding="utf-8")
    assert only(folder).what == "No clause applies to a profile_change."
