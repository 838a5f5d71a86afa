"""`countersign erase`: the words of a proposal or the name of a person, for good. The record stays and verifies."""

import argparse
from collections import Counter

from bot.cli.opening import opened, work_on
from bot.cli.people import AT_THE_KEYBOARD
from bot.config import Settings
from bot.pictures.models import PictureShown
from bot.policy.pack import Pack
from bot.record.erasure import NOT_ENDED, Erased, deeds, erase_person, erase_proposal, roles_left
from bot.record.holding import refuse_while_held
from bot.record.models import TextClass
from bot.record.texts import texts_of
from bot.registers.appointments import named
from bot.registers.people import Person
from bot.reporting.export.choice import person_meant, proposal_meant
from bot.wiring import clear_files
from bot.work import Work

SORTS = {
    TextClass.DRAFT: ("version of the words", "versions of the words"),
    TextClass.WORDS_OF_OTHERS: ("text of somebody else that it answers", "texts of somebody else that it answers"),
    TextClass.REASON: ("reason", "reasons"),
    TextClass.ADDRESS: ("web address", "web addresses"),
    TextClass.LIVE_WORDS: ("copy of the live words", "copies of the live words"),
    TextClass.CONCERN: ("concern", "concerns"),
    TextClass.WHY_ERASED: ("reason for an erasure", "reasons for erasures"),
}
STAYS = "What stays: who did what and when, the numbers of the digest, the record, and every receipt."
BEYOND = (
    "What I can't reach: what is public, what somebody copied, and backups made before. A backup that is restored with "
    "“countersign restore” is erased again. docs/erasure.md says more."
)
NOT_CLEARED = (
    "The database's file is being read just now, so traces may be left in it until tonight, when the bot clears them. "
    "“countersign retention apply” does it at once."
)


def understand(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--person", metavar="WHO", help="a full name or a member id: the name goes, the deeds stay")
    what.add_argument("--proposal", metavar="NUMBER", help="a proposal, like NS-42: every text of it goes")
    parser.add_argument("--reason", required=True, help="why; please don't repeat what is to be erased")
    parser.add_argument("--yes", action="store_true", help="don't ask again")


def carry_out(arguments: argparse.Namespace) -> int:
    """Say what will go and what stays, ask, and erase; a running bot draws the messages again within seconds."""
    with opened() as (settings, pack, store):
        meant, lines = store.read_now(lambda unit: _plan(work_on(unit, pack, settings), arguments, settings))
        print("\n".join([*lines, STAYS, BEYOND]))
        if not arguments.yes and not _sure(meant):
            print("Nothing was erased.")
            return 1
        erased = store.decide_now(lambda unit: _erase(work_on(unit, pack, settings), arguments))
        cleared = clear_files(settings, store)
    print(told(erased, cleared))
    return 0


def told(erased: Erased, cleared: bool) -> str:
    """Return what was done, in sentences."""
    done = f"Erased. {counted(erased.messages, 'message is', 'messages are')} drawn again while the bot runs."
    if not erased.texts:
        done = "There was nothing left to erase."
    return done if cleared else f"{done}\n{NOT_CLEARED}"


def counted(number: int, one: str, several: str) -> str:
    """Return "1 draft" or "3 drafts"."""
    return f"{number} {one if number == 1 else several}"


def sorts_told(sorts: Counter[TextClass]) -> str:
    """Return "2 versions of the words, 1 reason"."""
    return ", ".join(counted(sorts[sort], *SORTS[sort]) for sort in SORTS if sorts[sort])


def _sure(meant: str) -> bool:
    try:
        return input(f"Type {meant} to erase it for good: ").strip() == meant
    except EOFError:
        return False


def _plan(work: Work, arguments: argparse.Namespace, settings: Settings) -> tuple[str, list[str]]:
    """Return what to type to confirm, and what will go; refuses what will be refused anyway."""
    if arguments.person:
        return _of_person(work, person_meant(work, arguments.person), work.pack, settings)
    proposal = proposal_meant(work, arguments.proposal)
    refuse_while_held(work, proposal.id, proposal.author_id)
    number = work.pack.number(proposal.number)
    sorts = Counter(text.sort for text in texts_of(work, proposal_id=proposal.id).get(proposal.id, []))
    if not sorts:
        return number, [f"Nothing of {number} is left to erase."]
    shown = {row.sha256 for row in work.unit.find(PictureShown, proposal_id=proposal.id)}
    pictures = f", {counted(len(shown), 'picture', 'pictures')}" if shown else ""
    lines = [
        f"What goes of {number}: {sorts_told(sorts)}{pictures}; from the database, the chat's messages and our exports."
    ]
    if proposal.state in NOT_ENDED:
        lines.append(f"{number} is still open. Nobody can decide words that are gone, so it ends as withdrawn.")
    return number, lines


def _of_person(work: Work, person: Person, pack: Pack, settings: Settings) -> tuple[str, list[str]]:
    refuse_while_held(work, person.id)
    lines = [f"What goes of {person.name}: the name and the id {person.platform_id}; from the database, the chat's"]
    lines[0] += " messages and our exports. From then on it says “a former colleague”."
    roles = roles_left(work, person)
    if roles:
        lines.append(f"These roles end: {', '.join(named(held.role) for held in roles)}.")
    about = {deed.about for deed in deeds(work) if deed.by == person.id}
    if about:
        lines.append(
            f"Their words in {counted(len(about), 'matter', 'matters')} stay, without the name. Words that name them "
            "must be erased by themselves, with --proposal."
        )
    if any(person.platform_id in account.publishers for account in pack.accounts.values()):
        lines.append(f"The policy pack's accounts.yml names {person.platform_id}: please take it out there.")
    if person.platform_id in _in_settings(settings):
        lines.append(f"The settings name {person.platform_id}: please take it out there.")
    return person.name, lines


def _in_settings(settings: Settings) -> set[str]:
    several = (settings.publishers, settings.cover, settings.trustees, settings.safeguarding_lead)
    return {settings.director, *(one for ids in several for one in ids)}


def _erase(work: Work, arguments: argparse.Namespace) -> Erased:
    if arguments.person:
        return erase_person(work, person_meant(work, arguments.person).id, AT_THE_KEYBOARD, arguments.reason)
    proposal = proposal_meant(work, arguments.proposal)
    return erase_proposal(work, proposal.id, AT_THE_KEYBOARD, arguments.reason)
