"""The report in figures: what became of the proposals, and for which accounts they were, from ten on."""

from collections import Counter
from collections.abc import Iterable

from bot.approvals.draft import Draft
from bot.delivery.say.phrases import KINDS
from bot.reporting.export.chart import bars
from bot.reporting.export.items import Item
from bot.reporting.export.markup import Markup, element
from bot.reporting.export.naming import Naming
from bot.reporting.export.paper import STATES
from bot.reporting.figures import FEWEST_FOR_FIGURES


class Figures:
    """Counts what is put on paper, item by item."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._states: Counter[str] = Counter()
        self._accounts: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._count = 0

    def add(self, item: Item) -> None:
        """Count one proposal."""
        latest = item.versions[-1].draft if item.versions else None
        self._count += 1
        self._states[STATES[item.proposal.state]] += 1
        self._kinds[KINDS[item.proposal.kind]] += 1
        self._accounts.update(self._naming.account(account) for account in _accounts(item, latest))

    def drawn(self) -> Markup:
        """Return the charts, or a sentence while there are too few proposals for one."""
        title = element("h2", "In figures")
        if self._count < FEWEST_FOR_FIGURES:
            few = "Charts are drawn from ten proposals on: of fewer, a figure says less than the pages themselves."
            return element("section", title, element("p", few), class_="part")
        return element(
            "section",
            title,
            bars("What became of them", _ordered(self._states, STATES.values())),
            bars("Which accounts they were for", self._accounts.most_common()),
            bars("What sort they were", _ordered(self._kinds, KINDS.values())),
            class_="part",
        )


def _accounts(item: Item, latest: Draft | None) -> Iterable[str]:
    return dict.fromkeys(latest.accounts if latest else (row.account for row in item.placements))


def _ordered(counts: Counter[str], order: Iterable[str]) -> list[tuple[str, int]]:
    return [(label, counts[label]) for label in order if counts[label]]
