"""Slash commands."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.frontdesk.answers import Answer
from bot.registers.people import Person
from handlers.slack import canonical, phrases
from handlers.slack.listeners.payloads import EVERYTHING, Body
from handlers.slack.places.outside import FromCommand
from handlers.slack.places.place import Caller
from handlers.slack.switchboard import Switchboard


def register(app: AsyncApp, switchboard: Switchboard) -> None:
    """Listen for commands."""

    async def listen(ack: AsyncAck, body: Body) -> None:
        command = body["command"].removeprefix("/")
        words = canonical.sent(body.get("text") or "", switchboard.people.name).words

        async def ask(person: Person) -> Answer:
            if command not in switchboard.desk.commands:
                raise phrases.unknown_command()
            return await switchboard.desk.command(person, command, words)

        caller = Caller(body["user_id"], body.get("team_id", ""), body.get("user_name", ""))
        place = FromCommand(caller, switchboard.means, body["trigger_id"], words)
        await ack(await switchboard.connect(place, ask) or "")

    app.command(EVERYTHING)(listen)
