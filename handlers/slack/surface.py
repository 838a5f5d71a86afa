"""Slack as one thing to start and stop: the connection, the listeners and the courier."""

import asyncio
import logging
import time
from dataclasses import dataclass

from handlers.slack import emoji, failures
from handlers.slack.app import Ourselves, build_app
from handlers.slack.courier import SlackCourier
from handlers.slack.desk import Desk
from handlers.slack.files import SlackFiles
from handlers.slack.homes import Homes
from handlers.slack.live import LiveForms
from handlers.slack.methods import Method, all_scopes
from handlers.slack.people import People
from handlers.slack.places.place import Means
from handlers.slack.socket import Socket
from handlers.slack.switchboard import Switchboard
from handlers.slack.tasks import Tasks
from handlers.slack.web import Certainty, Noticed, Said, Web, scope_sentence
from handlers.slack.whispers import DirectMessages, Whispers

SLACK = "https://slack.com/api/"


class CannotStartError(Exception):
    """Slack refuses the tokens or the app; the sentence says what to do."""


@dataclass(frozen=True)
class Pulse:
    """How the connection is: whether it stands, and the seconds since the last envelope (None before the first)."""

    connected: bool
    since_last_envelope: float | None


class SlackSurface:
    """The bot in one Slack workspace. Everything it needs comes as an argument; it reads no environment.

    `noticed` is called with a key and a sentence when the workspace lacks a scope or a method. The connection is
    looked at every `watch_seconds`, and while there is none, Slack is tried every `retry_seconds`.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        app_token: str,
        bot_token: str,
        logger: logging.Logger,
        api_url: str = SLACK,
        proxy: str | None = None,
        noticed: Noticed = lambda _key, _sentence: None,
        watch_seconds: float = 15.0,
        retry_seconds: float = 2.0,
        drain_seconds: float = 5.0,
    ) -> None:
        self._app_token = app_token
        self._logger = logger
        self._watch_seconds = watch_seconds
        self._retry_seconds = retry_seconds
        self._drain_seconds = drain_seconds
        self._noticed = noticed
        self._library_log = _library_log(logger)
        self._web = Web(bot_token, api_url, self._library_log, proxy=proxy, noticed=noticed)
        self._tasks = Tasks()
        self._ourselves = Ourselves()
        self._people = People(self._web)
        direct = DirectMessages(self._web)
        means = Means(self._web, self._tasks, Whispers(self._web, direct, logger), LiveForms(self._web, self._tasks))
        homes = Homes(desk, self._people, self._web, self._tasks, logger)
        self.courier = SlackCourier(self._web, direct)
        self.files = SlackFiles(self._web)
        self.app = build_app(
            Switchboard(desk, self._people, means, homes, logger), self._web, self._ourselves, self._library_log
        )
        self._socket: Socket | None = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect, and keep the connection until `stop`.

        Raises `CannotStartError` when Slack refuses the token; when Slack cannot be reached it goes on trying.
        """
        emoji.table()  # read now rather than while somebody waits
        if not await self._connect():
            self._noticed("slack.connection", "Slack could not be reached at the start; I keep trying.")
        self._watch = asyncio.create_task(self._keep_connected())

    async def stop(self) -> None:
        """Take no more envelopes, finish those at work and what follows from them within `drain_seconds`, and close."""
        deadline = time.monotonic() + self._drain_seconds
        if self._watch:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._socket:
            self._socket.accepting = False
            await self._socket.at_work.drain(deadline)
        await self._tasks.drain(deadline)
        if self._socket:
            await self._socket.hang_up()
        await self._web.close()

    async def pulse(self) -> Pulse:
        """Return how the connection is."""
        socket = self._socket
        last = socket.last_envelope if socket else None
        return Pulse(
            connected=socket is not None and await socket.is_connected(),
            since_last_envelope=None if last is None else time.monotonic() - last,
        )

    async def _connect(self) -> bool:
        """Connect once, and return whether it worked; raises `CannotStartError` when trying again would not help."""
        ours = self._admitted(await self._web.call(Method.AUTH_TEST), "bot token")
        if not ours:
            return False
        self._ourselves.team = self._people.team = str(ours.data.get("team_id", ""))
        self._ourselves.bot_user = str(ours.data.get("user_id", ""))
        self._ourselves.bot = str(ours.data.get("bot_id", ""))
        for scope in sorted(all_scopes() - ours.scopes) if ours.scopes else ():
            self._noticed(f"slack.scope.{scope}", scope_sentence(scope))
        address = self._admitted(await self._web.call(Method.CONNECT, token=self._app_token), "app-level token")
        if not address:
            return False
        socket = Socket(self.app, self._app_token, self._web, self._library_log)
        if await socket.connect(address.data["url"]):
            self._socket = socket
            return True
        await socket.hang_up()
        return False

    def _admitted(self, said: Said, token: str) -> Said | None:
        if said.certainty is Certainty.NEVER:
            raise CannotStartError(
                f"Slack refuses the {token} ({said.error}). Copy it again from the page of the Slack app."
            )
        return said if said.ok else None

    async def _keep_connected(self) -> None:
        """Connect anew when the connection was found broken twice; the SDK repairs most breaks before that."""
        broken = 0
        while True:
            await asyncio.sleep(self._watch_seconds if self._socket else self._retry_seconds)
            broken = 0 if (await self.pulse()).connected else broken + 1
            if self._socket:
                if broken < 2:
                    continue
                await self._socket.hang_up()
                self._socket = None
            try:
                if await self._connect():
                    self._logger.info("connected to Slack again")
            except CannotStartError as refused:
                self._noticed("slack.connection", str(refused))
            except Exception as error:  # whatever it was, the next try may work
                failures.record(self._logger, error)


def _library_log(logger: logging.Logger) -> logging.Logger:
    """Return a log for Bolt and the SDK that is never at DEBUG: there they write down whole payloads."""
    log = logger.getChild("library")
    log.setLevel(max(logger.getEffectiveLevel(), logging.INFO))
    # Bolt reads SLACK_BOT_TOKEN itself and warns that it does not use it, which sounds as if something were wrong.
    log.addFilter(lambda record: "`token` will be unused" not in record.getMessage())
    return log
