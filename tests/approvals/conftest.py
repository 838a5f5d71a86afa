import pytest

from bot.policy.load import load_pack
from storage.store import SqlStore
from tests.approvals.office import Office


@pytest.fixture
async def office(store: SqlStore) -> Office:
    return await Office(store, load_pack()).open()
