"""How long the words are for the networks they are written for."""

from collections.abc import Iterator

from bot.approvals.draft import Draft
from bot.delivery.parts import Small
from bot.delivery.say.phrases import accounts_told
from bot.policy.networks import Measure, measure
from bot.work import Work


def counted(work: Work, draft: Draft) -> list[Small]:
    """Return a line for each wording: the network that allows least, every other one it is too long for, and warnings.

    Networks that allow more than the first are not told of: their figures help nobody.
    """
    lines = []
    several = len(draft.wordings()) > 1
    for accounts, words in draft.wordings():
        told = [f"{sentence}." for sentence in _told(work, draft.kind.value, accounts, words)]
        if told:
            whose = f"{accounts_told(work, accounts)}: " if several else ""
            lines.append(Small(whose + " ".join(told)))
    return lines


def _told(work: Work, kind: str, accounts: tuple[str, ...], words: str) -> Iterator[str]:
    networks = dict.fromkeys(
        work.pack.accounts[account].network for account in accounts if account in work.pack.accounts
    )
    found = [measured for network in networks if (measured := measure(network, words, kind))]
    found.sort(key=lambda measured: measured.left)
    for place, measured in enumerate(found):
        if place == 0 or measured.left < 0:
            yield measured.told
        yield from measured.warnings


def too_long(work: Work, draft: Draft) -> Iterator[tuple[str, Measure]]:
    """Return each account the words are too long for, and by how much."""
    for account in draft.accounts:
        registered = work.pack.accounts.get(account)
        measured = measure(registered.network, draft.words_for(account), draft.kind.value) if registered else None
        if measured and measured.left < 0:
            yield account, measured
