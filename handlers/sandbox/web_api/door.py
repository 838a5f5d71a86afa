"""The door the bot's calls come through: arguments, faults on order, token, scope, answer."""

import asyncio
import json

from aiohttp import web

from handlers.sandbox.faults import Fault
from handlers.sandbox.responses import say_reply
from handlers.sandbox.slack import Call, Slack
from handlers.sandbox.tickets import TicketError
from handlers.sandbox.web_api.arguments import Arguments, read_arguments
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.web_api.methods import METHODS, Method
from handlers.sandbox.web_api.scopes import require
from handlers.sandbox.workspace import Json


class WebApi:
    """Answers /api/METHOD and the response addresses."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Let go of the calls that were ordered never to be answered."""
        self._closing.set()

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method."""
        name = request.match_info["method"]
        try:
            given = await read_arguments(request)
        except ApiError as refused:
            return web.json_response(refused.answer)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or given.get("token", "")
        given.pop("token", None)
        fault = self._slack.faults.next(name, given)
        if fault is not None and fault.kind != "accept_and_drop":
            return await self._misbehave(name, given, fault)
        answer = self._answer(name, token, given)
        self._record(name, given, answer)
        if fault is not None:
            return _drop(request)
        return web.json_response(answer, headers=self._headers())

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One use of a response address."""
        payload = await request.json()
        fault = self._slack.faults.next("response_url", payload)
        if fault is not None and fault.kind != "accept_and_drop":
            return await self._misbehave("response_url", payload, fault)
        status, answer = self._respond(request.match_info["key"], payload)
        self._record("response_url", payload, answer)
        if fault is not None:
            return _drop(request)
        return web.json_response(answer, status=status)

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

    async def _misbehave(self, name: str, given: Json, fault: Fault) -> web.StreamResponse:
        answer: Json = {"ok": False, "error": fault.kind}
        status, headers = 200, {}
        match fault.kind:
            case "rate_limited":
                status, headers, answer["error"] = 429, {"Retry-After": f"{float(fault.value):g}"}, "ratelimited"
            case "server_error":
                status, answer["error"] = int(float(fault.value)), "internal_error"
            case "refused":
                answer["error"] = str(fault.value)
            case "time_out":
                self._record(name, given, answer)
                await self._closing.wait()
        if fault.kind != "time_out":
            self._record(name, given, answer)
        if fault.kind == "html":
            return web.Response(text="<!DOCTYPE html><title>Server Error</title>", content_type="text/html", status=503)
        return web.json_response(answer, status=status, headers=headers)

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


def _drop(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
