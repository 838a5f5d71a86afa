"""What Alembic runs: the migrations, on the connection it is given, within the transaction that is already open."""

from alembic import context
from sqlmodel import SQLModel

import storage.tables  # noqa: F401

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
