"""Reading a text against the wording rules."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.policy.findings import Occasion
from bot.policy.prepared import Prepared
from bot.policy.wording.phrasebook import Lists, Phrases, Sight
from bot.policy.wording.phrases import parts
from bot.policy.wording.rules import Rule
from bot.policy.wording.shapes import SHAPES

_ENDS_A_SENTENCE = (b".", b"!", b"?", b"\n")
_LIKE_A_NAME = re.compile(r"[A-Z][a-z]+ [A-Z]")


@dataclass(frozen=True, order=True)
class Seen:
    """A place of `Prepared.plain` that a rule speaks to."""

    start: int
    end: int
    rule: Rule


@dataclass(frozen=True)
class _Place:
    """Where a rule may speak: a phrase by its number, and what else its sentence must hold."""

    phrase: int
    beside: tuple[Phrases, ...]

    def spans(self, sight: Sight) -> Iterator[tuple[int, int]]:
        """Return where it is seen."""
        for start, end in sight.spans(self.phrase):
            sentence = _sentence(sight.text, start, end)
            if all(other.look(sight).any(*sentence) for other in self.beside):
                yield start, end


class _Compiled:
    """One rule, ready."""

    def __init__(self, rule: Rule, lists: Lists) -> None:
        self.rule = rule
        self._lists = lists
        self._unless = lists.together(rule.unless)
        self._common = lists.together(rule.unless_uncapitalised)
        self._needs = lists.together(rule.needs)
        self._beside = lists.together(rule.beside)
        self._unless_beside = lists.together(rule.unless_beside)
        self._must_have = lists.together(rule.must_have)

    def speaks(self, occasion: Occasion, kind: str) -> bool:
        """Return whether the rule has anything to say on this occasion."""
        return occasion in self.rule.when and (not self.rule.kinds or kind in self.rule.kinds)

    def seen(self, text: Prepared, sight: Sight, places: Iterable[_Place]) -> Iterator[tuple[int, int]]:
        """Return what the rule speaks to at these places, not overlapping; one where something is missing."""
        found = self._found(text, sight, places)
        if not found or self._must_have.look(sight).any():
            return
        if self.rule.needs and not self._needs.look(sight).any():
            return
        silent, common = self._unless.look(sight).all, self._common.look(sight).all
        beside, unless_beside = self._beside.look(sight), self._unless_beside.look(sight)
        last = 0
        for start, end in found:
            if start < last or _overlap(start, end, silent):
                continue
            if any(before <= start and end <= after for before, after in common) and not _LIKE_A_NAME.search(
                text.folded, start, end
            ):
                continue
            sentence = _sentence(sight.text, start, end)
            if (self.rule.beside and not beside.any(*sentence)) or unless_beside.any(*sentence):
                continue
            yield start, end
            last = end
            if self.rule.must_have:
                return

    def _found(self, text: Prepared, sight: Sight, places: Iterable[_Place]) -> list[tuple[int, int]]:
        """Return every place in order, the longest first of those that begin together."""
        if self.rule.shape:
            return sorted(SHAPES[self.rule.shape](text, self._lists.words))
        spans = {span for place in places for span in place.spans(sight)}
        return sorted(spans, key=lambda span: (span[0], -span[1]))


def _overlap(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < after and end > before for before, after in spans)


def _sentence(text: bytes, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    first = max(text.rfind(mark, 0, start) for mark in _ENDS_A_SENTENCE) + 1
    ends = [at for mark in _ENDS_A_SENTENCE if (at := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))


class Reader:
    """All rules of a pack, ready to read texts. It may be used from several threads at once."""

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, tuple[str, ...]]) -> None:
        book = Lists(lists)
        self._speaking: list[tuple[_Compiled, _Place]] = []
        self._shaped: list[_Compiled] = []
        for rule in rules:
            ready = _Compiled(rule, book)
            if rule.shape:
                self._shaped.append(ready)
            for phrase in rule.look_for:
                others = tuple(book.together((other,)) for other in parts(phrase)[1:])
                self._speaking.append((ready, _Place(len(self._speaking), others)))
        self._phrases = book.together(tuple(phrase for rule in rules for phrase in rule.look_for))

    def prepare(self) -> None:
        """Do now what the first reading would have to wait for: about a quarter of a second of work."""
        self._phrases.prepare()

    def read(self, text: Prepared, occasion: Occasion, kind: str) -> list[Seen]:
        """Return every place a rule speaks to on this occasion, in order."""
        if not text.plain.strip():  # an empty form is opened before the first reading is prepared
            return []
        sight = self._phrases.see(text.folded.lower())
        stirred: dict[_Compiled, list[_Place]] = {rule: [] for rule in self._shaped}
        for number in sight.possible:
            rule, place = self._speaking[number]
            stirred.setdefault(rule, []).append(place)
        seen = [
            Seen(start, end, rule.rule)
            for rule, places in stirred.items()
            if rule.speaks(occasion, kind)
            for start, end in rule.seen(text, sight, places)
        ]
        return sorted(seen, key=lambda one: (one.start, one.end, one.rule.id))
