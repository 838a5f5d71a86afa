"""Shortcuts, from the menu of Slack and from the menu of a message."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from handlers.slack import canonical
from handlers.slack.listeners.payloads import EVERYTHING, Body, caller
from handlers.slack.places.outside import AtHome, OnMessage
from handlers.slack.places.place import Place
from handlers.slack.switchboard import Switchboard
from handlers.slack.whispers import Spot


def register(app: AsyncApp, switchboard: Switchboard) -> None:
    """Listen for shortcuts."""

    async def listen(ack: AsyncAck, body: Body) -> None:
        text = body.get("message", {}).get("text", "")
        words = canonical.sent(text, switchboard.people.name).words
        reply = await switchboard.connect(
            _place(switchboard, body),
            lambda person: switchboard.desk.shortcut(person, body["callback_id"], words),
        )
        await ack(reply or "")

    app.shortcut(EVERYTHING)(listen)


def _place(on: Switchboard, body: Body) -> Place:
    who = caller(body)
    if body["type"] == "shortcut":
        return AtHome(who, on.means, body["trigger_id"])
    spot = Spot(who.user, body["channel"]["id"], body["message"].get("thread_ts", ""), body.get("response_url", ""))
    return OnMessage(who, on.means, spot, body["trigger_id"])
