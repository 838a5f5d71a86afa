"""Names in texts that were read lately: the model is slow, and the same text is asked about by form, record and card.

What is remembered are places in a text under its hash, never words. To ask costs nothing and may be done anywhere; to
read costs some 5 ms for each 100 characters and belongs in a worker thread, never in one of the storage's.
"""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from bot.policy.findings import Span
from bot.policy.prepared import prepare
from bot.policy.privacy.names import available, find_names
from bot.policy.privacy.reading import find_private

log = logging.getLogger(__name__)

_MOST = 1000


class NamesRead:
    """The names in the last thousand texts. Any thread may ask; one reads at a time, so that the bot can answer."""

    def __init__(self) -> None:
        self._found: OrderedDict[bytes, tuple[Span, ...]] = OrderedDict()
        self._reading = Lock()
        self._failed = False

    def looked_for(self) -> bool:
        """Return whether names are looked for at all: the extra is installed, and the model can be used."""
        return not self._failed and available()

    def seen(self, text: str) -> tuple[Span, ...] | None:
        """Return what was found in a text, or None when it was not read by now."""
        return self._found.get(_key(text))

    def read(self, texts: Iterable[str]) -> bool:
        """Read those of the texts that were not read by now, and return whether anything stands in any of them.

        Another thread may have read one while this one waited for its turn: whoever asked is told all the same.
        """
        found = False
        for text in texts:
            with self._reading:
                if self.looked_for() and self.seen(text) is None:
                    self._read(text)
            found = bool(self.seen(text)) or found
        return found

    def _read(self, text: str) -> None:
        ready = prepare(text)
        try:
            spans = tuple(find_names(ready, find_private(ready)))
        except Exception as error:  # the reminder fails, and never the message that waits for it
            self._failed = True
            log.error("names are not looked for until the next start: the model failed, %s", type(error).__name__)
            return
        self._found[_key(text)] = spans
        if len(self._found) > _MOST:
            self._found.popitem(last=False)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()


NAMES = NamesRead()
"""The one of this process: the model is loaded once."""
