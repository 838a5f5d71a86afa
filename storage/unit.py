"""The unit of work on one connection: plain models in, plain models out, and never a second row under one key."""

from typing import Any

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import SQLModel

from bot.ports import AlreadyThere, Model
from storage import statements
from storage.head import Head
from storage.statements import question

# What SQLite and PostgreSQL call a second row under one unique key.
_DUPLICATE = {"SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_ROWID", "23505"}


class SqlUnit:
    """The `UnitOfWork` of one organisation within one transaction, which its owner begins and ends."""

    def __init__(self, connection: Connection, org: str, head: Head | None = None) -> None:
        self._connection = connection
        self._org = org
        self._head = head
        self._failure: Exception | None = None

    def get(self, model: type[Model], **where: Any) -> Model | None:
        """Return the only row that fits, or None."""
        shape, values = question(self._org, where)
        row = self._run(statements.selecting(model, shape), values).mappings().one_or_none()
        return None if row is None else model.model_validate(dict(row))

    def find(self, model: type[Model], *, order: str = "", limit: int | None = None, **where: Any) -> list[Model]:
        """Return all rows that fit; `order` names a column, a leading "-" means descending."""
        shape, values = question(self._org, where)
        if limit is not None:
            values["limit"] = limit
        rows = self._run(statements.selecting(model, shape, order, limit is not None), values).mappings()
        return [model.model_validate(dict(row)) for row in rows]

    def highest(self, model: type[SQLModel], column: str, **where: Any) -> int:
        """Return the largest number in the column, or 0 when nothing fits."""
        shape, values = question(self._org, where)
        return int(self._run(statements.highest(model, column, shape), values).scalar_one())

    def add(self, thing: SQLModel) -> None:
        """Insert a row, now. A number that the database gives (`id` is None) is left to it."""
        values = {column: value for column, value in thing if not (column == "id" and value is None)}
        values["org"] = self._org
        self._run(statements.inserting(type(thing), tuple(values)), values)

    def change(self, model: type[SQLModel], where: dict[str, Any], **values: Any) -> int:
        """Set the values where the conditions hold, and return how many rows changed."""
        shape, bound = question(self._org, where)
        bound.update({f"set_{column}": value for column, value in values.items()})
        return self._run(statements.updating(model, shape, tuple(values)), bound).rowcount

    def remove(self, model: type[SQLModel], **where: Any) -> int:
        """Delete the rows that fit, and return how many there were."""
        shape, values = question(self._org, where)
        return self._run(statements.deleting(model, shape), values).rowcount

    def append(self, body: bytes) -> int:
        """Add one entry to the record and return its sequence number."""
        if self._head is None:
            raise RuntimeError("only a unit run by `decide` may append to the record")
        entry = self._head.next(body)
        self.add(entry)
        return entry.seq

    def finish(self) -> None:
        """Write the record's new head. A failure that the work has swallowed is raised: nothing may be committed."""
        if self._failure is not None:
            raise self._failure
        if self._head is not None:
            self._head.write(self._connection)

    def _run(self, statement: Executable, values: dict[str, Any]) -> CursorResult[Any]:
        try:
            return self._connection.execute(statement, values)
        except DBAPIError as error:
            self._failure = AlreadyThere() if _is_duplicate(error) else _without_values(error)
            raise self._failure from None


def _is_duplicate(error: DBAPIError) -> bool:
    if not isinstance(error, IntegrityError):
        return False
    codes = {getattr(error.orig, "sqlite_errorname", None), getattr(error.orig, "sqlstate", None)}
    return bool(codes & _DUPLICATE)


def _without_values(error: DBAPIError) -> DBAPIError:
    """Take out what PostgreSQL adds to an error: the whole row, which could be a draft on its way to a log."""
    primary = getattr(getattr(error.orig, "diag", None), "message_primary", None)
    if isinstance(error.orig, BaseException) and primary:
        error.orig.args = (primary,)
        error.args = (f"({type(error.orig).__name__}) {primary}",)
    return error
