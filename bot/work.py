"""What a use case works with: one unit of work, the policy pack and the moment it happens."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.delivery.messages import Message
from bot.delivery.models import OutboxRow
from bot.failpoints import reach
from bot.policy.lately import Asked
from bot.policy.pack import Pack
from bot.ports import UnitOfWork
from bot.record.commitments import commit_to
from bot.record.models import Content, LogEntry, TextClass


def new_id() -> str:
    """Return a random reference that says nothing about what it names."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class Work:
    """One use case's view of the organisation."""

    unit: UnitOfWork
    pack: Pack
    now: datetime
    approvals_room: bool = True  # whether deciders share a channel; otherwise each is written to directly
    unread: set[Asked] = field(default_factory=set, compare=False, repr=False)
    """Texts it met at which nobody has looked again yet: to be read beside it, and the work done once more."""

    def tell(self, message: Message) -> None:
        """Queue a message in the same commit."""
        row = OutboxRow(
            conversation=message.conversation,
            message=message.name,
            about=message.about,
            refs=dict(message.refs),
            queued_at=self.now,
        )
        self.unit.add(row)

    def record(self, kind: str, about: str, by: str, **facts: Any) -> int:
        """Append an entry to the record and return its number. `facts` are references, commitments and plain values.

        An entry is never earlier than the one before it, even when the clock was put back.
        """
        entry = {"v": 1, "at": self._not_before_the_last().isoformat(), "kind": kind, "about": about, "by": by, **facts}
        number = self.unit.append(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode())
        reach("record.appended")
        return number

    def _not_before_the_last(self) -> datetime:
        last = self.unit.find(LogEntry, order="-seq", limit=1)
        return max([self.now, *(datetime.fromisoformat(json.loads(entry.body)["at"]) for entry in last)])

    def keep(self, text: str, text_class: TextClass) -> str:
        """Keep a text under a salted commitment and return it; nothing is kept of an empty text."""
        if not text:
            return ""
        commit, salt = commit_to(text)
        self.unit.add(Content(commit=commit, salt=salt, text=text, text_class=text_class, made_at=self.now))
        return commit

    def kept(self, commit: str) -> str:
        """Return the text under a commitment, or "(erased on 3 Dec 2026)"; an empty string when there was none."""
        content = self.unit.get(Content, commit=commit) if commit else None
        if content is None:
            return ""
        return f"(erased on {self.day_erased(content)})" if content.text is None else content.text

    def day_erased(self, content: Content) -> str:
        """Return the day a text was erased, "3 Dec 2026"."""
        local = (content.erased_at or self.now).astimezone(ZoneInfo(self.pack.time_zone))
        return f"{local.day} {local:%b %Y}"
