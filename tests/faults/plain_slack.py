"""Another Slack: the few methods and payloads that Slack documents, and nothing more than their documented minimum.

It is no relative of the sandbox on purpose. It knows no threads' replies, no message metadata, no scopes and no hashes,
checks no blocks, and leaves out whatever a payload may do without.
"""

import asyncio
import itertools
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import WSMsgType, web

Json = dict[str, Any]
NAMES = {"U001": "Ruth Adeyemi", "U002": "Amina Khan"}
T = TypeVar("T")
BOT, TEAM = "U999", "T001"


class PlainSlack:
    """One workspace with two people; `messages`, `views` and `homes` are what the bot has put there.

    `loses` is asked of every call whether its answer gets lost on the way, once the call has been carried out.
    """

    def __init__(self) -> None:
        self.messages: dict[str, Json] = {}
        self.whispers: list[Json] = []
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.called: list[str] = []
        self.loses: Callable[[str, Json], bool] = lambda method, given: False
        self._numbers = itertools.count(1)
        self._socket: web.WebSocketResponse | None = None
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Condition()
        self._methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": lambda _: {"team_id": TEAM, "user_id": BOT, "team": "Plain", "user": "countersign"},
            "apps.connections.open": lambda _: {"url": f"ws://127.0.0.1:{self.port}/socket"},
            "views.open": self._view,
            "views.push": self._view,
            "views.update": lambda given: self._view(given, given["view_id"]),
            "views.publish": self._publish,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.postEphemeral": self._whisper,
            "chat.delete": lambda given: {"ts": self.messages.pop(given["ts"])["ts"]},
            "users.info": lambda given: {"user": {"id": given["user"], "name": NAMES[given["user"]]}},
            "conversations.open": lambda given: {"channel": {"id": given["users"].replace("U", "D")}},
            "conversations.history": self._history,
        }

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.add_routes([web.route("*", "/api/{method}", self._call), web.get("/socket", self._serve)])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()
        await self._runner.cleanup()

    async def until(self, found: Callable[[], T | None], what: str, seconds: float = 15) -> T:
        """Wait until something is found, looking at every change."""
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: bool(found())), seconds)
            except TimeoutError:
                texts = [message["text"] for message in self.messages.values()]
                raise AssertionError(f"{what} did not come; there are {texts}, asked for were {self.called}") from None
        result = found()
        assert result is not None
        return result

    async def connected(self) -> None:
        await self.until(lambda: self._socket, "The bot's socket")

    async def message(self, channel: str, words: str) -> Json:
        """Return the newest message in a channel that contains these words."""
        return await self.until(
            lambda: next(
                (m for m in reversed(self.messages.values()) if m["channel"] == channel and words in said(m)), None
            ),
            f"{words!r} in {channel}",
        )

    async def command(self, user: str, command: str, text: str) -> Json:
        payload = {"command": command, "text": text, "user_id": user, "team_id": TEAM, "channel_id": "C001"}
        return await self._send("slash_commands", {**payload, "trigger_id": self._new("trigger")})

    async def press(self, user: str, where: Json, label: str) -> Json:
        """Press the button with this label on a message or a view."""
        button = next(b for b in buttons(where) if b["text"]["text"] == label)
        action = {key: button[key] for key in ("type", "action_id", "block_id", "value") if key in button}
        place = {"view": where} if "callback_id" in where else {"channel": {"id": where["channel"]}, "message": where}
        return await self._interact("block_actions", user, {"actions": [action], **place})

    async def submit(self, user: str, view: Json, **filled: Json) -> Json:
        """Send a form; each field's state is given as Slack would report it, the others stand as they were drawn."""
        values: Json = {}
        for block in view["blocks"]:
            if block["type"] == "input":
                element = block["element"]
                state = filled.get(element["action_id"], initial(element))
                values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **state}}
        return await self._interact("view_submission", user, {"view": {**view, "state": {"values": values}}})

    async def open_home(self, user: str) -> Json:
        self.homes.pop(user, None)
        event = {"type": "app_home_opened", "user": user, "channel": user.replace("U", "D"), "tab": "home"}
        await self._send("events_api", {"type": "event_callback", "team_id": TEAM, "event": event})
        return await self.until(lambda: self.homes.get(user), f"The Home of {user}")

    async def newest_view(self) -> Json:
        return await self.until(lambda: next(reversed(self.views.values()), None), "A form")

    async def _interact(self, kind: str, user: str, payload: Json) -> Json:
        common = {"type": kind, "user": {"id": user}, "team": {"id": TEAM}, "trigger_id": self._new("trigger")}
        return await self._send("interactive", {**common, **payload})

    async def _send(self, kind: str, payload: Json) -> Json:
        """Send an envelope, and return what its acknowledgement carried."""
        assert self._socket is not None
        envelope = {"envelope_id": self._new("envelope"), "type": kind, "payload": payload}
        answered = self._acks[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        await self._socket.send_str(json.dumps(envelope))
        return await asyncio.wait_for(answered, 3)

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = dict(request.query)
        if request.content_type == "application/json":
            given |= await request.json()
        else:
            given |= {key: str(value) for key, value in (await request.post()).items()}
        self.called.append(method)
        act = self._methods.get(method)
        answer = {"ok": True, **act(given)} if act else {"ok": False, "error": "unknown_method"}
        async with self._changed:
            self._changed.notify_all()
        if self.loses(method, given) and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer)

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str('{"type": "hello"}')
        async with self._changed:
            self._socket = socket
            self._changed.notify_all()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                ack = json.loads(message.data)
                self._acks.pop(ack["envelope_id"]).set_result(ack.get("payload") or {})
        return socket

    def _view(self, given: Json, view_id: str = "") -> Json:
        view = {**given["view"], "id": view_id or self._new("V")}
        self.views.pop(view_id, None)
        self.views[view["id"]] = view
        return {"view": {"id": view["id"]}}

    def _publish(self, given: Json) -> Json:
        self.homes[given["user_id"]] = {**given["view"], "id": self._new("V"), "callback_id": ""}
        return {}

    def _post(self, given: Json) -> Json:
        ts = f"{1_800_000_000 + next(self._numbers)}.000000"
        kept = {key: given[key] for key in ("channel", "text", "blocks", "thread_ts") if key in given}
        self.messages[ts] = {**kept, "ts": ts, "type": "message", "user": BOT}
        return {"channel": given["channel"], "ts": ts}

    def _update(self, given: Json) -> Json:
        drawn = {"text": given["text"], "blocks": given["blocks"]}
        self.messages[given["ts"]] = {**self.messages[given["ts"]], **drawn}  # whoever saw the old one keeps it
        return {"ts": given["ts"]}

    def _whisper(self, given: Json) -> Json:
        self.whispers.append(given)
        return {}

    def _history(self, given: Json) -> Json:
        there = [message for message in self.messages.values() if message["channel"] == given["channel"]]
        return {"messages": there[::-1]}

    def _new(self, what: str) -> str:
        return f"{what}{next(self._numbers):03}"


def said(part: Any) -> str:
    """Return everything that can be read in a message, a view or a part of one."""
    if isinstance(part, dict):
        return "".join(said(value) for key, value in part.items() if key not in ("type", "value", "private_metadata"))
    if isinstance(part, list):
        return "\n".join(said(item) for item in part)
    return part if isinstance(part, str) else ""


def buttons(where: Json) -> list[Json]:
    rows = [block for block in where["blocks"] if block["type"] == "actions"]
    return [{**element, "block_id": row.get("block_id", "")} for row in rows for element in row["elements"]]


def initial(element: Json) -> Json:
    """Return the state of a field that nobody has touched."""
    if "initial_options" in element:
        return {"selected_options": element["initial_options"]}
    if "initial_option" in element:
        return {"selected_option": element["initial_option"]}
    if element["type"] == "plain_text_input":
        return {"value": element.get("initial_value")}
    return {"selected_options": []} if element["type"] in ("checkboxes", "multi_static_select") else {}
