"""Telephone numbers: British ones of every kind, others with their country's code, and local ones after "tel".

How British numbers are made up is Ofcom's National Telephone Numbering Plan.
"""

from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.homes import is_given_as_ours
from bot.policy.privacy.patterns import Pattern, Place, Sought

_S = r"[ .()/-]{0,3}"
_BRITISH = Pattern(rf"(?:(?:\(?\+|\b00){_S}44{_S}(?:\(?0\)?)?{_S}|\(?\b[0o]){_S}([1-9](?:{_S}[0-9]){{5,9}})(?:\b|_)")
_EXTENSION = r"(?: ?(?:x|ext\.?) ?[0-9]{1,5})?"
_FOREIGN = Pattern(rf"(?:\+|\b00){_S}([1-9](?:{_S}[0-9]){{6,14}}){_EXTENSION}\b")
_AMERICAN = Pattern(
    rf"(?:\b1[ .-])?(?:\([2-9][0-9]{{2}}\) ?|\b[2-9][0-9]{{2}}[.-])[0-9]{{3}}[ .-][0-9]{{4}}{_EXTENSION}\b"
)
_AFTER_ITS_NAME = Pattern(
    r"\b(?:(?:tele)?phone(?: (?:number|no))?|tel(?: ?no)?|mob(?:ile)?(?: (?:number|no))?|cell|landline|fax|desk"
    r"|whats ?app|(?:my|his|her|their|our|the) (?:number|digits)|(?:call|ring|phone|text|contact|reach"
    r"|message) (?:me|us|[a-z]{3,}) (?:on|at)|(?:ring|dial) (?:on )?)"
    r"(?:'?s| is| are| was|:|\.|-| on| at| =)*:?[ \n]?"
    r"(\(?[0-9](?:[ .()/-]{0,2}[0-9]){5,13})\b"
)
_BEFORE_ITS_NAME = Pattern(r"(\(?\b[0-9](?:[ .()-]{0,2}[0-9]){5,13})(?: ?- ?| )\(?(?:office|fax|mobile|home number)\b")
_SPELT = Pattern(
    r"\b(?:(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)[ ,-]{1,3}){8,}"
    r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine)\b"
)
_SPELT_OUT = Sought(r"(?:zero|oh|nought|seven|double)[ ,-]")
_SPEAKS_OF_A_PHONE = Pattern(
    r"\b(?:(?:tele)?phone|tel|mob(?:ile)?|call|ring|text|dial|fax|number|whats ?app|contact|line|office|home|work)\b"
)
_OTHER_NUMBER = Pattern(
    r"\b(?:order|ref(?:erence)?|invoice|isbn|issn|company|charity|vat|policy|ticket|booking|tracking|parcel|serial"
    r"|barcode|uprn|account|a/c|acc|sort code|nhs|part|model|id|sku|version|registered|licence)"
    r"(?: (?:no|num|number|code|id))?[ .:#=]{0,3}$"
)
_WHEN = Pattern(  # it begins as a date or as hours do: "07/02/2027 10", "0800-1630"
    r"[0-3]?[0-9][/.-][01]?[0-9][/.-](?:(?:19|20)[0-9]{2}|[0-9]{2})(?:[^0-9].*)?"
    r"|(?:[01][0-9]|2[0-3])[0-5][0-9] ?- ?(?:[01][0-9]|2[0-3])[0-5][0-9](?:[^0-9].*)?"
)
_GLUE_BEFORE, _GLUE_BEHIND = frozenset("/=_&#£$%@"), frozenset("/=_@%")
_A_LANDLINE = ("1", "2")
_AN_ORGANISATION = ("3", "80", "84", "87", "500", "55", "56", "9")


def find_phones(text: Prepared) -> Iterator[Span]:
    """Yield telephone numbers.

    The rule `phone-organisation` is a kind of number that people do not have at home, `phone-given-as-ours` a landline
    in a sentence about the organisation and nobody else.
    """
    if text.has_long_number:
        for found in _BRITISH.all_in(text):
            number = _digits(found[1])
            if _is_british(number, text, found):
                rule = _rule(number, text, found)
                opened = text.folded[found.start] == "(" and ")" not in text.folded[found.start : found.end]
                yield text.span(found.start + opened, found.end, "PHONE", rule)
        yield from _with_a_sign(text)
    if _SPELT_OUT.is_in(text):
        for found in _SPELT.all_in(text):
            yield text.span(found.start, found.end, "PHONE", "phone-in-words")


