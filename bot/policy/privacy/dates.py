"""Dates as people write them: day first, ISO, month first, in words, with a short year or with none."""

import re
from dataclasses import dataclass

from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ORDINAL = (
    r"(?:twenty[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|thirty[ -]first"
)
_DAY = rf"(?:(?:0?[1-9]|[12][0-9]|3[01])(?: ?(?:st|nd|rd|th))?|{_ORDINAL})"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])(?: ?(?:st|nd|rd|th))?"
_YEAR = r"(?:(?:18|19|20)[0-9]{2}|'?[0-9]{2})"
_GAP = r"[ ,./-]{1,3}"
_IN_NUMBERS = (
    rf"[0-3]?[0-9] ?[/.-] ?[0-3]?[0-9] ?[/.-] ?{_YEAR}|[0-3]?[0-9] [01]?[0-9] {_YEAR}"
    rf"|{_DAY} of the {_MONTH_NUMBER}{_GAP}{_YEAR}"
)
_ISO = r"(?:18|19|20)[0-9]{2} ?[/.-] ?[01]?[0-9] ?[/.-] ?[0-3]?[0-9]"
_IN_WORDS = rf"{_DAY}{_GAP}(?:day )?(?:of )?{_MONTH}(?:{_GAP}(?:in )?{_YEAR})?|{_DAY}{_MONTH}{_YEAR}"
_MONTH_FIRST = rf"{_MONTH}{_GAP}(?:the )?{_DAY}(?:{_GAP}{_YEAR})?"
_MONTH_AND_YEAR = rf"{_MONTH},? (?:of )?(?:18|19|20)[0-9]{{2}}"
_UNBROKEN = r"(?:19|20)[0-9]{6}|[0-3][0-9][01][0-9](?:19|20)?[0-9]{2}"
_DATE = Pattern(
    rf"\b(?:{_ISO}|{_IN_NUMBERS}|{_IN_WORDS}|{_MONTH_FIRST}|{_MONTH_AND_YEAR}|({_UNBROKEN})|((?:18|19|20)[0-9]{{2}}))\b"
)
_WHOLE_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")
_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True)
class Date:
    """Where a date stands. `year` has four digits; it is None when only two or none are written.

    `whole` says that a day is named; `unbroken` dates are six or eight digits and could be any number.
    """

    start: int
    end: int
    year: int | None
    numbers: int
    unbroken: bool = False
    only_year: bool = False

    @property
    def has_year(self) -> bool:
        """Return whether a year is named, in four digits or two."""
        return self.year is not None or self.unbroken or self.numbers > 1

    @property
    def whole(self) -> bool:
        """Return whether a day is named, and not a month or a year alone."""
        return not self.only_year and (self.unbroken or self.numbers > 1 or self.year is None)


def dates_in(text: Prepared) -> list[Date]:
    """Return every date, from left to right, none overlapping another."""
    found = []
    for place in _DATE.all_in(text):
        words = text.folded[place.start : place.end]
        whole_year = _WHOLE_YEAR.search(words)
        numbers = len(_NUMBER.findall(words))
        found.append(
            Date(
                place.start,
                place.end,
                _year(words) if place[1] else whole_year and int(whole_year[0]),
                numbers,
                unbroken=bool(place[1]),
                only_year=bool(place[2]),
            )
        )
    return found


def _year(digits: str) -> int | None:
    """Return the year of eight digits, which stands first or last."""
    if len(digits) != 8:
        return None
    return int(digits[:4] if digits[:2] in ("19", "20") and not "01" <= digits[2:4] <= "12" else digits[-4:])
