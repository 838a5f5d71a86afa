"""The second look at a text, for what takes longer than typing: names of people, and what all of it reads like."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from bot.policy.findings import Alike, Span
from bot.policy.lately import Asked, Lately
from bot.policy.likeness.apart import Apart
from bot.policy.prepared import prepare
from bot.policy.privacy.names import available, find_names
from bot.policy.privacy.reading import find_private

_apart = Apart()
_MOST_WAITING = 4
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="second-look")


def _names(asked: Asked) -> tuple[Span, ...]:
    ready = prepare(asked.text)
    return tuple(find_names(ready, find_private(ready)))


def _alike(asked: Asked) -> tuple[Alike, ...]:
    return tuple(_apart.alike(prepare(asked.text).small, asked.occasion.value))


NAMES = Lately[Span]("names are not looked for", available, _names)
LIKENESS = Lately[Alike]("what drafts read like is not looked for", _apart.available, _alike)
"""The ones of this process: a model is loaded once."""


_waiting: list[tuple[Asked, ...]] = []


async def look_again(texts: Iterable[Asked]) -> bool:
    """Read texts that were not read by now, and return whether there is anything to be told of any of them.

    One thread does it for everybody: one text is read at a time, and many threads that wait would only take memory.
    """
    asked = tuple(texts)
    _waiting.append(asked)
    try:
        return await asyncio.get_running_loop().run_in_executor(_beside, _read, asked)
    finally:
        _waiting.remove(asked)


def is_busy() -> bool:
    """Return whether so many wait that a form had better not: its card is looked at before it is sent all the same."""
    return len(_waiting) >= _MOST_WAITING


def _read(texts: Iterable[Asked]) -> bool:
    told = [(NAMES.read(asked), LIKENESS.read(asked)) for asked in texts]
    return any(names or alike for names, alike in told)
