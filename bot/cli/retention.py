"""`countersign retention`: what has been kept long enough, by the pack's periods; and holding something back."""

import argparse
import re
from collections import Counter

from bot.approvals.models import Proposal
from bot.approvals.times import day
from bot.cli.erase import counted, sorts_told, told
from bot.cli.opening import opened, work_on
from bot.cli.people import AT_THE_KEYBOARD
from bot.duties.forgetting import ERASE_AT
from bot.policy.pack import Keeping
from bot.record.holding import hold, release
from bot.record.models import RetentionHold, TextClass
from bot.record.retention import due, erase_due, people_due
from bot.registers.roles import person_named
from bot.reporting.export.choice import person_meant, proposal_meant
from bot.wiring import clear_files
from bot.work import Work


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="show what is due and what is held, and erase nothing (this is the default)")
    actions.add_parser("apply", help="erase what is due now, as the bot does each night by itself")
    for name, purpose in (("hold", "keep something although its time is over"), ("release", "end a hold")):
        action = actions.add_parser(name, help=purpose)
        action.add_argument("what", metavar="WHAT", help="a proposal, like NS-42, or a person's full name or member id")
        action.add_argument("--reason", required=True, help="why, for whoever looks it up later")


def carry_out(arguments: argparse.Namespace) -> int:
    """List, apply, hold or release."""
    with opened() as (settings, pack, store):
        if arguments.action in (None, "list"):
            print("\n".join(store.read_now(lambda unit: _listed(work_on(unit, pack, settings)))))
        elif arguments.action == "apply":
            erased = store.decide_now(lambda unit: erase_due(work_on(unit, pack, settings), AT_THE_KEYBOARD))
            print(told(erased, clear_files(settings, store)))
        else:
            print(store.decide_now(lambda unit: _held_or_released(work_on(unit, pack, settings), arguments)))
    return 0


def _listed(work: Work) -> list[str]:
    groups: dict[Keeping, Counter[TextClass]] = {}
    places: dict[Keeping, set[str]] = {}
    for one in due(work):
        groups.setdefault(one.keeping, Counter())[one.sort] += len(one.commits)
        places.setdefault(one.keeping, set()).add(one.about)
    lines = []
    for keeping, sorts in groups.items():
        numbers = sorted(proposal.number for proposal in work.unit.find(Proposal, id=places[keeping]))
        where = f" of {', '.join(map(work.pack.number, numbers))}" if numbers else ""
        lines.append(f"Due: {sorts_told(sorts)}{where}. {keeping.of.capitalize()}: kept for {keeping}.")
        lines.append(f"     {keeping.because}")
    people = people_due(work)
    if people:
        names = work.pack.retention.names
        lines.append(f"Due: {counted(len(people), 'name', 'names')} of former colleagues. Kept for {names}.")
        lines.append(f"     {names.because}")
    if lines:
        lines.append(f"“countersign retention apply” erases this now; the bot does at {ERASE_AT:%H:%M} each night.")
    holds = [
        f"Held: {_held(work, standing)}" for standing in work.unit.find(RetentionHold, released_at=None, order="at")
    ]
    return [*(lines or ["Nothing is due."]), *holds]


def _held(work: Work, standing: RetentionHold) -> str:
    proposal = work.unit.get(Proposal, id=standing.about)
    what = work.pack.number(proposal.number) if proposal else person_named(work, standing.about).name
    return f"{what}, since {day(work, standing.at)}: {work.kept(standing.reason)}"


def _held_or_released(work: Work, arguments: argparse.Namespace) -> str:
    if re.fullmatch(rf"({re.escape(work.pack.prefix)}-)?[0-9]+", arguments.what, re.IGNORECASE):
        proposal = proposal_meant(work, arguments.what)
        about, name = proposal.id, work.pack.number(proposal.number)
    else:
        person = person_meant(work, arguments.what)
        about, name = person.id, f"{person.name}, and what they proposed,"
    if arguments.action == "release":
        release(work, about, AT_THE_KEYBOARD, arguments.reason)
        return f"Released: {name} is erased again when its time is over."
    hold(work, about, AT_THE_KEYBOARD, arguments.reason)
    return f"Held: nothing about {name} is erased until it is released."
