"""Numbers that stand for one person: NHS, National Insurance, passport and driving licence numbers.

NHS numbers: modulus 11 of the NHS Data Dictionary; health numbers of Scotland (CHI) and Northern Ireland (H&C) have the
same check. National Insurance numbers: HMRC's manual NIM39110. Driving licences: the DVLA's driver number (surname,
date of birth, initials). HMRC's own example, QQ 12 34 56 A, has letters that are given to nobody.
"""

from calendar import monthrange
from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Place, in_a_link, listed

_NHS = Pattern(r"\b([0-9]{3})([ .-]?)([0-9]{3})([ .-]?)([0-9]{4})\b")
_OF_HEALTH = Pattern(r"\b(?:nhs|chi|h&c|health (?:and|&) care|hospital|patient|medical)\b")
_OF_A_PHONE = Pattern(
    r"\b(?:(?:tele)?phone|tel|mob(?:ile)?|call|ring|text|fax|whats ?app|order|ref|isbn|tracking|account)\b"
)

_NINO = Pattern(
    r"\b([a-ceghj-pr-tw-z][a-ceghj-npr-tw-z])[ .-]{0,2}([0-9]{2})[ .-]?([0-9]{2})[ .-]?([0-9]{2})"
    r"(?:[ .-]{0,2}([a-d]))?\b"
)
_OF_INSURANCE = Pattern(r"\b(?:national ins(?:urance)?|n\.?i\.?(?: (?:number|no))?|nino)\b")
_NEVER_GIVEN = listed("BG GB KN NK NT TN ZZ")

_PASSPORT = Pattern(r"\b(?:[a-z]{2} ?[0-9]{7}|[a-z] ?[0-9]{8}|[0-9]{3} ?[0-9]{3} ?[0-9]{3})\b")
_OF_A_PASSPORT = Pattern(r"\b(?:passports?|travel document|hmpo)\b")
_PASSPORT_ALONE = Pattern(r"[a-z]{2}[0-9]{7}")

_LICENCE = Pattern(
    r"\b([a-z]{1,5}9{0,4}) ?([0-9])((?:0|5)[1-9]|[16][0-2])([0-2][0-9]|3[01])([0-9]) ?(?:[a-z][a-z9]|99)"
    r" ?[0-9a-z][a-z]{2}(?: ?[0-9]{2})?\b"
)
_LICENCE_NI = Pattern(r"\b[0-9]{8}\b")
_OF_A_LICENCE = Pattern(r"\b(?:driv(?:ing|er'?s?) ?(?:licen[cs]e|number|no)|dva|licence (?:number|no))\b")
_NEAR, _FAR = 40, 60


def find_identities(text: Prepared) -> Iterator[Span]:
    """Yield numbers of the state and of the health service."""
    if not text.has_long_number:
        return
    for found in _NHS.all_in(text):
        if _is_nhs(text, found):
            yield text.span(found.start, found.end, "NHS", "nhs-number")
    for found in _NINO.all_in(text):
        if _is_nino(text, found):
            yield text.span(found.start, found.end, "NINO", "national-insurance")
    yield from _passports(text)
    yield from _licences(text)


def _is_nhs(text: Prepared, found: Place) -> bool:
    number = found[1] + found[3] + found[5]
    if _joined(text, found) or not _checks(number):
        return False
    if _OF_HEALTH.near(text, found.start, found.end, _NEAR, 20) or _alone(text, found):
        return True
    apart = found[2] == found[4] == " "
    return apart and number[0] != "0" and not _OF_A_PHONE.near(text, found.start, found.end, _NEAR, 0)


def _checks(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(number[9])


def _is_nino(text: Prepared, found: Place) -> bool:
    if found[1].upper() in _NEVER_GIVEN or _joined(text, found):
        return False
    named = _OF_INSURANCE.near(text, found.start, found.end, _NEAR, 15)
    return named or bool(found[5])


def _passports(text: Prepared) -> Iterator[Span]:
    if _OF_A_PASSPORT.first_in(text):
        for found in _PASSPORT.all_in(text):
            if _OF_A_PASSPORT.near(text, found.start, found.end, _FAR, 30) and not _joined(text, found):
                yield text.span(found.start, found.end, "PASSPORT", "passport")
    elif len(text.folded) < 20 and _PASSPORT_ALONE.fits(text.folded.strip()):
        start = len(text.folded) - len(text.folded.lstrip())
        yield text.span(start, start + 9, "PASSPORT", "passport-alone")


def _licences(text: Prepared) -> Iterator[Span]:
    for found in _LICENCE.all_in(text):
        surname, month, day = found[1], int(found[3]) % 50, int(found[4])
        if len(surname) == 5 and day and day <= monthrange(2000, month)[1]:
            yield text.span(found.start, found.end, "DRIVING_LICENCE", "driver-number")
    if _OF_A_LICENCE.first_in(text):
        for found in _LICENCE_NI.all_in(text):
            if _OF_A_LICENCE.near(text, found.start, found.end, _NEAR, 0) and not _joined(text, found):
                yield text.span(found.start, found.end, "DRIVING_LICENCE", "driver-number-ni")


def _joined(text: Prepared, found: Place) -> bool:
    """Return whether it is a part of a longer number, a price or a link."""
    before, after = text.folded[max(found.start - 2, 0) : found.start], text.folded[found.end : found.end + 2]
    if before[-1:] in ("/", "$", "#", "_", "+") or after[:1] in ("/", "_", "=", "%"):
        return True
    if before[-1:] == "=" and before[:1] != " " and in_a_link(text, found.start):
        return True
    return (before[-1:] in ("-", ".", " ", ",") and before[:1].isdigit()) or (
        after[:1] in ("-", ".", " ", ",") and after[1:].isdigit()
    )


def _alone(text: Prepared, found: Place) -> bool:
    return text.folded.strip() == text.folded[found.start : found.end]
