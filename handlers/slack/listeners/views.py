"""Forms that were sent or closed."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.errors import FieldErrors, Refusal
from bot.frontdesk.answers import Answer
from bot.registers.people import Person
from handlers.slack import failures, phrases
from handlers.slack.filled import read
from handlers.slack.listeners.payloads import EVERYTHING, Body, caller
from handlers.slack.places.inside import Sending
from handlers.slack.places.outside import OnMessage
from handlers.slack.switchboard import Switchboard
from handlers.slack.whispers import Spot


def register(app: AsyncApp, switchboard: Switchboard) -> None:
    """Listen for forms."""

    async def sent(ack: AsyncAck, body: Body) -> None:
        place = Sending(caller(body), switchboard.means, body["view"])
        reply = await switchboard.connect(place, lambda person: _submit(switchboard, person, body))
        await ack(reply or "")

    async def closed(ack: AsyncAck, body: Body) -> None:
        switchboard.means.tasks.after(_closed(switchboard, body))
        await ack()

    app.view_submission(EVERYTHING)(sent)
    app.view_closed(EVERYTHING)(closed)


async def _closed(on: Switchboard, body: Body) -> None:
    reading = read(body["view"])
    if reading is None or reading.filled.name not in on.desk.forms:
        return
    try:
        who = caller(body)
        await on.means.live.all_read(body["view"]["id"])
        answer = await on.desk.close(await on.meet(who), reading.filled)
        await OnMessage(who, on.means, Spot(who.user)).give(answer)
        on.homes.touched(who.user, who.team)
    except Refusal as refused:
        on.logger.info("not answered: %s for %s", refused.code, body["user"]["id"])
    except Exception as error:
        failures.record(on.logger, error)


async def _submit(on: Switchboard, person: Person, body: Body) -> Answer:
    view = body["view"]
    reading = read(view) if view["callback_id"] in on.desk.forms else None
    if reading is None:
        raise phrases.old_form()
    if reading.unknown:
        raise FieldErrors({name: phrases.unknown_emoji(names) for name, names in reading.unknown.items()})
    return await on.desk.submit(person, reading.filled)
