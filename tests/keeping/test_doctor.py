"""`countersign doctor` on the key and the backups."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.backups import make_backup
from tests.keeping.conftest import House, Type

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def doctor(type_in: Type) -> str:
    return (await type_in("doctor", "--offline"))[1]


async def test_it_shows_the_key_and_what_is_signed(house: House, type_in: Type) -> None:
    assert "note   key: none yet" in await doctor(type_in)
    await house.grow(3)
    assert f"ok     key: {house.keys.origin}, 3 entries signed" in await doctor(type_in)
    (house.keys.path / "record.key").chmod(0o640)
    assert "to do  key: " in await doctor(type_in) and "can be read by others" in await doctor(type_in)


async def test_it_shows_how_old_the_newest_backup_is(
    house: House, type_in: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "note   backups: none are made" in await doctor(type_in)
    copies = tmp_path / "copies"
    monkeypatch.setitem(os.environ, "BACKUP_FOLDER", str(copies))
    assert "note   backups: none yet" in await doctor(type_in)
    await house.grow(3)
    assert "to do  backups: there is none yet" in await doctor(type_in)
    old = datetime.now(UTC) - timedelta(days=3)
    make_backup(house.database, house.keys.path, tmp_path / "pack", copies, old)
    assert f"to do  backups: the newest is of {old:%d %b %Y}" in await doctor(type_in)
    make_backup(house.database, house.keys.path, tmp_path / "pack", copies, datetime.now(UTC))
    assert "ok     backups: the newest is 0 hours old" in await doctor(type_in)
