"""The second look at a text, for what takes longer than typing: names of people, and what all of it reads like."""

from collections.abc import Iterable

from bot.policy.findings import Alike, Span
from bot.policy.lately import Asked, Lately
from bot.policy.likeness.apart import Apart
from bot.policy.prepared import prepare
from bot.policy.privacy.names import available, find_names
from bot.policy.privacy.reading import find_private

_apart = Apart()


def _names(asked: Asked) -> tuple[Span, ...]:
    ready = prepare(asked.text)
    return tuple(find_names(ready, find_private(ready)))


def _alike(asked: Asked) -> tuple[Alike, ...]:
    return tuple(_apart.alike(prepare(asked.text).small, asked.occasion.value))


NAMES = Lately[Span]("names are not looked for", available, _names)
LIKENESS = Lately[Alike]("what drafts read like is not looked for", _apart.available, _alike)
"""The ones of this process: a model is loaded once."""


def look_again(texts: Iterable[Asked]) -> bool:
    """Read texts that were not read by now, and return whether there is anything to be told of any of them."""
    told = [(NAMES.read(asked), LIKENESS.read(asked)) for asked in texts]
    return any(names or alike for names, alike in told)
