"""What every kind of row is."""

from sqlmodel import SQLModel


class Row(SQLModel):
    """A kind of row that is kept; storage adds keys and indexes. Its check is built when a row is first read.

    Building those of all kinds would take 20 ms of every start.
    """

    model_config = {"defer_build": True}
