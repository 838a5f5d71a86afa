"""The door the bot's calls come through: arguments, faults on order, token, scope, answer."""

import asyncio
import json

from aiohttp import web

from handlers.sandbox.misbehaving import served
from handlers.sandbox.responses import say_reply
from handlers.sandbox.slack import Call, Slack
from handlers.sandbox.tickets import TicketError
from handlers.sandbox.web_api.arguments import Arguments, read_arguments
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.web_api.methods import METHODS, Method
from handlers.sandbox.web_api.scopes import require
from handlers.sandbox.workspace import Json


class WebApi:
    """Answers /api/METHOD and the response addresses. `closing` lets go of the calls that are kept waiting."""

    def __init__(self, slack: Slack, closing: asyncio.Event) -> None:
        self._slack = slack
        self._closing = closing

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        name = request.match_info["method"]
        try:
            given = await read_arguments(request)
        except ApiError as refused:
            return web.json_response(refused.answer)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or given.get("token", "")
        given.pop("token", None)

        def serve() -> tuple[Json, web.StreamResponse]:
            answer = self._answer(name, token, given)
            return answer, web.json_response(answer, headers=self._headers())

        fault = self._slack.faults.next(name, given)
        return await served(request, fault, self._closing, lambda answer: self._record(name, given, answer), serve)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One use of a response address."""
        payload = await request.json()

        def serve() -> tuple[Json, web.StreamResponse]:
            status, answer = self._respond(request.match_info["key"], payload)
            return answer, web.json_response(answer, status=status)

        def record(answer: Json) -> None:
            self._record("response_url", payload, answer)

        return await served(request, self._slack.faults.next("response_url", payload), self._closing, record, serve)

    def _answer(self, name: str, token: str, given: Json) -> Json:
        try:
            method = METHODS.get(name)
            if method is None:
                raise ApiError("unknown_method", req_method=name)
            self._authorise(method, token)
            return {"ok": True, **method.answer(self._slack, Arguments(given))}
        except ApiError as refused:
            return refused.answer

    def _respond(self, key: str, payload: Json) -> tuple[int, Json]:
        try:
            entry = self._slack.response_urls.use(key)
        except TicketError as refused:
            return 404, {"ok": False, "error": str(refused)}
        has_content = payload.get("text") or payload.get("blocks") or payload.get("delete_original")
        if not has_content:
            return 400, {"ok": False, "error": "no_text"}
        reply = say_reply(self._slack, entry, payload)
        if reply.problems:
            return 400, {"ok": False, "error": "invalid_blocks", "errors": [str(problem) for problem in reply.problems]}
        return 200, {"ok": True}

    def _authorise(self, method: Method, token: str) -> None:
        if not token:
            raise ApiError("not_authed")
        if token not in (self._slack.bot_token, self._slack.app_token):
            raise ApiError("invalid_auth")
        if method.for_app != (token == self._slack.app_token):
            raise ApiError("not_allowed_token_type")
        require(self._slack, method.scope)

    def _record(self, name: str, given: Json, answer: Json) -> None:
        decoded = {key: _decoded(value) for key, value in given.items()}
        self._slack.calls.append(Call(name, decoded, answer, self._slack.workspace.clock.now()))
        self._slack.workspace.touch()

    def _headers(self) -> dict[str, str]:
        scopes = self._slack.installation.scopes
        return {} if scopes is None else {"X-OAuth-Scopes": ",".join(sorted(scopes))}


def _decoded(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
