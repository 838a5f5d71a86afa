"""Where an address may begin: at a street, a flat, a house with a name, a PO box, or the parts before a town."""

from collections.abc import Callable, Iterator
from functools import cache

from bot.policy.privacy.address_core import Core, Proof
from bot.policy.privacy.address_words import words_of
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.places import is_county, part_is_place, place_at
from bot.policy.privacy.street_names import (
    BEFORE_A_STREET,
    LONGEST_NAME,
    LONGEST_SMALL_NAME,
    WHO,
    goes_there,
    is_ending,
    lives_before,
    name_before,
    number_before,
)
from bot.policy.privacy.streets import street, street_named_first, street_without_ending
from bot.policy.privacy.tokens import Gap, Tokens

_DIGITS = frozenset("0123456789")
_AFTER_DIGITS = ":"
_MOST_PARTS = 5
_LONGEST_PART = 7


def cores(tokens: Tokens) -> Iterator[Core]:
    """Yield what may be the heart of an address, from left to right."""
    readers, words = _readers(), tokens.words
    telling = {at for at, word in enumerate(words) if word in readers or word < _AFTER_DIGITS}
    if "gate" in tokens.lower:
        telling |= {at for at, word in enumerate(words) if word.endswith("gate")}
    after_commas = set(tokens.after_commas)
    for at in sorted(telling | after_commas):
        word, core = words[at], None
        for read in readers.get(word, ()):
            core = core or read(tokens, at)
        if core is None and word[0] in _DIGITS and tokens.is_number(at):
            core = _number_and_name(tokens, at)
        if core is None and word.endswith("gate"):
            core = street_without_ending(tokens, at)
        if core is None and at in after_commas and part_is_place(tokens, at) > at:
            core = _parts_before_a_town(tokens, at)
        if core is not None:
            yield core


@cache
def _readers() -> dict[str, tuple[Callable[[Tokens, int], Core | None], ...]]:
    """Return for each word of an address how it is read, the surest way first."""
    ways = (
        (street, ("sure", "likely")),
        (street_named_first, ("first",)),
        (street_without_ending, ("alone",)),
        (_part_of_a_building, ("before",)),
        (_building, ("home", "venue")),
        (_building_named_first, ("home-first", "venue-first")),
        (_post_box, ("post-box",)),
        (_home_by_name, ("at",)),
        (_street_elsewhere, ("after-a-number",)),
    )
    words = {word for _, headings in ways for heading in headings for word in words_of(heading)}
    return {
        word: tuple(read for read, headings in ways if any(word in words_of(heading) for heading in headings))
        for word in words
    }


def _part_of_a_building(tokens: Tokens, at: int) -> Core | None:
    """Return "Flat 3", "Unit 4B" or "1st Floor", which wait for their house."""
    words = tokens.words
    after = at + 1
    if tokens.gap(after) is Gap.SPACE and (tokens.is_number(after) or len(words[after]) == 1):
        home = words[at] in ("flat", "apartment", "apt", "flt", "maisonette", "bedsit")
        return Core(at, after + 1, Proof.SOME if home else Proof.MORE, small=not tokens.capital(at))
    return None


def _street_elsewhere(tokens: Tokens, at: int) -> Core | None:
    """Return "195 Jill Hollow" before a comma, with a number or a flat; it waits for the town or the postcode."""
    first = name_before(tokens, at, titled=True)
    start = number_before(tokens, first)
    ends = tokens.gap(at + 1) is not Gap.SPACE or not tokens.capital(at + 1)
    if first == at or not ends or not tokens.capital(first):
        return None
    flat = start == first and first > 1 and tokens.gap(first) is not Gap.SPACE and _is_a_part(tokens, first - 2)
    if start == first and not flat:
        return None
    return Core(start, at + 1, Proof.NONE if start < first and goes_there(tokens, start) else Proof.SOME)


