"""What most commands begin with: the settings, the policy pack and the database, or a sentence about what is wrong."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.clock import SystemClock
from bot.config import Settings, WrongSettings, read_settings
from bot.errors import Refusal
from bot.policy.load import PackMistakes, load_pack
from bot.policy.pack import Pack
from bot.ports import UnitOfWork
from bot.wiring import pack_folder, prepare
from bot.work import Work
from handlers.slack.surface import CannotStartError
from storage.lock import AlreadyRunning
from storage.migrate import DatabaseTooNew
from storage.store import SqlStore, open_store


def settings() -> Settings:
    """Return the settings of the environment and of `.env` in the working directory."""
    return read_settings(os.environ, Path(".env"))


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn what is expected to go wrong into sentences on standard error and exit code 1."""
    try:
        yield
    except (WrongSettings, PackMistakes, AlreadyRunning, DatabaseTooNew, CannotStartError) as wrong:
        sys.exit(str(wrong))
    except Refusal as refusal:
        sys.exit(refusal.sentence)


@contextmanager
def opened() -> Iterator[tuple[Settings, Pack, SqlStore]]:
    """Open the organisation's store beside a bot that may be running, for as long as the `with` lasts."""
    with said_plainly():
        chosen = settings()
        pack = load_pack(pack_folder(chosen))
        prepare(chosen)
        store = open_store(chosen.database_url, pack.org)
        try:
            yield chosen, pack, store
        finally:
            store.close()


def work_on(unit: UnitOfWork, pack: Pack, chosen: Settings) -> Work:
    """Return what a use case works with when it is called from the keyboard."""
    return Work(unit, pack, SystemClock().now(), approvals_room=bool(chosen.approvals_channel))
