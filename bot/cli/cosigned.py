"""`countersign cosigned`: a witness's signature line is checked and kept with the checkpoint it is for."""

import argparse

from bot.cli.opening import opened, work_on
from bot.errors import Refusal
from bot.keeping.examining import parsed_key
from bot.record.keys import Algorithm, VerifierKey
from bot.record.models import Checkpoint, Cosignature
from bot.record.notes import open_note
from bot.record.wire import NoteError
from bot.wiring import key_folder
from bot.work import Work

_LATEST = 1000


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("line", help="the line that “countersign cosign” printed, in quotation marks")
    parser.add_argument("--key", help="the witness's public key: needed the first time")


def carry_out(arguments: argparse.Namespace) -> int:
    """Keep the line; 1 when it fits no checkpoint of ours."""
    with opened() as (settings, pack, store):
        folder = key_folder(settings)
        known = [parsed_key(arguments.key)] if arguments.key else list(folder.witnesses())
        witnesses = [key for key in known if key.algorithm is Algorithm.COSIGNATURE]
        line = arguments.line.strip()
        size = store.write_now(lambda unit: keep(work_on(unit, pack, settings), line, witnesses))
        for key in witnesses if arguments.key else ():
            folder.know_witness(key)
    print(f"Kept: a witness has signed the record of {size} entries. New receipts carry it.")
    return 0


def keep(work: Work, line: str, witnesses: list[VerifierKey]) -> int:
    """Keep a witness's line and return the size of the record it is for; refuses one that fits none."""
    for row in work.unit.find(Checkpoint, order="-size", limit=_LATEST):
        try:
            (signature,) = open_note(f"{row.note.rpartition(chr(10) * 2)[0]}\n\n{line}\n", witnesses).signatures
        except NoteError:
            continue
        kept = Cosignature(size=row.size, witness=str(signature.key), line=line, received_at=work.now)
        if not work.unit.get(Cosignature, size=kept.size, witness=kept.witness):
            work.unit.add(kept)
        return row.size
    raise Refusal(
        "fits-nothing",
        "This line is not a known witness's signature of any checkpoint of ours.",
        saved="Nothing was kept.",
        then="Give the whole line, from its dash to its end, and the first time the witness's public key with --key.",
    )
