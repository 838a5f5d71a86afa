"""Buttons, wherever they stand, and the changes of fields in an open form."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.frontdesk.answers import Answer, Redraw
from bot.registers.people import Person
from handlers.slack import phrases, values
from handlers.slack.blocks.forms import NOTE
from handlers.slack.filled import read
from handlers.slack.listeners.changes import name, read_on
from handlers.slack.listeners.payloads import EVERYTHING, Body, caller
from handlers.slack.places.inside import InForm
from handlers.slack.places.outside import AtHome, OnMessage
from handlers.slack.places.place import Place
from handlers.slack.switchboard import Switchboard
from handlers.slack.whispers import Spot


def register(app: AsyncApp, switchboard: Switchboard) -> None:
    """Listen for block actions."""

    async def listen(ack: AsyncAck, body: Body) -> None:
        if body["actions"][0]["type"] == "button":
            reply = await switchboard.connect(
                _place(switchboard, body), lambda person: _press(switchboard, person, body)
            )
            await ack(reply or "")
            return
        if _in_form(body):
            # Nothing is committed by a change, so the acknowledgement need not wait for it.
            arrived, field = switchboard.means.live.arrived(), body["actions"][0]["action_id"]
            switchboard.means.tasks.after(read_on(switchboard, caller(body), body["view"], arrived, field))
        await ack()

    app.action(EVERYTHING)(listen)


async def _press(on: Switchboard, person: Person, body: Body) -> Answer:
    action = body["actions"][0]
    pressed = values.pressed(action["action_id"], action.get("value", ""))
    if pressed is None or pressed.verb not in on.desk.verbs:
        raise phrases.old_button()
    filled = None
    if _in_form(body) and body["view"]["callback_id"] != NOTE:
        reading = read(on.means.live.standing(body["view"]))
        if reading is None:
            raise phrases.old_form()
        filled = reading.filled
    answer = await on.desk.press(person, pressed.verb, pressed.refs, filled)
    if isinstance(answer, Redraw) and not answer.anew:
        arrived = on.means.live.arrived()
        field, unread = action["action_id"], answer.unread
        on.means.tasks.after(name(on, person, body["view"], arrived, field=field, unread=unread))
    return answer


def _in_form(body: Body) -> bool:
    return bool((body.get("view") or {}).get("type") == "modal")


def _place(on: Switchboard, body: Body) -> Place:
    who, trigger = caller(body), body.get("trigger_id", "")
    if _in_form(body):
        return InForm(who, on.means, on.means.live.standing(body["view"]), trigger)
    if body.get("view"):
        return AtHome(who, on.means, trigger)
    return OnMessage(who, on.means, _spot(who.user, body), trigger)


def _spot(user: str, body: Body) -> Spot:
    # Not everything that speaks Slack's protocol sends the container; channel and message then say the same.
    channel, message = body.get("channel") or {}, body.get("message") or {}
    where = body.get("container") or {"channel_id": channel.get("id"), "thread_ts": message.get("thread_ts")}
    return Spot(user, where.get("channel_id") or "", where.get("thread_ts") or "", body.get("response_url") or "")
