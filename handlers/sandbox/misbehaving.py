"""Serving a request, or carrying out the fault that was ordered for it, at whichever door it comes in."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web

from handlers.sandbox.faults import Fault
from handlers.sandbox.workspace import Json

Record = Callable[[Json], None]
Serve = Callable[[], tuple[Json, web.StreamResponse]]
_SERVED = ("accept_and_drop", "slow")


async def served(
    request: web.Request, fault: Fault | None, closing: asyncio.Event, record: Record, serve: Serve
) -> web.StreamResponse:
    """The response to a request. `serve` does what was asked for and gives the answer, for `record`, and the response.

    A call that is ordered to wait for ever waits until `closing` is set.
    """
    if fault is not None and fault.kind not in _SERVED:
        return await _misbehave(fault, closing, record)
    if fault is not None and fault.kind == "slow":
        with suppress(TimeoutError):
            await asyncio.wait_for(closing.wait(), float(fault.value))
    answer, response = serve()
    record(answer)
    if fault is not None and fault.kind == "accept_and_drop":
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    return response


async def _misbehave(fault: Fault, closing: asyncio.Event, record: Record) -> web.StreamResponse:
    answer: Json = {"ok": False, "error": fault.kind}
    status, headers = 200, {}
    match fault.kind:
        case "rate_limited":
            status, headers, answer["error"] = 429, {"Retry-After": f"{float(fault.value):g}"}, "ratelimited"
        case "server_error":
            status, answer["error"] = int(float(fault.value)), "internal_error"
        case "refused":
            answer["error"] = str(fault.value)
    record(answer)
    if fault.kind == "time_out":
        await closing.wait()
    if fault.kind == "html":
        return web.Response(text="<!DOCTYPE html><title>Server Error</title>", content_type="text/html", status=503)
    return web.json_response(answer, status=status, headers=headers)
