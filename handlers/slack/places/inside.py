"""Places inside a form: a button in it, and sending it."""

from collections.abc import Mapping
from typing import Any

from bot.delivery.parts import Form, Parts
from handlers.slack import phrases
from handlers.slack.blocks.forms import modal, note, redrawn
from handlers.slack.blocks.spoken import aloud
from handlers.slack.filled import field_of
from handlers.slack.methods import Method
from handlers.slack.places.place import Caller, Means, Place, Reply, came_too_late, show_view

NOT_DONE = "Not done"


class InForm(Place):
    """A button in an open form: answers go on top of it, or into it."""

    def __init__(self, caller: Caller, means: Means, view: dict[str, Any], trigger: str) -> None:
        super().__init__(caller, means)
        self._view = view
        self._trigger = trigger
        self._arrived = means.live.arrived()

    async def opened(self, form: Form, *, on_top: bool) -> Reply:
        """Open the form on top; on the third floor, where Slack allows no fourth, in place of this one."""
        if floor(self._view) == 3:
            self.means.live.closed(self._view["id"], self._arrived)
            self.means.live.draw(self._view, self._arrived, modal(form))
        elif came_too_late(await show_view(self.means, Method.PUSH_VIEW, self._trigger, modal(form))):
            self.means.direct(self.caller.user, phrases.not_opened())
        return None

    async def redrawn(self, form: Form, *, anew: bool) -> Reply:
        """Draw the form again, once the acknowledgement is out."""
        self.means.live.draw(self._view, self._arrived, redrawn(form, self._view, anew=anew))
        return None

    async def told(self, parts: Parts) -> Reply:
        """Put a small view on top; where that fails, send a direct message."""
        return await self._note(parts, "Countersign")

    async def refused(self, parts: Parts) -> Reply:
        """Put a small view on top; the form stays underneath with its words."""
        return await self._note(parts, NOT_DONE)

    async def _note(self, parts: Parts, title: str) -> Reply:
        said = await show_view(self.means, Method.PUSH_VIEW, self._trigger, note(parts, title))
        if not said.ok:
            self.means.direct(self.caller.user, parts)
        return None


class Sending(Place):
    """A form that was sent: the acknowledgement closes it, draws it again, or puts something on top."""

    def __init__(self, caller: Caller, means: Means, view: dict[str, Any]) -> None:
        super().__init__(caller, means)
        self._view = view
        self._arrived = means.live.arrived()
        means.live.sent(view["id"], self._arrived)

    async def opened(self, form: Form, *, on_top: bool) -> Reply:
        """Show the next form on top of this one, or in place of it."""
        if on_top and floor(self._view) < 3:
            return {"response_action": "push", "view": modal(form)}
        return self._replaced(modal(form))

    async def redrawn(self, form: Form, *, anew: bool) -> Reply:
        """Draw the form again in the acknowledgement."""
        return self._replaced(redrawn(form, self._view, anew=anew))

    async def told(self, parts: Parts) -> Reply:
        """Say it in the place of the form, which has done its work."""
        return self._replaced(note(parts))

    async def refused(self, parts: Parts) -> Reply:
        """Say it on top, so that the form keeps its words; on the third floor, at the first field."""
        if floor(self._view) < 3:
            return {"response_action": "push", "view": note(parts, NOT_DONE)}
        fields = self._fields()
        if not fields:
            return await self.told(parts)
        return {"response_action": "errors", "errors": {next(iter(fields.values())): aloud(parts)}}

    async def corrected(self, errors: Mapping[str, str]) -> Reply:
        """Show each sentence at its field; those of fields not in sight at the first one that is named."""
        fields = self._fields()
        seen = {fields[name]: sentence for name, sentence in errors.items() if name in fields}
        if not seen:
            return await super().corrected(errors)
        unseen = [sentence for name, sentence in errors.items() if name not in fields]
        first = next(iter(seen))
        seen[first] = " ".join([seen[first], *unseen])
        return {"response_action": "errors", "errors": seen}

    async def done(self) -> Reply:
        """Let the form close."""
        self.means.live.closed(self._view["id"], self._arrived)
        return None

    def _replaced(self, view: dict[str, Any]) -> Reply:
        self.means.live.closed(self._view["id"], self._arrived)
        return {"response_action": "update", "view": view}

    def _fields(self) -> dict[str, str]:
        return {field_of(block["block_id"]): block["block_id"] for block in self._view["blocks"] if _is_field(block)}


def floor(view: dict[str, Any]) -> int:
    """Return how high in the stack of at most three views this one stands, counted from 1."""
    root, below = view.get("root_view_id"), view.get("previous_view_id")
    if not below or root == view["id"]:
        return 1
    return 2 if below == root else 3


def _is_field(block: dict[str, Any]) -> bool:
    return bool(block["type"] == "input")
