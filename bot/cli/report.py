"""`countersign report`: the trustees' report of a month, as a page to print and file."""

import argparse

from bot.cli.export import out_argument, written
from bot.cli.opening import opened, work_on
from bot.reporting.export.report import report
from bot.reporting.months import choice_of, month_meant, named
from bot.work import Work


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("month", nargs="*", metavar="MONTH", help="such as October, or 2026-10, or last (this month)")
    out_argument(parser)


def carry_out(arguments: argparse.Namespace) -> int:
    """Write the page, and say where it is."""
    with opened() as (settings, pack, store):

        def write(work: Work) -> str:
            month = month_meant(work, " ".join(arguments.month))
            where = written(arguments, settings, work, f"report-{month}", report(work, choice_of(month)))
            return f"The report of {named(month)}. {where}"

        print(store.read_now(lambda unit: write(work_on(unit, pack, settings))))
    print("Open it in a browser, and print it from there.")
    return 0
