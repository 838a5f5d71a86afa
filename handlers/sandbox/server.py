"""The sandbox itself: one workspace, its doors and one server on the loopback address."""

import asyncio
import inspect
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from handlers.sandbox.acts import Acts
from handlers.sandbox.clock import Clock, SandboxClock
from handlers.sandbox.driver import DrivenMember
from handlers.sandbox.events import Events
from handlers.sandbox.faults import Faults
from handlers.sandbox.files import Files
from handlers.sandbox.files.doors import FileDoors
from handlers.sandbox.installation import Installation
from handlers.sandbox.page_api import PageApi
from handlers.sandbox.payloads import Payloads
from handlers.sandbox.seed import NEXT_STEPS, Seed
from handlers.sandbox.shapes import Shapes
from handlers.sandbox.slack import Call, Slack
from handlers.sandbox.sockets import Answer, Sockets
from handlers.sandbox.tickets import ResponseUrls, Triggers
from handlers.sandbox.views import Views
from handlers.sandbox.web_api import WebApi
from handlers.sandbox.workspace import Json, Workspace

HOST = "127.0.0.1"
LARGEST_BODY = 8 * 2**20


class Sandbox:
    """A Slack workspace with one app installed, for as long as the `async with` lasts.

    `port` 0 takes a free one. `manifest` installs the app as Slack would from that manifest (scopes, commands,
    shortcuts, events); without one everything is allowed. `scopes` overrides the manifest's. All lifetimes are
    in seconds of real time: `ack_timeout` for an acknowledgement, `trigger_lifetime` for a trigger id,
    `response_url_lifetime` for a response address, `event_retry_delays` before each repetition of an event,
    `file_delay` until a file the bot has uploaded is ready and shared. `form_file_limit` is in bytes, for each file
    of a form.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        port: int = 0,
        seed: Seed = NEXT_STEPS,
        manifest: Json | None = None,
        scopes: set[str] | None = None,
        app_token: str | None = None,
        bot_token: str | None = None,
        ack_timeout: float = 3.0,
        trigger_lifetime: float = 3.0,
        response_url_lifetime: float = 1800.0,
        event_retry_delays: Sequence[float] = (0.0, 60.0, 300.0),
        file_delay: float = 0.05,
        form_file_limit: int = 10 * 2**20,
    ) -> None:
        self.clock = clock or SandboxClock()
        self.manifest = manifest
        self.workspace = Workspace(seed, self.clock, file_delay)
        installation = Installation(manifest, scopes)
        sockets = Sockets(seed.app_id, ack_timeout, self.workspace.touch)
        shapes = Shapes(self.workspace)
        payloads = Payloads(self.workspace, shapes)
        self.slack = Slack(
            workspace=self.workspace,
            installation=installation,
            views=Views(),
            sockets=sockets,
            shapes=shapes,
            payloads=payloads,
            events=Events(self.workspace, installation, sockets, payloads, shapes, retry_delays=event_retry_delays),
            triggers=Triggers(trigger_lifetime),
            response_urls=ResponseUrls(response_url_lifetime),
            faults=Faults(),
            bot_token=bot_token or f"xoxb-sandbox-{secrets.token_hex(8)}",
            app_token=app_token or f"xapp-sandbox-{secrets.token_hex(8)}",
        )
        self._closing = asyncio.Event()
        self._acts = Acts(self.slack, form_file_limit)
        self._web_api = WebApi(self.slack, self._closing)
        self._file_doors = FileDoors(self.slack, self._closing)
        self._page_api = PageApi(self.slack, self._acts)
        self._members: dict[str, DrivenMember] = {}
        self._port = port
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=LARGEST_BODY)
        application.add_routes(
            [
                web.route("*", "/api/{method}", self._web_api.call),
                web.post("/response/{key}", self._web_api.respond),
                web.get("/link", self.slack.sockets.serve),
                *self._file_doors.routes(),
                *self._page_api.routes(),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, self._port).start()
        self._port = self._runner.addresses[0][1]
        self.slack.url = self.slack.response_urls.base = self.files.base = f"http://{HOST}:{self._port}/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._page_api.close()
        await self.files.close()
        await self.slack.events.close()
        await self.slack.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The page where people act, with a slash at its end."""
        return self.slack.url

    @property
    def api_url(self) -> str:
        """What a bot takes for https://slack.com/api/."""
        return f"{self.slack.url}api/"

    @property
    def bot_token(self) -> str:
        """The token for the Web API."""
        return self.slack.bot_token

    @property
    def app_token(self) -> str:
        """The token for Socket Mode."""
        return self.slack.app_token

    @property
    def faults(self) -> Faults:
        """Orders to misbehave."""
        return self.slack.faults

    @property
    def files(self) -> Files:
        """The files of the workspace; `hold` and `release` decide when an upload of the bot becomes ready."""
        return self.slack.workspace.files

    @property
    def calls(self) -> list[Call]:
        """Every call of the bot, oldest first."""
        return self.slack.calls

    @property
    def problems(self) -> list[str]:
        """What Slack would show to the app's developer: answers it could not use."""
        return self.slack.problems

    @property
    def acks(self) -> list[tuple[str, str, float]]:
        """For every acknowledged envelope: its type, its id, and the seconds from sending to the acknowledgement."""
        return self.slack.sockets.acks

    @property
    def sent(self) -> Sequence[Json]:
        """The last thousand envelopes, oldest first."""
        return self.slack.sockets.sent

    @property
    def sockets(self) -> int:
        """How many sockets the bot has open."""
        return self.slack.sockets.connected

    @property
    def connections(self) -> int:
        """How many sockets the bot has opened since the start; it grows when the bot comes back."""
        return self.slack.sockets.connections

    def member(self, user: str) -> DrivenMember:
        """The person of that id, ready to act."""
        self._acts.sight.member(user)
        if user not in self._members:
            self._members[user] = DrivenMember(self.slack, self._acts, self.until, user)
        return self._members[user]

    def change_member(self, user: str, **changes: Any) -> None:
        """Change a person's name, title, guest state or membership (`deleted`); the bot hears of it."""
        member = self.workspace.members[user]
        for name, value in changes.items():
            if name not in ("name", "title", "is_guest", "deleted"):
                raise TypeError(f"A member has no {name} to change.")
            setattr(member, name, value)
        self.workspace.touch()
        self.slack.events.user_changed(member)

    async def until(
        self,
        predicate: Callable[[], object | Awaitable[object]],
        timeout: float = 10,  # noqa: ASYNC109 - the contract's name for it
        what: str = "",
    ) -> None:
        """Wait until `predicate` (plain or async) holds; it is asked at every change here, and fifty times a second.

        Raises TimeoutError with what was awaited and what last happened.
        """
        ends = time.monotonic() + timeout
        while True:
            version = self.workspace.version
            holds = predicate()
            if inspect.isawaitable(holds):
                holds = await holds
            if holds:
                return
            left = ends - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"{what or 'What was awaited'} did not come in {timeout:g} s.\n{self.describe()}")
            await self.workspace.changed(version, min(left, 0.02))

    async def connected(self, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until the bot has a socket open."""
        await self.until(lambda: self.sockets > 0, timeout, "A socket of the bot")

    async def settled(self) -> None:
        """Wait until the bot has acknowledged every event sent so far, or Slack has given up repeating them."""
        await self.slack.events.settle()

    async def send_envelope(self, envelope: Json, *, socket: int | None = None) -> Answer:
        """Send a whole envelope as it is (for example one of `sent` again) over one socket; waits for the answer."""
        return await self.slack.sockets.send_envelope(envelope, socket=socket)

    async def close_sockets(self) -> None:
        """Close every socket of the bot."""
        await self.slack.sockets.close()

    def abort_sockets(self) -> None:
        """Cut every socket of the bot without a goodbye."""
        self.slack.sockets.abort()

    def freeze_sockets(self) -> None:
        """Leave every socket half open: envelopes and pings vanish, until the bot opens a new socket."""
        self.slack.sockets.freeze()

    async def disconnect_warning(self, reason: str = "warning") -> None:
        """Ask the bot to open a new socket in place of each."""
        await self.slack.sockets.announce_disconnect(reason)

    def goes_by(self, words: str) -> None:
        """Let the page say these words and the time, instead of showing the workspace; no words end that."""
        self.workspace.goes_by = words
        self.workspace.touch()

    def describe(self) -> str:
        """What last happened here, for the message of a failing test."""
        calls = [f"  {call.method} -> {call.answer.get('error', 'ok')}" for call in self.calls[-8:]]
        notices = [f"  to {user}: {n.text}" for user, all_of in self.workspace.notices.items() for n in all_of[-2:]]
        problems = [f"  {problem}" for problem in self.problems[-3:]]
        messages = [
            f"  {channel.name}: {message.text[:100]!r}"
            for channel in self.workspace.channels.values()
            for message in list(channel.messages.values())[-2:]
        ]
        sections = {
            f"Sockets open: {self.sockets}. Last calls": calls,
            "Warnings": notices,
            "Problems": problems,
            "Last messages": messages,
        }
        return "\n".join(f"{title}:\n" + "\n".join(lines or ["  none"]) for title, lines in sections.items())
