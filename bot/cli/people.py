"""`countersign people`: who holds which role. Roles are given and ended with a date, and nothing is overwritten."""

import argparse
import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.cli.opening import opened, work_on
from bot.errors import Refusal
from bot.policy.pack import Pack
from bot.registers.appointments import NOTHING_CHANGED, end, give, named
from bot.registers.people import Person, Role, RoleHeld
from bot.registers.reception import introduce
from bot.wiring import colleagues
from bot.work import Work

AT_THE_KEYBOARD = "command line"
"""Who did it, in the record: whoever may log in to the machine."""


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="show every role, with its dates (this is the default)")
    giving = actions.add_parser("grant", help="give somebody a role from now on")
    ending = actions.add_parser("end", help="end somebody's role now")
    for action in (giving, ending):
        action.add_argument("role", type=Role, choices=list(Role), metavar="ROLE", help=", ".join(Role))
        action.add_argument("slack_id", metavar="SLACK_ID", help="the person's member id, like U0123ABCD")
        action.add_argument("--account", default="", help="for a publisher: one account's id (all accounts)")
    giving.add_argument("--until", type=date.fromisoformat, metavar="2026-12-24", help="the last day (open)")
    giving.add_argument("--reason", default="", help="why, for whoever looks it up later")


def carry_out(arguments: argparse.Namespace) -> int:
    """List, give or end."""
    with opened() as (settings, pack, store):
        if arguments.action in (None, "list"):
            print("\n".join(store.read_now(lambda unit: _listed(work_on(unit, pack, settings)))))
            return 0
        if arguments.action == "end":
            store.decide_now(lambda unit: _end(work_on(unit, pack, settings), arguments))
            print(f"Ended: {arguments.slack_id} is no longer {named(arguments.role)}.")
            return 0
        visitor = asyncio.run(colleagues(settings, [arguments.slack_id]))[arguments.slack_id]

        def grant(work: Work) -> None:
            person = introduce(work.unit, visitor)
            give(
                work,
                person,
                arguments.role,
                by=AT_THE_KEYBOARD,
                scope=arguments.account,
                until=_end_of(arguments.until, pack),
                reason=arguments.reason,
            )

        store.decide_now(lambda unit: grant(work_on(unit, pack, settings)))
    print(f"Given: {visitor.name} is {named(arguments.role)} from now on.")
    return 0


def _listed(work: Work) -> list[str]:
    people = {person.id: person for person in work.unit.find(Person)}
    zone = ZoneInfo(work.pack.time_zone)
    held = work.unit.find(RoleHeld, order="since")
    lines = [_line(one, people.get(one.person_id), zone, work.kept(one.reason)) for one in held]
    return lines or ["Nobody has been given a role yet. The first start gives those in the settings."]


def _line(held: RoleHeld, person: Person | None, zone: ZoneInfo, why: str) -> str:
    who = f"{person.name} ({person.platform_id})" if person else "a former colleague"
    ends = f" to {held.until.astimezone(zone):%d %b %Y %H:%M}" if held.until else ""
    scope = f" for {held.scope}" if held.scope else ""
    reason = f"; {why}" if why else ""
    return f"{named(held.role)}{scope}: {who}, from {held.since.astimezone(zone):%d %b %Y %H:%M}{ends}{reason}"


def _end(work: Work, arguments: argparse.Namespace) -> None:
    person = work.unit.get(Person, platform="slack", platform_id=arguments.slack_id)
    if person is None:
        raise Refusal(
            "unknown-person",
            f"{arguments.slack_id} holds no role.",
            saved=NOTHING_CHANGED,
            then="“countersign people” shows who does.",
        )
    end(work, person, arguments.role, by=AT_THE_KEYBOARD, scope=arguments.account)


def _end_of(day: date | None, pack: Pack) -> datetime | None:
    """Return midnight after the day, where the organisation is."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(pack.time_zone)).astimezone(UTC)
