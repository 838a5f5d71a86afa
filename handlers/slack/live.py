"""Forms that change while somebody fills them in: the newest drawing wins, one update at a time for each view."""

from collections import OrderedDict
from itertools import count

from handlers.slack.blocks.text import Block
from handlers.slack.methods import Method
from handlers.slack.tasks import Tasks
from handlers.slack.web import Web

_REMEMBERED = 1000


class LiveForms:
    """Draws open forms again, after the acknowledgement.

    Slack's own guard against old drawings, the view's hash, would drop the newest one as well when two changes come
    close together; here each change has its place in the order of arrival instead.
    """

    def __init__(self, web: Web, tasks: Tasks) -> None:
        self._web = web
        self._tasks = tasks
        self._places = count(1)
        self._drawn: OrderedDict[str, tuple[int, dict[str, int]]] = OrderedDict()
        self._waiting: dict[str, Block] = {}
        self._busy: set[str] = set()

    def arrived(self) -> int:
        """Return the place in the order of arrival of a payload."""
        return next(self._places)

    def closed(self, view_id: str, place: int) -> None:
        """Draw nothing in this view any more that arrived before this place."""
        self._remember(view_id, place, {})

    def draw(self, view_id: str, place: int, view: Block) -> None:
        """Draw the view, unless something newer stands there already."""
        last, counts = self._drawn.get(view_id, (0, {}))
        now = _counts(view)
        if place < last or any(now.get(field, number) < number for field, number in counts.items()):
            return
        self._remember(view_id, place, now)
        self._waiting[view_id] = view
        if view_id not in self._busy:
            self._busy.add(view_id)
            self._tasks.after(self._draw(view_id))

    async def _draw(self, view_id: str) -> None:
        try:
            while view := self._waiting.pop(view_id, None):
                await self._web.call(Method.UPDATE_VIEW, view_id=view_id, view=view)
        finally:
            self._busy.discard(view_id)

    def _remember(self, view_id: str, place: int, counts: dict[str, int]) -> None:
        self._drawn[view_id] = (place, counts)
        self._drawn.move_to_end(view_id)
        if len(self._drawn) > _REMEMBERED:
            self._drawn.popitem(last=False)


def _counts(view: Block) -> dict[str, int]:
    """Return how often each field was given new words: "words~3" counts 3."""
    ids = [block["block_id"].partition("~") for block in view["blocks"] if block["type"] == "input"]
    return {name: int(number or 1) for name, _, number in ids}
