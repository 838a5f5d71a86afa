"""Streets and other cores of an address: a few words that can be nothing else, or that wait for something more."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from bot.policy.privacy.address_words import words_of
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.places import is_place, place_at
from bot.policy.privacy.tokens import Gap, Tokens

_LONGEST_NAME = 5
_LONGEST_SMALL_NAME = 4
_MOST_PARTS = 5
_REACH_OF_LIVES = 7
_BEFORE_A_STREET = frozenset({"on", "at", "in", "off", "near", "from", "down", "along", "of", "to", "by"})


class Proof(IntEnum):
    """How much must still be said before the words are an address."""

    NONE = 0  # it is one
    SOME = 1  # a town, a postcode, a flat, or "lives at"
    MORE = 2  # two such, or a line that holds nothing else
    FILLS = 3  # nothing else is said in the whole text


@dataclass(frozen=True)
class Core:
    """Words from `first` to `end`, exclusive, that are the heart of an address if they get their proof."""

    first: int
    end: int
    needs: Proof
    small: bool = False  # written in small letters: what stands around is read more strictly


def cores(tokens: Tokens) -> Iterator[Core]:
    """Yield what may be the heart of an address, from left to right."""
    readers = _readers()
    for at, word in enumerate(tokens.words):
        core = None
        for read in readers.get(word, ()):
            core = core or read(tokens, at)
        if core is None and word[0].isdigit() and tokens.is_number(at):
            core = _number_and_name(tokens, at)
        if core is None and word.endswith("gate"):
            core = _street_without_ending(tokens, at)
        if core is None and tokens.after_comma(at) and place_at(tokens, at) > at:
            core = _parts_before_a_town(tokens, at)
        if core is not None:
            yield core


@cache
def _readers() -> dict[str, tuple[Callable[[Tokens, int], Core | None], ...]]:
    """Return for each word of an address how it is read, the surest way first."""
    ways = (
        (_street, ("sure", "likely")),
        (_named_first, ("first",)),
        (_street_without_ending, ("alone",)),
        (_part_of_a_building, ("before",)),
        (_building, ("home", "venue")),
        (_post_box, ("post-box",)),
    )
    words = {word for _, headings in ways for heading in headings for word in words_of(heading)}
    return {
        word: tuple(read for read, headings in ways if any(word in words_of(heading) for heading in headings))
        for word in words
    }


def number_before(tokens: Tokens, first: int) -> int:
    """Return where the house number before a word begins; the word itself when there is none."""
    before = first - 1
    if before < 0 or tokens.gap(first) not in (Gap.SPACE, Gap.COMMA):
        return first
    if before and len(tokens.words[before]) == 1 and tokens.gap(before) is Gap.SPACE and tokens.is_number(before - 1):
        before -= 1  # "210 A Wellgate"
    if not tokens.is_number(before):
        return first
    if tokens.gap(first) is Gap.COMMA and tokens.gap(before) is Gap.SPACE and not _opens_a_number(tokens, before - 1):
        return first
    if before and tokens.gap(before) is Gap.SPACE and tokens.words[before - 1] in ("no", "nos", "number", "numbers"):
        return before - 1
    return before


def _opens_a_number(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in words_of("before") or tokens.words[at] in ("no", "nos", "number", "at", "of", "to", "is")


def lives_before(tokens: Tokens, first: int) -> bool:
    """Return whether the words before say that somebody lives there."""
    if first < 1 or tokens.gap(first) is not Gap.SPACE:
        return False
    lives = words_of("lives")
    if tokens.words[first - 1] not in _BEFORE_A_STREET and tokens.words[first - 1] not in lives:
        return False
    for at in range(first - 1, max(first - 1 - _REACH_OF_LIVES, -1), -1):
        if tokens.words[at] in lives:
            return True
        if tokens.gap(at) is Gap.STOP:
            return False
    return False


def _street(tokens: Tokens, at: int) -> Core | None:
    titled = tokens.capital(at) and not tokens.shouted
    first = _name_before(tokens, at, titled)
    start = number_before(tokens, first)
    numbered = start < first
    words = tokens.words
    if first and not numbered and tokens.gap(first) is Gap.SPACE and words[first - 1].strip("0") == "":
        return None  # "000 Columbia Avenue" is a price or a form
    if first == at and not (numbered and titled and words[at] in words_of("likely-small")):
        return None
    if first == at:
        return Core(start, at + 1, Proof.MORE)
    sure = words[at] in words_of("sure")
    if not sure and _is_within_a_name(tokens, at):
        return None
    followed = tokens.gap(at + 1) is Gap.SPACE and words[at + 1] in words_of("not-after")
    if followed and words[at + 1] == "to" and lives_before(tokens, start):
        followed = False  # "moved from Elm Road to ..." is no "road to recovery"
    if followed and not (numbered and titled and sure):
        return None
    if words[at] in ("st", "dr", "av") and tokens.gap(at + 1) is Gap.SPACE and tokens.capital(at + 1) and not numbered:
        sure = False
    end = _directions(tokens, at + 1)
    said_often = _said_often(words, first, at) or (words[at] == "lane" and not numbered and is_first_name(words[first]))
    plain = all(word in words_of("not-a-name") or word in words_of("join") for word in words[first:at])
    waits = Proof.MORE if words[at] in words_of("open") else Proof.SOME
    if titled:
        if numbered:
            doubtful = plain or words[at] in words_of("doubtful")
            return Core(start, end, Proof.SOME if doubtful and not sure else Proof.NONE)
        return Core(start, end, Proof.NONE if sure and not said_often and not plain else waits)
    if tokens.shouted:
        certain = numbered and words[at] not in words_of("doubtful")
        return Core(start, end, Proof.NONE if certain or (sure and not said_often and not plain) else waits)
    return _small_street(tokens, start, first, at, sure=sure and not said_often)


def _is_within_a_name(tokens: Tokens, at: int) -> bool:
    """Return whether the name goes on to another ending, as in "Shooters Hill House" and "Castle Park Road"."""
    after = at + 1
    if tokens.gap(after) is not Gap.SPACE or tokens.capital(after) is not tokens.capital(at):
        return False
    return any(tokens.words[after] in words_of(kind) for kind in ("sure", "likely", "home"))


def _small_street(tokens: Tokens, start: int, first: int, at: int, *, sure: bool) -> Core | None:
    """Return a street whose "road" or "close" is in small letters, though its name may have a capital."""
    words = tokens.words
    numbered, named = start < first, tokens.capital(first)
    likely = words[at] in words_of("likely-small") or words[at] in words_of("sure")
    if numbered:
        if named or (words[at] in words_of("sure")):
            return Core(start, at + 1, Proof.NONE if named else _small_proof(tokens, start, at), small=not named)
        said = start > 0 and tokens.gap(start) is Gap.SPACE and words[start - 1] in ("at", "from", "near", "of")
        plural = at - first == 1 and words[first].endswith("s")
        enough = likely and said and not plural and tokens.gap(at + 1) is not Gap.SPACE
        return Core(start, at + 1, Proof.NONE if enough else Proof.SOME, small=True)
    after_preposition = tokens.gap(first) is Gap.SPACE and first > 0 and words[first - 1] in _BEFORE_A_STREET
    ends = tokens.gap(at + 1) is not Gap.SPACE or not _is_more_of_a_thing(tokens, at + 1)
    known = named or words[first] in words_of("street-name") or is_place(" ".join(words[first:at]))
    if sure and after_preposition and ends and known:
        return Core(start, at + 1, Proof.NONE, small=not named)
    return Core(start, at + 1, Proof.SOME, small=True) if likely else None


def _small_proof(tokens: Tokens, start: int, at: int) -> Proof:
    """ "12 elm road" is an address; "3 street parties" and "2 good road bikes" go on after the street."""
    ends = tokens.gap(at + 1) is not Gap.SPACE or not _is_more_of_a_thing(tokens, at + 1)
    return Proof.NONE if ends or place_at(tokens, at + 1) > at + 1 else Proof.SOME


def _is_more_of_a_thing(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word not in words_of("not-a-name") and word not in words_of("join") and not word[0].isdigit()


def _name_before(tokens: Tokens, at: int, titled: bool) -> int:
    """Return where the name before "Road" begins; `at` itself when there is none."""
    words, first = tokens.words, at
    longest = _LONGEST_NAME if titled or tokens.shouted else _LONGEST_SMALL_NAME
    while first > 0 and at - first < longest and tokens.gap(first) is Gap.SPACE:
        before = first - 1
        if tokens.is_number(before) or (words[before] in words_of("number") and not tokens.capital(before)):
            break
        if titled and not _is_titled(tokens, before):
            break
        if not titled and not _is_small_name(tokens, before, at):
            break
        first = before
    while first < at - 1 and words[first] in words_of("join") and words[first] != "the":
        first += 1
    return first


def _is_titled(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    if tokens.capital(at):
        begins = tokens.gap(at) in (Gap.STOP, Gap.LINE)
        return not (
            begins and word in words_of("not-a-name") and word != "the" and word not in words_of("with-a-number")
        )
    if word[0].isdigit():
        return word.endswith(("st", "nd", "rd", "th"))
    return word in words_of("join") and at > 0 and tokens.gap(at) is Gap.SPACE and tokens.capital(at - 1)


def _is_small_name(tokens: Tokens, at: int, ending: int) -> bool:
    word = tokens.words[at]
    after_number = at > 0 and tokens.gap(at) is Gap.SPACE and tokens.is_number(at - 1)
    if word in words_of("with-a-number") or (word == "the" and at == ending - 1):
        named = word != "the" and at > 0 and tokens.gap(at) is Gap.SPACE and _is_small_name(tokens, at - 1, ending)
        return after_number or tokens.shouted or tokens.gap(at) is Gap.COMMA or at == 0 or named
    if word in words_of("not-a-name") or word in words_of("join"):
        return False
    return word[0].isalpha()


def _directions(tokens: Tokens, at: int) -> int:
    """Return where the words that belong to a street's ending stop: "Southernhay East", "High Street North"."""
    while tokens.gap(at) is Gap.SPACE and tokens.words[at] in words_of("direction") and tokens.capital(at):
        at += 1
    return at


