"""A text as words and what stands between them: an address is read word by word, so that any text takes linear time."""

import re
from enum import Enum, auto
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from bot.policy.prepared import Prepared
from bot.policy.privacy.address_words import words_of

_WORDS = re.compile(r"(\w++(?:['&/-]\w++)*+|&)")
_HOUSE_NUMBER = re.compile(r"[0-9]{1,5}(?:[a-ln-oqrt-wyz]|gf|ff|bf|tf)?(?:[-/&][0-9]{0,5}[a-z]?)?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_NOT_BEFORE_A_NUMBER = frozenset("£$€@#")
_MAY_BE_A_COMMA = frozenset(",\n")
_CAPITALS, _SMALL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz"
_ONE_LETTER = 1
_LONGEST_BARE = 16


class Gap(Enum):
    """What stands between a word and the one before it."""

    SPACE = auto()
    COMMA = auto()  # also brackets, dashes and bars
    LINE = auto()  # the next line begins
    STOP = auto()  # a sentence or a paragraph ends


class Tokens:
    """The words of a text in lower case, each with where it begins and ends in `plain`."""

    def __init__(self, text: Prepared) -> None:
        self.plain = text.plain
        self._raw = text.raw
        self.lower = text.lower
        pieces = _WORDS.split(self.lower)
        self.words = pieces[1::2]
        self._between = pieces[::2]
        ends = list(accumulate(map(len, pieces)))
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        self._gaps: list[Gap | None] = [None] * len(self.words)
        self._numbers: dict[int, bool] = {}
        self.places: dict[int, int] = {}  # what places.py has read: where a part that is a place ends

    @cached_property
    def shouted(self) -> bool:
        """Return whether capitals say nothing here: nearly all letters are capitals, or none is and nothing is said."""
        capitals, small = (len(self._raw) - len(self._raw.translate(None, kind)) for kind in (_CAPITALS, _SMALL))
        return capitals > 2 * small or (not capitals and self.bare)

    @cached_property
    def bare(self) -> bool:
        """Return whether the text is a few names with commas, or around a street, in which nothing is said."""
        words = self.words
        if len(words) > _LONGEST_BARE:
            return False
        if "," not in self.plain and not self._begins_like_an_address():
            return False
        names = words_of("join") | words_of("built") | words_of("in-an-address-too")
        if not (words_of("not-a-name") - names).isdisjoint(words):
            return False
        streets, after = words_of("sure") | words_of("likely"), words_of("not-after") - names
        return not any(word in after and before in streets for before, word in pairwise(words))  # "street food"

    def _begins_like_an_address(self) -> bool:
        """Return whether words without commas have a road or a church in them, or a number before a "close"."""
        words = self.words
        if not (words_of("sure") | words_of("of-a-parish")).isdisjoint(words[1:]):
            return True
        return bool(words) and words[0][0].isdigit() and not words_of("likely").isdisjoint(words[2:])

    def gap(self, at: int) -> Gap:
        """Return what stands before a word; before the first and after the last there is a stop."""
        if at <= 0 or at >= len(self.words):
            return Gap.STOP
        return Gap.SPACE if self._between[at] == " " else self._gaps[at] or self._read_gap(at)

    def _read_gap(self, at: int) -> Gap:
        between = self._between[at]
        if between.startswith(".") and self._is_short(at - 1):
            between = between[1:]
        gap = self._gaps[at] = _kind(between)
        return gap

    def between(self, at: int) -> str:
        """Return the characters before a word, after the one before it."""
        return self._between[at]

    @cached_property
    def after_commas(self) -> list[int]:
        """Return the words before which a comma or a new line stands."""
        marked = [at for at, marks in enumerate(self._between) if marks != " " and marks[:1] in _MAY_BE_A_COMMA]
        return [at for at in marked if self.gap(at) in (Gap.COMMA, Gap.LINE)]

    def _is_short(self, at: int) -> bool:
        word = self.words[at]
        return (len(word) == _ONE_LETTER and word.isalpha()) or word in words_of("short")

    def capital(self, at: int) -> bool:
        """Return whether a word begins with a capital letter, or may as well have."""
        return self.plain[self.starts[at]].isupper() or self.shouted

    def is_number(self, at: int) -> bool:
        """Return whether a word can be the number of a house: no price, time, decimal or year."""
        known = self._numbers.get(at)
        if known is None:
            known = self._numbers[at] = self._reads_as_number(at)
        return known

    def _reads_as_number(self, at: int) -> bool:
        word = self.words[at]
        if (
            not word[0].isdigit()
            or not _HOUSE_NUMBER.fullmatch(word)
            or _YEAR.match(word)
            or word.strip("0") == "" != word[1:]
        ):
            return False
        start, end = self.starts[at], self.ends[at]
        before = self.plain[start - 1] if start else " "
        if before in _NOT_BEFORE_A_NUMBER or (before in ".:,-/" and start > 1 and self.plain[start - 2].isdigit()):
            return False
        after = self.plain[end : end + 2]
        return not (after[:1] in ("%", ":", ".") and after[1:].isdigit()) and not after.startswith("%")


@lru_cache(maxsize=512)
def _kind(between: str) -> Gap:
    marks = between.strip(" \t")
    if not marks:
        return Gap.SPACE
    if "\n" in marks or "\r" in marks:
        rest = marks.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "")
        return Gap.LINE if rest.strip(",|-") == "\n" else Gap.STOP
    return Gap.COMMA if not marks.strip(" ,|()-/") or ("," in marks and not marks.strip(" ,'\")(.")) else Gap.STOP
