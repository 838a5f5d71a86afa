"""An open form, as the person before it sees and fills it."""

from collections.abc import Awaitable, Callable
from typing import Any

from handlers.sandbox.acts import Acts, Outcome
from handlers.sandbox.blocktext import buttons, text_of
from handlers.sandbox.driver.pointing import element, spoken
from handlers.sandbox.elements import placed, value_of
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Blocks, Json

PATIENCE = 10.0
Until = Callable[[Callable[[], object], float, str], Awaitable[None]]


class Modal:
    """An open form of one person. It stays the same object while the bot changes the form beneath it."""

    def __init__(self, slack: Slack, acts: Acts, until: Until, state: View) -> None:
        self._slack = slack
        self._acts = acts
        self._until = until
        self.state = state

    @property
    def id(self) -> str:
        """The view's id."""
        return self.state.id

    @property
    def view(self) -> Json:
        """The whole view as payloads show it, with what has been typed."""
        return self._slack.shapes.view(self.state)

    @property
    def blocks(self) -> Blocks:
        """Its blocks as they are now."""
        blocks: Blocks = self.state.body["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """The words at its top."""
        return str(self.state.body["title"]["text"])

    @property
    def submit_label(self) -> str | None:
        """The words on the button that sends it."""
        submit = self.state.body.get("submit")
        return str(submit["text"]) if submit else None

    @property
    def is_open(self) -> bool:
        """Whether it is still on the screen, perhaps beneath another."""
        return self._slack.views.get(self.state.id) is self.state

    @property
    def errors(self) -> dict[str, str]:
        """The words at its fields, by block_id."""
        return dict(self.state.errors)

    @property
    def values(self) -> dict[str, Any]:
        """What stands in each field, by action_id, as Slack would report it."""
        return {action: value_of(state) for block in self.state.values.values() for action, state in block.items()}

    @property
    def buttons(self) -> list[str]:
        """The words on the buttons inside it."""
        return buttons(self.blocks)

    def labels(self) -> list[str]:
        """The labels of its fields, in order."""
        return [place.label for place in placed(self.blocks) if place.in_input]

    def text(self) -> str:
        """Everything that can be read on it: title, blocks, what has been typed, errors, and the buttons beneath."""
        foot = [part["text"] for part in (self.state.body.get("submit"), self.state.body.get("close")) if part]
        typed = [value for value in self.values.values() if isinstance(value, str)]
        return "\n".join([self.title, text_of(self.blocks), *typed, *self.state.errors.values(), *foot])

    async def offers(self, action_id: str) -> None:
        """Wait up to ten seconds until it has this field, which may come only after another was filled in."""
        await self._until(lambda: action_id in self.values, PATIENCE, f"A field {action_id} in the form")

    async def fill(self, **values: Any) -> None:
        """Put values into fields, by action_id.

        Text for text fields; an option's value (or its words) for menus and radio buttons, a list of them for
        check boxes; for times an aware datetime or Unix seconds, for dates a date or "2026-11-22"; a list of
        `Upload` for files, which are uploaded by this person; None empties.
        A field that dispatches tells the bot at once.
        """
        for action_id, value in values.items():
            place = element(self.state.user, self.blocks, action_id)
            meant = spoken(place, value)
            if place.element["type"] == "file_input":
                uploaded = [self._acts.files.upload(self.state.user, upload) for upload in value or ()]
                meant = [{"id": file.id} for file in uploaded]
            await self._acts.forms.press_in_view(self.state.user, self.state, place.block_id, action_id, meant)

    async def submit(self) -> Outcome:
        """Send the form; says what became of it."""
        return await self._acts.forms.submit(self.state.user, self.state.id)

    async def close(self, *, whole_stack: bool = False) -> None:
        """Close it by its own button, or with the cross the whole stack."""
        await self._acts.forms.close(self.state.user, self.state.id, whole_stack=whole_stack)
