"""What every place can do with an answer. Each method returns the acknowledgement's body, or None for a bare one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.delivery.parts import Form, Para, Parts
from bot.frontdesk.answers import Answer, Open, Redraw, Whisper
from handlers.slack.blocks.text import Block
from handlers.slack.live import LiveForms
from handlers.slack.methods import Method
from handlers.slack.tasks import Tasks
from handlers.slack.web import Certainty, Said, Web
from handlers.slack.whispers import Spot, Whispers

Reply = dict[str, Any] | None

VIEW_SECONDS = 1.5  # a trigger is good for three seconds, and looking somebody up may have taken one


@dataclass(frozen=True)
class Caller:
    """Who acted, as the payload says."""

    user: str
    team: str
    name: str = ""


@dataclass(frozen=True)
class Means:
    """What places use to reach people."""

    web: Web
    tasks: Tasks
    whispers: Whispers
    live: LiveForms

    def direct(self, user: str, parts: Parts) -> None:
        """Tell the person in a direct message, once the acknowledgement is out."""
        self.tasks.after(self.whispers.tell(Spot(user), parts))


class SlackRefusedError(Exception):
    """Slack would not take a view; its code says why. This is a mistake of ours."""


class Place:
    """A place with nothing but an acknowledgement: answers that need more are dropped."""

    def __init__(self, caller: Caller, means: Means) -> None:
        self.caller = caller
        self.means = means

    async def give(self, answer: Answer | None) -> Reply:
        """Give the answer to the person."""
        match answer:
            case Open(form, on_top):
                return await self.opened(form, on_top=on_top)
            case Redraw(form, anew):
                return await self.redrawn(form, anew=anew)
            case Whisper(parts):
                return await self.told(parts)
        return await self.done()

    async def opened(self, _form: Form, *, on_top: bool) -> Reply:
        """Open a form."""
        return None

    async def redrawn(self, form: Form, *, anew: bool) -> Reply:
        """Show the form in place of the one that is open; where none is, open it."""
        return await self.opened(form, on_top=False)

    async def told(self, _parts: Parts) -> Reply:
        """Tell the person alone."""
        return None

    async def refused(self, parts: Parts) -> Reply:
        """Tell the person why nothing was done, and keep what they typed."""
        return await self.told(parts)

    async def corrected(self, errors: Mapping[str, str]) -> Reply:
        """Tell the person what must change, a sentence for each field."""
        return await self.refused(tuple(Para(sentence) for sentence in errors.values()))

    async def done(self) -> Reply:
        """Say nothing: what happened is seen elsewhere."""
        return None


async def show_view(means: Means, method: Method, trigger: str, view: Block) -> Said:
    """Open or push a view; a trigger that was used already means a second delivery, and the view is there."""
    said = await means.web.call(method, within=VIEW_SECONDS, trigger_id=trigger, view=view)
    return Said(Certainty.DONE) if said.error == "exchanged_trigger_id" else said


def came_too_late(said: Said) -> bool:
    """Return whether the view was not shown in time; raises `SlackRefusedError` where time was not the reason."""
    if said.certainty is Certainty.NEVER and said.error != "expired_trigger_id":
        raise SlackRefusedError(said.error)
    return not said.ok
