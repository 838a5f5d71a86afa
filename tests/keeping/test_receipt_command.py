"""A receipt on a command line: made beside the bot, and checked by somebody who has nothing but a key."""

from pathlib import Path

import pytest

from bot.approvals.propose import propose
from bot.approvals.review import approve
from bot.keeping.signing import sign_newest
from bot.policy.load import load_pack
from storage.store import open_store
from tests.approvals.office import Office, draft
from tests.keeping.conftest import ORG, House, Type


@pytest.fixture
async def decided(house: House) -> None:
    """Something was proposed and approved."""
    store = open_store(house.database, ORG)
    office = await Office(store, load_pack()).open()
    it = await office.do(lambda work: propose(work, office.person("amina"), draft()))
    await office.do(lambda work: approve(work, office.person("ruth"), it.id, 1))
    await sign_newest(store, house.keys, ORG, office.clock)
    store.close()


async def shown(type_in: Type, of: str) -> tuple[str, str]:
    code, printed = await type_in("receipt", "show", of)
    assert code == 0, printed
    text, line = printed[: printed.rindex("Ruth")], printed[printed.rindex("Ruth") :]
    return text, line.rsplit("Code ", 1)[1].strip().removesuffix(".")


async def test_a_receipt_is_checked_without_database_and_settings(
    house: House, decided: None, type_in: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, code = await shown(type_in, "NS-1")
    assert await shown(type_in, code.lower()) == (text, code) == await shown(type_in, "1")
    (tmp_path / "ns-1.tlog-proof").write_text(text)
    (key,) = house.keys.verifiers()
    for name in house.environment:
        monkeypatch.delenv(name)
    ended, printed = await type_in("receipt", "verify", "ns-1.tlog-proof", "--key", str(key))
    assert ended == 0
    assert f"This receipt is valid. Code {code}." in printed
    assert "kind: proposal.approved" in printed and "revision: 1" in printed
    assert f"Signed by {house.keys.origin}." in printed


async def test_a_receipt_that_was_changed_or_is_another_s_proves_nothing(
    house: House, decided: None, type_in: Type, tmp_path: Path
) -> None:
    text, _ = await shown(type_in, "NS-1")
    (key,) = house.keys.verifiers()
    (tmp_path / "forged").write_text(text.replace("index 1", "index 0"))
    ended, printed = await type_in("receipt", "verify", "forged", "--key", str(key))
    assert ended == 1 and "This receipt proves nothing" in printed
    ended, printed = await type_in("receipt", "verify", "forged", "--key", "no key")
    assert ended == 1 and "That is not a public key" in printed
    ended, printed = await type_in("receipt", "verify", "nowhere", "--key", str(key))
    assert ended == 1 and "cannot be read" in printed


@pytest.mark.parametrize("of", ["NS-7", "000-000-000", "nonsense"])
async def test_what_the_record_does_not_hold_has_no_receipt(decided: None, type_in: Type, of: str) -> None:
    code, printed = await type_in("receipt", "show", of)
    assert code == 1 and f"The record holds nothing under {of}." in printed
