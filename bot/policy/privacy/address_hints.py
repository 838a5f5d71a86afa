"""Whether an address can be in a text at all: most have none, and to read one word by word takes six times as long.

Where there is any doubt there may be one. A street, a building or a number needs at least what `cores` and `growing`
ask for: a name or a number before it, a name after it, or a place after a comma.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from bot.policy.automata import Automaton
from bot.policy.prepared import Prepared, prepare
from bot.policy.privacy.address_words import words_of
from bot.policy.privacy.patterns import Pattern
from bot.policy.privacy.places import begins_a_place, is_place, sounds_like_place
from bot.policy.privacy.street_names import BEFORE_A_STREET
from bot.policy.privacy.streets import of_a_post

_SHORT = 200
"""A shorter text may be nothing but an address, in which capitals and commas say less."""

_SMALL = b"abcdefghijklmnopqrstuvwxyz"
_REACH = 60
_ENDS_A_PART = ',;:!?)"'


def _any(words: Iterable[str], *, capital: bool = False) -> str:
    """Return a pattern of the words in capital and small letters, or only those that begin with a capital."""
    folded = sorted({prepare(word).folded for word in words}, key=len, reverse=True)
    if capital:
        return "|".join(f"{re.escape(word[0].upper())}(?i:{re.escape(word[1:])})" for word in folded)
    return f"(?i:{'|'.join(map(re.escape, folded))})"


_NUMBERED_PARTS = words_of("before") | words_of("post-box")
_NAMED_AFTER = words_of("first") | words_of("home-first") | words_of("venue-first")
_A_NUMBER = r"\b[0-9][\w'&/-]*[ \t,.()|/-]+"
_SURELY = Pattern(
    rf"\b{_any(_NUMBERED_PARTS)}[ \t.]+(?:[0-9]|[A-Za-z]\b)"
    rf"|\b{_any(words_of('lives-at') | {'live'})}[ \t]+(?i:at)[ \t]+[A-Z]"
    rf"|\b(?:{_any(words_of('alone'), capital=True)}|[A-Z][\w'&/-]*(?i:gate))\b"
    rf"|{_A_NUMBER}(?:[a-zA-Z][ \t]+)?(?:(?i:the|old|new|st)\.?[ \t]+)?"
    rf"(?:{_any(words_of('alone'))}|[A-Za-z][\w'&/-]*(?i:gate))\b"
    rf"|\b{_any(_NAMED_AFTER)}[ \t]+(?:[A-Z]|{_any(words_of('first-goes-on'))}\b)"
    rf"|{_A_NUMBER}(?:[a-zA-Z][ \t]+)?{_any(_NAMED_AFTER)}\b",
    exact=True,
)
_NUMBERED_STREET = Pattern(
    rf"{_A_NUMBER}(?:[a-z_][\w'&/-]*[ \t.]+){{1,6}}?"
    rf"{_any(words_of('likely') | words_of('sure') | words_of('after-a-number'))}\b"
)
_NUMBER_AND_NAME = Pattern(
    r"\b[0-9]{1,5}[a-z]{0,2}(?:[-/&][0-9]{0,5}[a-z]?)?(?:[ \t.]+[a-z_][\w'&/-]*){1,5}[ \t'\")(.]*[,\n|()/-]"
)
_BETWEEN = re.compile(r"[ \t.,()|]+")
_AFTER_A_COMMA = re.compile(r"[,\n](?<=\w.)\W*(\w++(?:['&/-]\w++)*+)(?:[ \t]+(\w++(?:['&/-]\w++)*+))?", re.DOTALL)


def may_hold_an_address(text: Prepared) -> bool:
    """Return False for a text in which no street, no building and no place stands as in an address."""
    words = text.folded
    if len(words) < _SHORT or 3 * (len(words) - len(text.raw.translate(None, _SMALL))) < len(words):
        return True
    return (
        _SURELY.first_in(text) is not None
        or any(_may_be_a_place(*parts) for parts in _AFTER_A_COMMA.findall(text.plain))
        or any(_may_be_one(words, start, end) for (start, end), *_ in _named().each(text.raw))
        or (text.has_digit and _may_have_a_numbered_one(text))
    )


@cache
def _named() -> Automaton:
    titled = _any(words_of("sure") | words_of("likely") | words_of("home") | words_of("venue"), capital=True)
    small = _any(words_of("sure") | words_of("likely-small") | words_of("home-small"))
    return Automaton(rf"\b(?:{titled}|{small})\b")


def _may_be_one(words: str, start: int, end: int) -> bool:
    """Return whether what stands before the word of an address can be its name: "Elm Road", and not "the road"."""
    if words[start - 1 : start] not in (" ", "\t"):
        return any(map(str.isdigit, words[max(start - 4, 0) : start]))
    before = words[max(start - _REACH, 0) : start].split()
    near, further = before[-1] if before else ".", before[-2] if len(before) > 1 else ""
    small, word = near.lower(), words[start:end].lower()
    if not near.isalpha():
        part = near[-1] in _ENDS_A_PART or (near[-1] == "." and near[:-1].lower() not in _shortened())
        return not part or any(map(str.isdigit, near))
    if (len(near) == 1 or small == "the") and any(map(str.isdigit, further)):
        return True
    joins, alone = small in words_of("join"), not further or further.islower() or further[-1] in _ENDS_A_PART + "."
    if words[start].isupper():
        done, said = of_a_post()
        if word not in words_of("sure") and (small in done or (alone and small in said)):
            return False
        return near != small or (joins and not further.islower())
    if small == "the":
        return not further or further[-1] in _ENDS_A_PART
    return small in words_of("with-a-number") or not (joins or small in words_of("not-a-name"))


def _may_have_a_numbered_one(text: Prepared) -> bool:
    words = text.folded
    return any(_may_be_numbered(words, one.start, one.end) for one in _NUMBER_AND_NAME.all_in(text)) or any(
        _may_be_a_numbered_street(words, one.start, one.end) for one in _NUMBERED_STREET.all_in(text)
    )


def _may_be_numbered(words: str, start: int, end: int) -> bool:
    """Return whether a number and what follows it can be "24 Southfield": no word among them says that it is none."""
    if words[start - 1 : start] in (" ", "\t"):
        before = words[max(start - _REACH, 0) : start].split()[-1:]
        if before and before[0].isalpha() and before[0].lower() not in _led_by():
            return False
    names = _names(words, start, end)
    if names[0][0].islower() and names[-1].endswith("s") and names[0] != "the":
        return False
    never = words_of("not-a-name") - words_of("with-a-number")
    return not any(name.lower() in never for name in names[names[0].lower() == "the" :])


def _may_be_a_numbered_street(words: str, start: int, end: int) -> bool:
    """Return whether a number and the words up to that of a street can be "29 a lottbridge drove"."""
    never = words_of("not-a-name") - words_of("with-a-number") - words_of("join")
    names = _names(words, start, end)[:-1]  # none in "a 2-bed flat"
    return not any(name.lower() in never for name in names[bool(names) and len(names[0]) == 1 :])


def _names(words: str, start: int, end: int) -> list[str]:
    """Return the words after a number."""
    return [name for name in (part.strip(".,()|\"'/-") for part in _BETWEEN.split(words[start:end])[1:]) if name]


def _may_be_a_place(first: str, second: str) -> bool:
    """Return whether a word after a comma can begin a place, with the one after it or alone."""
    one, other = first.lower(), second.lower()
    if _is_or_sounds(one, surely=not first[0].isupper()) or begins_a_place(one, other):
        return True
    return first[0].isupper() and second[:1].isupper() and _is_or_sounds(other, surely=False)


@lru_cache(maxsize=1_000)
def _is_or_sounds(word: str, *, surely: bool) -> bool:
    return is_place(word) or sounds_like_place(word, surely=surely)


@cache
def _led_by() -> frozenset[str]:
    return BEFORE_A_STREET | words_of("lives")


@cache
def _shortened() -> frozenset[str]:
    return words_of("short") | set("abcdefghijklmnopqrstuvwxyz")
