"""A helpline's number that is not a helpline's: mistyped, out of date, or somebody else's.

Whoever is in danger dials what is written. The pack's helplines are the measure: a number that is one slip away from
one of theirs, after words about calling, is taken for a mistyped one; and so is any other number right after the name
of a helpline that has only one (the list `helpline-name`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.policy.automata import Automaton
from bot.policy.prepared import Prepared

_FEWEST_DIGITS = 5
"""Shorter numbers (999, 111, 101) are too like each other for one slip to mean anything."""

_NUMBER = re.compile(r"(?<![\w$.,/#@:+-])\+?[0-9](?:[ \-]?[0-9]){3,13}(?![\w%/]|[.,:][0-9])")
_FOUR_DIGITS = Automaton(r"[0-9](?:[ \-]?[0-9]){3}")
_CALLING = re.compile(r"\b(?:call|ring|phone|dial|text|tel|telephone|helpline|hotline|shout)\b[^.!?\n]*$")
_MORE_OF_IT = r"[ -][0-9]{1,4}(?:[.,;!?)\n]|$)"
"""Digits that go on to the end: "0800 11 11 11". In "116 123 365 days" they belong to other words."""

_LINKING = (
    "on|at|is|are|s|free|call|ring|text|tel|phone|their|the|line|helpline|number|now|of|all|have|has|moved|changed|to|"
    "new|s number"
)
_AFTER_A_NAME = rf"[ ,:'()-]*(?:(?:{_LINKING})\b[ ,:'()-]*){{0,5}}$"


def wrong_numbers(text: Prepared, lists: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Return the places of numbers that look like a helpline's and are not."""
    if not text.has_digit or not _FOUR_DIGITS.search(text.raw):
        return
    helplines = _Helplines.of(lists.get("helpline", ()), lists.get("helpline-name", ()))
    if all(map(helplines.is_own, _NUMBER.findall(text.small))):
        return
    plain = helplines.own.sub(lambda found: "x" * len(found.group()), text.small)
    for found in _NUMBER.finditer(plain):
        before = plain[: found.start()]
        if helplines.named.search(before) or (helplines.mistyped(found.group()) and _CALLING.search(before)):
            yield found.span()


class _Helplines:
    """The numbers of the pack's helplines, and the names that only one number belongs to."""

    def __init__(self, lines: tuple[str, ...], names: tuple[str, ...]) -> None:
        numbers = [re.sub(r"\D", "", line) for line in lines if re.fullmatch(r"[0-9 ]+", line)]
        self._numbers = frozenset(numbers)
        self._long = [number for number in numbers if len(number) >= _FEWEST_DIGITS]
        own = "|".join("[ -]?".join(number) for number in numbers)
        self.own = re.compile(rf"(?<![0-9])(?:{own or 'x^'})(?![0-9]|{_MORE_OF_IT})")
        self.named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names)) or 'x^'}){_AFTER_A_NAME}")

    def is_own(self, number: str) -> bool:
        """Return whether it is one of the helplines' numbers, with spaces or hyphens in it."""
        return number.replace(" ", "").replace("-", "") in self._numbers

    def mistyped(self, number: str) -> bool:
        """Return whether one slip of a finger makes this of a helpline's number."""
        digits = re.sub(r"\D", "", number)
        return any(_one_slip(digits, one) for one in self._long)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(lines: tuple[str, ...], names: tuple[str, ...]) -> "_Helplines":
        """Return them for the lists of a pack."""
        return _Helplines(lines, names)


def _one_slip(typed: str, meant: str) -> bool:
    """Return whether one digit is wrong, missing or too many, or two neighbours have changed places."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    at = next((place for place, (one, other) in enumerate(zip(typed, meant, strict=False)) if one != other), -1)
    if at < 0:
        return True
    swapped = typed[:at] + typed[at + 1 : at + 2] + typed[at : at + 1] + typed[at + 2 :]
    rest = typed[at + 1 :], meant[at + 1 :]
    return swapped == meant or rest[0] == rest[1] or typed[at:] == rest[1] or rest[0] == meant[at:]
