"""Names of people, and addresses that the rules did not see: the `names` extra, read after the rules have answered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.address_words import lines_of, words_of
from bot.policy.privacy.first_names import is_first_name
from bot.policy.privacy.name_model import NameModel, Piece, available
from bot.policy.privacy.places import is_county, is_place

__all__ = ["NOT_LOOKED_FOR", "available", "find_names"]

NOT_LOOKED_FOR = "Names are not looked for: the part that can is not installed."
"""What is said where the extra is missing."""

_LIST = Path(__file__).with_name("not_names.txt")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_HOUSE = re.compile(r"(?!0[0-9])[0-9]{1,5}[a-h]?(?:-[0-9]{1,5}[a-h]?)?")
_THREE = re.compile(r"\b([A-Z][\w'-]+), ([A-Z][\w'-]+),? (?:and|&) ([A-Z][\w'-]+)\b")
_MARKS = str.maketrans(dict.fromkeys(">|<*~=", ","))  # the model knows lists with commas
_NAME, _KNOWN, _FOLLOWS, _AFTER_A_TITLE, _SMALL, _SMALL_KNOWN = 0.55, 0.15, 0.3, 0.1, 0.85, 0.45
_STREET, _CERTAIN = 0.6, 0.9
_LONGEST_SHORT_FORM = 6

_model = NameModel()


def find_names(text: Prepared, found: Iterable[Span] = ()) -> list[Span]:
    """Return names of people, and streets where nothing `found` lies; needs the extra (see `available`).

    It takes some 5 ms for each 100 characters: ask for it in a worker thread, after the rules' answer is shown.
    """
    words = _read(text)
    found = list(found)
    spans = [
        span
        for start, end in _names(text, words)
        if not _is_of_an_address(span := text.span(start, end, "PERSON", "name"), text, found)
    ]
    taken = [(span.start, span.end) for span in found]
    for start, end in _streets(text, words):
        span = text.span(start, end, "ADDRESS", "address-by-model")
        if not any(span.start < last and span.end > first for first, last in taken):
            spans.append(span)
    return sorted(spans)


def _is_of_an_address(name: Span, text: Prepared, found: list[Span]) -> bool:
    """Return whether it is a house or a street called after somebody, not whoever lives there."""
    first = text.text[name.start : name.end].split()[0]
    return any(
        one.label == "ADDRESS"
        and one.start <= name.start
        and name.end <= one.end
        and not (one.start == name.start and is_first_name(first))
        for one in found
    )


@dataclass(frozen=True)
class _Word:
    """A whole word with the highest likelihood of its pieces: half a word is never a name."""

    start: int
    end: int
    written: str
    person: float
    street: float
    town: float

    @property
    def capital(self) -> bool:
        return self.written[0].isupper()

    @property
    def bare(self) -> str:
        return self.written.lower().removesuffix("'s")


def _read(text: Prepared) -> list[_Word]:
    pieces = sorted(_model.pieces(text.plain.translate(_MARKS)), key=lambda piece: piece.start)
    words, at = [], 0
    for found in _WORD.finditer(text.plain):
        start, end = found.span()
        while at < len(pieces) and pieces[at].end <= start:
            at += 1
        within = _until(pieces, at, end)
        if within:
            likely = [max(getattr(piece, kind) for piece in within) for kind in ("person", "street", "town")]
            words.append(_Word(start, end, found.group(), *likely))
    return words


def _until(pieces: list[Piece], at: int, end: int) -> list[Piece]:
    last = at
    while last < len(pieces) and pieces[last].start < end:
        last += 1
    return pieces[at:last]


def _names(text: Prepared, words: list[_Word]) -> list[tuple[int, int]]:
    mixed = any(map(str.isupper, text.plain))
    groups: list[list[_Word]] = []
    last: _Word | None = None
    for before, word in pairwise([None, *words]):
        assert word is not None
        follows = bool(groups and last is before and _beside(text, groups[-1][-1], word))
        if _is_name(text, before, word, mixed=mixed, follows=follows):
            groups[-1].append(word) if follows else groups.append([word])
            last = word
    firms = _firms(text)
    return [
        (group[0].start, group[-1].end)
        for group in groups
        if not _is_no_person(text, group)
        and not any(start <= group[0].start and group[-1].end <= end for start, end in firms)
    ]


def _firms(text: Prepared) -> list[tuple[int, int]]:
    """Return where "Davies, Humphries and Taylor" stand: three surnames are a firm, three first names friends."""
    return [
        found.span()
        for found in _THREE.finditer(text.plain)
        if sum(map(is_first_name, found.groups())) < len(found.groups()) - 1 and _acts_as_one(text, *found.span())
    ]


def _acts_as_one(text: Prepared, start: int, end: int) -> bool:
    """Return whether three names are spoken of as one: "from Rees, Brennan and Smith", "... and Smith has"."""
    before, after = text.lower[max(start - 9, 0) : start].split(), text.lower[end : end + 9].split()
    return before[-1:] in (["from"], ["at"], ["for"], ["the"], ["of"]) or after[:1] in (["has"], ["is"], ["was"])


def _beside(text: Prepared, one: _Word, other: _Word) -> bool:
    return text.plain[one.end : other.start] in (" ", "-", ". ", "'")


def _is_name(text: Prepared, before: _Word | None, word: _Word, *, mixed: bool, follows: bool) -> bool:
    if word.written[0].isdigit() or word.street > word.person or _within_a_link(text, word) or word.bare in _never():
        return False
    known = is_first_name(word.bare) and (word.capital or is_first_name(word.bare.lower()))
    if word.bare in words_of("not-a-name") and not (word.capital and known):
        return False
    if not word.capital:
        if mixed and not known and not follows:
            return False  # "abdomen" among words with capitals
        return word.person >= (_SMALL_KNOWN if follows or (mixed and known) else _SMALL)
    if mixed and not known and not follows and word.written.isupper() and len(word.written) < _LONGEST_SHORT_FORM:
        return False  # "EMIS"
    needs = [_NAME]
    if known:
        needs.append(_KNOWN)
    if follows:
        needs.append(_FOLLOWS)
    if before and before.bare in words_of("title") and text.plain[before.end : word.start] in (" ", ". "):
        needs.append(_AFTER_A_TITLE)
    return word.person >= min(needs)


def _within_a_link(text: Prepared, word: _Word) -> bool:
    after = text.plain[word.end : word.end + 2]
    dotted = after[:1] == "." and after[1:].isalpha()
    return text.plain[max(word.start - 1, 0) : word.start] in ("@", "_", "/", "#") or after[:1] in ("@", "_") or dotted


def _is_no_person(text: Prepared, group: list[_Word]) -> bool:
    after = _WORD.search(text.plain, group[-1].end, group[-1].end + 20)
    beside = after and not text.plain[group[-1].end : after.start()].strip(" .,")
    if beside and after and after.group().lower() in _list("organisation"):
        return True
    [first, *others] = group
    double = "-" in first.written and not others
    if double and not any(map(is_first_name, first.written.split("-"))):
        return True
    words = " ".join(word.bare for word in group)
    return is_county(words) or (is_place(words) and not is_first_name(first.written))


def _streets(text: Prepared, words: list[_Word]) -> list[tuple[int, int]]:
    groups: list[list[_Word]] = []
    last: _Word | None = None
    for before, word in pairwise([None, *words]):
        assert word is not None
        if max(word.street, word.town) >= _STREET:
            joined = last is not None and last is before and text.plain[last.end : word.start].strip(" ,.") == ""
            groups[-1].append(word) if joined else groups.append([word])
            last = word
    return [(group[0].start, group[-1].end) for group in groups if _is_street(group)]


def _is_street(group: list[_Word]) -> bool:
    """A number and a name, or several words without an ending that the rules know: those they have judged already."""
    on_it = [word for word in group if word.street >= _STREET]
    named = [word for word in on_it if word.written[0].isalpha() and not _says_something_else(word)]
    if not named or group[0].bare in _list("before-a-number") or any(word.written == "000" for word in group):
        return False
    if "-".join(word.bare for word in group) in words_of("famous"):
        return False
    if any(_HOUSE.fullmatch(word.bare) for word in (on_it if len(group) > 2 else on_it[:1])):
        return True
    judged = any(word.bare in words_of(kind) for word in group for kind in ("sure", "likely", "venue", "event"))
    towned = len(group) > len(on_it) and group[0].street >= _STREET
    if (
        towned
        and len(on_it) > 1
        and min(word.street for word in on_it) >= _CERTAIN
        and not is_first_name(group[0].bare)
    ):
        return True
    return not judged and (towned or (len(group) > 1 and all(word.capital for word in group)))


def _says_something_else(word: _Word) -> bool:
    return word.bare in words_of("not-a-name") or is_place(word.bare)


@cache
def _list(heading: str) -> frozenset[str]:
    words: list[str] = []
    reading = False
    for line in lines_of(_LIST):
        if line.startswith("["):
            reading = line == f"[{heading}]"
        elif reading:
            words.extend(line.split())
    return frozenset(words)


def _never() -> frozenset[str]:
    return _list("words")
