"""The doctor's look at Slack: tokens, scopes, clocks and channels. It posts nothing and listens to nothing."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.findings import Finding, note, ok, to_do
from bot.config import Settings
from handlers.slack.methods import LOST_WITHOUT, all_scopes

MOST_SECONDS_APART = 60


async def check_slack(settings: Settings) -> list[Finding]:
    """Ask Slack about both tokens and the channels."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        client = AsyncWebClient(base_url=settings.slack_api_url, session=session, retry_handlers=[])
        bot = settings.slack_bot_token.get_secret_value()
        try:
            said = await client.auth_test(token=bot)
        except SlackApiError as error:
            why = error.response.get("error", "no answer")
            return [
                to_do(f"Slack: the bot token is refused ({why})", "Copy SLACK_BOT_TOKEN again from the app's page.")
            ]
        except (aiohttp.ClientError, TimeoutError, OSError):
            return [to_do("Slack: cannot be reached", "See that this machine may open https connections to slack.com.")]
        findings = [ok(f"Slack: signed in to {said.get('team')} as {said.get('user')}")]
        findings += _scopes(said.headers)
        findings += _clocks(said.headers)
        findings.append(await _app_token(client, settings.slack_app_token.get_secret_value()))
        for purpose, channel in settings.channels.items():
            findings.append(await _channel(client, bot, purpose, channel))
        return findings


def _header(headers: Any, name: str) -> str:
    return next((str(value) for key, value in headers.items() if key.lower() == name), "")


def _scopes(headers: Any) -> list[Finding]:
    given = _header(headers, "x-oauth-scopes")
    if not given:
        return []
    missing = sorted(all_scopes() - {scope.strip() for scope in given.split(",")})
    if not missing:
        return [ok("Slack: every scope is there")]
    install = "Paste manifest.yml into the app's page App Manifest, save, and install the app again."
    return [to_do(f"Slack: without the scope {scope}, {LOST_WITHOUT[scope]}", install) for scope in missing]


def _clocks(headers: Any) -> list[Finding]:
    date = _header(headers, "date")
    if not date:
        return []
    apart = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    if apart <= MOST_SECONDS_APART:
        return [ok("clock: agrees with Slack's")]
    return [to_do(f"clock: this machine's is {apart:.0f} seconds from Slack's", "Let it be set by network time (NTP).")]


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        why = error.response.get("error", "no answer")
        return to_do(
            f"Slack: the app token is refused ({why})",
            "Make a new one with the scope connections:write on the page Basic Information, for SLACK_APP_TOKEN.",
        )
    except (aiohttp.ClientError, TimeoutError, OSError):
        return to_do("Slack: no answer about the app token", "Try again in a minute.")
    return ok("Slack: the app token opens connections")


async def _channel(client: AsyncWebClient, token: str, purpose: str, channel: str) -> Finding:
    if not channel:
        return _CHANNEL_NOT_SET[purpose]
    try:
        await client.conversations_history(token=token, channel=channel, limit=1)
    except SlackApiError as error:
        why = error.response.get("error", "no answer")
        name = f"{purpose.upper()}_CHANNEL"
        return to_do(
            f"Slack: the {purpose} channel cannot be reached ({why})",
            f"In that channel, type /invite @Countersign; if it is another channel, correct {name}.",
        )
    except (aiohttp.ClientError, TimeoutError, OSError):
        return to_do(f"Slack: no answer about the {purpose} channel", "Try again in a minute.")
    return ok(f"Slack: the {purpose} channel can be reached")


_CHANNEL_NOT_SET = {
    "approvals": note("no APPROVALS_CHANNEL: each decider gets a direct message"),
    "digest": note("no DIGEST_CHANNEL: there is no weekly digest", "Give it a channel that trustees can read."),
}
