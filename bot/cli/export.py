"""`countersign export`: the record, or a part of it, as a file; or everything that is held about one person."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.opening import opened, work_on
from bot.config import Settings
from bot.errors import Refusal
from bot.policy.pack import Pack
from bot.record.proofs import ProofError
from bot.reporting.export.answer import lines_for, page_for
from bot.reporting.export.choice import NOTHING_WRITTEN, Choice, checked, chosen, person_meant, proposal_meant
from bot.reporting.export.files import keep_export, write_export
from bot.reporting.export.lines import lines
from bot.reporting.export.piece import Pieces
from bot.reporting.export.report import report
from bot.reporting.export.table import table
from bot.wiring import export_folder
from bot.work import Work
from storage.store import SqlStore

FORMATS: dict[str, Callable[[Work, Choice], Pieces]] = {"jsonl": lines, "csv": table, "html": report}
KEPT = "Nobody else who uses this machine can read it. It is deleted when something in it is erased from the record."
ELSEWHERE = (
    "Nobody else who uses this machine can read it. It is not in my own folder, so please delete it yourself when "
    "something in it is erased from the record."
)
BEFORE_HANDING_OVER = "Please read it before you hand it over: it names colleagues who acted on this person’s work."


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument(
        "--format",
        required=True,
        choices=list(FORMATS),
        help="jsonl can be verified, csv opens in a spreadsheet, html is for reading and printing",
    )
    parser.add_argument("--since", type=date.fromisoformat, metavar="2026-11-01", help="the first day (the beginning)")
    parser.add_argument("--until", type=date.fromisoformat, metavar="2026-11-30", help="the last day (today)")
    parser.add_argument("--person", metavar="WHO", help="what this person had a part in: a full name or an id")
    parser.add_argument("--account", metavar="ACCOUNT", default="", help="what was for this account, like facebook")
    parser.add_argument("--proposal", metavar="NUMBER", help="one proposal, like NS-42")
    parser.add_argument("--about-person", metavar="WHO", help="instead, everything held about one person, for them")
    out_argument(parser)


def carry_out(arguments: argparse.Namespace) -> int:
    """Write the file, and say where it is and what it holds."""
    with opened() as (settings, pack, store):
        if arguments.about_person:
            _about_person(arguments, settings, pack, store)
        else:
            _record(arguments, settings, pack, store)
    return 0


def out_argument(parser: argparse.ArgumentParser) -> None:
    """Let somebody choose the file."""
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it (a new file in the folder exports)")


def written(arguments: argparse.Namespace, settings: Settings, work: Work, subject: str, pieces: Pieces) -> str:
    """Write an export where it was asked for, and return sentences that say where it is and who looks after it.

    Refuses where nothing can be written, and when the record is too damaged to be proved.
    """
    now = work.now.astimezone(ZoneInfo(work.pack.time_zone))
    name = f"{subject}-{now:%Y-%m-%d-%H%M%S}.{getattr(arguments, 'format', 'html')}"
    path: Path = arguments.out or export_folder(settings) / name
    try:
        if arguments.out:
            write_export(path, pieces)
        else:
            keep_export(path.parent, path.name, pieces)
    except ProofError as damage:
        raise Refusal(
            "damaged",
            f"The record is damaged: {damage}.",
            saved=NOTHING_WRITTEN,
            then="“countersign verify” names the first wrong entry.",
        ) from damage
    except OSError as error:
        raise Refusal(
            "cannot-write",
            f"I can't write to {path}: {error.strerror}.",
            saved=NOTHING_WRITTEN,
            then="Choose another place with --out.",
        ) from error
    return f"Written to {path}. {ELSEWHERE if arguments.out else KEPT}"


def _record(arguments: argparse.Namespace, settings: Settings, pack: Pack, store: SqlStore) -> None:
    def write(work: Work) -> str:
        choice = checked(work, _choice(work, arguments))
        count = len(chosen(work, choice))
        where = written(arguments, settings, work, _subject(arguments, choice), FORMATS[arguments.format](work, choice))
        return f"{where}\nIt holds {count} proposal{'' if count == 1 else 's'}, each with every revision."

    print(store.read_now(lambda unit: write(work_on(unit, pack, settings))))


def _about_person(arguments: argparse.Namespace, settings: Settings, pack: Pack, store: SqlStore) -> None:
    others = (arguments.since, arguments.until, arguments.person, arguments.account, arguments.proposal)
    if arguments.format == "csv" or any(others):
        raise Refusal(
            "all-of-one-person",
            "--about-person gives everything about one person, so it can't be narrowed, and is not made as csv.",
            saved=NOTHING_WRITTEN,
            then="Give it with --format html or jsonl, and with --out if you like.",
        )

    def write(work: Work) -> str:
        person = person_meant(work, arguments.about_person)
        pieces = (page_for if arguments.format == "html" else lines_for)(work, person)
        where = written(arguments, settings, work, f"about-{person.id}", pieces)
        return f"{where}\nIt holds everything that is kept about {person.name}. {BEFORE_HANDING_OVER}"

    print(store.read_now(lambda unit: write(work_on(unit, pack, settings))))


def _choice(work: Work, arguments: argparse.Namespace) -> Choice:
    return Choice(
        since=arguments.since,
        until=arguments.until,
        person=person_meant(work, arguments.person).id if arguments.person else "",
        account=arguments.account,
        proposal=proposal_meant(work, arguments.proposal).id if arguments.proposal else "",
    )


def _subject(arguments: argparse.Namespace, choice: Choice) -> str:
    """Return what a file's name says of its contents; it names no person."""
    days = (f"from-{choice.since}" if choice.since else "", f"to-{choice.until}" if choice.until else "")
    part = ("record", *days, choice.person, choice.account, (arguments.proposal or "").upper())
    return "-".join(re.sub(r"[^\w-]+", "-", one) for one in part if one)
