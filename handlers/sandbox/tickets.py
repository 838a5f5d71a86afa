"""What Slack hands out for one use or a short time: trigger ids, response addresses. Real monotonic time counts."""

import secrets
import time
from dataclasses import dataclass

from handlers.sandbox.workspace import Message

RESPONSE_USES = 5


class TicketError(Exception):
    """A ticket that does not open anything; the text is Slack's error code."""


@dataclass(eq=False)
class Trigger:
    """The right to show `user` one form, for as long as `user` may still expect it."""

    user: str
    issued: float
    in_modal: bool
    used: bool = False


class Triggers:
    """Trigger ids: one use, and a few seconds."""

    def __init__(self, lifetime: float) -> None:
        self._lifetime = lifetime
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, *, in_modal: bool = False) -> str:
        """A new trigger id for what `user` has just done."""
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(user, time.monotonic(), in_modal)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger id up; `TicketError` when it is unknown, used or too old."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise TicketError("invalid_trigger_id")
        if trigger.used:
            raise TicketError("exchanged_trigger_id")
        if time.monotonic() - trigger.issued > self._lifetime:
            raise TicketError("expired_trigger_id")
        trigger.used = True
        return trigger


@dataclass(eq=False)
class ResponseUrl:
    """An address that answers one person in one channel; `original` is the message it may replace or delete."""

    user: str
    channel: str
    issued: float
    original: Message | None = None
    uses: int = 0


class ResponseUrls:
    """Response addresses: five uses, half an hour."""

    def __init__(self, lifetime: float) -> None:
        self._lifetime = lifetime
        self._issued: dict[str, ResponseUrl] = {}
        self.base = ""

    def issue(self, user: str, channel: str, original: Message | None = None) -> str:
        """A new address for what `user` has just done in `channel`."""
        key = secrets.token_urlsafe(18)
        self._issued[key] = ResponseUrl(user, channel, time.monotonic(), original)
        return f"{self.base}response/{key}"

    def of(self, url: str) -> ResponseUrl:
        """The entry behind an address that was issued here."""
        return self._issued[url.rpartition("/")[2]]

    def use(self, key: str) -> ResponseUrl:
        """Count one use; `TicketError` when it is unknown, used up or too old."""
        entry = self._issued.get(key)
        if entry is None:
            raise TicketError("invalid_url")
        if time.monotonic() - entry.issued > self._lifetime:
            raise TicketError("expired_url")
        if entry.uses >= RESPONSE_USES:
            raise TicketError("used_url")
        entry.uses += 1
        return entry
