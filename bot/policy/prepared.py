"""A text made ready for reading: typists' and pasted oddities are put right, and every place is still known."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from bot.policy.automata import Automaton
from bot.policy.findings import Span

_UNSEEN = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u061c\ufe0e\ufe0f\u20e3")
)
_ALIKE = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
    ),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\u0060"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'),
    **{0xFF01 + step: chr(0x21 + step).replace("`", "'") for step in range(0x5E)},  # full-width forms of ASCII
}
_SIX_DIGITS = Automaton(r"[0-9](?:[ .()/_\-]{0,4}[0-9]){5}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MAP: dict[int, str | None] = {**_ALIKE, **_UNSEEN}
_ODD = frozenset(map(chr, _MAP))
_NOT_TEXT = "\x1a"


# Cyrillic and Greek letters that nobody can tell from ours, as in "fυck": confusable, says Unicode's report 39.
_LIKE_OURS = dict(
    zip(
        map(ord, "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅοαινρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
        "aeopcyxijshdqwABEKMHOPCTYXIJSoaivpukABEZHIKMNOPTYX",
        strict=True,
    )
)


class _Folded(dict[int, str]):
    """One ASCII character for each other one: letters without their accents, digits of any script, else a control."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter)[0]
        if not plain.isascii():
            digit = unicodedata.decimal(plain, None)
            if digit is not None:
                plain = str(digit)
            elif plain.isalpha():
                plain = "X" if plain.isupper() else "x"
            else:
                plain = _NOT_TEXT
        self[code] = plain
        return plain


_FOLDED = _Folded({**dict.fromkeys(map(ord, "£€¥"), "$"), **_LIKE_OURS})


@dataclass(frozen=True)
class Prepared:
    """A text as the rules read it: `plain` has one space, one dash, one apostrophe, and nothing that is not seen.

    Each rule reports its spans in `plain`; `span` says where that is in the text as it was typed.
    """

    text: str
    plain: str
    _left_out: tuple[int, ...] = field(default=(), repr=False)  # for each character left out: how many stand before it
    sought: dict[int, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)
    """Which of so many patterns, searched together, are in it: `bot.policy.privacy.patterns.Sought` keeps it here."""

    @cached_property
    def lower(self) -> str:
        """Return the text in lower case, with the same places: letters that would change their number stay."""
        lowered = self.plain.lower()
        if len(lowered) == len(self.plain):
            return lowered
        return "".join(low if len(low := letter.lower()) == 1 else letter for letter in self.plain)

    @cached_property
    def folded(self) -> str:
        """Return the text in ASCII, with the same places: what patterns over bytes read without counting letters."""
        return _NOT_ASCII.sub(lambda found: _FOLDED[ord(found[0])], self.plain)

    @cached_property
    def small(self) -> str:
        """Return `folded` in lower case."""
        return self.folded.lower()

    @cached_property
    def raw(self) -> bytes:
        """Return `folded` as bytes: a byte for each place."""
        return self.folded.encode("ascii")

    @cached_property
    def has_digit(self) -> bool:
        """Return whether there is a digit: most drafts have few, and most rules for numbers need one."""
        return any(digit in self.folded for digit in "0123456789")

    @cached_property
    def has_long_number(self) -> bool:
        """Return whether there are six digits with little between them, as nearly every number for one person has."""
        return _SIX_DIGITS.search(self.raw) is not None

    def place(self, at: int) -> int:
        """Return where a place of `plain` is in the text as it was typed."""
        return at + bisect_right(self._left_out, at) if self._left_out else at

    def span(self, start: int, end: int, label: str, rule: str) -> Span:
        """Return a span of `plain` as a span of the text as it was typed."""
        first = self.place(start)
        return Span(first, max(first + 1, self.place(end - 1) + 1), label, rule)


def _put_right(text: str) -> str:
    """Return the text without its oddities: few sorts are in any, and each is replaced at once."""
    for odd in _ODD.intersection(("`", *_NOT_ASCII.findall(text))):
        text = text.replace(odd, _MAP[ord(odd)] or "")
    return text


def prepare(text: str) -> Prepared:
    """Return the text ready for reading."""
    if text.isascii():
        return Prepared(text, text.replace("`", "'"))
    plain = _put_right(text)
    if len(plain) == len(text):
        return Prepared(text, plain)
    seen = 0
    left_out = []
    for letter in text:
        if ord(letter) in _UNSEEN:
            left_out.append(seen)
        else:
            seen += 1
    return Prepared(text, plain, tuple(left_out))
