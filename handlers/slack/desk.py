"""What this surface asks of the front desk. It is written down here so that the surface can be tried on its own."""

from collections.abc import Iterable
from typing import Protocol

from bot.delivery.parts import Filled, Parts
from bot.frontdesk.answers import Answer
from bot.policy.lately import Asked
from bot.registers.people import Person, Visitor


class Desk(Protocol):
    """The front desk: every method may raise `Refusal`, and `submit` also `FieldErrors`."""

    @property
    def verbs(self) -> frozenset[str]:
        """The buttons there are."""
        ...

    @property
    def forms(self) -> frozenset[str]:
        """The forms there are."""
        ...

    @property
    def commands(self) -> frozenset[str]:
        """The slash commands there are, without the slash."""
        ...

    async def meet(self, visitor: Visitor) -> Person:
        """Know somebody, or refuse them."""
        ...

    async def command(self, person: Person, command: str, words: str) -> Answer:
        """Answer a slash command."""
        ...

    async def shortcut(self, person: Person, name: str, words: str) -> Answer:
        """Answer a shortcut; `words` are those of the message it was used on."""
        ...

    async def press(self, person: Person, verb: str, refs: tuple[str, ...], filled: Filled | None) -> Answer:
        """Answer a button; `filled` is the form around it as it stands."""
        ...

    async def change(self, person: Person, filled: Filled, field: str) -> Answer | None:
        """Answer the change of a live field."""
        ...

    async def look_again(self, texts: Iterable[Asked]) -> bool:
        """Look at texts of a form once more, in no hurry, and return whether there is more to be told of them."""
        ...

    async def close(self, person: Person, filled: Filled) -> Answer:
        """Answer the closing of a form that was not sent."""
        ...

    async def submit(self, person: Person, filled: Filled) -> Answer:
        """Take a form."""
        ...

    async def home(self, person: Person) -> Parts:
        """Return what somebody sees in their Home."""
        ...

    async def overheard(self, person: Person, channel: str, ts: str, text: str) -> Answer | None:
        """Answer words under a message of ours, or an emoji on it."""
        ...
