"""Number plates of Great Britain and Northern Ireland, of every form that is still on the road.

The form in use since 2001 is sure by itself when it stands in capitals. Older forms look like room numbers, roads and
codes: they need more, and how much more `_NEEDS` says. Letters and ages are those of the DVLA's leaflet INF104.
"""

import re
from collections.abc import Iterator
from enum import IntEnum

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Place, Sought
from bot.policy.privacy.plate_words import (
    ENGLISH_BEFORE,
    ENGLISH_BEHIND,
    ENGLISH_THREE,
    ENGLISH_TWO,
    IRISH_ENGLISH,
    NO_PLATE,
)


class Need(IntEnum):
    """What must stand near by before something that looks like a plate is one."""

    NOTHING = 0
    VEHICLE = 1  # a car, or what is done with one
    PLATE = 2  # "reg", "number plate"


_AREA, _LETTER = "[A-HJ-PR-Y]", "[A-HJ-PR-Z]"
_AGE = "(?:0[2-9]|[12][0-9]|5[1-9]|6[0-9]|7[0-9])"
_GAP = "[ .-]?"
_CURRENT = rf"{_AREA}{{2}}{_AGE}{_GAP}{_LETTER}{{3}}"
_AGE_APART = "(?:0 ?[2-9]|[12] ?[0-9]|5 ?[1-9]|[67] ?[0-9])"
_APART = rf"{_AREA} ?{_AREA}[ .-]{{0,2}}{_AGE_APART}[ .-]{{0,2}}{_LETTER} ?{_LETTER} ?{_LETTER}"
_PREFIX = rf"[A-HJ-NP-TV-Y][0-9]{{1,3}}{_GAP}{_LETTER}{{3}}"
_SUFFIX = rf"{_LETTER}{{3}}{_GAP}[0-9]{{1,3}}[A-HJ-NPR-TV-Y]"
_IRISH = rf"[A-Z]?(?:[A-HJ-NPR-Y]Z|I[ABGJLW]|[JOUX]I){_GAP}[0-9]{{1,4}}"
_DIPLOMATIC = r"[0-9]{3} ?[DX] ?[0-9]{3}"
_STRUCTURED = Sought(rf"\b(?:({_CURRENT})|({_APART})|({_PREFIX})|({_SUFFIX})|({_IRISH})|({_DIPLOMATIC}))\b")
CURRENT, APART, PREFIX, SUFFIX, IRISH, DIPLOMATIC = range(1, 7)
_NEEDS = {  # in capitals, else, and in capitals where the letters are an ordinary word
    CURRENT: (Need.NOTHING, Need.NOTHING, Need.VEHICLE),
    APART: (Need.VEHICLE, Need.PLATE, Need.PLATE),
    PREFIX: (Need.VEHICLE, Need.VEHICLE, Need.PLATE),
    SUFFIX: (Need.VEHICLE, Need.VEHICLE, Need.PLATE),
    IRISH: (Need.VEHICLE, Need.VEHICLE, Need.VEHICLE),
    DIPLOMATIC: (Need.VEHICLE, Need.PLATE, Need.PLATE),
}
_SURE_IN_CAPITALS = Pattern(
    r"[A-HJ-NP-TV-Y](?:[0-9]{2,3} |[0-9]{3})[A-Z]{3}|[A-Z]{3}(?: [0-9]{2,3}|[0-9]{3})[A-Z]|[A-Z]{3} ?[0-9]{4}"
    r"|[0-9]{3} D [0-9]{3}",
    exact=True,
)
_ROAD_OR_YEAR = re.compile(r"[AM][0-9]{1,3}\b|B[0-9]{3}\b|.*\b(?:19|20)[0-9]{2}$", re.IGNORECASE)

_VEHICLE = Pattern(
    r"\b(?:cars?|vans?|vehicles?|registered|registration|parked|parking|drove|drives?|driving|driver|dvla|v5c?"
    r"|log ?book|sorn|taxed|taxi|cab|minibus|coach|lorry|truck|pick-?up|motor ?-?(?:bikes?|cycles?|homes?)|scooter"
    r"|moped|caravan|camper ?-?(?:van)?|trailer|tractor|hatchback|saloon|convertible|4x4|suv|dash ?-?cam"
    r"|hit[ -]and[ -]run|tailgat[a-z]+|clamped|towed|insured|owner|owns|lights on|stolen|nicked|insurance|cut (?:me"
    r"|us) up|red light|pull(?:ed)? (?:out|over)|hard shoulder|garage|mechanic|blocking|blocked (?:in|us|me)"
    r"|overtook|overtaking|speeding|mph|bumper|indicate|mots?|ford|vauxhall|bmw|audi|toyota|nissan|honda|renault"
    r"|peugeot|citroen|fiat|vw|volkswagen|golf|corsa|astra|fiesta|transit|kia|hyundai|skoda|volvo|mercedes|merc"
    r"|land ?rover|range ?rover|tesla|mazda|suzuki|dacia|jaguar|micra|clio|qashqai|mondeo|passat|yaris|zafira"
    r"|insignia|sprinter|kuga|juke|vespa|yamaha|kawasaki)\b"
)
_NAMES_A_PLATE = (
    r"\b(?:regs?|vr[nm]|registration(?: (?:number|no|mark|plate))?|(?:number|licen[cs]e|trade|private|personal"
    r"|cherished) ?-?plates?|plates?)\b"
)
_PLATE = Sought(_NAMES_A_PLATE)
_DATELESS = Pattern(
    rf"{_NAMES_A_PLATE}(?:[ .:=#'\"(-]|\b(?:is|was|number|no|reads|of|mark)\b){{1,8}}"
    r"([0-9]{2} ?[A-Z]{2} ?[0-9]{2}|[A-Z]{2} ?[0-9]{2} ?[A-Z]{2}|[A-Z]{1,3}[ .-]?[0-9]{1,4}"
    r"|[0-9]{1,4}[ .-]?[A-Z]{1,3})\b"
)
_NO_PLATE_REGISTRATION = Pattern(r"\b(?:registered|registration|reg)[ .]*(?:charity|company|office|nurse|in|for|at)\b")
_OTHER_NUMBER = Pattern(
    r"\b(?:charity|company|room|flat|order|model|code|route|bus|flight|platform|gate|unit|version|junction|ward"
    r"|level|class|year|section|form|page|ref|reference|booking|ticket|invoice)[ :#.]{1,2}(?:(?:no|number"
    r"|code)[ :.]{1,2})?$"
)
_JOINS_BEFORE, _JOINS_BEHIND = frozenset("#@/_-=.&$"), frozenset("_/@=&")
_VEHICLE_REACH, _PLATE_REACH = 30, 25


