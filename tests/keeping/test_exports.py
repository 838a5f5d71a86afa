"""`countersign verify FILE`: an export is checked with nothing but the file and a public key."""

from pathlib import Path

import pytest

from tests.keeping.conftest import House, Type


async def test_an_export_is_verified_with_our_keys_or_somebody_s_and_a_changed_one_is_not(
    house: House, type_in: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.grow(5)
    code, printed = await type_in("export", "--format", "jsonl", "--out", str(tmp_path / "record.jsonl"))
    assert code == 0, printed
    code, printed = await type_in("verify", "record.jsonl")
    assert code == 0
    assert f"{house.keys.origin} signed the record when it had 5 entries." in printed
    (key,) = house.keys.verifiers()
    for name in house.environment:
        monkeypatch.delenv(name)
    assert (await type_in("verify", "record.jsonl", "--key", str(key)))[0] == 0
    code, printed = await type_in("verify", "record.jsonl")
    assert code == 0 and "No signature was checked" in printed
    text = (tmp_path / "record.jsonl").read_text()
    (tmp_path / "changed.jsonl").write_text(text.replace("test.happened", "test.happens", 1))
    code, printed = await type_in("verify", "changed.jsonl", "--key", str(key))
    assert code == 1 and printed.startswith("Line 2: ")
    code, printed = await type_in("verify", "nowhere.jsonl", "--key", str(key))
    assert code == 1 and "cannot be read" in printed
