"""At night the record is verified and a backup made; whoever decides hears when something is wrong. On Monday whoever
keeps checkpoints finds one under the digest."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.delivery.models import DutyDone
from storage.backups import backups_in
from storage.engine import connect
from storage.store import open_store
from tests.journeys.test_receipts import signed
from tests.journeys.town import COMPLIANCE, MONDAY, ORG, Town

NIGHT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


async def done(town: Town, duty: str) -> None:
    """Wait until the night's duty is done."""
    store = open_store(town.database, ORG)

    async def is_done() -> bool:
        return await store.read(lambda unit: unit.get(DutyDone, duty=duty, slot="2026-11-24")) is not None

    try:
        await town.sandbox.until(is_done, what=f"The night's {duty}")
    finally:
        store.close()


def tamper(database: str) -> None:
    engine = connect(database, connections=1)
    with engine.begin() as connection:
        on = "" if database.startswith("sqlite") else " ON log_entry"
        connection.exec_driver_sql(f"DROP TRIGGER log_entry_stays{on}")
        connection.exec_driver_sql("UPDATE log_entry SET body = leaf WHERE seq = 1")
    engine.dispose()


async def test_a_sound_record_is_verified_each_night_without_a_word(town: Town) -> None:
    await town.approved()
    await signed(town)
    await town.clock.jump(NIGHT)
    await done(town, "verify")
    await town.quiet()
    assert not [message for message in await town.ruth.messages(await town.ruth.dm()) if "wrong" in message.words]


async def test_whoever_decides_hears_in_the_morning_of_a_record_that_was_changed(town: Town) -> None:
    await town.approved()
    await signed(town)
    tamper(town.database)
    await town.clock.jump(NIGHT)
    for decider in (town.ruth, town.dev):
        alarm = await town.told(decider, "Something is wrong with the record")
        assert "Entry 1 was changed" in alarm.words and "Do not delete or replace any file." in alarm.words


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_backup_is_made_each_night_where_there_is_a_place_for_it(town: Town, tmp_path: Path) -> None:
    await town.propose()
    await town.restart(backup_folder=str(tmp_path / "copies"))
    assert backups_in(tmp_path / "copies") == []
    await town.clock.jump(NIGHT)
    await done(town, "backup")
    await town.clock.pass_by(hours=2)
    await town.quiet()
    assert len(backups_in(tmp_path / "copies")) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_backup_that_could_not_be_made_is_told(town: Town, tmp_path: Path) -> None:
    await town.propose()
    (tmp_path / "copies").write_text("A file stands where the folder should be.")
    await town.restart(backup_folder=str(tmp_path / "copies"))
    await town.clock.jump(NIGHT)
    alarm = await town.told(town.ruth, "Something is wrong with the record")
    assert "No backup could be written to BACKUP_FOLDER" in alarm.words


async def test_the_checkpoint_stands_under_the_digest_and_nowhere_else(town: Town) -> None:
    await town.approved()
    await signed(town)
    await town.clock.jump(MONDAY.replace(day=30, hour=9))
    digest = await town.grace.message(COMPLIANCE, containing="Week 48")
    assert "countersign/" not in digest.words

    async def there() -> bool:
        return len(await town.grace.thread(COMPLIANCE, digest.ts)) > 1

    await town.sandbox.until(there, what="A line under the digest")
    (_, checkpoint) = await town.grace.thread(COMPLIANCE, digest.ts)
    assert "countersign/next-steps-" in checkpoint.words and "— countersign/" in checkpoint.words
