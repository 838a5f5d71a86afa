"""How each network counts. Most characters count one; only those that do not are looked for.

A count is a list of exceptions: (start, end, weight) of the places in a text that do not weigh one for each code point,
in order and apart from each other.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType

from bot.policy.networks.links import links

Exceptions = Iterator[tuple[int, int, int]]
Count = Callable[[str], Exceptions]

LINK = 23
"""What X and Mastodon count for a link, however long it is."""

# Mastodon's own grammar of a name: app/models/account.rb, USERNAME_RE and MENTION_RE.
_mention = re.compile(r"(?<![=/\w])(@[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)@\w+(?:[.-]+\w+)*")
_astral = re.compile(r"[\U00010000-\U0010FFFF]")


def _signs() -> ModuleType:
    from bot.policy.networks import signs  # noqa: PLC0415 (regex takes more room than all that is counted without it)

    return signs


def characters(text: str) -> Exceptions:
    """Count code points; a line end is one, as the networks store it."""
    return ((found.start(), found.end(), 1) for found in re.finditer(r"\r\n", text))


def utf16(text: str) -> Exceptions:
    """Count UTF-16 units: two for what lies outside the first plane, as most emoji do."""
    return iter(()) if text.isascii() else ((at.start(), at.end(), 2) for at in _astral.finditer(text))


def in_bytes(text: str) -> Exceptions:
    """Count bytes of UTF-8."""
    if not text.isascii():
        yield from ((at, at + 1, len(letter.encode())) for at, letter in enumerate(text) if letter > "\x7f")


def graphemes(text: str) -> Exceptions:
    """Count what people see as one character (Unicode's extended grapheme clusters, UAX 29)."""
    if text.isascii():
        return characters(text)
    return (
        (found.start(), found.end(), 1) for found in _signs().grapheme.finditer(text) if found.end() - found.start() > 1
    )


def threads(text: str) -> Exceptions:
    """Count code points, but the bytes of an emoji."""
    if not text.isascii():
        yield from ((at.start(), at.end(), len(at.group().encode())) for at in _signs().emoji.finditer(text))


def weighted(text: str, *, emoji_is_one: bool = True) -> Exceptions:
    """Count as X does (twitter-text, configuration 3; without `emoji_is_one`, 2). The text is in NFC."""
    shortened = [(start, end, LINK) for start, end in links(text)]
    if text.isascii() and "\r" not in text:
        return iter(shortened)
    heavy = (_signs().emoji_or_heavy if emoji_is_one else _signs().heavy).finditer(text)
    return _first(shortened, ((at.start(), at.end(), 1 if at.group() == "\r\n" else 2) for at in heavy))


def mastodon(text: str) -> Exceptions:
    """Count graphemes; a link with its protocol is 23, and somebody's server is not counted."""
    shortened = [(start, end, LINK) for start, end in links(text, bare=False)]
    if "@" in text:
        mentions = ((at.start(), at.end(), len(at[1])) for at in _mention.finditer(text))
        shortened = list(_first(shortened, mentions))
    return _first(shortened, graphemes(text))


def _first(these: list[tuple[int, int, int]], others: Exceptions) -> Exceptions:
    """Return these and, where none of these is, the others, in their order."""
    waiting = iter(these)
    here = next(waiting, None)
    for other in others:
        while here and here[1] <= other[0]:
            yield here
            here = next(waiting, None)
        if here is None or other[1] <= here[0]:
            yield other
    if here:
        yield here
        yield from waiting


COUNTS: dict[str, Count] = {
    "characters": characters,
    "utf16": utf16,
    "bytes": in_bytes,
    "graphemes": graphemes,
    "threads": threads,
    "weighted": partial(weighted, emoji_is_one=True),
    "mastodon": mastodon,
}


def used(text: str, exceptions: list[tuple[int, int, int]]) -> int:
    """Return how much of its limit a text uses."""
    return len(text) + sum(weight - (end - start) for start, end, weight in exceptions)


def fitting(text: str, exceptions: list[tuple[int, int, int]], limit: int) -> int:
    """Return how many code points of the text fit; what counts as one thing fits whole or not at all."""
    at = spent = 0
    for start, end, weight in exceptions:
        if spent + (start - at) >= limit:
            break
        spent += start - at
        if spent + weight > limit:
            return start
        at, spent = end, spent + weight
    return min(len(text), at + limit - spent)
