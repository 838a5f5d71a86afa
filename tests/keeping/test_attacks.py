"""Whatever the owner of the database does to the record is named by `countersign verify`, or stops the start."""

from pathlib import Path

import pytest

from tests.keeping.conftest import House, Type

CHANGE = "UPDATE log_entry SET body = {forged} WHERE seq = 4"
FORGED = {True: "CAST('{}' AS BLOB)", False: "'\\x7b7d'::bytea"}

ATTACKS = {
    "an entry changed": ([CHANGE], "Entry 4 was changed"),
    "an entry dropped": (["DELETE FROM log_entry WHERE seq = 5"], "The entries 5 to 5 are missing."),
    "the first dropped": (["DELETE FROM log_entry WHERE seq = 0"], "The entries 0 to 0 are missing."),
    "the last dropped": (["DELETE FROM log_entry WHERE seq = 8"], "The entries 8 to 8 are missing."),
    "all dropped": (["DELETE FROM log_entry"], "The entries 0 to 8 are missing."),
    "all dropped, and the head": (
        ["DELETE FROM log_entry", "DELETE FROM log_head"],
        "The entries 0 to 8 are missing.",
    ),
    "two swapped": (
        [
            "UPDATE log_entry SET seq = 99 WHERE seq = 2",
            "UPDATE log_entry SET seq = 2 WHERE seq = 6",
            "UPDATE log_entry SET seq = 6 WHERE seq = 99",
        ],
        "Something in the entries 2 to 3 was replaced",
    ),
    "a hash changed": (["UPDATE log_entry SET leaf = nodes WHERE seq = 1"], "The hash kept with entry 1 was changed"),
    "the head put back": (["UPDATE log_head SET size = 7"], ""),
    "a checkpoint forged": (["UPDATE checkpoint SET note = replace(note, '9', '8')"], "cannot be relied on"),
    "a checkpoint moved": (["UPDATE checkpoint SET size = 7"], "The checkpoint after 7 entries is one of 9 entries."),
}


@pytest.mark.parametrize("name", ATTACKS)
async def test_every_attack_on_the_database_is_named(house: House, type_in: Type, name: str) -> None:
    statements, told = ATTACKS[name]
    await house.grow(9)
    assert (await type_in("verify"))[0] == 0
    forged = FORGED[house.database.startswith("sqlite")]
    house.cheat(*(statement.replace("{forged}", forged) for statement in statements))
    code, printed = await type_in("verify")
    assert code == 1
    assert told in printed


async def test_a_sound_record_is_said_to_be_sound(house: House, type_in: Type) -> None:
    await house.grow(9)
    code, printed = await type_in("verify")
    assert code == 0
    assert printed.splitlines() == [
        "All 9 entries are as they were written.",
        f"Signed up to entry 8 by {house.keys.origin}.",
    ]


async def test_a_record_that_nobody_signed_is_said_to_prove_little(house: House, type_in: Type) -> None:
    await house.grow(2, sign=False)
    code, printed = await type_in("verify")
    assert code == 0
    assert "Nothing of it has been signed yet" in printed


async def test_a_checkpoint_kept_elsewhere_is_compared(house: House, type_in: Type, tmp_path: Path) -> None:
    await house.grow(4)
    (tmp_path / "kept.txt").write_text(house.keys.checkpoint)
    await house.grow(5)
    assert (await type_in("verify", "--since", "kept.txt"))[0] == 0
    (tmp_path / "kept.txt").write_text("countersign/other\n4\n")
    code, printed = await type_in("verify", "--since", "kept.txt")
    assert code == 1 and "not a checkpoint of this record" in printed


async def test_a_record_signed_by_another_key_is_not_relied_on(house: House, type_in: Type) -> None:
    await house.grow(4)
    other = House(house.database)
    (key,) = house.keys.verifiers()
    assert (await type_in("verify", "--key", str(key)))[0] == 0
    other.keys.make_key(house.keys.origin)
    await other.grow(1)
    code, printed = await type_in("verify", "--key", str(key))
    assert code == 1
    assert "The checkpoint after 5 entries cannot be relied on: no key that we know" in printed


async def test_verify_does_not_make_a_database(type_in: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere.db'}")
    code, printed = await type_in("verify")
    assert code == 1 and "does not exist yet" in printed
    assert not (tmp_path / "nowhere.db").exists()
