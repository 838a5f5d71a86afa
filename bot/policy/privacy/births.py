"""Dates of birth. A date alone is an event: only words such as "born", "DOB" or "birthday" make it somebody's own."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.dates import Date, dates_in
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.patterns import ENDS_A_SENTENCE, Pattern, Place, Sought

_CUE = Sought(
    r"(\bd\.? ?o\.? ?b\b\.?|\b(?:date|day|year|place and date) of (?:his |her |their |my )?birth\b"
    r"|\bbirth ?-?dates?\b)|(\bborn\b|\bbirth(?: was)? on\b)|(\bbirth ?-?days?\b|\bb-?days?\b)|(\(b[. ] ?|\bb\. ?)"
)
_LABEL, _BORN, _BIRTHDAY, _SHORT = 1, 2, 3, 4
_REACH = {_LABEL: 40, _BORN: 60, _BIRTHDAY: 60, _SHORT: 0}
_NEAR, _NEXT_TO, _ADJOINING = 25, 14, 4

_NO_PERSON = Pattern(
    r"\b(?:service|project|charity|group|idea|campaign|movement|organisation|nhs|team|club|company|business|choir"
    r"|network|scheme|programme|partnership|initiative|tradition|friendship|dream|brand|festival|next steps|it|which"
    r")(?: that| which)?,?(?: was| were)?(?: first| originally)? $|\b(?:babies|infants|children|kids|people|those"
    r"|any(?:one|body)|every(?:one|body)|all|adults|women|men|patients)"
    r"(?: who| that)?(?: are| were)? $|\b(?:newly|new|first|still|re|stub|well)-? ?$"
)
_SAYS_OTHERWISE = Pattern(
    r"\"|\bto (?:run|be|do|ride|dance|sing|shine|perform|love)\b|\b(?:not|after|before|between|since|until"
    r"|party|event|celebration|isn't|wasn't)\b"
)
_OF_MANY = Pattern(r",? (?:or|and) (?:later|earlier|after|before|since|over|under|younger|older)\b")
_OURS = Pattern(
    r"\b(?:our|the|charity|service|nhs|team|club|company|organisation|project|cafe|shop|hub)'?s?(?: [a-z0-9]+)? $"
)
_SAYS_WHEN = Pattern(r"[ ']*(?:is|was|s|falls|on|[:-]|is on|was on|falls on|=| )*(?: the)? ?")
_IS_WHEN = Pattern(r" ?(?:is|was|:|=|-|'s)(?: on)?(?: the)? ?")
_BEFORE_ITS_NAME = Pattern(r"[ ,(-]{0,3}(?:(?:is|was|being|=|-|as) )?(?:(?:[a-z]+'?s?|my) )?(?:own )?")
_BEFORE_BORN = Pattern(r",? (?:is (?:the day|when) )?(?:[a-z'-]+ ){0,4}(?:was|were|is|got|am) (?:[a-z]+ ){0,2}")
_ONE_MORE = Pattern(r" ?(?:[,;&/]| and| or){1,2} ?(?:(?:the|on) )?")

_TURNING = Sought(
    r"\b([a-z][a-z'-]+)(?: ([a-z][a-z'-]+))? (?:turns|turned|is turning|will be|will turn|is)"
    r" ((?:[1-9][0-9]?|1[01][0-9])(?: years old)?,? "
    r"(?:today|tomorrow|tonight|yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this week(?:end)?"
    r"|next week)\b)"
)
_HAPPY = Sought(
    r"\bhappy ([1-9][0-9]{0,2}(?:st|nd|rd|th) (?:birthday|b-?day)),?(?: to)?(?: our| my)?"
    r"(?: (?:lovely|dear|own|wonderful|brilliant|amazing|gorgeous|beautiful))? ([a-z][a-z'-]+)"
)

_OF_A_HOUSE = Pattern(r" (?:House|Centre|Church|School|Hall|Trust|Court|Lodge|Park|Hospital|Group|FM)\b", exact=True)

_EARLIEST = 1900  # who was born earlier is history
_LATEST_BIRTHDAY = 2015  # a "birthday" with a later year is a party
_RECENT = 2016
_MOST_LISTED = 10


def find_dates_of_birth(text: Prepared) -> Iterator[Span]:
    """Yield dates of birth and ages that somebody reaches just now."""
    dates: list[Date] | None = None
    for cue in _CUE.all_in(text):
        if dates is None:
            dates = dates_in(text)
        for date in _of_cue(text, cue, dates):
            yield text.span(date.start, date.end, "DOB", "date-of-birth")
    if text.has_digit:
        yield from _new_ages(text)


def _of_cue(text: Prepared, cue: Place, dates: list[Date]) -> list[Date]:
    """Return the date the cue speaks of, the next one or else the one before, and those listed with it."""
    kind = next(number for number in _REACH if cue.span(number)[0] >= 0)
    start, end = cue.span(kind)
    if kind == _BORN and _NO_PERSON.just_before(text, start, 40):
        return []
    number = bisect_left(dates, end, key=lambda date: date.start)
    if number < len(dates) and _follows(text, kind, start, end, dates[number]):
        return [dates[number], *_listed(text, dates, number)]
    if number and _precedes(text, kind, dates[number - 1], start):
        return [dates[number - 1]]
    return []


def _follows(text: Prepared, kind: int, start: int, end: int, date: Date) -> bool:
    between = text.folded[end : date.start]
    if len(between) > _REACH[kind] or _sentences(between) > (kind == _LABEL) or _is_history(date):
        return False
    if _SAYS_OTHERWISE.first_in(text, end, date.start) or _OF_MANY.starts(text, date.end):
        return False
    close = len(between) <= _NEXT_TO
    if kind == _LABEL:
        return close or not (date.only_year or (date.unbroken and date.year is None) or (date.year or 0) >= _RECENT)
    if date.only_year or (date.unbroken and len(between) > _ADJOINING):
        return False
    if kind == _BIRTHDAY:
        if not date.whole or _OURS.just_before(text, start, 30):
            return False
        if (date.year or 0) > _LATEST_BIRTHDAY:
            return _IS_WHEN.fits(between)
        return date.has_year or _SAYS_WHEN.fits(between)
    if not date.has_year:
        return close
    return len(between) <= _NEAR or (date.year or 0) < _RECENT


def _precedes(text: Prepared, kind: int, date: Date, start: int) -> bool:
    between = text.folded[date.end : start]
    if len(between) > _REACH[_BORN] or _sentences(between) or date.unbroken or date.only_year:
        return False
    if _is_history(date) or not date.whole:
        return False
    if kind == _BORN:
        return date.has_year and _BEFORE_BORN.fits(between)
    return kind != _SHORT and _BEFORE_ITS_NAME.fits(between) and not _OURS.just_before(text, start, 30)


def _is_history(date: Date) -> bool:
    return date.year is not None and date.year < _EARLIEST


def _listed(text: Prepared, dates: list[Date], number: int) -> Iterator[Date]:
    """Yield the dates that go on in the same list: "born 1/2/1980, 3/4/1982 and 5/6/1985"."""
    for one, other in pairwise(dates[number : number + _MOST_LISTED]):
        if not (other.whole and other.has_year and _ONE_MORE.fits(text.folded[one.end : other.start])):
            return
        yield other


def _sentences(between: str) -> int:
    """Return how many sentences end in the words; a stop inside a number or before a small letter ends none."""
    return sum(
        letter in ENDS_A_SENTENCE and (letter != "." or between[at + 1 : at + 2] in ("", " ")) and at > 0
        for at, letter in enumerate(between)
    )


def _new_ages(text: Prepared) -> Iterator[Span]:
    for found in _TURNING.all_in(text):
        if is_first_name(found[1]) or is_first_name(found[2]):
            yield text.span(*found.span(3), "DOB", "new-age")
    for found in _HAPPY.all_in(text):
        if is_first_name(found[2]) and not _OF_A_HOUSE.starts(text, found.end):
            yield text.span(*found.span(1), "DOB", "new-age")
