"""How fast one conversation may be spoken to: a short burst at once, then one message a second."""

BURST = 3
SECONDS_APART = 1.0


class Pace:
    """Counts what was posted to each conversation, as the generic cell rate algorithm does (ITU-T I.371)."""

    def __init__(self, burst: int = BURST, seconds_apart: float = SECONDS_APART) -> None:
        self._slack = (burst - 1) * seconds_apart
        self._apart = seconds_apart
        self._arrivals: dict[str, float] = {}

    def take(self, conversation: str, now: float) -> float:
        """Return 0 and count one post, or count nothing and return the seconds to wait; `now` is monotonic seconds."""
        arrival = max(self._arrivals.get(conversation, now), now)
        if arrival - now > self._slack:
            return arrival - now - self._slack
        self._arrivals[conversation] = arrival + self._apart
        return 0.0