def find_plates(text: Prepared) -> Iterator[Span]:
    """Yield number plates in capitals or small letters, joined or apart."""
    if not text.has_digit:
        return
    for found in _STRUCTURED.all_in(text):
        if _is_plate(text, found):
            yield text.span(found.start, found.end, "VRM", "plate")
    if _PLATE.is_in(text):
        for found in _DATELESS.all_in(text):
            if _is_dateless(text, found):
                yield text.span(*found.span(1), "VRM", "plate-dateless")


def _is_plate(text: Prepared, found: Place) -> bool:
    words = text.folded[found.start : found.end]
    kind = next(kind for kind in _NEEDS if found.span(kind)[0] >= 0)
    tagged = kind == CURRENT and text.folded[found.start - 1 : found.start] == "#" and words.isupper()
    if (_joined(text, found.start, found.end) and not tagged) or _OTHER_NUMBER.just_before(text, found.start, 24):
        return False
    need = _need(kind, words, alone=text.folded.strip(" \n\t.,") == words)
    return need is not None and _has(text, found, need)


def _need(kind: int, words: str, *, alone: bool) -> Need | None:
    """Return what must stand near by; None when it is an ordinary word and number whatever stands there."""
    in_capitals, else_, in_capitals_but_english = _NEEDS[kind]
    capitals = words.isupper()
    if kind in (PREFIX, IRISH) and _ROAD_OR_YEAR.match(words) and (kind == IRISH or _is_english(kind, words)):
        return None
    if _is_english(kind, words):
        return in_capitals_but_english if capitals else None
    if alone and kind in (CURRENT, PREFIX, SUFFIX):
        return Need.NOTHING  # what is pasted by itself has nothing to say otherwise
    if kind != CURRENT and _SURE_IN_CAPITALS.fits(words):
        return Need.NOTHING
    return in_capitals if capitals else else_


def _is_dateless(text: Prepared, found: Place) -> bool:
    """Such a plate follows its name: "reg ABC 123", "number plate is 4 AB"."""
    start, end = found.span(1)
    words = text.folded[start:end]
    letters = "".join(filter(str.isalpha, words)).upper()
    if _joined(text, start, end) or _ROAD_OR_YEAR.match(words) or letters in NO_PLATE:
        return False
    return (words.isupper() or len(letters) > 1) and not _OTHER_NUMBER.just_before(text, start, 24)


def _has(text: Prepared, found: Place, need: Need) -> bool:
    if need is Need.NOTHING:
        return True
    if _PLATE.near(text, found.start, found.end, _PLATE_REACH, _PLATE_REACH):
        return not _NO_PLATE_REGISTRATION.near(text, found.start, found.end, _PLATE_REACH + 8, 0)
    return need is Need.VEHICLE and _VEHICLE.near(text, found.start, found.end, _VEHICLE_REACH, _VEHICLE_REACH)


def _joined(text: Prepared, start: int, end: int) -> bool:
    """Return whether it is only a part of something longer, such as a link, a tag or a code."""
    before, after = text.folded[max(start - 1, 0) : start], text.folded[end : end + 2]
    return (
        before in tuple("#@/_-=.&£$")
        or after[:1] in tuple("_/@=&")
        or (after[:1] in ("-", ".") and after[1:].isalnum())
    )


def _is_english(kind: int, words: str) -> bool:
    """Return whether the letters are ordinary words beside an ordinary number: "the 60s", "M25 and", "at 12 her"."""
    letters = "".join(filter(str.isalpha, words)).upper()
    small = frozenset() if words.isupper() else ENGLISH_THREE
    if kind == PREFIX:
        behind = ENGLISH_BEHIND | ENGLISH_BEFORE if _ROAD_OR_YEAR.match(words) else ENGLISH_BEHIND
        return letters[1:] in behind or letters[1:] in small
    if kind == SUFFIX:
        return letters[:3] in ENGLISH_BEFORE or letters[:3] in ENGLISH_BEHIND or letters[:3] in small
    if kind in (CURRENT, APART):
        return letters[2:] in ENGLISH_BEHIND or letters[2:] in small or (kind == APART and letters[:2] in ENGLISH_TWO)
    return kind == IRISH and letters in IRISH_ENGLISH
