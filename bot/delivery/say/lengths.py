"""How long words are for the networks they are written for."""

from bot.approvals.draft import Draft
from bot.policy.networks import Measure, measure
from bot.work import Work


def length_told(work: Work, draft: Draft, accounts: tuple[str, ...], words: str) -> str:
    """Return how much the network among these accounts allows that allows least, and what is too long for another.

    Nothing where no network is known. What fits everywhere else is not told of: those figures help nobody.
    """
    found = _measured(work, draft, accounts, words)
    told = [measured.told for place, measured in enumerate(found) if place == 0 or measured.left < 0]
    return _sentences([*told, *(warning for measured in found for warning in measured.warnings)])


def too_long_told(work: Work, draft: Draft) -> tuple[str, ...]:
    """Return a line for each wording that a network would cut or refuse."""
    lines = []
    for accounts, words in draft.wordings():
        found = _measured(work, draft, accounts, words)
        told = [measured.told for measured in found if measured.left < 0]
        told += [warning for measured in found for warning in measured.warnings]
        lines += [_sentences(told)] if told else []
    return tuple(lines)


def _measured(work: Work, draft: Draft, accounts: tuple[str, ...], words: str) -> list[Measure]:
    """Return how the words fit each of the networks, the tightest first."""
    registered = [work.pack.accounts[account] for account in accounts if account in work.pack.accounts]
    networks = dict.fromkeys(account.network for account in registered)
    alts = tuple(picture.alt for picture in draft.pictures)
    found = (measure(network, words, draft.kind.value, alts) for network in networks)
    return sorted((measured for measured in found if measured), key=lambda measured: measured.left)


def _sentences(told: list[str]) -> str:
    return " ".join(sentence if sentence.endswith(".") else f"{sentence}." for sentence in dict.fromkeys(told))
