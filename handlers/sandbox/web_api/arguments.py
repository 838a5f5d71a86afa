"""The arguments of a call, however they came: query, form (where lists and objects are JSON in a string) or JSON."""

import json
from typing import Any

from aiohttp import web

from handlers.sandbox.web_api.errors import ApiError, missing
from handlers.sandbox.workspace import Json


class Arguments:
    """Typed access to the arguments of one call; what is wrong raises the refusal Slack gives."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def __contains__(self, name: str) -> bool:
        return name in self.given

    def text(self, name: str, default: str = "") -> str:
        """A string; empty when absent."""
        value = self.given.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        """A string that must be there."""
        value = self.text(name)
        if not value:
            raise missing(name)
        return value

    def flag(self, name: str) -> bool:
        """A truth value: true, 1 or "true"."""
        return str(self.given.get(name, "")).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.given.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise ApiError("invalid_arguments") from None

    def structure(self, name: str, refusal: str) -> Any:
        """A list or an object, also as a JSON string; `refusal` is the error code for broken JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(refusal) from None


async def read_arguments(request: web.Request) -> Json:
    """All arguments of a request, the body's before the query's."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        return given | body
    if request.can_read_body:
        given |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return given
