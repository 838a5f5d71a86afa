"""The Bolt app: our listeners, and of Bolt's own middleware only what Socket Mode needs."""

import logging
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack import failures
from handlers.slack.listeners import register
from handlers.slack.switchboard import Switchboard
from handlers.slack.web import Web


@dataclass
class Ourselves:
    """Who we are in the workspace; empty until Slack has been reached."""

    team: str = ""
    bot_user: str = ""
    bot: str = ""


class OneWorkspace(AsyncAuthorize):
    """Authorises every request with the one token there is, without asking Slack.

    It is also what keeps Bolt from switching to OAuth by itself, and from throwing the token away, when a client id
    and secret happen to stand in the environment. Who the person is and what they may do is the front desk's matter.
    """

    def __init__(self, token: str, ourselves: Ourselves) -> None:
        self._token = token
        self._ourselves = ourselves

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult:
        """Return our own identity."""
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=self._ourselves.bot,
            bot_user_id=self._ourselves.bot_user,
            bot_token=self._token,
            user_id=user_id,
        )


def build_app(switchboard: Switchboard, web: Web, ourselves: Ourselves, library_log: logging.Logger) -> AsyncApp:
    """Return the app with all listeners. It acknowledges after the work, so what is acknowledged is committed."""
    app = AsyncApp(
        name=library_log.name,  # Bolt gives the log of this name the library log's level
        logger=library_log,
        # Bolt makes a client for each request from this one; ours are made through `Web`, so it needs no token.
        client=AsyncWebClient(base_url=web.client.base_url, retry_handlers=[], logger=library_log),
        authorize=OneWorkspace(web.client.token or "", ourselves),
        signing_secret="",
        process_before_response=True,
        request_verification_enabled=False,  # envelopes come through our own socket and carry no signature
        ignoring_self_events_enabled=False,  # the event listener does it, and knows who we are
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    async def on_error(error: Exception) -> None:
        failures.record(switchboard.logger, error)

    app.error(on_error)
    register(app, switchboard, lambda: ourselves.bot_user)
    return app
