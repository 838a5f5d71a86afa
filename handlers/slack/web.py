"""Calls to Slack's Web API: one shared session, no retries, and an answer that says how much is certain.

The SDK's own retry handlers stay off: after a dropped connection they would post a second time. Sending again is
the outbox's business, which looks first.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Outcome
from handlers.slack.methods import LOST_WITHOUT, READING, Method

Noticed = Callable[[str, str], None]
"""Called with a key and a sentence for `doctor` when the workspace lacks something."""

_MAYBE_DONE = frozenset({"internal_error", "fatal_error"})
"""Slack documents of these two that a part of the operation may have succeeded."""

_PASSING = frozenset({"ratelimited", "rate_limited", "service_unavailable", "request_timeout", "team_added_to_org"})


class Certainty(StrEnum):
    """What is known about a call that was made."""

    DONE = "done"
    LATER = "later"  # certainly not done, and it may work later
    NEVER = "never"  # certainly not done, and trying again would not help
    UNKNOWN = "unknown"


_OUTCOMES = {
    Certainty.DONE: Outcome.SENT,
    Certainty.LATER: Outcome.WAIT,
    Certainty.NEVER: Outcome.REFUSED,
    Certainty.UNKNOWN: Outcome.UNKNOWN,
}


def outcome_of(certainty: Certainty) -> Outcome:
    """Return what the certainty means for whoever wanted something sent."""
    return _OUTCOMES[certainty]


@dataclass(frozen=True)
class Said:
    """Slack's answer to one call."""

    certainty: Certainty
    data: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    wait_seconds: float = 0.0
    scopes: frozenset[str] = frozenset()  # what the token is allowed, where Slack says so

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.certainty is Certainty.DONE


class Web:
    """The Web API of one workspace."""

    def __init__(
        self,
        token: str,
        api_url: str,
        logger: logging.Logger,
        *,
        seconds: float = 10.0,
        proxy: str | None = None,
        noticed: Noticed = lambda _key, _sentence: None,
    ) -> None:
        self.client = AsyncWebClient(token=token, base_url=api_url, retry_handlers=[], logger=logger)
        # The SDK would take a proxy from the environment; ours comes from the caller alone.
        self.client.proxy = proxy
        self.noticed = noticed
        self._logger = logger
        self._seconds = seconds

    async def close(self) -> None:
        """Close the session."""
        if self.client.session is not None:
            await self.client.session.close()

    async def call(self, method: Method, *, within: float | None = None, **arguments: Any) -> Said:
        """Call a method and say what is certain about it; never raises for anything Slack or the network does."""
        said = await self._try(method, within or self._seconds, arguments)
        if not said.ok:
            self._logger.info("slack %s: %s (%s)", method.value, said.error, said.certainty.value)
            self._notice(method, said)
        return said

    async def answer(self, response_url: str, message: dict[str, Any]) -> bool:
        """Send a private message through the response URL of an interaction."""
        body = {"response_type": "ephemeral", "replace_original": False, **message}
        try:
            async with self.session().post(response_url, json=body, proxy=self.client.proxy) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    def session(self) -> aiohttp.ClientSession:
        """Return the one HTTP session, opened with the first call."""
        session = self.client.session
        if session is None or session.closed:
            session = self.client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._seconds))
        return session

    async def _try(self, method: Method, within: float, arguments: dict[str, Any]) -> Said:
        self.session()
        try:
            async with asyncio.timeout(within):
                if method in READING:
                    response = await self.client.api_call(method.value, http_verb="GET", params=arguments)
                else:
                    response = await self.client.api_call(method.value, json=arguments)
        except SlackApiError as error:
            return _refused(error)
        except aiohttp.ClientConnectorError:
            return Said(Certainty.LATER, error="not_reached", wait_seconds=2.0)
        except TimeoutError:
            return Said(Certainty.UNKNOWN, error="no_answer_in_time")
        except (aiohttp.ClientError, OSError):
            return Said(Certainty.UNKNOWN, error="connection_lost")
        except AttributeError:  # the SDK trips over an answer in plain text
            return Said(Certainty.UNKNOWN, error="no_json")
        data = response.data if isinstance(response.data, dict) else {}
        granted = response.headers.get("x-oauth-scopes", "").replace(" ", "")
        return Said(Certainty.DONE, data, scopes=frozenset(granted.split(",") if granted else ()))

    def _notice(self, method: Method, said: Said) -> None:
        if said.error == "unknown_method":
            self.noticed(f"slack.method.{method.value}", f"Slack does not know the method {method.value}.")
        elif said.error == "missing_scope":
            for scope in str(said.data.get("needed") or "unknown").split(","):
                self.noticed(f"slack.scope.{scope}", scope_sentence(scope))


def scope_sentence(scope: str) -> str:
    """Return what is lost without a scope, for `doctor`."""
    lost = LOST_WITHOUT.get(scope, "something does not work")
    return f"The Slack app has no scope {scope}: {lost}. Add it from manifest.yml and install the app again."


def _refused(error: SlackApiError) -> Said:
    response = error.response
    status = getattr(response, "status_code", getattr(response, "status", 0))
    if status == 429:
        return Said(Certainty.LATER, error="ratelimited", wait_seconds=_retry_after(response.headers))
    data = response.data if isinstance(getattr(response, "data", None), dict) else {}
    code = str(data.get("error") or "")
    if status != 200 or not code:
        return Said(Certainty.UNKNOWN, data, f"status_{status}")
    if code in _MAYBE_DONE:
        return Said(Certainty.UNKNOWN, data, code)
    if code in _PASSING:
        return Said(Certainty.LATER, data, code, wait_seconds=_retry_after(response.headers))
    return Said(Certainty.NEVER, data, code)


def _retry_after(headers: Any) -> float:
    written = str(headers.get("Retry-After", ""))
    return float(written) if written.isdigit() else 5.0
