"""`countersign db grant`: on PostgreSQL, a role for the bot that can read the record and append to it, and no more."""

import argparse

from bot.cli.opening import said_plainly, settings
from bot.wiring import prepare
from storage.grants import grant


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("action", choices=["grant"], help="give a role what the bot needs")
    parser.add_argument("role", help="the role's name; DATABASE_URL must be that of the tables' owner for now")


def carry_out(arguments: argparse.Namespace) -> int:
    """Grant, and say what comes next; again after each upgrade that makes new tables."""
    with said_plainly():
        chosen = settings()
        prepare(chosen)
        grant(chosen.database_url, arguments.role)
    print(f"{arguments.role} can run the bot now, and cannot change or delete an entry of the record.")
    print("Put that role into DATABASE_URL. Upgrades are made by the owner: run this again after each one.")
    return 0
