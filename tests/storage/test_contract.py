"""What the core may rely on, whichever database it runs on: every promise of `Store` and `UnitOfWork`."""

from bot.registers.people import Person
from storage.store import SqlStore


async def test_what_was_written_is_read(store: SqlStore) -> None:
    await store.write(lambda unit: unit.add(Person(id="a", platform_id="U1", name="Ada")))
    person = await store.read(lambda unit: unit.get(Person, id="a"))
    assert person is not None and person.name == "Ada" and person.org == "next-steps"
