"""Slash commands."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.frontdesk.answers import Answer, Open
from bot.registers.people import Person
from handlers.slack import canonical, phrases
from handlers.slack.listeners.changes import name
from handlers.slack.listeners.payloads import EVERYTHING, Body
from handlers.slack.live import begun
from handlers.slack.places.outside import FromCommand
from handlers.slack.places.place import Caller
from handlers.slack.switchboard import Switchboard


def register(app: AsyncApp, switchboard: Switchboard) -> None:
    """Listen for commands."""

    async def listen(ack: AsyncAck, body: Body) -> None:
        command = body["command"].removeprefix("/")
        words = canonical.sent(body.get("text") or "", switchboard.people.name).words

        arrived = switchboard.means.live.arrived()
        opened: list[tuple[Person, Open]] = []

        async def ask(person: Person) -> Answer:
            if command not in switchboard.desk.commands:
                raise phrases.unknown_command()
            answer = await switchboard.desk.command(person, command, words)
            if isinstance(answer, Open) and not answer.form.kept:  # to read a kept form is to keep its draft
                opened.append((person, answer))
            return answer

        caller = Caller(body["user_id"], body.get("team_id", ""), body.get("user_name", ""))
        place = FromCommand(caller, switchboard.means, body["trigger_id"], words)
        await ack(await switchboard.connect(place, ask) or "")
        for person, answer in opened:
            if place.view:
                view, unread = begun(place.view), answer.unread
                switchboard.means.tasks.after(name(switchboard, person, view, arrived, field="", unread=unread))

    app.command(EVERYTHING)(listen)
