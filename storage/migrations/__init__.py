"""How a database is brought from version to version, by Alembic.

`python -m storage.migrations "what changes"` writes the next migration from the difference between the tables and the
migrations so far; `HEAD` in `storage/migrate.py` then names it. The tables of the record are never rebuilt: no batch
operation on `log_entry` or `log_head`.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent


def alembic_config(connection: Connection | None = None) -> Config:
    """Return Alembic's settings, for one open connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "m%%(rev)s_%%(slug)s")
    return config


def known_versions(config: Config) -> list[str]:
    """Return the versions this program knows, the newest first."""
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def upgrade(config: Config) -> None:
    """Run what is missing, within the transaction that is open on the connection."""
    command.upgrade(config, "head")
