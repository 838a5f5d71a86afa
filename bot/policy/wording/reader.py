"""Reading a text against the wording rules: one pass says which rules may see anything, and only those look closer.

The first pass looks for letters that each pattern cannot do without. One automaton of the whole patterns would say
more, and grows with every text it has not seen (measured: 49 ms for 600 characters, against 0.02 ms).

The patterns are searched over one ASCII byte for each character: an automaton over bytes is a tenth as large as one
over Unicode (measured: 10 ms instead of 174 ms to compile the rules), and places need no counting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import re2

from bot.policy.findings import Occasion
from bot.policy.prepared import Prepared
from bot.policy.wording.phrases import Choice, parts, pattern
from bot.policy.wording.rules import Rule
from bot.policy.wording.shapes import SHAPES

_ENDS_A_SENTENCE = b".!?\n"
_AT_THE_END = b"\x01"
_MEMORY = 64 << 20
_LIKE_A_NAME = re.compile(r"[A-Z][a-z]+ [A-Z]")


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = True
    options.max_mem = _MEMORY
    return options


@dataclass(frozen=True, order=True)
class Seen:
    """A place of `Prepared.plain` that a rule speaks to."""

    start: int
    end: int
    rule: Rule


class _Lists:
    """The lists of a pack, each read once, and phrases that several rules ask for."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self.words = words
        self._known: dict[str, Choice] = {}
        self._phrases: dict[str, _Phrases] = {}

    def pattern(self, phrase: str) -> str:
        return pattern(phrase, self.words, self._known)

    def phrase(self, phrase: str) -> "_Phrases":
        return self._phrases.setdefault(phrase, _Phrases([phrase], self))


class _Phrases:
    """Several phrases as one pattern, made when it is first needed."""

    def __init__(self, phrases: Sequence[str], lists: _Lists) -> None:
        self._phrases = phrases
        self._lists = lists

    @cached_property
    def pattern(self) -> bytes:
        """Return the pattern of all of them."""
        return "|".join(map(self._lists.pattern, self._phrases)).encode()

    @cached_property
    def _compiled(self) -> Any:
        return re2.compile(self.pattern, _options())

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Return where they are seen; a place that is turned down does not hide one that begins within it."""
        at = 0
        while found := self._compiled.search(text, at):
            yield found.span()
            at = found.start() + 1

    def within(self, text: bytes) -> bool:
        """Return whether one of them is seen."""
        return self._compiled.search(text) is not None


class _Places:
    """Where a rule may speak: some phrases, and what else their sentence must hold."""

    def __init__(self, phrases: Sequence[str], others: Sequence[str], lists: _Lists) -> None:
        self.look_for = _Phrases(phrases, lists)
        self._others = tuple(map(lists.phrase, others))

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        for start, end in self.look_for.spans(text):
            if not self._others:
                yield start, end
                continue
            sentence = _sentence(text, start, end)
            if all(other.within(sentence) for other in self._others):
                yield start, end


def _places(look_for: Sequence[str], lists: _Lists) -> tuple[_Places, ...]:
    """Return the phrases, those with the same others of their sentence together."""
    grouped: dict[tuple[str, ...], list[str]] = {}
    for phrase in look_for:
        first, *others = parts(phrase)
        grouped.setdefault(tuple(others), []).append(first)
    return tuple(_Places(phrases, others, lists) for others, phrases in grouped.items())


class _Compiled:
    """One rule, ready."""

    def __init__(self, rule: Rule, lists: _Lists) -> None:
        self.rule = rule
        self._lists = lists
        self._places = _places(rule.look_for, lists)
        self._unless = _Phrases(rule.unless, lists) if rule.unless else None
        self._common = _Phrases(rule.unless_uncapitalised, lists) if rule.unless_uncapitalised else None
        self._needs = _Phrases(rule.needs, lists) if rule.needs else None
        self._beside = _Phrases(rule.beside, lists) if rule.beside else None
        self._unless_beside = _Phrases(rule.unless_beside, lists) if rule.unless_beside else None
        self._must_have = _Phrases(rule.must_have, lists) if rule.must_have else None

    @property
    def pattern(self) -> bytes:
        """Return the pattern of every place it may speak to, whatever else must be there."""
        return b"|".join(places.look_for.pattern for places in self._places)

    def seen(self, prepared: Prepared, text: bytes) -> Iterator[tuple[int, int]]:
        """Return the places the rule speaks to, not overlapping; one place where something is missing."""
        places = tuple(self._found(prepared, text))
        if not places:
            return
        if self._must_have and self._must_have.within(text):
            return
        if self._needs and not self._needs.within(text):
            return
        silent = tuple(self._unless.spans(text)) if self._unless else ()
        common = tuple(self._common.spans(text)) if self._common else ()
        last = 0
        for start, end in places:
            if start < last or _overlap(start, end, silent):
                continue
            if any(before <= start and end <= after for before, after in common) and not _LIKE_A_NAME.search(
                prepared.folded, start, end
            ):
                continue
            if self._beside and not self._beside.within(_sentence(text, start, end)):
                continue
            if self._unless_beside and self._unless_beside.within(_sentence(text, start, end)):
                continue
            yield start, end
            last = end
            if self._must_have:
                return

    def _found(self, prepared: Prepared, text: bytes) -> Iterator[tuple[int, int]]:
        if self.rule.shape:
            return iter(sorted(SHAPES[self.rule.shape](prepared, self._lists.words)))
        if len(self._places) == 1:
            return self._places[0].spans(text)
        return iter(sorted(span for places in self._places for span in places.spans(text)))


def _overlap(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < after and end > before for before, after in spans)


def _sentence(text: bytes, start: int, end: int) -> bytes:
    first = max(text.rfind(bytes((mark,)), 0, start) for mark in _ENDS_A_SENTENCE) + 1
    ends = [at for mark in _ENDS_A_SENTENCE if (at := text.find(bytes((mark,)), end)) >= 0]
    return text[first : min(ends, default=len(text))]


class Reader:
    """All rules of a pack, ready to read texts. It may be used from several threads at once."""

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, tuple[str, ...]]) -> None:
        book = _Lists(lists)
        self._phrased = [_Compiled(rule, book) for rule in rules if not rule.shape]
        self._shaped = [_Compiled(rule, book) for rule in rules if rule.shape]

    @cached_property
    def _which(self) -> Any:
        which = re2.Filter()
        options = _options()
        for compiled in self._phrased:
            which.Add(compiled.pattern, options)
        which.Add(_AT_THE_END, options)
        which.Compile()
        return which

    def read(self, text: Prepared, occasion: Occasion, kind: str) -> list[Seen]:
        """Return every place a rule speaks to on this occasion, in order."""
        lower = text.raw.lower()
        seen: list[Seen] = []
        for compiled in (*(self._phrased[index] for index in self._stirred(lower)), *self._shaped):
            rule = compiled.rule
            if occasion in rule.when and (not rule.kinds or kind in rule.kinds):
                seen += [Seen(start, end, rule) for start, end in compiled.seen(text, lower)]
        return sorted(seen, key=lambda one: (one.start, one.end, one.rule.id))

    def _stirred(self, lower: bytes) -> Sequence[int]:
        """Return the numbers of the rules whose phrases may be seen.

        The last pattern is put after every text: an answer without it means that the automaton ran out of memory, and
        then every rule looks for itself.
        """
        if not lower:
            return ()
        found = self._which.Match(lower + _AT_THE_END, potential=True)
        last = len(self._phrased)
        return sorted(index for index in found if index < last) if last in found else range(last)
