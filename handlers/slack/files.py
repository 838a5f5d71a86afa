"""Files on Slack: bringing ours there, and fetching those that people put into a form.

An upload takes three calls: an address is asked for, the bytes are sent to it, and the upload is completed; only then
can anybody see the file. Slack looks at it after that, so for a moment it is known and cannot be used yet. Its methods:
https://docs.slack.dev/messaging/working-with-files
"""

import asyncio
import re
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.delivery.parts import File
from bot.ports import Delivered, Fetched, Outcome
from handlers.slack.blocks.text import plain
from handlers.slack.methods import Method
from handlers.slack.web import Certainty, Said, Web, outcome_of

ALT_TEXT = 1000
TITLE = 200
GONE = frozenset({"file_not_found", "file_deleted", "not_visible"})
LOOKS = 12
LOOK_SECONDS = 0.3
TRANSFER = aiohttp.ClientTimeout(total=60, sock_read=15)
CHUNK = 64 * 1024
_MARK = re.compile(r"\(no\. (\d+)\)$")


class SlackFiles:
    """The files of one workspace."""

    def __init__(self, web: Web) -> None:
        self._web = web

    async def hand_over(self, file: File) -> Delivered:
        """Bring the bytes to Slack, which forgets them unless the upload is completed; `files` is the file's id."""
        alt = {"alt_txt": plain(file.alt, ALT_TEXT)["text"]} if file.alt else {}
        said = await self._web.call(Method.UPLOAD_ADDRESS, filename=file.name, length=len(file.data), **alt)
        if not said.ok:
            return _failed(said)
        try:
            session, proxy = self._web.session(), self._web.client.proxy
            address = said.data["upload_url"]
            async with session.post(address, data=file.data, proxy=proxy, timeout=TRANSFER) as response:
                if response.status == 200:
                    return Delivered(Outcome.SENT, files=(said.data["file_id"],))
                return Delivered(Outcome.WAIT, error=f"upload_{response.status}", wait_seconds=2.0)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Delivered(Outcome.WAIT, error="upload_lost", wait_seconds=2.0)

    async def keep(self, file: str, title: str) -> Delivered:
        """Complete an upload for ourselves alone, and wait until blocks may show it; doing it twice is harmless."""
        said = await self._web.call(Method.COMPLETE_UPLOAD, files=[{"id": file, "title": title}])
        if said.certainty is Certainty.LATER:
            return _failed(said)
        for _ in range(LOOKS):
            looked = await self._web.call(Method.FILE, file=file)
            if looked.ok and looked.data["file"].get("mimetype"):
                return Delivered(Outcome.SENT, files=(file,))
            if looked.error in GONE:
                return Delivered(Outcome.REFUSED, error=said.error or looked.error)
            if not looked.ok:
                return _failed(looked)
            await asyncio.sleep(LOOK_SECONDS)
        return Delivered(Outcome.WAIT, error="file_not_ready", wait_seconds=2.0)

    async def share(self, files: list[dict[str, str]], channel: str, thread: str, text: str) -> Delivered:
        """Complete uploads as one message with this escaped text, and say where it stands."""
        arguments: dict[str, Any] = {"files": files, "channel_id": channel, "initial_comment": text}
        if thread:
            arguments["thread_ts"] = thread
        said = await self._web.call(Method.COMPLETE_UPLOAD, **arguments)
        if not said.ok:
            return _failed(said)
        ids = tuple(file["id"] for file in files)
        for _ in range(LOOKS):
            looked = await self._web.call(Method.FILE, file=ids[0])
            if ts := _shared_at(looked.data.get("file", {}), channel):
                return Delivered(Outcome.SENT, channel=channel, ts=ts, files=ids)
            await asyncio.sleep(LOOK_SECONDS)
        return Delivered(Outcome.UNKNOWN, error="not_shared_yet")

    async def discard(self, file: str) -> Delivered:
        """Delete a file; one that is gone already counts as deleted."""
        said = await self._web.call(Method.DELETE_FILE, file=file)
        return Delivered(Outcome.SENT) if said.ok or said.error in GONE else _failed(said)

    async def fetch(self, file: str, most: int) -> Fetched:
        """Return the bytes of a file that somebody gave us, if they are at most `most`."""
        said = await self._web.call(Method.FILE, file=file)
        if said.error in GONE:
            return Fetched(Outcome.REFUSED, error="gone")
        if not said.ok:
            return Fetched(outcome_of(said.certainty), error=said.error, wait_seconds=said.wait_seconds)
        told = said.data["file"]
        if told.get("mode") == "tombstone":
            return Fetched(Outcome.REFUSED, error="gone")
        if int(told.get("size") or 0) > most:
            return Fetched(Outcome.REFUSED, error="too_big")
        address = str(told.get("url_private_download") or told.get("url_private") or "")
        if not self._is_slack(address):
            return Fetched(Outcome.WAIT, error="no_address_yet", wait_seconds=2.0)
        return await self._download(address, most)

    async def _download(self, address: str, most: int) -> Fetched:
        """Read no more than `most` bytes, whatever Slack said of the size; a redirect would carry our token away."""
        headers = {"Authorization": f"Bearer {self._web.client.token}"}
        session, proxy = self._web.session(), self._web.client.proxy
        try:
            async with session.get(
                address, headers=headers, proxy=proxy, timeout=TRANSFER, allow_redirects=False
            ) as response:
                if response.status in (404, 410):
                    return Fetched(Outcome.REFUSED, error="gone")
                if response.status != 200:
                    return Fetched(Outcome.WAIT, error=f"download_{response.status}", wait_seconds=2.0)
                if response.content_type == "text/html":  # a page to log in: the token may not read files
                    return Fetched(Outcome.WAIT, error="not_allowed_to_download", wait_seconds=30.0)
                data = bytearray()
                async for chunk in response.content.iter_chunked(CHUNK):
                    data += chunk
                    if len(data) > most:
                        return Fetched(Outcome.REFUSED, error="too_big")
                return Fetched(Outcome.SENT, bytes(data))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Fetched(Outcome.WAIT, error="download_lost", wait_seconds=2.0)

    def _is_slack(self, address: str) -> bool:
        """Return whether our token may be shown at the address: at Slack, or where its API is said to be."""
        there, api = urlsplit(address), urlsplit(self._web.client.base_url)
        if (there.scheme, there.netloc) == (api.scheme, api.netloc):
            return True
        return there.scheme == "https" and (there.hostname or "").endswith(".slack.com")


def marked(title: str, row: int) -> str:
    """Return the title with the outbox row's number at its end."""
    return f"{plain(title, TITLE)['text']} (no. {row})"


def rows_of(message: dict[str, Any]) -> tuple[int, ...]:
    """Return the numbers in the titles of the files that a message carries."""
    found = (_MARK.search(str(file.get("title", ""))) for file in message.get("files") or ())
    return tuple(int(mark[1]) for mark in found if mark)


def _shared_at(file: dict[str, Any], channel: str) -> str:
    shares = file.get("shares") or {}
    places = [place for kind in shares.values() for place in kind.get(channel, ())]
    return str(places[0]["ts"]) if places else ""


def _failed(said: Said) -> Delivered:
    return Delivered(outcome_of(said.certainty), wait_seconds=said.wait_seconds, error=said.error)
