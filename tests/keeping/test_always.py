"""What must always hold of the record, in orders nobody thinks of, and with two writers at once."""

import asyncio
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.approvals.propose import propose
from bot.approvals.review import approve
from bot.cli.key import change_key
from bot.clock import SystemClock
from bot.keeping.folder import KeyFolder
from bot.keeping.signing import sign_newest
from bot.policy.load import load_pack
from bot.record.checkpoints import open_checkpoint
from bot.record.erasure import erase_proposal
from bot.record.log import consistency_proof_of
from bot.record.models import Checkpoint, LogHead
from bot.record.proofs import verify_consistency
from storage.audit import examine_record
from storage.migrate import migrate
from storage.store import open_store
from tests.approvals.office import Office, draft
from tests.keeping.conftest import ORG, House, Type

STEPS = st.lists(st.sampled_from(["propose", "approve", "erase", "rotate", "sign"]), max_size=12)
APPENDS = """
import sys
from bot.clock import SystemClock
from bot.policy.load import load_pack
from bot.work import Work
from storage.store import open_store
store, pack, clock = open_store(sys.argv[1], "next-steps"), load_pack(), SystemClock()
for number in range(1000):
    store.decide_now(lambda unit: Work(unit, pack, clock.now()).record("test.happened", str(number), sys.argv[2]))
store.close()
"""


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
async def test_every_old_checkpoint_stays_consistent_with_the_newest(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("always")
    url, keys = f"sqlite:///{folder / 'record.db'}", KeyFolder(folder / "keys")
    migrate(url)
    store = open_store(url, ORG)
    office = await Office(store, load_pack()).open()
    waiting: list[str] = []
    for step in ["propose", *steps, "sign"]:
        match step:
            case "propose":
                it = await office.do(lambda work: propose(work, office.person("amina"), draft()))
                waiting.append(it.id)
                first = it.id
            case "approve" if waiting:
                chosen = waiting.pop()
                await office.do(lambda work, it=chosen: approve(work, office.person("ruth"), it, 1))  # type: ignore[misc]
            case "erase":
                await office.do(lambda work, first=first: erase_proposal(work, first, "me", "asked"))  # type: ignore[misc]
                waiting = [one for one in waiting if one != first]
            case "rotate" if keys.origin:
                await office.do(lambda work: change_key(work, keys))
                keys.change_key()
            case "sign":
                await sign_newest(store, keys, ORG, office.clock)
    known = keys.verifiers()
    rows = await store.read(lambda unit: unit.find(Checkpoint, order="size"))
    kept = [open_checkpoint(row.note, known).checkpoint for row in rows]
    newest = kept[-1]
    for old in kept:
        proof = await store.read(lambda unit, old=old: consistency_proof_of(unit, old.size, newest.size))  # type: ignore[misc]
        verify_consistency(old.size, newest.size, proof, old.root, newest.root)
    store.close()
    assert examine_record(url, ORG, keys).sound


@pytest.mark.processes
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_two_processes_that_append_at_once_leave_a_dense_record_that_verifies(
    house: House, type_in: Type, tmp_path: Path
) -> None:
    root = Path(__file__).parents[2]
    writers = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", APPENDS, house.database, name, cwd=root)
        for name in ("one", "two")
    ]
    async with asyncio.timeout(120):
        assert [await writer.wait() for writer in writers] == [0, 0]
    store = open_store(house.database, ORG)
    await sign_newest(store, house.keys, ORG, SystemClock())
    head = store.read_now(lambda unit: unit.get(LogHead))
    store.close()
    assert head is not None and head.size == 2000
    code, printed = await type_in("verify")
    assert code == 0 and printed.startswith("All 2000 entries are as they were written.")
