"""`countersign receipt`: a file that proves one entry of the record, made here and checked anywhere."""

import argparse
import json
import re
import sys
from pathlib import Path

from bot.approvals.models import Decision, Proposal
from bot.cli.opening import opened, said_plainly, work_on
from bot.errors import Refusal
from bot.keeping.examining import parsed_key
from bot.keeping.receipts import entries_with, entry_told, receipt_of
from bot.record.codes import CodeError, code_of
from bot.record.models import LogEntry
from bot.record.receipts import ReceiptError, verify_receipt
from bot.work import Work


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="print the receipt of a decision; what it says goes to standard error")
    show.add_argument("of", metavar="NS-42|CODE", help="a proposal's number (its latest decision) or a receipt's code")
    verify = actions.add_parser("verify", help="check a receipt; needs no database and no settings")
    verify.add_argument("file", type=Path, help="the receipt")
    verify.add_argument("--key", action="append", required=True, help="the record's public key, or a witness's as well")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print a receipt, or what one proves; 1 when it proves nothing."""
    if arguments.action == "verify":
        with said_plainly():
            return _verify(arguments.file, arguments.key)
    with opened() as (settings, pack, store):
        receipts = store.read_now(lambda unit: _receipts(work_on(unit, pack, settings), arguments.of))
    for sentence, text in receipts:
        print(sentence, file=sys.stderr)
        print(text, end="")
    return 0


def _receipts(work: Work, of: str) -> list[tuple[str, str]]:
    entries = _latest_decision(work, of) or _with_code(work, of)
    if not entries:
        raise Refusal(
            "unknown", f"The record holds nothing under {of}.", then="Give a number or the code of a receipt."
        )
    told = [(entry_told(work, entry), receipt_of(work.unit, entry)) for entry in entries]
    return [(f"{found.sentence}, {found.when}. Code {found.code}.", text) for found, text in told]


def _latest_decision(work: Work, number: str) -> list[LogEntry]:
    digits = re.fullmatch(rf"(?:{re.escape(work.pack.prefix)}-)?(\d+)", number, re.IGNORECASE)
    proposal = work.unit.get(Proposal, number=int(digits[1])) if digits else None
    decisions = work.unit.find(Decision, proposal_id=proposal.id, order="-revision", limit=1) if proposal else []
    return [entry for one in decisions if (entry := work.unit.get(LogEntry, seq=one.entry))]


def _with_code(work: Work, code: str) -> list[LogEntry]:
    try:
        return entries_with(work.unit, code)
    except CodeError:
        return []


def _verify(file: Path, keys: list[str]) -> int:
    try:
        receipt = verify_receipt(file.read_text(encoding="utf-8"), [parsed_key(key) for key in keys])
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file} cannot be read: {type(error).__name__}.")
        return 1
    except ReceiptError as wrong:
        print(wrong)
        return 1
    print(f"This receipt is valid. Code {code_of(receipt.leaf)}.")
    print(
        f"Entry {receipt.seq} of the record {receipt.checkpoint.origin}, which had {receipt.checkpoint.size} entries:"
    )
    for name, value in json.loads(receipt.body).items():
        print(f"  {name}: {value}")
    for signature in receipt.signatures:
        print(f"Signed by {signature.key.name}" + (f" on {signature.at:%d %b %Y %H:%M} UTC." if signature.at else "."))
    return 0
