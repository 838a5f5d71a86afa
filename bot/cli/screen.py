"""`countersign screen`: what reading a text finds, as JSON. It needs no database and no chat, and keeps nothing."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from dotenv import dotenv_values

from bot.policy.findings import Finding, Occasion
from bot.policy.lately import Asked
from bot.policy.load import PackMistakes, load_pack, pack_folder
from bot.policy.pack import Pack
from bot.policy.privacy.names import NOT_LOOKED_FOR, available
from bot.policy.screening import screen
from bot.policy.second_look import LIKENESS

OF_A_FINDING = ("start", "end", "label", "rule", "clause", "level", "why", "say")


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", nargs="?", type=Path, help="a file with the text (standard input)")
    parser.add_argument("--jsonl", action="store_true", help='many texts, one JSON object a line: {"id": …, "text": …}')
    parser.add_argument("--kind", default="post", help="what is to be said: post, reply, comment, share (post)")
    parser.add_argument("--network", action="append", default=[], help="where it is to be said; may be repeated")
    parser.add_argument(
        "--when", choices=[one.value for one in Occasion], default=Occasion.OFFICIAL, help="in whose name (official)"
    )
    parser.add_argument("--all-labels", action="store_true", help="also links and handles that name nobody")
    parser.add_argument("--names", action="store_true", help="also names of people: needs the extra `names`")
    parser.add_argument("--quick", action="store_true", help="without a second look at what a text reads like")
    parser.add_argument("--pack", help="the policy pack (POLICY_PACK, or the one that is shipped)")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print a JSON object a line: for each finding, or with --jsonl for each text; 0 when it was read."""
    if arguments.names and not available():
        sys.exit(f"{NOT_LOOKED_FOR} Install it with: pip install 'countersign[names]'. Nothing was read.")
    try:
        pack = load_pack(pack_folder(arguments.pack or _chosen_pack()))
    except PackMistakes as mistakes:
        sys.exit(str(mistakes))
    try:
        with arguments.file.open(encoding="utf-8", newline="") if arguments.file else _standard_input() as lines:
            for line in _answers(pack, lines, arguments):
                print(line)
    except OSError as error:
        sys.exit(f"{arguments.file} cannot be read: {error.strerror}. Give the path of a text file.")
    except (UnicodeDecodeError, ValueError, KeyError):
        sys.exit("That is not UTF-8 text, or not a JSON object with id and text on each line. Nothing was kept.")
    return 0


def _chosen_pack() -> str:
    told = {**dotenv_values(".env"), **os.environ}
    return told.get("POLICY_PACK") or "next_steps"


def _standard_input() -> TextIO:
    return open(sys.stdin.fileno(), encoding="utf-8", newline="", closefd=False)


def _answers(pack: Pack, lines: TextIO, arguments: argparse.Namespace) -> Iterator[str]:
    if not arguments.jsonl:
        yield from (json.dumps(one, ensure_ascii=False) for one in _found(pack, lines.read(), arguments))
        return
    for line in lines:
        if line.strip():
            given = json.loads(line)
            findings = _found(pack, given["text"], arguments)
            yield json.dumps({"id": given["id"], "findings": findings}, ensure_ascii=False)


def _found(pack: Pack, text: str, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    asked = Asked(text, Occasion(arguments.when))
    weighs = pack.wording.weighs and not arguments.quick
    findings = screen(
        pack,
        text,
        occasion=asked.occasion,
        kind=arguments.kind,
        networks=tuple(arguments.network),
        all_labels=arguments.all_labels,
        names=arguments.names,
        alike=LIKENESS.seen(asked) if weighs and LIKENESS.read(asked) else None,
    )
    return [_as_json(finding) for finding in findings]


def _as_json(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in OF_A_FINDING}
