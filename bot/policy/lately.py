"""What slow readers found in texts that were read lately: form, record and card ask about the same text.

What is remembered are places in a text under its hash, never words. To ask costs nothing and may be done anywhere; to
read takes milliseconds for each sentence and belongs in a worker thread, never in one of the storage's.
"""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from bot.policy.findings import Occasion

log = logging.getLogger(__name__)

_MOST = 300
_TRIES = 3

Seen = TypeVar("Seen")


class Asked(NamedTuple):
    """A text, and in whose name it speaks."""

    text: str
    occasion: Occasion


class Lately(Generic[Seen]):
    """What `look` found in the last three hundred texts, where it `can` look at all.

    Any thread may ask; one looks at a time, so that the bot can answer. `what` is not done any more once it has failed
    three times running: a process that was killed is started again, and one that cannot be had is left alone.
    """

    def __init__(self, what: str, can: Callable[[], bool], look: Callable[[Asked], tuple[Seen, ...]]) -> None:
        self._what, self._can, self._look = what, can, look
        self._found: OrderedDict[bytes, tuple[Seen, ...]] = OrderedDict()
        self._looking = Lock()
        self._failures = 0

    def looked_for(self) -> bool:
        """Return whether it is looked for at all: what it needs is installed, and does not fail."""
        return self._failures < _TRIES and self._can()

    def seen(self, asked: Asked) -> tuple[Seen, ...] | None:
        """Return what was found in a text, or None when it was not read by now, or cannot be."""
        return self._found.get(_key(asked)) if self.looked_for() else None

    def read(self, asked: Asked) -> bool:
        """Read a text that was not read by now, and return whether anything stands in it.

        Another thread may have read it while this one waited for its turn: whoever asked is told all the same.
        """
        with self._looking:
            if self.looked_for() and self.seen(asked) is None:
                self._read(asked)
        return bool(self.seen(asked))

    def _read(self, asked: Asked) -> None:
        try:
            found = self._look(asked)
        except Exception as error:  # the reminder fails, and never the message that waits for it
            self._failures += 1
            until = "in this text" if self._failures < _TRIES else "until the next start"
            log.error("%s %s: the model failed, %s", self._what, until, type(error).__name__)
            return
        self._failures = 0
        self._found[_key(asked)] = found
        if len(self._found) > _MOST:
            self._found.popitem(last=False)


def _key(asked: Asked) -> bytes:
    return hashlib.sha256(f"{asked.occasion} {asked.text}".encode(errors="surrogatepass")).digest()
