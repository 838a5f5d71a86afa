"""The page's side of the server: what a person sees as JSON, and what they do as posts. Loopback only."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from handlers.sandbox.acts import Acts, NotPossibleError, Upload
from handlers.sandbox.faults import KINDS, Fault
from handlers.sandbox.files.doors import bounded, shown_on_the_page
from handlers.sandbox.page_deeds import Deeds
from handlers.sandbox.page_state import state_for
from handlers.sandbox.slack import Slack
from handlers.sandbox.workspace import Json

PAGE = Path(__file__).parent / "page"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".json": "application/json",
}
_POLICY = (
    "default-src 'self'; img-src 'self' data: https: http://127.0.0.1:*; "
    "style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
)


class PageApi:
    """Serves the page, its state and its acts."""

    def __init__(self, slack: Slack, acts: Acts) -> None:
        self._slack = slack
        self._acts = acts
        self._closing = False
        self._deeds = Deeds(slack, acts)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Where everything is."""
        return [
            web.get("/", self._index),
            web.get("/archives/{channel}/{ts}", self._index),
            web.get("/static/{name}", self._static),
            web.get("/sandbox/state", self._guarded(self._state)),
            web.get("/sandbox/live", self._guarded(self._serve_live)),
            web.get("/sandbox/files/{id}", self._guarded(self._show_file)),
            web.post("/sandbox/files", self._guarded(self._take_file)),
            web.post("/sandbox/act", self._guarded(self._act)),
            web.post("/sandbox/clock", self._guarded(self._clock)),
            web.post("/sandbox/faults", self._guarded(self._faults)),
        ]

    def close(self) -> None:
        """Send the open pages away."""
        self._closing = True
        self._slack.workspace.touch()

    def _guarded(
        self, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Only pages of this machine may look, and only scripts that name themselves may act."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            origin = request.headers.get("Origin")
            hosts = [urlsplit(f"//{request.host}").hostname, urlsplit(origin).hostname if origin else "127.0.0.1"]
            if not all(host in _LOOPBACK for host in hosts):
                return web.json_response({"ok": False, "error": "This sandbox answers this machine only."}, status=403)
            if request.method == "POST" and request.headers.get("X-Sandbox") != "1":
                return web.json_response({"ok": False, "error": "The header X-Sandbox: 1 is missing."}, status=403)
            try:
                return await handler(request)
            except NotPossibleError as refused:
                return web.json_response({"ok": False, "error": str(refused)})
            except (KeyError, TypeError, ValueError) as malformed:
                error = f"This request was not understood ({type(malformed).__name__}: {malformed})."
                return web.json_response({"ok": False, "error": error}, status=400)

        return guarded

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _file("index.html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return _file(request.match_info["name"])

    async def _state(self, request: web.Request) -> web.StreamResponse:
        user = request.query["as"]
        self._acts.sight.member(user)
        return web.json_response(state_for(self._slack, user))

    async def _show_file(self, request: web.Request) -> web.StreamResponse:
        file = self._slack.workspace.files.get(request.match_info["id"])
        return shown_on_the_page(self._slack, request.query["as"], file)

    async def _take_file(self, request: web.Request) -> web.StreamResponse:
        upload = Upload(request.query["name"], await bounded(request))
        file = self._acts.files.upload(request.query["as"], upload)
        return web.json_response({"ok": True, "file": self._slack.shapes.file(file)})

    async def _serve_live(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        listening = asyncio.create_task(_until_closed(socket))
        workspace = self._slack.workspace
        seen = -1
        try:
            while not self._closing and not listening.done():
                if workspace.version != seen:
                    seen = workspace.version
                    await socket.send_json({"version": seen})
                await workspace.changed(seen, 1.0)
        except ConnectionError:
            pass
        finally:
            listening.cancel()
            await socket.close()
        return socket

    async def _act(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()
        return web.json_response({"ok": True, **await self._deeds.do(told["as"], told)})

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()
        clock = self._slack.workspace.clock
        await clock.jump(self._moment(told))
        self._slack.workspace.touch()
        return web.json_response({"ok": True, "now": clock.now().isoformat(timespec="seconds")})

    def _moment(self, told: Json) -> datetime:
        now = self._slack.workspace.clock.now()
        if "advance_seconds" in told:
            return now + timedelta(seconds=float(told["advance_seconds"]))
        if "to" in told:
            to = datetime.fromisoformat(told["to"])
            return to if to.tzinfo else to.replace(tzinfo=self._slack.workspace.zone)
        if told.get("jump") != "monday":
            raise ValueError("say advance_seconds, to, or jump: monday")
        local = now.astimezone(self._slack.workspace.zone)
        monday = (local + timedelta(days=-local.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)
        return monday if monday > local else monday + timedelta(days=7)

    async def _faults(self, request: web.Request) -> web.StreamResponse:
        told = await request.json()
        if told.get("clear"):
            self._slack.faults.clear()
        else:
            fault: Fault = KINDS[told["kind"]]
            self._slack.faults.order(told["method"], fault(told.get("value")), told.get("times"))
        self._slack.workspace.touch()
        return web.json_response({"ok": True})


async def _until_closed(socket: web.WebSocketResponse) -> None:
    async for _ in socket:
        pass


def _file(name: str) -> web.StreamResponse:
    path = PAGE / name
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*", name) or path.suffix not in _TYPES or not path.is_file():
        return web.Response(status=404, text="There is no such file.")
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": _POLICY}
    return web.Response(body=path.read_bytes(), content_type=_TYPES[path.suffix], charset="utf-8", headers=headers)
