"""The bot starts on the record that was signed last, and on no other."""

import shutil
from pathlib import Path

import pytest

from tests.keeping.conftest import House, Type

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def test_a_new_organisation_starts_without_any_key(house: House) -> None:
    assert await house.starts() == ""
    assert house.keys.origin == ""


async def test_the_first_signature_makes_a_key_that_nobody_else_can_read(house: House) -> None:
    await house.grow(3)
    assert house.keys.origin.startswith("countersign/next-steps-")
    assert house.keys.path.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in house.keys.path.iterdir()} == {0o600}
    assert house.keys.checkpoint.startswith(f"{house.keys.origin}\n3\n")
    assert await house.starts() == ""


async def test_a_key_that_others_can_read_is_refused_with_what_to_do(house: House) -> None:
    await house.grow(3)
    (house.keys.path / "record.key").chmod(0o644)
    sentence = await house.starts()
    assert "can be read by others" in sentence and "chmod 600" in sentence


async def test_what_was_not_signed_before_a_crash_is_no_reason_to_refuse(house: House) -> None:
    await house.grow(3)
    await house.grow(4, sign=False)
    assert await house.starts() == ""


@sqlite_only
async def test_an_old_copy_put_back_is_refused_and_said_to_be_old(house: House, tmp_path: Path) -> None:
    await house.grow(3)
    shutil.copy(house.file, tmp_path / "old.db")
    await house.grow(4)
    shutil.copy(tmp_path / "old.db", house.file)
    sentence = await house.starts()
    assert "it has 3 entries, and 7 were signed" in sentence
    assert "Nothing was started and nothing was changed." in sentence
    assert "countersign verify" in sentence and "countersign restore" in sentence


@sqlite_only
async def test_an_old_copy_that_was_made_longer_again_is_refused(house: House, tmp_path: Path) -> None:
    await house.grow(3)
    shutil.copy(house.file, tmp_path / "old.db")
    await house.grow(4)
    shutil.copy(tmp_path / "old.db", house.file)
    await house.grow(9, sign=False)
    assert "its first 7 entries are others" in await house.starts()


@pytest.mark.parametrize("lost", ["record.key", "checkpoint"])
async def test_a_signed_record_without_its_key_folder_is_refused(house: House, lost: str) -> None:
    await house.grow(3)
    (house.keys.path / lost).unlink()
    sentence = await house.starts()
    assert "its key or its last checkpoint is not in" in sentence and "KEY_FOLDER" in sentence


async def test_a_changed_key_goes_on_under_the_same_name_and_the_record_says_so(house: House, type_in: Type) -> None:
    await house.grow(3)
    _, before = await type_in("key", "show")
    code, printed = await type_in("key", "rotate")
    assert code == 0
    _, after = await type_in("key")
    first, second = after.splitlines()
    assert [first] == before.splitlines() and second in printed
    assert first.split("+")[0] == second.split("+")[0] == house.keys.origin
    await house.grow(0)
    for key in (first, second):
        code, printed = await type_in("verify", "--key", key)
        assert "Signed up to entry 3" in printed
    assert (await type_in("verify"))[0] == 0
    assert await house.starts() == ""


async def test_there_is_no_key_to_show_before_the_first_signature(type_in: Type) -> None:
    code, printed = await type_in("key", "show")
    assert (code, printed) == (1, "There is no key yet. The bot makes one when it first signs the record.\n")
