"""On PostgreSQL the bot can run as a role that may only read the record and append to it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError

from storage.engine import parse
from tests.keeping.conftest import House, Type

postgres_only = pytest.mark.parametrize("database", ["postgres"], indirect=True)
ROLE = 'the "bot"'


@pytest.fixture
def role(database: str) -> Iterator[str]:
    """The address of the database for a role that owns nothing."""
    with create_engine(parse(database), isolation_level="AUTOCOMMIT").connect() as owner:
        quoted = ROLE.replace('"', '""')
        owner.exec_driver_sql(f'DROP ROLE IF EXISTS "{quoted}"')
        owner.exec_driver_sql(f'CREATE ROLE "{quoted}" LOGIN')
    yield make_url(database).set(username=ROLE).render_as_string(hide_password=False)
    with create_engine(parse(database), isolation_level="AUTOCOMMIT").connect() as owner:
        owner.exec_driver_sql(f'DROP OWNED BY "{quoted}"')
        owner.exec_driver_sql(f'DROP ROLE "{quoted}"')


@postgres_only
async def test_the_role_runs_the_bot_and_cannot_touch_what_was_written(house: House, role: str, type_in: Type) -> None:
    await house.grow(2)
    code, printed = await type_in("db", "grant", ROLE)
    assert code == 0, printed
    as_bot = House(role)
    as_bot.keys = house.keys
    await as_bot.grow(3)
    assert (await type_in("verify"))[1].startswith("All 5 entries")
    engine = create_engine(parse(role))
    for attack in (
        "UPDATE log_entry SET body = leaf",
        "DELETE FROM log_entry",
        "TRUNCATE log_entry",
        "ALTER TABLE log_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER log_entry_stays ON log_entry",
        "DELETE FROM checkpoint",
        "UPDATE alembic_version SET version_num = '9'",
    ):
        with pytest.raises(DBAPIError, match=r"permission denied|must be owner"), engine.begin() as connection:
            connection.exec_driver_sql(attack)
    engine.dispose()


@postgres_only
async def test_a_role_that_is_not_there_is_refused(type_in: Type) -> None:
    code, printed = await type_in("db", "grant", "nobody")
    assert code == 1 and "There is no role nobody." in printed


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_sqlite_knows_no_roles(type_in: Type) -> None:
    code, printed = await type_in("db", "grant", "bot")
    assert code == 1 and "SQLite knows no roles" in printed
