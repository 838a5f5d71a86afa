"""Everything that is kept anywhere, as bytes to search through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from storage.engine import is_sqlite, parse
from tests.journeys.town import Town


class Traces:
    """The places in which a text or a name could be left."""

    def __init__(self, town: Town, folder: Path, log: pytest.LogCaptureFixture) -> None:
        self._town = town
        self._folder = folder
        self._log = log

    def of(self, text: str) -> list[str]:
        """Return the places that hold the text."""
        return sorted({place for place, held in self._everything() if text.encode() in held})

    def in_chat(self, text: str) -> list[str]:
        """Return the places of the chat that hold the text."""
        return [place for place in self.of(text) if place.startswith("chat")]

    def _everything(self) -> Iterator[tuple[str, bytes]]:
        yield from self._files()
        yield from self._tables()
        yield from self._chat()
        for record in self._log.records:
            yield "log", f"{record.getMessage()} {record.exc_text or ''}".encode()

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for path in self._folder.rglob("*"):
            if path.is_file():
                yield f"file {path.relative_to(self._folder)}", path.read_bytes()

    def _tables(self) -> Iterator[tuple[str, bytes]]:
        engine = create_engine(parse(self._town.database))
        with engine.connect() as connection:
            for table in inspect(engine).get_table_names():
                for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'):
                    yield f"table {table}", " ".join(_shown(value) for value in row).encode()
        engine.dispose()

    def _chat(self) -> Iterator[tuple[str, bytes]]:
        slack = self._town.sandbox.slack
        for channel in slack.workspace.channels.values():
            whispers = [message for those in channel.ephemerals.values() for message in those]
            for message in [*channel.messages.values(), *whispers]:
                yield f"chat {channel.id}", f"{message.text}\n{message.blocks}\n{message.metadata}".encode()
        for user in slack.workspace.members:
            home = slack.views.home(user)
            for view in [*slack.views.stack(user), *([home] if home else [])]:
                yield f"chat {view.type} of {user}", f"{view.body}\n{view.values}".encode()


def _shown(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def on_sqlite(town: Town) -> bool:
    """Whether the database is a file."""
    return is_sqlite(town.database)
