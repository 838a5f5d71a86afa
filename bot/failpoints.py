"""Places where a test may kill the process, to prove that nothing depends on what comes next."""

import os
import signal

_armed: dict[str, int] = {}


def arm(place: str) -> None:
    """Make the process kill itself, as `kill -9` would, when it reaches the place of this name. Empty arms nothing.

    "name" means the first time, "name:3" the third.
    """
    name, _, times = place.partition(":")
    if name:
        _armed[name] = int(times or 1)


def reach(name: str) -> None:
    """Mark a place. It does nothing unless a test has armed it."""
    if name in _armed:
        _armed[name] -= 1
        if not _armed[name]:
            os.kill(os.getpid(), signal.SIGKILL)
