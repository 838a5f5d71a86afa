"""Telling one person something: beside the message they acted on, and in a direct message where that fails."""

import logging
from dataclasses import dataclass
from typing import Any

from bot.delivery.parts import Parts
from handlers.slack.blocks.message import message
from handlers.slack.methods import Method
from handlers.slack.web import Said, Web

LITERAL: dict[str, Any] = {"parse": "none", "link_names": False}
"""Slack shall look for neither names nor links in a text. chat.update would do so unless told."""


class DirectMessages:
    """The direct conversations with people; a conversation's id never changes, so each is asked for once."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._channels: dict[str, str] = {}

    async def open(self, user: str) -> tuple[str, Said | None]:
        """Return the conversation's id, or an empty one with what Slack said instead."""
        if channel := self._channels.get(user):
            return channel, None
        said = await self._web.call(Method.OPEN_CONVERSATION, users=user)
        if not said.ok:
            return "", said
        self._channels[user] = said.data["channel"]["id"]
        return self._channels[user], None


@dataclass(frozen=True)
class Spot:
    """Where somebody acted, and so where they are looking."""

    user: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""


class Whispers:
    """Private answers. Each way is tried once, in the order in which people notice it."""

    def __init__(self, web: Web, direct: DirectMessages, logger: logging.Logger) -> None:
        self._web = web
        self._direct = direct
        self._logger = logger

    async def tell(self, spot: Spot, parts: Parts) -> None:
        """Tell this person alone."""
        told = message(parts)
        if spot.channel:
            arguments = {"channel": spot.channel, "user": spot.user, **told, **LITERAL}
            if spot.thread:
                arguments["thread_ts"] = spot.thread
            said = await self._web.call(Method.POST_EPHEMERAL, **arguments)
            if said.ok:
                return
        if spot.response_url and await self._web.answer(spot.response_url, told):
            return
        channel, _ = await self._direct.open(spot.user)
        if channel and (await self._web.call(Method.POST, channel=channel, mrkdwn=False, **told, **LITERAL)).ok:
            return
        self._logger.warning("a whisper to %s could not be delivered", spot.user)
