"""Sending the bot what a person did, and Slack's own warning when the bot does not answer."""

from handlers.sandbox.slack import Slack
from handlers.sandbox.sockets import Answer
from handlers.sandbox.workspace import Json


async def tell(slack: Slack, user: str, payload: Json, *, warn: bool = True) -> Answer:
    """Send one interaction; it is never sent again."""
    if not slack.installation.interactive:
        slack.workspace.warn(user, "This app is not configured to handle interactive responses.")
        return Answer(error="not_configured")
    answer = await slack.sockets.send("interactive", payload)
    if warn and not answer.acknowledged:
        bot = slack.workspace.members[slack.workspace.bot_user].name
        slack.workspace.warn(user, f"{bot} didn’t respond in time ({answer.error}). Try again?")
    return answer