def _is_a_part(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in words_of("before") and tokens.words[at + 1][0].isdigit()


def _building(tokens: Tokens, at: int) -> Core | None:
    """Return "Rose Cottage" or "St Mary's Church", which wait for a town."""
    word = tokens.words[at]
    titled = tokens.capital(at) and not tokens.shouted
    if not titled and not (word in words_of("home-small") or tokens.shouted):
        return None
    first = name_before(tokens, at, titled)
    start = number_before(tokens, first)
    if first == at or words_of("plain").issuperset(tokens.words[first:at]):  # "art school, leeds"
        return None
    surely = word in words_of("home-small") or (start < first and word in words_of("home"))
    return Core(start, at + 1, Proof.SOME if surely else Proof.MORE, house=True, small=not tokens.capital(at))


def _building_named_first(tokens: Tokens, at: int) -> Core | None:
    """Return a building whose kind stands first, as in Welsh: "Ysgol y Garth", "Ty Newydd"."""
    words, end = tokens.words, at + 1
    while end - at < LONGEST_NAME and tokens.gap(end) is Gap.SPACE:
        goes_on = tokens.capital(end) or words[end] in words_of("first-goes-on")
        if not goes_on or words[end] in words_of("not-a-name"):
            break
        end += 1
    if end == at + 1 or not tokens.capital(at):
        return None
    home = words[at] in words_of("home-first")
    return Core(at, end, Proof.SOME if home else Proof.MORE, house=True)


def _post_box(tokens: Tokens, at: int) -> Core | None:
    words, first = tokens.words, at
    if words[at] == "box":
        if at >= 1 and words[at - 1] == "po":
            first = at - 1
        elif at >= 2 and words[at - 2 : at] == ["p", "o"]:
            first = at - 2
        else:
            return None
    if tokens.gap(at + 1) is Gap.SPACE and words[at + 1][0].isdigit():
        return Core(first, at + 2, Proof.NONE)
    return None


def _home_by_name(tokens: Tokens, at: int) -> Core | None:
    """Return "Ty Gwyn, Llanarth" after "she lives at": whatever has a name there is a home."""
    words, first = tokens.words, at + 1
    if at < 1 or tokens.gap(at) is not Gap.SPACE or tokens.gap(first) is not Gap.SPACE or not tokens.capital(first):
        return None
    said = words[at - 1] in words_of("lives-at") or (words[at - 1] == "live" and at > 1 and words[at - 2] in WHO)
    if not said or tokens.shouted:
        return None
    end = first
    while end == first or (end - first < LONGEST_NAME and tokens.gap(end) is Gap.SPACE):
        if not (tokens.capital(end) or (end > first and words[end] in words_of("join"))):
            break
        end += 1
    while end > first and words[end - 1] in words_of("join"):
        end -= 1
    named = end > first and words[first] not in words_of("not-a-name") and place_at(tokens, first) < end
    return Core(first, end, Proof.NONE) if named else None


def _number_and_name(tokens: Tokens, at: int) -> Core | None:
    """Return "24 Southfield" or "6 the shambles" before a comma: with a town after it, it needs no "Road"."""
    end = at + 1
    while end - at <= LONGEST_SMALL_NAME and tokens.gap(end) is Gap.SPACE:
        word = tokens.words[end]
        alone = word in words_of("not-a-name") and word not in words_of("with-a-number")
        if not word[0].isalpha() or (alone and not (word == "the" and end == at + 1)):
            return None
        end += 1
    if end == at + 1 or tokens.gap(end) not in (Gap.COMMA, Gap.LINE):
        return None
    small = not tokens.capital(at + 1)
    plural = tokens.words[end - 1].endswith("s") and tokens.words[at + 1] != "the"
    if small and plural:
        return None
    if not _opens_here(tokens, at):
        return None
    counted = plural and not tokens.shouted  # "50 Voices, Hull"
    return Core(at, end, Proof.MORE if counted else Proof.SOME, small=small)


def _parts_before_a_town(tokens: Tokens, at: int) -> Core | None:
    """Return "The Bothy, Westonbirt" before ", Tetbury": a house in a village, told by the order of its parts alone."""
    small = not tokens.capital(at)
    first, parts, first_end = at, 0, at
    while first > 0 and parts < _MOST_PARTS and tokens.gap(first) in (Gap.COMMA, Gap.LINE):
        begins = first
        while begins > 0 and first - begins < _LONGEST_PART and _is_of_a_part(tokens, begins - 1, small=small):
            begins -= 1
            if tokens.gap(begins) is not Gap.SPACE:
                break
        while begins < first and tokens.words[begins] in words_of("join") and tokens.words[begins] != "the":
            begins += 1
        if begins == first:
            break
        first, first_end, parts = begins, first, parts + 1
        if tokens.gap(first) is Gap.SPACE:
            break
    if not parts or (place_at(tokens, first) == first_end and not (parts > 1 and _ends_in_a_county(tokens, at))):
        return None
    name = tokens.words[first:first_end]
    doings = words_of("doing")
    named = len(name) < LONGEST_SMALL_NAME and doings.isdisjoint(name) and "of" not in name
    fills = (
        first == 0
        and not doings.issuperset(name)  # "Mind, Body and Soul, Leeds"
        and (parts > 1 or (named and tokens.bare and not is_first_name(tokens.words[0])))
    )
    at_it = first > 0 and tokens.gap(first) is Gap.SPACE and tokens.words[first - 1] == "at"
    after_town = part_is_place(tokens, at)
    starts = tokens.gap(first) is Gap.STOP and words_of("event").isdisjoint(tokens.words[first:at])
    said = at_it or lives_before(tokens, first) or (starts and parts > 1 and _is_told_about(tokens, after_town))
    parts += tokens.gap(after_town) is Gap.COMMA and place_at(tokens, after_town) > after_town
    built = any(word in words_of(kind) for word in tokens.words[first:at] for kind in ("home", "venue", "before"))
    along = built and parts > 1 and _ends_in_a_street(tokens, at)
    if not fills and not (said and (parts > 1 or lives_before(tokens, first))) and not (built and parts > 1):
        return None
    return Core(first, at, Proof.SOME if said or along else Proof.FILLS if fills else Proof.MORE, small=small)


def _ends_in_a_county(tokens: Tokens, at: int) -> bool:
    """Return whether the parts go on to "Dorchester, Dorset": they are an address, not a list of towns."""
    return place_at(tokens, at) == len(tokens.words) and is_county(" ".join(tokens.words[at:]))


def _ends_in_a_street(tokens: Tokens, at: int) -> bool:
    """Return whether the part before a word is built like a street: "boyds lea", but no "safe place" or "long walk"."""
    words, first = tokens.words, at - 1
    while first > 0 and tokens.gap(first) is Gap.SPACE and at - first < _LONGEST_PART:
        first -= 1
    ending = words[at - 1]
    street = ending in words_of("likely") and ending not in words_of("open")
    return street and words_of("plain-or-event").isdisjoint(words[first:at])


def _is_told_about(tokens: Tokens, at: int) -> bool:
    return tokens.gap(at) is Gap.SPACE and tokens.words[at] in ("is", "was", "has")


def _is_of_a_part(tokens: Tokens, at: int, *, small: bool) -> bool:
    word = tokens.words[at]
    if word in words_of("join"):
        return word == "the" or not small or word in words_of("first-goes-on")
    if small or tokens.shouted:
        ends = at > 0 and tokens.gap(at) is Gap.SPACE and tokens.gap(at + 1) is Gap.COMMA  # "Meadow View 11A,"
        named = word not in words_of("not-a-name") or is_ending(tokens, at)
        return named and (ends or not tokens.is_number(at))
    named = tokens.capital(at) or (word in words_of("first-goes-on") and tokens.gap(at) is Gap.SPACE)  # "Galchen fach"
    return named and word not in words_of("not-a-name")


def _opens_here(tokens: Tokens, at: int) -> bool:
    return (
        tokens.gap(at) is not Gap.SPACE
        or tokens.words[at - 1] in BEFORE_A_STREET
        or tokens.words[at - 1] in words_of("lives")
    )
