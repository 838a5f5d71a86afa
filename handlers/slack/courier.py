"""The Courier port over Slack: each call is tried once, and its outcome says how much is certain."""

from datetime import datetime, timedelta
from typing import Any

from bot.delivery.parts import Chart, File, Parts, Picture
from bot.ports import Delivered, Outcome
from handlers.slack.blocks.message import home, message
from handlers.slack.blocks.parts import Surface
from handlers.slack.files import SlackFiles, marked, rows_of
from handlers.slack.methods import Method
from handlers.slack.web import Said, Web, outcome_of
from handlers.slack.whispers import LITERAL, DirectMessages

EVENT_TYPE = "countersign_outbox"
"""Marks a message as ours, with the outbox row's number. Any member could read it: nothing else goes in there."""

_NO_NEWS = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
_CLOCKS_MAY_DIFFER = timedelta(hours=25)  # ours may have been a whole day ahead when the row was written
_PAGE = 100
_PAGES = 10


class SlackCourier:
    """Carries messages to one Slack workspace."""

    def __init__(self, web: Web, direct: DirectMessages) -> None:
        self._web = web
        self._direct = direct
        self._files = SlackFiles(web)

    async def direct(self, platform_id: str) -> Delivered:
        """Find the conversation with one person; it is asked for once and remembered."""
        channel, said = await self._direct.open(platform_id)
        return Delivered(Outcome.SENT, channel=channel) if said is None or channel else _delivered(said)

    async def hand_over(self, file: File) -> Delivered:
        """Bring a file's bytes to Slack, where nobody sees it yet."""
        return await self._files.hand_over(file)

    async def keep(self, file: str, title: str) -> Delivered:
        """Have a picture that was handed over kept, so that messages can show it."""
        return await self._files.keep(file, title)

    async def discard(self, file: str) -> Delivered:
        """Delete a file of ours; doing it twice is harmless."""
        return await self._files.discard(file)

    async def post(
        self, channel: str, parts: Parts, *, row: int, thread: str = "", files: tuple[str, ...] = ()
    ) -> Delivered:
        """Post a new message, marked with the outbox row's number; one with files is marked in their titles."""
        if files:
            titles = [marked(part.title, row) for part in parts if isinstance(part, File)]
            uploads = [{"id": file, "title": title} for file, title in zip(files, titles, strict=True)]
            return await self._files.share(uploads, channel, thread, message(parts)["text"])
        arguments: dict[str, Any] = {
            "channel": channel,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"row": row}},
            **_NO_NEWS,
        }
        if thread:
            arguments["thread_ts"] = thread
        return _delivered(await self._send(Method.POST, parts, arguments))

    async def redraw(self, channel: str, ts: str, parts: Parts) -> Delivered:
        """Draw an earlier message again in place; doing it twice is harmless."""
        return _delivered(await self._send(Method.UPDATE, parts, {"channel": channel, "ts": ts}))

    async def pin(self, channel: str, ts: str) -> Delivered:
        """Pin a message; one that is pinned already counts as done."""
        said = await self._web.call(Method.PIN, channel=channel, timestamp=ts)
        return Delivered(Outcome.SENT) if said.error == "already_pinned" else _delivered(said)

    async def remove(self, channel: str, ts: str) -> Delivered:
        """Take an earlier message away; one that is gone already counts as taken away."""
        said = await self._web.call(Method.DELETE, channel=channel, ts=ts)
        return Delivered(Outcome.SENT) if said.error == "message_not_found" else _delivered(said)

    async def home(self, platform_id: str, parts: Parts) -> Delivered:
        """Draw somebody's Home; doing it twice is harmless."""
        return _delivered(await self._web.call(Method.PUBLISH_VIEW, user_id=platform_id, view=home(parts)))

    async def look_up(self, channel: str, *, row: int, thread: str = "", since: datetime) -> Delivered:
        """Say whether a message marked with this row stands there since `since`.

        SENT with its place, REFUSED when it does not stand there, UNKNOWN when Slack does not let us look.
        """
        arguments: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(since - _CLOCKS_MAY_DIFFER).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": _PAGE,
        }
        if thread:
            arguments["ts"] = thread
        for _ in range(_PAGES):
            said = await self._web.call(Method.REPLIES if thread else Method.HISTORY, **arguments)
            if said.error == "thread_not_found":
                return Delivered(Outcome.REFUSED, error="not_there")
            if not said.ok:
                return Delivered(Outcome.UNKNOWN, wait_seconds=said.wait_seconds, error=said.error)
            for standing in said.data.get("messages", ()):
                if _row(standing) == row or row in rows_of(standing):
                    files = tuple(file["id"] for file in standing.get("files") or ())
                    return Delivered(Outcome.SENT, channel=channel, ts=standing["ts"], files=files)
            cursor = (said.data.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return Delivered(Outcome.REFUSED, error="not_there")
            arguments["cursor"] = cursor
        return Delivered(Outcome.UNKNOWN, error="too_much_to_look_through")

    async def _send(self, method: Method, parts: Parts, arguments: dict[str, Any]) -> Said:
        said = await self._web.call(method, **arguments, **message(parts), **LITERAL)
        if said.error.startswith("invalid_blocks") and any(isinstance(part, Chart | Picture) for part in parts):
            if any(isinstance(part, Chart) for part in parts):
                self._web.noticed("slack.charts", "This Slack workspace shows no charts yet; their figures go as text.")
            if any(isinstance(part, Picture) for part in parts):
                self._web.noticed(
                    "slack.pictures", "Slack did not show a picture on a card; the card says so in words."
                )
            said = await self._web.call(method, **arguments, **message(parts, Surface.PLAIN_MESSAGE), **LITERAL)
        return said


def _delivered(said: Said) -> Delivered:
    return Delivered(
        outcome_of(said.certainty),
        channel=str(said.data.get("channel", "")) if said.ok else "",
        ts=str(said.data.get("ts", "")) if said.ok else "",
        wait_seconds=said.wait_seconds,
        error=said.error,
    )


def _row(standing: dict[str, Any]) -> int | None:
    mark = standing.get("metadata") or {}
    if mark.get("event_type") != EVENT_TYPE:
        return None
    row = (mark.get("event_payload") or {}).get("row")
    return row if isinstance(row, int) else None
