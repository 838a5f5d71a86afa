"""The time a workspace lives in, so that a demonstration or a test can move to Monday without waiting for it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whoever tells the sandbox the time; a caller that runs a bot beside it passes one clock to both."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    async def jump(self, to: datetime) -> None:
        """Make `to` the present moment; time runs on from there."""


class SandboxClock:
    """Real time plus an offset that `jump` changes."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta() if start is None else start - datetime.now(UTC)

    def now(self) -> datetime:
        """The present moment of the sandbox, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    async def jump(self, to: datetime) -> None:
        """Make `to` (aware) the present moment; time runs on from there."""
        self._offset = to - datetime.now(UTC)
