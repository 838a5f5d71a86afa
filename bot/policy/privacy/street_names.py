"""What stands before a street's ending and before the street: its name, the house number, "she lives at"."""

from bot.policy.privacy.address_words import words_of
from bot.policy.privacy.tokens import Gap, Tokens

LONGEST_NAME = 5
LONGEST_SMALL_NAME = 4
BEFORE_A_STREET = frozenset({"on", "at", "in", "off", "near", "from", "down", "along", "of", "to", "by"})
WHO = frozenset({"i", "we", "they", "you", "who", "still", "also", "now", "parents", "both", "all"})
_REACH_OF_LIVES = 7


def name_before(tokens: Tokens, at: int, titled: bool) -> int:
    """Return where the name before "Road" begins; `at` itself when there is none."""
    words, first = tokens.words, at
    longest = LONGEST_NAME if titled or tokens.shouted else LONGEST_SMALL_NAME
    while first > 0 and at - first < longest and tokens.gap(first) is Gap.SPACE:
        before = first - 1
        if tokens.is_number(before) or (words[before] in words_of("number") and not tokens.capital(before)):
            break
        begins_it = before == at - 1 and words[at] in words_of("sure") and _begins_a_part(tokens, before)
        if titled and not begins_it and not _is_titled(tokens, before):
            break
        if not titled and not (begins_it and tokens.shouted) and not _is_small_name(tokens, before, at):
            break
        first = before
    while first < at - 1 and words[first] in words_of("join") and words[first] != "the":
        first += 1
    return first


def _begins_a_part(tokens: Tokens, at: int) -> bool:
    """Return whether it is the "First" of "First Avenue, Hove": another word there would begin a sentence."""
    return tokens.gap(at) is not Gap.SPACE and tokens.capital(at)


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


def directions(tokens: Tokens, at: int) -> int:
    """Return where the words that belong to a street's ending stop: "Southernhay East", "High Street North"."""
    while tokens.gap(at) is Gap.SPACE and tokens.words[at] in words_of("direction") and tokens.capital(at):
        at += 1
    return at


def said_often(words: list[str], first: int, at: int) -> bool:
    never = words_of("never")
    begins = [begin for begin in range(max(first, at - 3), at) if begin == first or words[begin] != "the"]
    return any("-".join(words[begin : at + 1]) in never for begin in begins)


def is_ending(tokens: Tokens, at: int) -> bool:
    """Return whether a word ends a street and its part: the "walk" of "ernulph walk, colchester"."""
    return (
        tokens.words[at] in words_of("likely") and Gap.SPACE is not tokens.gap(at + 1) and tokens.gap(at) is Gap.SPACE
    )


def is_within_a_name(tokens: Tokens, at: int) -> bool:
    """Return whether the name goes on to another ending, as in "Shooters Hill House" and "Castle Park Road"."""
    after = at + 1
    if tokens.gap(after) is not Gap.SPACE or tokens.capital(after) is not tokens.capital(at):
        return False
    return any(tokens.words[after] in words_of(kind) for kind in ("sure", "likely", "home", "venue", "event"))


def is_more_of_a_thing(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word not in words_of("not-a-name") and word not in words_of("join") and not word[0].isdigit()


def goes_there(tokens: Tokens, first: int) -> bool:
    """Return whether the word before leads to a place: "at", "near", "from", "to"."""
    return first > 0 and tokens.gap(first) is Gap.SPACE and tokens.words[first - 1] in ("at", "near", "from", "to")


def lives_before(tokens: Tokens, first: int) -> bool:
    """Return whether the words before say that somebody lives there: "she lives at", "our address is", "address:"."""
    if first < 1:
        return False
    lives, words = words_of("lives"), tokens.words
    if tokens.between(first).strip() in (":", "-", ":-"):
        return words[first - 1] in ("address", "home", "lives", "location")
    if tokens.gap(first) is not Gap.SPACE:
        return False
    if words[first - 1] not in BEFORE_A_STREET and words[first - 1] not in lives and words[first - 1] != "is":
        return False
    for at in range(first - 1, max(first - 1 - _REACH_OF_LIVES, -1), -1):
        if words[at] in lives and (words[at] != "live" or (at and words[at - 1] in WHO)):
            return True
        if tokens.gap(at) is Gap.STOP:
            return False
    return False
