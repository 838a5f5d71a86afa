"""Writes the next migration: `python -m storage.migrations "what changes"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from storage.engine import connect
from storage.migrate import migrate
from storage.migrations import alembic_config, known_versions


def main(what_changes: str) -> None:
    """Compare the tables with a new database at the latest version, and write the difference down."""
    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'new.db'}"
        migrate(url)
        engine = connect(url, connections=1)
        with engine.connect() as connection:
            config = alembic_config(connection)
            command.revision(config, what_changes, autogenerate=True, rev_id=f"{len(known_versions(config)) + 1:04}")
        engine.dispose()


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "changes")
