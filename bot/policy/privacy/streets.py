"""Streets: a name with an ending, with or without a number; Welsh ones, whose kind stands first; and Southernhay."""

from functools import cache

from bot.policy.privacy.address_core import Core, Proof
from bot.policy.privacy.address_words import words_of
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.places import is_place, place_at
from bot.policy.privacy.street_names import (
    BEFORE_A_STREET,
    LONGEST_NAME,
    directions,
    goes_there,
    is_more_of_a_thing,
    is_within_a_name,
    lives_before,
    name_before,
    number_before,
    said_often,
)
from bot.policy.privacy.tokens import Gap, Tokens


def street(tokens: Tokens, at: int) -> Core | None:
    titled = tokens.capital(at) and not tokens.shouted
    first = name_before(tokens, at, titled)
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
    if not sure and is_within_a_name(tokens, at):
        return None
    followed = tokens.gap(at + 1) is Gap.SPACE and words[at + 1] in words_of("not-after")
    if followed and words[at + 1] == "to" and lives_before(tokens, start):
        followed = False  # "moved from Elm Road to ..." is no "road to recovery"
    if followed and not (numbered and titled and sure):
        return None
    if words[at] in ("st", "dr", "av") and tokens.gap(at + 1) is Gap.SPACE and tokens.capital(at + 1) and not numbered:
        sure = False
    end = directions(tokens, at + 1)
    person = not numbered and _is_person(words[first]) and words[at] in words_of("surname")
    goes_on = tokens.gap(at + 1) is Gap.SPACE and tokens.capital(at + 1) and is_within_a_name(tokens, at)
    often = said_often(words, first, at)
    doubted = often or person or goes_on
    plain = all(word in words_of("not-a-name") or word in words_of("join") for word in words[first:at])
    if not sure and not numbered and _is_of_a_post(words[first:at]):
        return None
    district = not sure and not numbered and place_at(tokens, first) == at + 1  # "in Tile Hill, Coventry"
    waits = Proof.MORE if words[at] in words_of("open") or person or district or (often and not sure) else Proof.SOME
    if numbered and "-".join(words[start : at + 1]) in words_of("famous"):
        return Core(start, end, Proof.MORE)
    if titled:
        if numbered:
            doubtful = plain or (words[at] in words_of("doubtful") and not goes_there(tokens, start))
            return Core(start, end, Proof.SOME if doubtful and not sure else Proof.NONE)
        return Core(start, end, Proof.NONE if sure and not doubted and not plain else waits)
    if tokens.shouted:
        certain = numbered and words[at] not in words_of("doubtful")
        return Core(start, end, Proof.NONE if certain or (sure and not doubted and not plain) else waits)
    return _small_street(tokens, start, first, at, sure=sure and not doubted)


def _is_of_a_post(name: list[str]) -> bool:
    """Return whether the name is one of something people do: "Next Steps", "Team Walk"."""
    done, said = of_a_post()
    return not done.isdisjoint(name) or said.issuperset(name)


@cache
def of_a_post() -> tuple[frozenset[str], frozenset[str]]:
    """Return words of which one is enough, and words of which all must be."""
    said = words_of("not-a-name") - words_of("join") - words_of("with-a-number")
    return words_of("event") - words_of("built"), said | words_of("after-only")


def _is_person(word: str) -> bool:
    return is_first_name(word) or word in words_of("title")


def _small_street(tokens: Tokens, start: int, first: int, at: int, *, sure: bool) -> Core | None:
    """Return a street whose "road" or "close" is in small letters, though its name may have a capital."""
    words = tokens.words
    numbered, named = start < first, tokens.capital(first)
    likely = words[at] in words_of("likely-small") or words[at] in words_of("sure")
    if numbered:
        if words[at] in words_of("doubtful"):
            return Core(start, at + 1, Proof.MORE, small=not named)
        if named or (words[at] in words_of("sure")):
            return Core(start, at + 1, Proof.NONE if named else _small_proof(tokens, start, at), small=not named)
        said = start > 0 and tokens.gap(start) is Gap.SPACE and words[start - 1] in ("at", "from", "near", "of")
        plural = at - first == 1 and words[first].endswith("s")
        enough = likely and said and not plural and tokens.gap(at + 1) is not Gap.SPACE
        return Core(start, at + 1, Proof.NONE if enough else Proof.SOME, small=True)
    after_preposition = tokens.gap(first) is Gap.SPACE and first > 0 and words[first - 1] in BEFORE_A_STREET
    ends = tokens.gap(at + 1) is not Gap.SPACE or not is_more_of_a_thing(tokens, at + 1)
    known = named or words[first] in words_of("street-name") or is_place(" ".join(words[first:at]))
    if sure and after_preposition and ends and known:
        return Core(start, at + 1, Proof.NONE, small=not named)
    return Core(start, at + 1, Proof.SOME, small=True) if likely else None


def _small_proof(tokens: Tokens, start: int, at: int) -> Proof:
    """ "12 elm road" is an address; "3 street parties" and "2 good road bikes" go on after the street."""
    ends = tokens.gap(at + 1) is not Gap.SPACE or not is_more_of_a_thing(tokens, at + 1)
    return Proof.NONE if ends or place_at(tokens, at + 1) > at + 1 else Proof.SOME


def street_named_first(tokens: Tokens, at: int) -> Core | None:
    """Return a street whose kind stands first, as in Welsh: "Heol y Nant", "Ffordd Las"."""
    end, start = at + 1, number_before(tokens, at)
    while end - at < LONGEST_NAME and tokens.gap(end) is Gap.SPACE:
        goes_on = tokens.capital(end) or tokens.words[end] in words_of("first-goes-on")
        first_small_word = end == at + 1 and start < at and not tokens.capital(at)
        if not goes_on and not (first_small_word and tokens.words[end] not in words_of("not-a-name")):
            break
        end += 1
    if end == at + 1 or not (tokens.capital(at) or start < at):
        return None
    certain = start < at or (tokens.words[at] in words_of("first-sure") and tokens.capital(at))
    return Core(start, end, Proof.NONE if certain else Proof.SOME)


def street_without_ending(tokens: Tokens, at: int) -> Core | None:
    """Return "24 Southernhay", or "Southernhay East", which waits for its town."""
    first = at - 1 if at and tokens.gap(at) is Gap.SPACE and tokens.words[at - 1] in ("the", "old", "new", "st") else at
    start = number_before(tokens, first)
    end = directions(tokens, at + 1)
    if tokens.capital(at):
        known = tokens.words[at] in words_of("alone") or not is_place(tokens.words[at])
        return Core(start, end, Proof.NONE if start < first else Proof.SOME) if start < first or known else None
    if start == first:
        return None
    goes_on = tokens.gap(end) is Gap.SPACE and is_more_of_a_thing(tokens, end) and place_at(tokens, end) == end
    known = tokens.words[at] in words_of("alone")
    return None if goes_on else Core(start, end, Proof.NONE if known else Proof.SOME, small=True)
