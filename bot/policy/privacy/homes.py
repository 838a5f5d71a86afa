"""Whether a street or number leads to somebody's front door, or anybody may know it: "the swifts over Mill Street"."""

from bot.policy.prepared import Prepared
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.patterns import Pattern, sentence

_REACH = 200
_HOME_OR_SOMEBODY = Pattern(
    r"\b(?:lives?|lived|living|homes?|house|houses|housed|flat|flats|bungalow|cottage|caravan|estate|address|addresses"
    r"|mov(?:ed|ing|es) (?:to|into|in|from|out|house|home|back)|neighbours?|next door|lodg(?:es|ing|ings|er)"
    r"|stay(?:ing|s|ed) (?:at|with|in|near)|sofa|parked|car|van|garage|gate|garden|curtains|windows?|drive|burgled"
    r"|evicted|landlord|tenants?|residents?|refuge|shelter|hostel|they|their"
    r"|he|she|his|him|hers?|he's|she's|mr|mrs|ms|miss|client|clients|patient|patients|service[ -]users?"
    r"|somebody|someone|man|woman|lady|gentleman|lad|lass|girl|boy|guy|chap|bloke|child|couple|family|families"
    r"|mum|dad|mother|father|nan|son|daughter|brother|sister|husband|wife|partner|girlfriend|boyfriend|ex)\b"
)
_IN_PUBLIC = Pattern(
    r"\b(?:pay[ -]and[ -]display|car parks?|parking|bus (?:stops?|stands?|shelters?)|roadworks|resurfac(?:ed|ing)"
    r"|road closures?|diversions?|crossings?|pavements?|cycle lanes?|(?:write to|find|visit|join|meet) us"
    r"|our neighbours)\b"
)
_SOMEBODY_THERE = Pattern(
    r"\b(?:liv(?:es?|ed|ing)|home|house|flat|clients?|(?:a|the|our|this) patient|patients|residents?|tenants?"
    r"|service[ -]users?|he|she|his|him|hers?|my|mr|mrs|ms|miss)\b"
)
_OURS = Pattern(
    r"\b(?:us|we|we're|we'll|our|office|reception|lines?|helpline|desk|team|number|book|booked|bookings?|enquiries|centre"
    r"|duty worker|out[ -]of[ -]hours|ring|call|phone|dial|details|talk|free|(?:in )?confidence|confidential|referrals?"
    r"|questions|information|appointments?)\b"
)
_SOMEBODYS = Pattern(r"\b(?:me|my|his|her|hers|he|she|their|home|mobile|mr|mrs|ms|miss)\b")


def leads_home(text: Prepared, start: int, end: int) -> bool:
    """Return whether a street stands by a home or somebody: in its sentence, or in the one before it."""
    first, last = sentence(text, start, end, _REACH)
    of_public_things = any(_IN_PUBLIC.first_in(text, *place) for place in ((first, start), (end, last)))
    first, _ = sentence(text, max(first - 2, 0), max(first - 2, 0), _REACH)
    if of_public_things and not _SOMEBODY_THERE.first_in(text, first, last):
        return False
    if _HOME_OR_SOMEBODY.first_in(text, first, start) or _HOME_OR_SOMEBODY.first_in(text, end, last):
        return True
    who, _, _ = text.folded[start:end].rpartition(" on ")  # "Dave on Elm Road" was found as one
    return any(map(_names_somebody, (text.folded[first:start], who, text.folded[end:last])))


def is_given_as_ours(text: Prepared, start: int, end: int) -> bool:
    """Return whether a number stands in a sentence about the organisation and nobody else: "ring the office on"."""
    first, last = sentence(text, start, end, _REACH)
    return (
        _OURS.first_in(text, first, last) is not None
        and _SOMEBODYS.first_in(text, first, last) is None
        and not _names_somebody(text.folded[first:last])
    )


def _names_somebody(words: str) -> bool:
    return any(word[0].isupper() and is_first_name(word.strip(".,!?;:'\"()")) for word in words.split())
