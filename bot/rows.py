"""What every kind of row is."""

from sqlmodel import SQLModel


class Row(SQLModel):
    """A kind of row that is kept; storage adds keys and indexes. Its check is built when it is first asked for.

    Building those of all kinds takes 20 ms of every start, and most are never asked: what is read from the database
    is not checked again.
    """

    model_config = {"defer_build": True}
