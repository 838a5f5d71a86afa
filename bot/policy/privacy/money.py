"""Bank accounts, cards and IBANs. Checks: Luhn for cards (ISO/IEC 7812-1), modulus 97 for IBANs (ISO 13616)."""

from collections.abc import Iterator

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Place

_SORT_CODE = Pattern(r"\b[0-9]{2}([ .-]?)[0-9]{2}[ .-]?[0-9]{2}\b")
_OF_A_SORT_CODE = Pattern(r"\b(?:sort ?-?(?:code)?|s/c|sc)(?: (?:is|no|number))?[ :.=#\n-]{0,4}$")
_ACCOUNT = Pattern(r"\b[0-9](?:[ -]?[0-9]){5,9}\b")
_OF_AN_ACCOUNT = Pattern(
    r"\b(?:(?:bank )?(?:account|acc|acct|a/c)(?:'?s)?(?: (?:number|no|num|nr))?|acc(?:t|ount)? ?no)"
    r"(?: (?:is|was))?[ :.=#\n-]{0,4}$"
)
_BOTH = Pattern(
    r"\b([0-9]{2}-[0-9]{2}-[0-9]{2})[ ,;:/|-]{1,3}(?:[a-z/]{1,8}[ .:]{1,3}){0,3}([0-9]{8}|[0-9]{4} [0-9]{4})\b"
)
_BOTH_BARE = Pattern(r"\b([0-9]{6}|[0-9]{2} [0-9]{2} [0-9]{2})[ ,;/|-]{1,3}([0-9]{8})\b")
_OF_PAYING = Pattern(r"\b(?:pay|paid|payments?|send|transfer|donat[a-z]+|bank|bacs|refund|wages|into|owe)\b")
_OF_A_BANK = Pattern(r"\b(?:sort ?-?code|account|a/c|acc|acct|bank|s/?c|bacs)\b")

_CARD = Pattern(r"\b(?:[2-6][0-9]{3}|1800)(?:[ .-]?[0-9]){8,15}\b")
_ODD_GROUPS = Pattern(r"[0-9]{5,}[ .-].*")
_OF_A_CARD = Pattern(r"\b(?:cards?|cc|visa|mastercard|amex|maestro|debit|credit)\b")

_IBAN = Pattern(r"\b[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){11,30}\b")
_IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL", "SD"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "KZ", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "CR", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "BH", "DE", "GB", "GE", "IE", "ME", "RS", "VA"), 22),
    **dict.fromkeys(("AE", "GI", "IL", "IQ", "TL"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN", "VG"), 24),
    **dict.fromkeys(("PT", "ST", "LY"), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "MR", "SM"), 27),
    **dict.fromkeys(("AL", "AZ", "BY", "CY", "DO", "GT", "HU", "LB", "PL", "SV"), 28),
    **dict.fromkeys(("BR", "EG", "PS", "QA", "UA"), 29),
    **dict.fromkeys(("JO", "KW", "MU"), 30),
    **dict.fromkeys(("MT", "SC"), 31),
    "LC": 32,
}


def find_money(text: Prepared) -> Iterator[Span]:
    """Yield accounts, cards and IBANs. A sort code looks like a date, so it needs its name or its account beside it."""
    if not text.has_long_number:
        return
    yield from _accounts(text)
    for found in _CARD.all_in(text):
        if _is_card(text, found):
            yield text.span(found.start, found.end, "CARD", "card")
    for found in _IBAN.each_in(text):
        end = _iban_end(text, found.start)
        if end:
            yield text.span(found.start, end, "IBAN", "iban")


def _accounts(text: Prepared) -> Iterator[Span]:
    for found in _BOTH.all_in(text):
        yield text.span(*found.span(1), "BANK", "sort-code")
        yield text.span(*found.span(2), "BANK", "account-number")
    for found in _BOTH_BARE.all_in(text):
        if _OF_PAYING.near(text, found.start, found.end, 40, 20):
            yield text.span(*found.span(1), "BANK", "sort-code")
            yield text.span(*found.span(2), "BANK", "account-number")
    if _OF_A_BANK.first_in(text):
        for found in _SORT_CODE.all_in(text):
            if _OF_A_SORT_CODE.just_before(text, found.start, 20):
                yield text.span(found.start, found.end, "BANK", "sort-code")
        for found in _ACCOUNT.all_in(text):
            if _OF_AN_ACCOUNT.just_before(text, found.start, 30):
                yield text.span(found.start, found.end, "BANK", "account-number")


def _is_card(text: Prepared, found: Place) -> bool:
    before = text.folded[max(found.start - 1, 0) : found.start]
    if _ODD_GROUPS.fits(text.folded[found.start : found.end]):
        return False
    number = "".join(filter(str.isdigit, text.folded[found.start : found.end]))
    if before in ("/", "=", "_", "#", "$", "+", "-", ".") or not 12 <= len(number) <= 19 or not _luhn(number):
        return False
    return _is_issued(number) or _OF_A_CARD.near(text, found.start, found.end, 40, 20)


def _luhn(number: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0 and len(set(number)) > 1


def _is_issued(number: str) -> bool:
    """Return whether a network gives out numbers that begin like this and are as long."""
    length, two, four = len(number), int(number[:2]), int(number[:4])
    if number[0] == "4":
        return length in (13, 16, 19)
    if 51 <= two <= 55 or 2221 <= four <= 2720:
        return length == 16
    if two in (34, 37):
        return length == 15
    if two in (36, 38, 39) or 300 <= four // 10 <= 305:
        return length == 14
    others = 3528 <= four <= 3589 or four == 6011 or two == 65 or 644 <= four // 10 <= 649 or two == 62
    return others and length >= 16


def _iban_end(text: Prepared, start: int) -> int | None:
    """Return where the IBAN that begins here ends; None when there is none."""
    length = _IBAN_LENGTHS.get(text.folded[start : start + 2].upper())
    if not length:
        return None
    signs, end = "", start
    while len(signs) < length and end < min(start + 2 * length, len(text.folded)):
        signs += text.folded[end].strip(" -").upper()
        end += 1
    if len(signs) < length or not signs.isalnum() or text.folded[end : end + 1].isalnum():
        return None
    return end if int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1 else None
