"""`countersign key`: the public key by which others check the record, and its change."""

import argparse

from bot.cli.opening import opened, work_on
from bot.cli.people import AT_THE_KEYBOARD
from bot.errors import Refusal
from bot.keeping.folder import KeyFolder
from bot.wiring import key_folder
from bot.work import Work


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("show", help="print the public keys, the newest last (this is the default)")
    actions.add_parser("rotate", help="make a new key; the record says so, and the old one signs along")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the public keys, or change the key; a running bot signs with the new one from its next signature on."""
    with opened() as (settings, pack, store):
        folder = key_folder(settings)
        if not folder.origin:
            raise Refusal("no-key", "There is no key yet.", then="The bot makes one when it first signs the record.")
        if arguments.action == "rotate":
            store.decide_now(lambda unit: change_key(work_on(unit, pack, settings), folder))
            folder.change_key()
            print("The key is changed. Give this one to everybody who checks the record:")
        print("\n".join(str(key) for key in folder.verifiers()[-1 if arguments.action == "rotate" else 0 :]))
    return 0


def change_key(work: Work, folder: KeyFolder) -> None:
    """Put into the record which key comes next, and which was before it."""
    successor = str(folder.prepare_next().verifier)
    work.record("key.changed", folder.origin, AT_THE_KEYBOARD, was=str(folder.verifiers()[-1]), now=successor)
