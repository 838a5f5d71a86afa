"""Forms that were sent or closed."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.errors import FieldErrors
from bot.frontdesk.answers import Answer
from bot.registers.people import Person
from handlers.slack import phrases
from handlers.slack.filled import read
from handlers.slack.listeners.payloads import EVERYTHING, Body, caller
from handlers.slack.places.inside import Sending
from handlers.slack.switchboard import Switchboard


def register(app: AsyncApp, switchboard: Switchboard) -> None:
    """Listen for forms."""

    async def sent(ack: AsyncAck, body: Body) -> None:
        place = Sending(caller(body), switchboard.means, body["view"])
        reply = await switchboard.connect(place, lambda person: _submit(switchboard, person, body))
        await ack(reply or "")

    async def closed(ack: AsyncAck) -> None:
        await ack()

    app.view_submission(EVERYTHING)(sent)
    app.view_closed(EVERYTHING)(closed)


async def _submit(on: Switchboard, person: Person, body: Body) -> Answer:
    view = body["view"]
    reading = read(view) if view["callback_id"] in on.desk.forms else None
    if reading is None:
        raise phrases.old_form()
    if reading.unknown:
        raise FieldErrors({name: phrases.unknown_emoji(names) for name, names in reading.unknown.items()})
    return await on.desk.submit(person, reading.filled)