def _rule(number: str, text: Prepared, found: Place) -> str:
    if number.startswith(_AN_ORGANISATION):
        return "phone-organisation"
    ours = number.startswith(_A_LANDLINE) and is_given_as_ours(text, found.start, found.end)
    return "phone-given-as-ours" if ours else "phone"


def _with_a_sign(text: Prepared) -> Iterator[Span]:
    """Yield what is no British number, but written as one of elsewhere, or named as one."""
    if "+" in text.folded or "00" in text.folded:
        for found in _FOREIGN.all_in(text):
            number = _digits(found[1])
            sure = text.folded[found.start] == "+" or _SPEAKS_OF_A_PHONE.near(text, found.start, found.end, 30, 0)
            if sure and 8 <= len(number) <= 15 and not number.startswith("44") and not _is_part(text, found):
                yield text.span(found.start, found.end, "PHONE", "phone-abroad")
    for found in _AMERICAN.all_in(text):
        if not _is_part(text, found) and not _OTHER_NUMBER.just_before(text, found.start, 25):
            yield text.span(found.start, found.end, "PHONE", "phone-abroad")
    if _SPEAKS_OF_A_PHONE.first_in(text):
        for found in (*_AFTER_ITS_NAME.all_in(text), *_BEFORE_ITS_NAME.all_in(text)):
            start, end = found.span(1)
            if _is_local(text.folded[start:end]):
                yield text.span(start, end, "PHONE", "phone-after-its-name")


def _is_british(number: str, text: Prepared, found: Place) -> bool:
    """`number` has neither country code nor leading nought."""
    if _is_part(text, found) or not _is_complete(number):
        return False
    words = text.folded[found.start : found.end]
    if words[0] in "oO" and not number.startswith("7"):
        return False
    if words[0] in "+(" or words.startswith("00"):
        return True
    named = _SPEAKS_OF_A_PHONE.near(text, found.start, found.end, 25, 0)
    if _OTHER_NUMBER.just_before(text, found.start, 25) or (not named and _WHEN.fits(words)):
        return False
    first = len(words) - len(words.lstrip("0123456789oO"))
    return (
        named
        or (len(number) == 10 and first >= 3)
        or (number.startswith("7") and _is_spread(words))
        or _is_grouped(words)
    )


def _is_complete(number: str) -> bool:
    if number.startswith(("800", "500", "845")):
        return len(number) in (7, 9, 10)
    if number.startswith("1"):
        return len(number) in (9, 10)
    return number.startswith(("2", "3", "55", "56", "7", "8", "9")) and len(number) == 10


def _is_grouped(words: str) -> bool:
    """Return whether an area code stands apart, as in "0800 1111" and "01204 52137"; "01 02 2024 10" is a date."""
    groups = words.replace("(", " ").replace(")", " ").replace("-", " ").replace(".", " ").split()
    return len(groups) > 1 and len(groups[0]) >= 4 and len(groups[1]) >= 2


def _is_spread(words: str) -> bool:
    """Return whether somebody has typed a mobile number digit by digit, in pairs, or in groups that are no date."""
    groups = words.replace("-", " ").replace(".", " ").split()
    return len(groups) > 3 and not any(len(group) == 4 and group[:2] in ("19", "20") for group in groups)


def _is_local(words: str) -> bool:
    digits = _digits(words)
    return (
        6 <= len(digits) <= 14
        and "/" not in words
        and not _WHEN.fits(words)
        and not (len(digits) == 8 and digits[:2] in ("19", "20"))
    )


def _is_part(text: Prepared, found: Place) -> bool:
    before, after = text.folded[max(found.start - 2, 0) : found.start], text.folded[found.end : found.end + 3]
    if before[-1:] in _GLUE_BEFORE or after[:1] in _GLUE_BEHIND or before[-1:].isalnum():
        return True
    if after[:1] in ("-", ".", ",", ":") and (
        after[1:2].isdigit() or (after[1:2].isalpha() and not after[2:].isalpha())
    ):
        return True
    return before[-1:] in ("-", ".", ",", ":") and before[:1].isdigit()


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))
