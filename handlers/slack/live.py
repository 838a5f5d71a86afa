"""Forms that change while somebody fills them in: one change of a view is read and drawn at a time, the newest next."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from handlers.slack.blocks.text import Block
from handlers.slack.methods import Method
from handlers.slack.tasks import Tasks
from handlers.slack.web import Web

Make = Callable[[Block], Awaitable[Block | None]]
"""Returns the drawing that fits a view as it was filled in, or None when there is nothing to draw."""

_REMEMBERED = 1000
_DRAWN_MEANWHILE = "hash_conflict"


@dataclass
class _Drawn:
    """What is known of one view: what we drew last, under which hash, and which hashes that replaced.

    `newest` and `closed` are places in the order of arrival: of the newest state there is, and of the view's end.
    """

    newest: int = 0
    closed: int = 0
    hash: str = ""
    view: Block | None = None
    replaced: set[str] = field(default_factory=set)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def overtaken(self, place: int) -> bool:
        """Return whether there is a newer state, or the view was sent or closed after this one."""
        return place < max(self.newest, self.closed)


class LiveForms:
    """Draws open forms again, after the acknowledgement.

    What is typed while a drawing is on its way comes with the view as it was before, whose hash says so. It is read as
    it stands in the newer drawing, so that a field or a section that was just added does not vanish again.
    """

    def __init__(self, web: Web, tasks: Tasks) -> None:
        self._web = web
        self._tasks = tasks
        self._places = count(1)
        self._views: OrderedDict[str, _Drawn] = OrderedDict()

    def arrived(self) -> int:
        """Return the place in the order of arrival of a payload."""
        return next(self._places)

    def sent(self, view_id: str, place: int) -> None:
        """Draw nothing in this view that arrived before this place: the fields must stay where errors are told."""
        self._known(view_id).closed = place

    def closed(self, view_id: str, place: int) -> None:
        """Draw nothing that arrived before this place, and forget what was drawn: something else stands there now."""
        drawn = self._known(view_id)
        drawn.closed, drawn.view = place, None

    def draw(self, view: Block, place: int, drawing: Block) -> None:
        """Draw this in the view, once the acknowledgement is out."""
        self._tasks.after(self._in_turn(view, place, drawing))

    async def change(self, view: Block, place: int, make: Make) -> None:
        """Draw what `make` returns for the view as it was filled in, when it is its turn and nothing newer has come."""
        drawn = self._known(view["id"])
        drawn.newest = max(place, drawn.newest)
        async with drawn.turn:
            if drawn.overtaken(place):
                return
            base = self.standing(view)
            drawing = await make(base)
            if drawing and drawing != drawn.view and not drawn.overtaken(place):
                await self._update(drawn, base, drawing)

    async def once_more(self, view: Block, place: int, make: Make) -> None:
        """Draw a view again that has not changed since, because more is known of it by now."""
        if not self._known(view["id"]).overtaken(place):
            await self.change(view, place, make)

    async def all_read(self, view_id: str) -> None:
        """Wait until every change of the view that has arrived has been read."""
        async with self._known(view_id).turn:
            pass

    def standing(self, view: Block) -> Block:
        """Return the view of a payload as it stands on the screen by now: what was typed, in what we drew since."""
        drawn = self._known(view["id"])
        if drawn.view is None or view["hash"] not in drawn.replaced:
            return view
        typed = (view.get("state") or {}).get("values", {})
        begins = begun(drawn.view)["state"]["values"]
        values = {block_id: typed.get(block_id) or state for block_id, state in begins.items()}
        return {**view, **drawn.view, "hash": drawn.hash, "state": {"values": values}}

    async def _in_turn(self, view: Block, place: int, drawing: Block) -> None:
        drawn = self._known(view["id"])
        async with drawn.turn:
            if place >= drawn.closed:
                await self._update(drawn, view, drawing)

    async def _update(self, drawn: _Drawn, base: Block, drawing: Block) -> None:
        was = drawn.hash if base["hash"] in drawn.replaced else base["hash"]
        said = await self._web.call(Method.UPDATE_VIEW, view_id=base["id"], view=drawing, hash=was)
        if said.error == _DRAWN_MEANWHILE:  # by another of us, from an older state: the newest wins
            said = await self._web.call(Method.UPDATE_VIEW, view_id=base["id"], view=drawing)
        if said.ok:
            drawn.replaced |= {was, base["hash"]}
            drawn.hash, drawn.view = said.data["view"]["hash"], drawing

    def _known(self, view_id: str) -> _Drawn:
        drawn = self._views.setdefault(view_id, _Drawn())
        self._views.move_to_end(view_id)
        if len(self._views) > _REMEMBERED:
            self._views.popitem(last=False)
        return drawn


def begun(view: Block) -> Block:
    """Return a view that was just opened, with the state it begins with; Slack's answer leaves that out."""
    values = {block["block_id"]: _begins(block["element"]) for block in view["blocks"] if block["type"] == "input"}
    return {**view, "state": {"values": values}}


_BEGINNINGS = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_date_time": "selected_date_time",
}


def _begins(element: Block) -> Block:
    """Return what Slack reports of an element nobody has touched."""
    given = {value: element[begins] for begins, value in _BEGINNINGS.items() if begins in element}
    return {element["action_id"]: {"type": element["type"], **given}}
