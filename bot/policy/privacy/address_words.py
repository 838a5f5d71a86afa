"""The words British addresses are made of, read once, from the lists beside this file."""

from functools import cache
from pathlib import Path

_TOGETHER = {
    "built": ("before", "home", "venue", "sure", "likely", "alone", "first"),
    "a-home": ("before", "home"),
    "a-house-within": ("before", "home", "of-a-parish"),
    "a-building-or-street": ("home", "venue", "sure", "likely"),
    "doing": ("event", "after-only"),
    "plain": ("not-a-name", "after-only"),
    "plain-or-event": ("not-a-name", "event"),
}
_LISTS = Path(__file__).with_name("address_words.txt")


def lines_of(path: Path) -> list[str]:
    """Return the lines of a list without its comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@cache
def words_of(heading: str) -> frozenset[str]:
    """Return the words under a heading of address_words.txt; some are several headings together."""
    if heading in _TOGETHER:
        return frozenset().union(*map(words_of, _TOGETHER[heading]))
    if heading == "after-only":
        return words_of("not-after") - words_of("built")
    return _all()[heading]


@cache
def _all() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    for line in lines_of(_LISTS):
        if line.startswith("["):
            heading = found.setdefault(line.strip("[]"), [])
        else:
            heading.extend(line.split())
    return {heading: frozenset(words) for heading, words in found.items()}
