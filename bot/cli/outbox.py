"""`countersign outbox`: the messages that a platform has refused, and a second chance for them."""

import argparse

from bot.cli.opening import opened
from bot.delivery.models import OutboxRow, Stage
from bot.ports import UnitOfWork


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="show what could not be sent, and why")
    retry = actions.add_parser("retry", help="send it again, in its old place in the order")
    retry.add_argument("id", nargs="?", type=int, help="the message's number (all of them)")


def carry_out(arguments: argparse.Namespace) -> int:
    """List the dead letters, or queue them again; a running bot sends them within seconds."""
    with opened() as (_, _, store):
        if arguments.action == "list":
            letters = store.read_now(lambda unit: unit.find(OutboxRow, stage=Stage.FAILED, order="id"))
            for row in letters:
                print(
                    f"{row.id}  {row.message} for {row.conversation}: {row.error}  (since {row.queued_at:%d %b %H:%M})"
                )
            print(f"{len(letters)} could not be sent." if letters else "Everything was sent.")
            return 0
        count = store.write_now(lambda unit: queue_again(unit, arguments.id))
    if arguments.id is not None and not count:
        print(f"There is no failed message {arguments.id}. “countersign outbox list” shows those there are.")
        return 1
    print(f"{count} will be sent again.")
    return 0


def queue_again(unit: UnitOfWork, number: int | None) -> int:
    """Queue one dead letter again, or all of them, and return how many. What may have arrived is looked up first."""
    which = {"stage": Stage.FAILED} | ({} if number is None else {"id": number})
    return unit.change(OutboxRow, which, stage=Stage.QUEUED, attempts=0, error="")
