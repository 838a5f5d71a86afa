"""Exact places that are no address: coordinates, grid references, what3words and Plus codes."""

from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Place, Sought

_DEGREES = r"[0-9]{1,3}(?:\.[0-9]{1,8})?(?: ?(?:\x1a|deg(?:rees)?|o) ?| )"
_MINUTES = r"(?:[0-9]{1,2}(?:\.[0-9]{1,6})?(?: ?['m] ?| )?)?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?(?: ?(?:\"|''|s) ?| )?)?"
_COMPASS = Sought(
    rf"\b{_DEGREES}{_MINUTES} ?[ns]\b[ ,;/]{{0,3}}{_DEGREES}{_MINUTES} ?[ew]\b"
    rf"|\b[ns] ?{_DEGREES}{_MINUTES}[ ,;/]{{0,3}}[ew] ?{_DEGREES}{_MINUTES}"
)
_DECIMAL = Sought(r"([+-]?[0-9]{1,2}\.([0-9]{2,15}))(?: ?[,;/] ?| )([+-]?[0-9]{1,3}\.([0-9]{2,15}))")
_NAMED = Pattern(r"\b(?:lat(?:itude)?|long?(?:itude)?|gps|coord(?:inate)?s?|location|geo|map|pin)\b")
_LATITUDE_APART = Sought(
    r"\blat(?:itude)?[ :=]{1,3}([+-]?[0-9]{1,2}\.[0-9]{2,15}\x1a?)[ ,;&]{1,3}(?:and )?"
    r"lon(?:g(?:itude)?)?[ :=]{1,3}([+-]?[0-9]{1,3}\.[0-9]{2,15})"
)
_GRID = Pattern(r"\b[hjnost][a-hj-z] ?(?:[0-9]{3} ?[0-9]{3}|[0-9]{4} ?[0-9]{4}|[0-9]{5} ?[0-9]{5})\b")
_OF_A_GRID = Pattern(r"\b(?:grid(?: ?ref(?:erence)?)?|os ref|ngr)\b")
_THREE_WORDS = Sought(
    r"(?:/{3} ?|(?:\bwhat ?3 ?words?|\bwhat three words|\bw3w)(?: (?:is|are|address|location))*[ :=/-]{1,4}"
    r"|(?:w3w\.co|what3words\.com)/)([a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20})\b"
)
_PLUS = "[23456789CFGHJMPQRVWX]"
_PLUS_CODE = Pattern(rf"\b({_PLUS}{{8}}\+{_PLUS}{{2,3}}|{_PLUS}{{4}}\+{_PLUS}{{2,3}})\b")


def find_whereabouts(text: Prepared) -> Iterator[Span]:
    """Yield what points to one spot on the map."""
    if "///" in text.folded or "3" in text.folded or "three words" in text.lower:
        for found in _THREE_WORDS.all_in(text):
            yield text.span(*found.span(1), "GEO", "what3words")
    if text.has_digit:
        yield from _in_numbers(text)


def _in_numbers(text: Prepared) -> Iterator[Span]:
    if "." in text.folded:
        yield from _decimal(text)
    for found in _COMPASS.all_in(text):
        if "." in text.folded[found.start : found.end] or "'" in text.folded[found.start : found.end]:
            yield text.span(found.start, found.end, "GEO", "coordinates")
    if text.has_long_number and _OF_A_GRID.first_in(text):
        for found in _GRID.all_in(text):
            if _OF_A_GRID.near(text, found.start, found.end, 30, 15):
                yield text.span(found.start, found.end, "GEO", "grid-reference")
    if "+" in text.folded:
        for found in _PLUS_CODE.all_in(text):
            if any(map(str.isalpha, found[1].partition("+")[0])) and not found[1].islower():
                yield text.span(found.start, found.end, "GEO", "plus-code")


def _decimal(text: Prepared) -> Iterator[Span]:
    for found in _DECIMAL.all_in(text):
        latitude, longitude, decimals = float(found[1]), float(found[3]), min(len(found[2]), len(found[4]))
        within = abs(latitude) <= 90 and abs(longitude) <= 180
        british = 49 <= latitude <= 61 and -9 <= longitude <= 2.5 and decimals >= 3
        exact = decimals >= 5 and min(abs(latitude), abs(longitude)) > 1
        if (
            within
            and (british or exact or _NAMED.near(text, found.start, found.end, 25, 10))
            and not _continues(text, found)
        ):
            yield text.span(found.start, found.end, "GEO", "coordinates")
    for found in _LATITUDE_APART.all_in(text):
        yield text.span(found.span(1)[0], found.end, "GEO", "coordinates")


def _continues(text: Prepared, found: Place) -> bool:
    before, after = text.folded[max(found.start - 1, 0) : found.start], text.folded[found.end : found.end + 2]
    return before.isalnum() or before in (".", "$") or after[:1] == "%" or (after[:1] == "." and after[1:].isdigit())
