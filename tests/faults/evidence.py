"""What can be sworn to after a fault: the database and the workspace, read from outside the bot."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlmodel import SQLModel

from bot.delivery.messages import PROJECTIONS
from bot.delivery.models import OutboxRow, Stage
from bot.pictures.models import BeingChecked
from bot.record.models import LogEntry
from handlers.sandbox import Sandbox
from handlers.sandbox.workspace import Message
from storage.store import SqlStore, open_store
from tests.conftest import ORG

Model = TypeVar("Model", bound=SQLModel)


class Evidence:
    """What one database holds, read through a store of its own; a bot may run beside it."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def rows(self, model: type[Model], order: str = "", **where: Any) -> list[Model]:
        return self._store.read_now(lambda unit: unit.find(model, order=order, **where))

    def entries(self, *kinds: str) -> list[dict[str, Any]]:
        """Return the entries of the record, oldest first: all of them, or those of these kinds."""
        entries = [json.loads(row.body) for row in self.rows(LogEntry, "seq")]
        return [entry for entry in entries if not kinds or entry["kind"] in kinds]

    def waiting(self) -> list[OutboxRow]:
        return self.rows(OutboxRow, stage=[Stage.QUEUED, Stage.SENDING])

    def dead(self) -> list[OutboxRow]:
        return self.rows(OutboxRow, "id", stage=Stage.FAILED)

    def let_leases_run_out(self) -> None:
        """Spare the test the minutes after which another replica may take up what a killed one was at work on."""
        long_ago = datetime(2020, 1, 1, tzinfo=UTC)
        self._store.write_now(lambda unit: unit.change(OutboxRow, {"stage": Stage.SENDING}, lease_until=long_ago))
        self._store.write_now(lambda unit: unit.change(BeingChecked, {}, lease_until=long_ago))

    async def all_sent(self, sandbox: Sandbox, seconds: float = 20) -> None:
        """Wait until nothing waits in the outbox any more."""
        try:
            await sandbox.until(lambda: not self.waiting(), seconds, "The end of the outbox")
        except TimeoutError as late:
            rows = "\n".join(f"  {row.id} {row.message} for {row.conversation}: {row!r}" for row in self.waiting())
            raise AssertionError(f"still waiting:\n{rows}\n{late}") from None


@contextmanager
def evidence_in(database: str) -> Iterator[Evidence]:
    store = open_store(database, ORG)
    try:
        yield Evidence(store)
    finally:
        store.close()


def standing(sandbox: Sandbox) -> list[Message]:
    """Return every durable message of the bot, in the order in which they came."""
    bot = sandbox.workspace.bot_user
    channels = sandbox.workspace.channels.values()
    everything = [message for channel in channels for message in channel.messages.values() if message.user == bot]
    return sorted(everything, key=lambda message: message.ts)


def row_of(message: Message) -> int | None:
    return ((message.metadata or {}).get("event_payload") or {}).get("row")


def nothing_stands_twice(sandbox: Sandbox) -> None:
    """Assert that no outbox row stands in the workspace twice, nor the same words in one thread of one channel."""
    messages = standing(sandbox)
    rows = Counter(row for message in messages if (row := row_of(message)) is not None)
    assert {row: count for row, count in rows.items() if count > 1} == {}
    said = Counter((message.channel, message.thread_ts, message.text) for message in messages)
    assert {what: count for what, count in said.items() if count > 1} == {}


def nothing_is_lost(sandbox: Sandbox, evidence: Evidence) -> None:
    """Assert that everything that was to be said was said, and stands where it was said."""
    assert evidence.waiting() == [] and evidence.dead() == []
    there = {row_of(message) for message in standing(sandbox)}
    once = [row for row in evidence.rows(OutboxRow, "id") if row.message not in PROJECTIONS]
    assert [(row.id, row.message) for row in once if row.id not in there] == []
