"""British postcodes in any case and spacing; areas and districts keep codes that look alike out."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.policy.prepared import Prepared
from bot.policy.privacy.address_words import lines_of
from bot.policy.privacy.patterns import Pattern

_LIST = Path(__file__).with_name("postcode_areas.txt")
_POSTCODE = Pattern(r"\b([a-z]{1,2}) ?([0-9]{1,2}|[0-9][a-z])(?:[ \t]{0,3}|\n|-)([0-9][abd-hjlnp-uw-z]{2})\b")
_SPECIAL = Pattern(r"\b(?:gir ?0aa|bfpo ?(?:c/o ?)?[0-9]{1,4})\b")
_HEXADECIMAL = Pattern("[0-9a-f]+", exact=True)  # "de3d8bb" is the name of a change in software
_PART_OF_A_CODE = frozenset("#/_=@.-")
_KNOWN_OTHERWISE = ("N64 3DS",)
_ORDINALS = ("1st", "2nd", "3rd")


def postcodes(text: Prepared) -> Iterator[tuple[int, int]]:
    """Yield where in `plain` a full postcode stands."""
    for found in _POSTCODE.all_in(text):
        before = text.folded[max(found.start - 1, 0) : found.start]
        written = text.folded[found.start : found.end]
        alike = before in _PART_OF_A_CODE or (found[2].isdigit() and _HEXADECIMAL.fits(written))
        alike = alike or (written[len(found[1])] == " " and not written.isupper())
        formal = written.isupper() and " " in written and written not in _KNOWN_OTHERWISE
        if not alike and _is_one(found[1].lower(), found[2], found[3], formal=formal):
            yield found.start, found.end
    if "bfpo" in text.lower or "0aa" in text.lower:
        for found in _SPECIAL.all_in(text):
            yield found.start, found.end


def _is_one(area: str, district: str, inward: str, *, formal: bool) -> bool:
    """Return whether it can be a postcode; in capitals and with its space also one whose district does not exist."""
    known = _areas().get(area)
    if known is None or inward.lower() in _ORDINALS:
        return False
    if len(district) > 1 and district[0] == "0":
        return False
    highest, lettered = known
    return formal or (int(district) <= highest if district.isdigit() else district[0] in lettered)


@cache
def _areas() -> dict[str, tuple[int, str]]:
    """Return for each area its highest district and the digits after which a letter may follow."""
    areas = {}
    for line in lines_of(_LIST):
        for entry in line.split(";"):
            name, *rules = entry.split()
            areas[name] = (int(rules[0]) if rules else 99, rules[1] if len(rules) > 1 else "")
    return areas
