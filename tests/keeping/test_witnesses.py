"""A trustee on another machine signs that the record only grew, and would notice if it had not."""

import shutil
from pathlib import Path

import pytest

from bot.record.notes import open_note
from tests.keeping.conftest import House, Type


async def cosigned(type_in: Type, *arguments: str) -> tuple[int, str, str]:
    """Cosign as a trustee; return the exit code, what was said, and the line."""
    code, printed = await type_in("cosign", *arguments, "--key-folder", "trustee")
    line = next((line for line in printed.splitlines() if line.startswith("— ")), "")
    return code, printed, line


@pytest.fixture
async def seen(house: House, type_in: Type, tmp_path: Path) -> str:
    """A trustee has cosigned a record of 4 entries; returns their public key."""
    await house.grow(4)
    (tmp_path / "first.txt").write_text(house.keys.checkpoint)
    (key,) = house.keys.verifiers()
    code, printed, line = await cosigned(type_in, "first.txt", "--key", str(key))
    assert code == 0 and line
    return printed.partition("whoever runs the bot: ")[2].splitlines()[0]


async def test_a_record_that_grew_is_cosigned_with_the_proof_that_it_did(
    house: House, seen: str, type_in: Type, tmp_path: Path
) -> None:
    await house.grow(5)
    code, printed = await type_in("verify", "--since", "first.txt")
    assert code == 0
    assert printed.startswith("old 4\n")
    step = printed[: printed.index("All 9 entries")]
    (tmp_path / "step.txt").write_text(step)
    code, _, line = await cosigned(type_in, "step.txt")
    assert code == 0
    assert (await cosigned(type_in, "step.txt"))[0] == 1  # it is the last one seen now: a proof from 4 on is too old
    (tmp_path / "second.txt").write_text(house.keys.checkpoint)
    assert (await cosigned(type_in, "second.txt"))[0] == 0
    code, printed = await type_in("cosigned", line, "--key", seen)
    assert code == 0 and "the record of 9 entries" in printed
    assert (await type_in("cosigned", line))[0] == 0
    (tmp_path / "note").write_text(f"{house.keys.checkpoint}{line}\n")
    assert len(open_note((tmp_path / "note").read_text(), house.keys.witnesses()).signatures) == 1


async def test_growth_without_a_proof_is_not_cosigned(house: House, seen: str, type_in: Type, tmp_path: Path) -> None:
    await house.grow(5)
    (tmp_path / "bare.txt").write_text(house.keys.checkpoint)
    code, printed, line = await cosigned(type_in, "bare.txt")
    assert (code, line) == (1, "") and "nothing here proves it" in printed and "verify --since" in printed


async def test_a_rewritten_record_is_not_cosigned(house: House, seen: str, type_in: Type, tmp_path: Path) -> None:
    await house.grow(5)
    code, step = await type_in("verify", "--since", "first.txt")
    assert code == 0
    lines = step[: step.index("All 9 entries")].splitlines(keepends=True)
    forged = "".join([lines[0], lines[2], lines[1], *lines[3:]])
    (tmp_path / "forged.txt").write_text(forged)
    code, printed, line = await cosigned(type_in, "forged.txt")
    assert (code, line) == (1, "") and "not the record that you have seen before" in printed


async def test_a_smaller_record_is_not_cosigned(house: House, seen: str, type_in: Type, tmp_path: Path) -> None:
    small = House(f"sqlite:///{tmp_path / 'small' / 'small.db'}")
    shutil.copytree(house.keys.path, tmp_path / "small" / small.keys.path.name)
    from storage.migrate import migrate  # noqa: PLC0415

    migrate(small.database)
    await small.grow(2)
    (tmp_path / "smaller.txt").write_text(small.keys.checkpoint)
    code, printed, line = await cosigned(type_in, "smaller.txt")
    assert (code, line) == (1, "") and "is of 2 entries, and you have seen 4" in printed
    await small.grow(2)
    (tmp_path / "other.txt").write_text(small.keys.checkpoint)
    code, printed, line = await cosigned(type_in, "other.txt")
    assert (code, line) == (1, "") and "not the record that you have seen before" in printed


async def test_a_changed_key_is_followed_because_both_sign(
    house: House, seen: str, type_in: Type, tmp_path: Path
) -> None:
    assert (await type_in("key", "rotate"))[0] == 0
    await house.grow(1)
    _, step = await type_in("verify", "--since", "first.txt")
    (tmp_path / "step.txt").write_text(step[: step.index("All ")])
    new = house.keys.verifiers()[-1]
    assert (await cosigned(type_in, "step.txt"))[0] == 0
    await house.grow(0)
    (tmp_path / "same.txt").write_text(house.keys.checkpoint)
    assert (await cosigned(type_in, "same.txt", "--key", str(new)))[0] == 0


async def test_what_is_no_checkpoint_or_no_witness_s_line_is_refused(
    house: House, seen: str, type_in: Type, tmp_path: Path
) -> None:
    (tmp_path / "nonsense.txt").write_text("old four\n\nnothing")
    code, printed, _ = await cosigned(type_in, "nonsense.txt")
    assert code == 1 and "That cannot be cosigned" in printed
    code, printed = await type_in("cosign", "first.txt", "--key-folder", "somebody else")
    assert code == 1 and "Give its public key with --key the first time" in printed
    code, printed = await type_in("cosigned", "— nobody AAAA", "--key", seen)
    assert code == 1 and "Nothing was kept." in printed