def _said_often(words: list[str], first: int, at: int) -> bool:
    never = words_of("never")
    begins = [begin for begin in range(max(first, at - 3), at) if begin == first or words[begin] != "the"]
    return any("-".join(words[begin : at + 1]) in never for begin in begins)


def _named_first(tokens: Tokens, at: int) -> Core | None:
    """Return a street whose kind stands first, as in Welsh: "Heol y Nant", "Ffordd Las"."""
    end, start = at + 1, number_before(tokens, at)
    while end - at < _LONGEST_NAME and tokens.gap(end) is Gap.SPACE:
        goes_on = tokens.capital(end) or tokens.words[end] in words_of("first-goes-on")
        first_small_word = end == at + 1 and start < at and not tokens.capital(at)
        if not goes_on and not (first_small_word and tokens.words[end] not in words_of("not-a-name")):
            break
        end += 1
    if end == at + 1 or not (tokens.capital(at) or start < at):
        return None
    certain = start < at or (tokens.words[at] in words_of("first-sure") and tokens.capital(at))
    return Core(start, end, Proof.NONE if certain else Proof.SOME)


def _street_without_ending(tokens: Tokens, at: int) -> Core | None:
    """Return "24 Southernhay", or "Southernhay East", which waits for its town."""
    first = at - 1 if at and tokens.gap(at) is Gap.SPACE and tokens.words[at - 1] in ("the", "old", "new", "st") else at
    start = number_before(tokens, first)
    end = _directions(tokens, at + 1)
    if tokens.capital(at):
        known = tokens.words[at] in words_of("alone") or not is_place(tokens.words[at])
        return Core(start, end, Proof.NONE if start < first else Proof.SOME) if start < first or known else None
    if start == first:
        return None
    goes_on = tokens.gap(end) is Gap.SPACE and _is_more_of_a_thing(tokens, end) and place_at(tokens, end) == end
    known = tokens.words[at] in words_of("alone")
    return None if goes_on else Core(start, end, Proof.NONE if known else Proof.SOME, small=True)


