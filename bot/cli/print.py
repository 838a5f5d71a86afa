"""`countersign print NS-42`: one proposal on paper, with every revision, who, when and in which role."""

import argparse

from bot.cli.export import out_argument, written
from bot.cli.opening import opened, work_on
from bot.reporting.export.choice import proposal_meant
from bot.reporting.export.report import printed
from bot.work import Work


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("number", metavar="NUMBER", help="the proposal's number, like NS-42")
    out_argument(parser)


def carry_out(arguments: argparse.Namespace) -> int:
    """Write the page, and say where it is."""

    with opened() as (settings, pack, store):

        def write(work: Work) -> str:
            proposal = proposal_meant(work, arguments.number)
            return written(arguments, settings, work, work.pack.number(proposal.number), printed(work, proposal))

        print(store.read_now(lambda unit: write(work_on(unit, pack, settings))))
    print("Open it in a browser, and print it from there.")
    return 0
