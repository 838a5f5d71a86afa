"""The export that verifies: it holds everything, proves it, and whatever is changed in it is found."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from bot.record.checkpoints import Checkpoint
from bot.record.keys import SignerKey
from bot.record.log import root_at
from bot.record.merkle import grow, leaf_hash, root
from bot.record.models import Checkpoint as SignedCheckpoint
from bot.record.models import Content, LogEntry, LogHead
from bot.record.notes import sign_note
from bot.reporting.export.choice import Choice
from bot.reporting.export.lines import End, Entry, Header, summed
from bot.reporting.export.reading import ExportVerdict, read_export
from tests.approvals.office import Office
from tests.export.lives import WALK, erase, exported, live, number

KEY = SignerKey("next-steps.example/record", bytes(range(32)))
KINDS = {"format": Header, "seq": Entry, "entries": End}


async def sign(office: Office, size: int | None = None) -> None:
    """Sign a checkpoint of the record as it is, or as it was."""

    def signed(unit: Any) -> None:
        at = unit.get(LogHead).size if size is None else size
        note = sign_note(Checkpoint(KEY.name, at, root_at(unit, at)).text(), KEY)
        unit.add(SignedCheckpoint(size=at, note=note, made_at=office.clock.now()))

    await office.store.write(signed)


def verdict(text: str, *keys: SignerKey) -> ExportVerdict:
    return read_export(text.splitlines(keepends=True), [key.verifier for key in keys])


def resummed(rows: list[dict[str, Any]]) -> str:
    """Write the lines as somebody would who knows how the sums are made."""
    text, total = "", ""
    for row in rows:
        kind = KINDS[next(iter(row))]
        told = {key: value for key, value in row.items() if key != "sum"}
        line, total = summed(kind.model_validate_json(json.dumps(told)), total)
        text += line
    return text


def parsed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


async def of_one(office: Office) -> str:
    return await exported(office, choice=Choice(proposal=(await number(office, 1)).id))


async def test_the_whole_record_is_in_it_byte_for_byte_with_every_text(lived: Office) -> None:
    text = await exported(lived)
    entries = await lived.store.read(lambda unit: unit.find(LogEntry, order="seq"))
    texts = await lived.store.read(lambda unit: unit.find(Content))
    rows = parsed(text)[1:-1]
    assert [row["body"].encode() for row in rows] == [entry.body for entry in entries]
    opened = {commit: one["text"] for row in rows for commit, one in row["contents"].items()}
    assert opened == {content.commit: content.text for content in texts}
    assert verdict(text).sound
    assert (verdict(text).entries, verdict(text).opened) == (len(entries), len(texts))


async def test_an_empty_record_can_be_exported_and_verified(office: Office) -> None:
    assert verdict(await exported(office)).sound


async def test_the_same_database_gives_the_same_export(lived: Office) -> None:
    assert await exported(lived) == await exported(lived)


async def test_the_signature_is_checked_with_the_key_and_must_be_there(lived: Office) -> None:
    assert verdict(await exported(lived), KEY).line == 1
    await sign(lived, 20)
    for text in (await exported(lived), await of_one(lived)):
        signed = verdict(text, KEY)
        assert signed.sound, signed
        assert signed.signed is not None
        assert signed.signed.size == 20
        assert "signed the record when it had 20 entries" in str(signed)
        assert verdict(text, SignerKey(KEY.name, bytes(32))).line == 1
        assert "No signature was checked" in str(verdict(text))


async def test_a_part_holds_the_whole_story_of_its_proposals_and_proves_each_entry(lived: Office) -> None:
    await sign(lived)
    text = await of_one(lived)
    one = await number(lived, 1)
    about = await lived.store.read(lambda unit: unit.find(LogEntry, order="seq"))
    assert [row["seq"] for row in parsed(text)[1:-1]] == [row.seq for row in about if one.id.encode() in row.body]
    assert all(row["proof"] for row in parsed(text)[1:-1])
    assert parsed(text)[0]["chosen"] == "NS-1"
    read = verdict(text, KEY)
    assert read.sound, read
    assert not read.whole


async def test_erased_texts_are_told_with_their_day_and_the_export_verifies(lived: Office) -> None:
    commit = await erase(lived, WALK.splitlines()[0])
    text = await exported(lived)
    assert "Friday for a walk" not in text
    told = [row["contents"][commit] for row in parsed(text)[1:-1] if commit in row["contents"]]
    assert told == [{"erased": lived.clock.now().isoformat()}]
    assert verdict(text).sound
    assert verdict(text).erased == 1


def damages(row: Any) -> Iterator[Callable[[], None]]:
    """Yield for every value in a line something that changes it in place."""
    places = list(row.items()) if isinstance(row, dict) else list(enumerate(row))
    for key, value in places:
        yield lambda key=key: row.pop(key)  # type: ignore[misc]
        match value:
            case str():
                changed: Any = ("0" if value[:1] != "0" else "1") + value[1:]
            case bool() | int():
                changed = value + 1
            case _:
                changed = [*value, "00" * 32] if isinstance(value, list) else {**value, "00" * 32: {"erased": ""}}
        yield lambda key=key, changed=changed: row.__setitem__(key, changed)  # type: ignore[misc]
        if isinstance(value, dict | list):
            yield from damages(value)


async def test_whatever_is_changed_is_found_in_its_line(lived: Office) -> None:
    await erase(lived, "hiring a cook")
    await sign(lived, 20)
    for text in (await exported(lived), await of_one(lived)):
        lines = text.splitlines(keepends=True)
        tried = 0
        for place in range(len(lines)):
            for nth in range(len(list(damages(json.loads(lines[place]))))):
                row = json.loads(lines[place])
                list(damages(row))[nth]()
                worse = [*lines]
                worse[place] = json.dumps(row, separators=(",", ":")) + "\n"
                read = read_export(worse)
                assert (read.sound, read.line) == (False, place + 1), (place, row)
                tried += 1
        assert tried > 100


async def test_lines_that_are_missing_swapped_repeated_or_added_are_found(lived: Office) -> None:
    for text in (await exported(lived), await of_one(lived)):
        lines = text.splitlines(keepends=True)
        for place in range(len(lines)):
            assert not read_export(lines[:place] + lines[place + 1 :]).sound
            assert not read_export([*lines[: place + 1], lines[place], *lines[place + 1 :]]).sound
        assert read_export([lines[0], lines[2], lines[1], *lines[3:]]).line == 2
        assert read_export([*lines, lines[-1]]).line == len(lines) + 1
        assert read_export([line.replace("\n", "\r\n") for line in lines]).line == 1
    assert read_export([]).line == 1


Forgery = Callable[[list[dict[str, Any]]], object]


def without(rows: list[dict[str, Any]], place: int) -> None:
    """Take an entry out and number the rest anew."""
    gone = rows.pop(place)
    for row in rows[place:-1]:
        row["seq"] -= 1
    rows[0]["size"] -= 1
    rows[-1]["entries"] -= 1
    rows[-1]["opened"] -= len(gone["contents"])


FORGERIES: dict[str, Forgery] = {
    "another body": lambda rows: rows[3].update(body=rows[3]["body"].replace("proposal.", "placement.")),
    "a body with the leaf of another": lambda rows: rows[3].update(body=rows[4]["body"]),
    "another leaf": lambda rows: rows[3].update(leaf="00" * 32),
    "another number": lambda rows: rows[3].update(seq=99),
    "another text": lambda rows: next(iter(rows[1]["contents"].values())).update(text="Nobody is welcome."),
    "another salt": lambda rows: next(iter(rows[1]["contents"].values())).update(salt="00" * 32),
    "no salt": lambda rows: next(iter(rows[1]["contents"].values())).pop("salt"),
    "a text nothing commits to": lambda rows: rows[4]["contents"].update({"00" * 32: {"salt": "00", "text": "x"}}),
    "another root": lambda rows: rows[0].update(root="00" * 32),
    "no end": lambda rows: rows[-1].update(entries=rows[-1]["entries"] + 1),
    "two entries in each other's place": lambda rows: rows.insert(2, rows.pop(3)),
    "hex in capitals": lambda rows: rows[0].update(root=rows[0]["root"].upper()),
    "no hex at all": lambda rows: rows[0].update(root="root"),
    "another format": lambda rows: rows[0].update(version=2),
}
OF_THE_WHOLE: dict[str, Forgery] = {
    "another size": lambda rows: rows[0].update(size=rows[0]["size"] + 1),
    "an entry left out": lambda rows: without(rows, 5),
    "the last entry left out": lambda rows: without(rows, len(rows) - 2),
    "called a part": lambda rows: rows[0].update(chosen="NS-1"),
    "a proof beside an entry": lambda rows: rows[1].update(proof=[]),
    "an unproved growth": lambda rows: rows[0].update(consistency=[]),
}
OF_A_PART: dict[str, Forgery] = {
    "another proof": lambda rows: rows[2]["proof"].__setitem__(0, "00" * 32),
    "a proof too short": lambda rows: rows[2]["proof"].pop(),
    "no proof": lambda rows: rows[2].pop("proof"),
    "called the whole": lambda rows: rows[0].pop("chosen"),
    "another growth": lambda rows: rows[0]["consistency"].__setitem__(0, "00" * 32),
    "no growth": lambda rows: rows[0].pop("consistency"),
}


async def test_a_forger_who_mends_the_sums_is_found_all_the_same(lived: Office) -> None:
    await sign(lived, 20)
    for text, forgeries in (
        (await exported(lived), FORGERIES | OF_THE_WHOLE),
        (await of_one(lived), FORGERIES | OF_A_PART),
    ):
        assert verdict(resummed(parsed(text)), KEY).sound
        for name, forge in forgeries.items():
            rows = parsed(text)
            forge(rows)
            assert resummed(rows) != text, name
            assert not verdict(resummed(rows), KEY).sound, name


async def test_a_part_of_a_record_signed_as_it_is_says_its_true_size(lived: Office) -> None:
    await sign(lived)
    rows = parsed(await of_one(lived))
    assert rows[0]["consistency"] == []
    rows[0]["size"] += 1
    assert verdict(resummed(rows), KEY).line == 1


async def test_a_record_rewritten_from_the_start_does_not_fit_the_checkpoint_of_the_old_one(lived: Office) -> None:
    await sign(lived, 20)
    old = parsed(await exported(lived))[0]["checkpoint"]
    await live(lived)
    rows = parsed(await exported(lived))
    rows[2]["body"] = rows[2]["body"].replace("changes_requested", "approved_after_all")
    assert rows[0]["checkpoint"] == old
    forged = resummed(rewritten(rows))
    assert verdict(forged).line == 21, verdict(forged)
    rows[0].pop("checkpoint")
    assert verdict(resummed(rows)).sound
    assert verdict(resummed(rows), KEY).line == 1


def rewritten(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Compute every leaf and the root again, as somebody could who owns the database."""
    peaks = b""
    for seq, row in enumerate(rows[1:-1]):
        leaf = leaf_hash(row["body"].encode())
        row["leaf"] = leaf.hex()
        peaks = grow(seq, peaks, leaf)
    rows[0]["root"] = root(peaks).hex()
    return rows
