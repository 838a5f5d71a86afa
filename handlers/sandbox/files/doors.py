"""Where the bytes come in and go out: the upload address of a file, and its private addresses."""

import asyncio

from aiohttp import web

from handlers.sandbox.files.kinds import SHOWN_BY_BROWSERS
from handlers.sandbox.files.shown import bot_sees, may_see
from handlers.sandbox.files.store import MOST_BYTES, StoredFile
from handlers.sandbox.misbehaving import Serve, served
from handlers.sandbox.slack import Call, Slack
from handlers.sandbox.workspace import Json


class FileDoors:
    """Serves the addresses of files to the bot. Faults are ordered for `file.upload` and `file.download`."""

    def __init__(self, slack: Slack, closing: asyncio.Event) -> None:
        self._slack = slack
        self._closing = closing

    def routes(self) -> list[web.AbstractRouteDef]:
        """Where they are."""
        return [
            web.post("/upload/v1/{key}", self._upload),
            web.get("/files-pri/{team_and_id}/{name}", self._download),
            web.get("/files-pri/{team_and_id}/download/{name}", self._download),
        ]

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        key, content = request.match_info["key"], await bounded(request)
        file = self._slack.workspace.files.expected(key)

        def serve() -> tuple[Json, web.StreamResponse]:
            if file is None or len(content) != file.length:
                return {"ok": False}, web.Response(status=400, text="Bad Request")
            self._slack.workspace.files.receive(key, content)
            return {"ok": True}, web.Response(text=f"OK - {len(content)}")

        return await self._served(request, "file.upload", file, serve)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        file = self._slack.workspace.files.get(request.match_info["team_and_id"].rpartition("-")[2])

        def serve() -> tuple[Json, web.StreamResponse]:
            if request.headers.get("Authorization") != f"Bearer {self._slack.bot_token}":
                return {"ok": False, "error": "not_authed"}, self._sign_in(request)
            if not self._slack.installation.has("files:read"):
                return {"ok": False, "error": "missing_scope"}, self._sign_in(request)
            if file is None or file.stage != "ready" or not bot_sees(self._slack.workspace, file):
                return {"ok": False, "error": "file_not_found"}, web.Response(status=404, text="Not found")
            return {"ok": True}, web.Response(body=file.content, content_type=file.mimetype)

        return await self._served(request, "file.download", file, serve)

    async def _served(
        self, request: web.Request, method: str, file: StoredFile | None, serve: Serve
    ) -> web.StreamResponse:
        told: Json = {"file": file.id if file else None}

        def record(answer: Json) -> None:
            self._slack.calls.append(Call(method, told, answer, self._slack.workspace.clock.now()))
            self._slack.workspace.touch()

        return await served(request, self._slack.faults.next(method, told), self._closing, record, serve)

    def _sign_in(self, request: web.Request) -> web.StreamResponse:
        """Slack does not refuse a download without the right token: it leads to its sign-in page."""
        return web.Response(status=302, headers={"Location": f"{self._slack.url}?redir={request.path}"})


async def bounded(request: web.Request) -> bytes:
    """The body of a request; 413 when it is longer than any file may be."""
    content = bytearray()
    async for piece in request.content.iter_chunked(2**16):
        content += piece
        if len(content) > MOST_BYTES:
            raise web.HTTPRequestEntityTooLarge(max_size=MOST_BYTES, actual_size=len(content))
    return bytes(content)


def shown_on_the_page(slack: Slack, user: str, file: StoredFile | None) -> web.Response:
    """A file for somebody's own page: pictures to be shown, everything else to be saved."""
    if file is None or file.stage != "ready" or not may_see(slack.workspace, user, file):
        return web.Response(status=404, text="There is no such file.")
    headers = {
        "Cache-Control": "private, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    if file.mimetype not in SHOWN_BY_BROWSERS:
        headers["Content-Disposition"] = "attachment"
    return web.Response(body=file.content, content_type=file.mimetype, headers=headers)