def _part_of_a_building(tokens: Tokens, at: int) -> Core | None:
    """Return "Flat 3", "Unit 4B" or "1st Floor", which wait for their house."""
    words = tokens.words
    after = at + 1
    if tokens.gap(after) is Gap.SPACE and (tokens.is_number(after) or len(words[after]) == 1):
        home = words[at] in ("flat", "apartment", "apt", "flt", "maisonette", "bedsit")
        return Core(at, after + 1, Proof.SOME if home else Proof.MORE, small=not tokens.capital(at))
    return None


def _building(tokens: Tokens, at: int) -> Core | None:
    """Return "Rose Cottage" or "St Mary's Church", which wait for a town."""
    word = tokens.words[at]
    titled = tokens.capital(at) and not tokens.shouted
    if not titled and not (word in words_of("home-small") or tokens.shouted):
        return None
    first = _name_before(tokens, at, titled)
    start = number_before(tokens, first)
    if first == at or all(name in words_of("not-a-name") for name in tokens.words[first:at]):
        return None
    home = word in words_of("home") and word not in words_of("open")
    return Core(start, at + 1, Proof.SOME if home else Proof.MORE, small=not tokens.capital(at))


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


def _number_and_name(tokens: Tokens, at: int) -> Core | None:
    """Return "24 Southfield" or "6 the shambles" before a comma: with a town after it, it needs no "Road"."""
    end = at + 1
    while end - at <= _LONGEST_SMALL_NAME and tokens.gap(end) is Gap.SPACE:
        word = tokens.words[end]
        if not word[0].isalpha() or (word in words_of("not-a-name") and word not in words_of("with-a-number")):
            return None
        end += 1
    if end == at + 1 or tokens.gap(end) not in (Gap.COMMA, Gap.LINE):
        return None
    small = not tokens.capital(at + 1)
    if small and (tokens.words[end - 1].endswith("s") or not _opens_here(tokens, at)):
        return None
    if place_at(tokens, at + 1) == end and not _opens_here(tokens, at):
        return None
    return Core(at, end, Proof.SOME, small=small)


