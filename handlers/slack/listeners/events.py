"""What happens in the workspace: words under a message of ours, an emoji on it, an opened Home, a changed person.

Nothing is committed for an event, so it is acknowledged first and worked on afterwards; Slack then has no reason to
send it again, and a second delivery is dropped all the same.
"""

from collections import OrderedDict
from collections.abc import Callable

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.errors import Refusal
from handlers.slack import canonical, emoji, failures
from handlers.slack.listeners.payloads import EVERYTHING, Body
from handlers.slack.places.outside import OnMessage
from handlers.slack.places.place import Caller
from handlers.slack.switchboard import Switchboard
from handlers.slack.whispers import Spot

BotUser = Callable[[], str]
"""Returns our own user id, which is known once Slack has been reached."""

_REMEMBERED = 1000
_WRITTEN_BY_PEOPLE = frozenset({None, "thread_broadcast"})


def register(app: AsyncApp, switchboard: Switchboard, bot_user: BotUser) -> None:
    """Listen for events."""
    seen: OrderedDict[str, None] = OrderedDict()

    async def listen(ack: AsyncAck, body: Body) -> None:
        await ack()
        key = body.get("event_id", "")
        if key in seen:
            return
        if key:
            seen[key] = None
        if len(seen) > _REMEMBERED:
            seen.popitem(last=False)
        HEARD.get(body["event"]["type"], _ignored)(switchboard, body, bot_user())

    app.event(EVERYTHING)(listen)


def _message(on: Switchboard, body: Body, bot_user: str) -> None:
    event = body["event"]
    if event.get("bot_id") or event.get("subtype") not in _WRITTEN_BY_PEOPLE or not event.get("user"):
        return
    thread = event.get("thread_ts", "")
    if thread and thread != event["ts"] and event.get("parent_user_id", bot_user) == bot_user:
        words = canonical.sent(event.get("text", ""), on.people.name).words
        on.means.tasks.after(_overheard(on, body, thread, words, Spot(event["user"], event["channel"], thread)))


def _reaction(on: Switchboard, body: Body, bot_user: str) -> None:
    event = body["event"]
    item = event["item"]
    if item.get("type") == "message" and event.get("item_user", bot_user) == bot_user != event["user"]:
        names = emoji.spelled_out(event["reaction"])
        on.means.tasks.after(_overheard(on, body, item["ts"], names, Spot(event["user"], item["channel"])))


def _home_opened(on: Switchboard, body: Body, _bot_user: str) -> None:
    event = body["event"]
    if event.get("tab", "home") == "home":
        on.homes.opened(event["user"], body.get("team_id", ""))


def _user_changed(on: Switchboard, body: Body, _bot_user: str) -> None:
    on.people.forget(body["event"]["user"]["id"])


def _ignored(_on: Switchboard, _body: Body, _bot_user: str) -> None:
    pass


HEARD = {
    "message": _message,
    "reaction_added": _reaction,
    "app_home_opened": _home_opened,
    "user_change": _user_changed,
}
"""What is done for each kind of event; every other kind is acknowledged and forgotten."""


async def _overheard(on: Switchboard, body: Body, ts: str, text: str, spot: Spot) -> None:
    event = body["event"]
    caller = Caller(spot.user, event.get("user_team") or event.get("team") or body.get("team_id", ""))
    try:
        answer = await on.desk.overheard(await on.meet(caller), spot.channel, ts, text)
        await OnMessage(caller, on.means, spot).give(answer)
    except Refusal as refused:
        on.logger.info("not answered: %s for %s", refused.code, spot.user)
    except Exception as error:
        failures.record(on.logger, error)
