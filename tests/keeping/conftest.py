"""A small organisation's record on either database, its commands typed as people type them, and an owner who cheats."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.config import Settings, read_settings
from bot.errors import Refusal
from bot.keeping.folder import KeyFolder
from bot.keeping.signing import sign_newest
from bot.policy.load import load_pack
from bot.wiring import build
from bot.work import Work
from storage.engine import connect, is_sqlite
from storage.store import open_store
from tests.command_line import exit_code
from tests.journeys.town import keys_for

ORG = "next-steps"
Type = Callable[..., Coroutine[Any, Any, tuple[int, str]]]
GUARDS = {True: "DROP TRIGGER log_entry_{}", False: "DROP TRIGGER log_entry_{} ON log_entry"}


class House:
    """What the machine of a small organisation holds: a database, a key folder, settings."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.keys = KeyFolder(Path(keys_for(database)))
        self.environment = {
            "SLACK_BOT_TOKEN": "xoxb-nobody",
            "SLACK_APP_TOKEN": "xapp-nobody",
            "DIRECTOR": "U0RUTH",
            "DATABASE_URL": database,
            "KEY_FOLDER": str(self.keys.path),
        }

    @property
    def settings(self) -> Settings:
        return read_settings(self.environment)

    @property
    def file(self) -> Path:
        return Path(self.database.removeprefix("sqlite:///"))

    async def grow(self, entries: int, *, sign: bool = True) -> None:
        """Let something happen so many times; then the record is signed, unless told otherwise."""
        store = open_store(self.database, ORG)
        pack, clock = load_pack(), SystemClock()
        try:
            for number in range(entries):
                await store.decide(
                    lambda unit, number=number: Work(unit, pack, clock.now()).record("test.happened", str(number), "me")
                )
            if sign:
                await sign_newest(store, self.keys, ORG, clock)
        finally:
            store.close()

    async def starts(self) -> str:
        """Try to start the bot as far as its database goes; return "" or the sentence with which it refuses."""
        try:
            await build(self.settings, SystemClock()).stop()
        except Refusal as refusal:
            return refusal.sentence
        return ""

    def cheat(self, *statements: str) -> None:
        """Change the database as its owner can, who may drop every guard in it."""
        sqlite = is_sqlite(self.database)
        engine = connect(self.database, connections=1)
        with engine.begin() as connection:
            for guard in ("stays", "in_order", *(["remains"] if sqlite else [])):
                connection.exec_driver_sql(GUARDS[sqlite].format(guard))
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()


@pytest.fixture
def house(database: str) -> House:
    return House(database)


@pytest.fixture
def type_in(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Type a command, and get its exit code and everything it printed."""
    monkeypatch.chdir(tmp_path)
    for name, value in house.environment.items():
        monkeypatch.setenv(name, value)

    async def run(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(exit_code, *arguments)
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run