def _parts_before_a_town(tokens: Tokens, at: int) -> Core | None:
    """Return "The Bothy, Westonbirt" before ", Tetbury": a house in a village, told by the order of its parts alone."""
    small = not tokens.capital(at)
    first, parts, first_end = at, 0, at
    while first > 0 and parts < _MOST_PARTS and tokens.gap(first) in (Gap.COMMA, Gap.LINE):
        begins = first
        while begins > 0 and first - begins < _LONGEST_NAME and _is_of_a_part(tokens, begins - 1, small=small):
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
    if not parts or place_at(tokens, first) == first_end:
        return None
    fills = first == 0 and parts > 1
    said = (
        first > 0
        and tokens.gap(first) is Gap.SPACE
        and (tokens.words[first - 1] == "at" or lives_before(tokens, first))
    )
    after_town = place_at(tokens, at)
    parts += tokens.gap(after_town) is Gap.COMMA and place_at(tokens, after_town) > after_town
    built = any(word in words_of(kind) for word in tokens.words[first:at] for kind in ("home", "venue", "before"))
    if (parts < 2 or not (said or built)) and not fills:
        return None
    return Core(first, at, Proof.SOME if said else Proof.FILLS if fills else Proof.MORE, small=small)


def _is_of_a_part(tokens: Tokens, at: int, *, small: bool) -> bool:
    word = tokens.words[at]
    if word in words_of("join"):
        return word == "the" or not small
    if small or tokens.shouted:
        return word not in words_of("not-a-name") and not tokens.is_number(at)
    return tokens.capital(at) and word not in words_of("not-a-name")


def _opens_here(tokens: Tokens, at: int) -> bool:
    return (
        tokens.gap(at) is not Gap.SPACE
        or tokens.words[at - 1] in _BEFORE_A_STREET
        or tokens.words[at - 1] in words_of("lives")
    )
