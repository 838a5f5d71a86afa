"""Statements, built once for each shape of question and kept: building them costs more than running them."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Delete, Insert, Select, Update, bindparam, delete, func, insert, select, update
from sqlmodel import SQLModel

from bot.ports import Between, Until
from storage.tables import TABLES

Shape = tuple[tuple[str, str], ...]


class Question(NamedTuple):
    """Conditions, split into their shape and the values that differ from call to call."""

    shape: Shape
    values: dict[str, Any]


def question(org: str, where: Mapping[str, Any]) -> Question:
    """Return the conditions of `UnitOfWork`, bound to one organisation."""
    shape = [("org", "equal")]
    values: dict[str, Any] = {"where_org": org}
    for column, value in where.items():
        name = f"where_{column}"
        match value:
            case None:
                test = "empty"
            case Until():
                test, values[name] = "until", value.value
            case Between():
                test, values[name], values[f"{name}_after"] = "between", value.first, value.after
            case list() | tuple() | set() | frozenset():
                test, values[name] = "among", list(value)
            case _:
                test, values[name] = "equal", value
        shape.append((column, test))
    return Question(tuple(shape), values)


@cache
def selecting(model: type[SQLModel], shape: Shape, order: str = "", limited: bool = False) -> Select[Any]:
    """Return the SELECT of all columns; `order` as in `UnitOfWork.find`, the limit is bound as `limit`."""
    table = TABLES[model]
    statement = select(table).where(*_tests(model, shape))
    if order:
        column = table.c[order.removeprefix("-")]
        statement = statement.order_by(column.desc() if order.startswith("-") else column)
    return statement.limit(bindparam("limit")) if limited else statement


@cache
def highest(model: type[SQLModel], column: str, shape: Shape) -> Select[Any]:
    """Return the SELECT of the largest value in a column, 0 when there is none."""
    return select(func.coalesce(func.max(TABLES[model].c[column]), 0)).where(*_tests(model, shape))


@cache
def inserting(model: type[SQLModel], columns: tuple[str, ...]) -> Insert:
    """Return the INSERT of these columns; the others are left to the database."""
    return insert(TABLES[model]).values({column: bindparam(column) for column in columns}).inline()


@cache
def updating(model: type[SQLModel], shape: Shape, columns: tuple[str, ...]) -> Update:
    """Return the UPDATE of these columns; their values are bound as `set_<column>`."""
    values = {column: bindparam(f"set_{column}", type_=TABLES[model].c[column].type) for column in columns}
    return update(TABLES[model]).where(*_tests(model, shape)).values(values)


@cache
def deleting(model: type[SQLModel], shape: Shape) -> Delete:
    """Return the DELETE of the rows that fit."""
    return delete(TABLES[model]).where(*_tests(model, shape))


def _tests(model: type[SQLModel], shape: Shape) -> list[ColumnElement[bool]]:
    return [test for column, kind in shape for test in _test(model, column, kind)]


def _test(model: type[SQLModel], column: str, kind: str) -> tuple[ColumnElement[bool], ...]:
    held, name = TABLES[model].c[column], f"where_{column}"
    match kind:
        case "empty":
            return (held.is_(None),)
        case "until":
            return (held <= bindparam(name),)
        case "between":
            return (held >= bindparam(name), held < bindparam(f"{name}_after"))
        case "among":
            return (held.in_(bindparam(name, expanding=True)),)
        case _:
            return (held == bindparam(name),)
