import pytest

from bot.policy.load import load_pack
from storage.store import SqlStore
from tests.approvals.office import Office
from tests.export.lives import live


@pytest.fixture
async def office(store: SqlStore) -> Office:
    return await Office(store, load_pack()).open()


@pytest.fixture
async def lived(office: Office) -> Office:
    """An office where a good deal has happened."""
    await live(office)
    return office
