"""Reading a text against the wording rules: a look-up says which phrases can be there, and only those are searched.

The patterns are searched over one ASCII byte for each character: an automaton over bytes is a tenth as large as one
over Unicode (measured: 10 ms instead of 174 ms to compile the rules), and places need no counting.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import re2

from bot.policy.findings import Occasion
from bot.policy.prepared import Prepared
from bot.policy.wording.anchors import Anchors
from bot.policy.wording.phrases import Choice, Phrase, compiled, parsed, parts
from bot.policy.wording.rules import Rule
from bot.policy.wording.shapes import SHAPES

_ENDS_A_SENTENCE = b".!?\n"
_MEMORY = 32 << 20
KEPT = 128
"""How many patterns are kept ready: an ordinary post asks for some thirty, nearly always the same ones."""
_LIKE_A_NAME = re.compile(r"[A-Z][a-z]+ [A-Z]")


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = True
    options.log_errors = False
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
        self.pattern = lru_cache(maxsize=KEPT)(self._pattern)

    def parsed(self, phrase: str) -> Phrase:
        return parsed(phrase, self.words, self._known)

    def _pattern(self, phrases: tuple[str, ...]) -> Any:
        """Return the phrases as one pattern. Those not asked for lately are made again: each takes up to 200 KiB."""
        return re2.compile("|".join(compiled(self.parsed(phrase)) for phrase in phrases).encode(), _options())

    def phrase(self, phrase: str) -> "_Phrases":
        if phrase not in self._phrases:
            self._phrases[phrase] = _Phrases([phrase], self)
        return self._phrases[phrase]


class _Phrases:
    """Several phrases as one pattern, made when it is needed."""

    def __init__(self, phrases: Sequence[str], lists: _Lists) -> None:
        self._phrases = tuple(phrases)
        self._lists = lists

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Return where they are seen; a place that is turned down does not hide one that begins within it."""
        at, pattern = 0, self._lists.pattern(self._phrases)
        while found := pattern.search(text, at):
            yield found.span()
            at = found.start() + 1

    def within(self, text: bytes) -> bool:
        """Return whether one of them is seen."""
        return self._lists.pattern(self._phrases).search(text) is not None


class _Place:
    """Where a rule may speak: a phrase, and what else its sentence must hold."""

    def __init__(self, phrase: str, lists: _Lists) -> None:
        self._parts = parts(phrase)
        self._lists = lists

    def parsed(self) -> tuple[Phrase, ...]:
        return tuple(map(self._lists.parsed, self._parts))

    @cached_property
    def _phrases(self) -> tuple[_Phrases, ...]:
        return tuple(map(self._lists.phrase, self._parts))

    def spans(self, text: bytes) -> Iterable[tuple[int, int]]:
        if not all(phrase.within(text) for phrase in self._phrases):  # nearly always so, and the quickest to ask
            return ()
        first, *others = self._phrases
        return (
            (start, end)
            for start, end in first.spans(text)
            if all(other.within(_sentence(text, start, end)) for other in others)
        )


class _Compiled:
    """One rule, ready."""

    def __init__(self, rule: Rule, lists: _Lists) -> None:
        self.rule = rule
        self.places = tuple(_Place(phrase, lists) for phrase in rule.look_for)
        self._lists = lists
        self._unless = _Phrases(rule.unless, lists) if rule.unless else None
        self._common = _Phrases(rule.unless_uncapitalised, lists) if rule.unless_uncapitalised else None
        self._needs = _Phrases(rule.needs, lists) if rule.needs else None
        self._beside = _Phrases(rule.beside, lists) if rule.beside else None
        self._unless_beside = _Phrases(rule.unless_beside, lists) if rule.unless_beside else None
        self._must_have = _Phrases(rule.must_have, lists) if rule.must_have else None

    def seen(self, prepared: Prepared, text: bytes, places: Iterable[_Place]) -> Iterator[tuple[int, int]]:
        """Return what the rule speaks to at these places, not overlapping; one where something is missing."""
        found = self._found(prepared, text, places)
        if not found:
            return
        if self._must_have and self._must_have.within(text):
            return
        if self._needs and not self._needs.within(text):
            return
        silent = tuple(self._unless.spans(text)) if self._unless else ()
        common = tuple(self._common.spans(text)) if self._common else ()
        last = 0
        for start, end in found:
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

    def _found(self, prepared: Prepared, text: bytes, places: Iterable[_Place]) -> list[tuple[int, int]]:
        """Return every place in order, the longest first of those that begin together."""
        if self.rule.shape:
            return sorted(SHAPES[self.rule.shape](prepared, self._lists.words))
        spans = {span for place in places for span in place.spans(text)}
        return sorted(spans, key=lambda span: (span[0], -span[1]))


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
        self._rules = [_Compiled(rule, book) for rule in rules]
        self._places = [(rule, place) for rule in self._rules for place in rule.places]
        self._shaped = [rule for rule in self._rules if rule.rule.shape]

    @cached_property
    def _anchors(self) -> Anchors:
        return Anchors((number, place.parsed()) for number, (_, place) in enumerate(self._places))

    def prepare(self) -> None:
        """Do now what the first reading would have to wait for: about a third of a second of work."""
        _ = self._anchors

    def read(self, text: Prepared, occasion: Occasion, kind: str) -> list[Seen]:
        """Return every place a rule speaks to on this occasion, in order."""
        if not text.plain.strip():  # an empty form is opened before the first reading is prepared
            return []
        lower = text.raw.lower()
        stirred: dict[int, tuple[_Compiled, list[_Place]]] = {}
        for number in sorted(self._anchors.stirred(lower)):
            compiled_rule, place = self._places[number]
            stirred.setdefault(id(compiled_rule), (compiled_rule, []))[1].append(place)
        seen: list[Seen] = []
        for compiled_rule, places in (*stirred.values(), *((rule, []) for rule in self._shaped)):
            rule = compiled_rule.rule
            if occasion in rule.when and (not rule.kinds or kind in rule.kinds):
                seen += [Seen(start, end, rule) for start, end in compiled_rule.seen(text, lower, places)]
        return sorted(seen, key=lambda one: (one.start, one.end, one.rule.id))
