"""`countersign cosign`: a trustee, on their own machine, signs that the record has only grown."""

import argparse
import sys
from pathlib import Path

from bot.cli.opening import said_plainly
from bot.clock import SystemClock
from bot.keeping.examining import parsed_key
from bot.keeping.witness import Witness


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("file", help="the checkpoint, or what “countersign verify --since” printed; - reads it here")
    parser.add_argument("--key-folder", type=Path, required=True, help="your own folder, for your key and what you saw")
    parser.add_argument("--key", help="the record's public key: needed the first time, and after it was changed")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the line to send back; 1 when it must not be signed. It needs no database and no settings."""
    with said_plainly():
        text = sys.stdin.read() if arguments.file == "-" else Path(arguments.file).read_text(encoding="utf-8")
        witness = Witness(arguments.key_folder)
        if arguments.key:
            witness.trust(parsed_key(arguments.key))
        line = witness.cosign(text, SystemClock().now())
        print(f"Your public key, for whoever runs the bot: {witness.key().verifier}", file=sys.stderr)
    print(line)
    return 0
