"""Places outside a form: a command, a message, the Home tab, the shortcuts menu."""

from bot.delivery.parts import Form, Parts
from handlers.slack import phrases
from handlers.slack.blocks.forms import modal, note
from handlers.slack.blocks.message import message
from handlers.slack.blocks.text import Block
from handlers.slack.methods import Method
from handlers.slack.places.place import Caller, Means, Place, Reply, came_too_late, show_view
from handlers.slack.whispers import Spot


class FromCommand(Place):
    """A typed command: the acknowledgement itself can say something to the person alone."""

    def __init__(self, caller: Caller, means: Means, trigger: str, words: str) -> None:
        super().__init__(caller, means)
        self._trigger = trigger
        self._words = words
        self.view: Block | None = None
        """The form that was opened, as Slack has it."""

    async def opened(self, form: Form, *, on_top: bool) -> Reply:
        """Open the form; where Slack was too slow, the typed words come back."""
        said = await show_view(self.means, Method.OPEN_VIEW, self._trigger, modal(form))
        self.view = said.data.get("view")
        return await self.told(phrases.not_opened(self._words)) if came_too_late(said) else None

    async def told(self, parts: Parts) -> Reply:
        """Answer in the acknowledgement."""
        return {"response_type": "ephemeral", **message(parts)}


class OnMessage(Place):
    """A button or a shortcut on a message, or words under one: whispers stand beside it."""

    def __init__(self, caller: Caller, means: Means, spot: Spot, trigger: str = "") -> None:
        super().__init__(caller, means)
        self._spot = spot
        self._trigger = trigger

    async def opened(self, form: Form, *, on_top: bool) -> Reply:
        """Open the form."""
        if self._trigger:
            said = await show_view(self.means, Method.OPEN_VIEW, self._trigger, modal(form))
            if came_too_late(said):
                return await self.told(phrases.not_opened())
        return None

    async def told(self, parts: Parts) -> Reply:
        """Whisper, once the acknowledgement is out."""
        self.means.tasks.after(self.means.whispers.tell(self._spot, parts))
        return None


class AtHome(Place):
    """The Home tab or the shortcuts menu: there is no conversation, so a whisper is a small view of its own."""

    def __init__(self, caller: Caller, means: Means, trigger: str) -> None:
        super().__init__(caller, means)
        self._trigger = trigger

    async def opened(self, form: Form, *, on_top: bool) -> Reply:
        """Open the form."""
        if came_too_late(await show_view(self.means, Method.OPEN_VIEW, self._trigger, modal(form))):
            self.means.direct(self.caller.user, phrases.not_opened())
        return None

    async def told(self, parts: Parts) -> Reply:
        """Open a small view, or send a direct message where that fails."""
        said = await show_view(self.means, Method.OPEN_VIEW, self._trigger, note(parts))
        if not said.ok:
            self.means.direct(self.caller.user, parts)
        return None
