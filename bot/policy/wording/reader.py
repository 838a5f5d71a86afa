"""Reading a text against the wording rules."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from bot.policy.findings import Alike, Occasion
from bot.policy.prepared import Prepared
from bot.policy.wording.phrasebook import Lists, Phrases, Text, lists_of
from bot.policy.wording.phrases import parts
from bot.policy.wording.rules import Rule, Shape
from bot.policy.wording.shapes import SHAPES

DOUBTED_BELOW = 0.05
"""Of a theme that is less likely than this in all of a text, only what is sure is told."""
_OCCASIONS = 16
_LIKE_A_NAME = re.compile(r"[A-Z][a-z]+ [A-Z]")


@dataclass(frozen=True, order=True)
class Seen:
    """A place of `Prepared.plain` that a rule speaks to."""

    start: int
    end: int
    rule: Rule


_Place = tuple[int, int]


class _Compiled:
    """One rule, ready."""

    def __init__(self, rule: Rule, lists: Lists) -> None:
        self.rule = rule
        self._unless = lists.together(rule.unless)
        self._common = lists.together(rule.unless_uncapitalised)
        self._needs = lists.together(rule.needs)
        self._beside = lists.together(rule.beside)
        self._unless_beside = lists.together(rule.unless_beside)
        self._must_have = lists.together(rule.must_have)

    def speaks(self, occasion: Occasion, kind: str) -> bool:
        """Return whether the rule has anything to say on this occasion."""
        return occasion in self.rule.when and (not self.rule.kinds or kind in self.rule.kinds)

    def alike(self, alike: Iterable[Alike], seen: Iterable[Seen]) -> list[_Place]:
        """Return what reads like the rule's theme, where nothing is seen that stands under it."""
        theme = self.rule.theme
        if any(one.rule.theme == theme for one in seen):
            return []
        return [(one.start, one.end) for one in alike if one.theme == theme and one.likely >= self.rule.likely_from]

    def seen(self, prepared: Prepared, text: Text, places: Iterable[_Place]) -> Iterator[tuple[int, int]]:
        """Return which of these places the rule speaks to, not overlapping; one where something is missing.

        Of those that begin together the longest is first.
        """
        found = sorted(places, key=lambda place: (place[0], -place[1]))
        if not found or self._must_have.any_in(text) or (self.rule.needs and not self._needs.any_in(text)):
            return
        near = text.around(found[0][0], max(end for _, end in found))
        silent, common = list(self._unless.seen(text, *near)), list(self._common.seen(text, *near))
        last = 0
        for start, end in found:
            if start < last or any(start < after and end > before for before, after, _ in silent):
                continue
            if any(before <= start and end <= after for before, after, _ in common) and not _LIKE_A_NAME.search(
                prepared.folded, start, end
            ):
                continue
            sentence = text.sentence(start, end)
            if self.rule.beside and not self._beside.any_in(text, *sentence):
                continue
            if self._unless_beside.any_in(text, *sentence):
                continue
            yield start, end
            last = end
            if self.rule.must_have:
                return


def _without_doubted(seen: Iterable[Seen], alike: Sequence[Alike]) -> list[Seen]:
    likely: dict[str, float] = {}
    for one in alike:
        likely[one.theme] = max(one.likely, likely.get(one.theme, 0))
    return [one for one in seen if one.rule.sure or one.rule.shape or likely.get(one.rule.theme, 1) >= DOUBTED_BELOW]


class Reader:
    """All rules of a pack, ready to read texts. It may be used from several threads at once."""

    def __init__(self, rules: Sequence[Rule], lists: Mapping[str, tuple[str, ...]]) -> None:
        book = lists_of(tuple(lists.items()))
        self._lists = lists
        self._speaking: list[tuple[_Compiled, list[Phrases]]] = []
        self._shaped: list[tuple[_Compiled, Shape]] = []
        for rule in rules:
            ready = _Compiled(rule, book)
            if rule.shape:
                self._shaped.append((ready, rule.shape))
            for phrase in rule.look_for:
                self._speaking.append((ready, [book.together((other,)) for other in parts(phrase)[1:]]))
        self._phrases = book.together(tuple(phrase for rule in rules for phrase in rule.look_for))
        self.weighs = any(rule.shape is Shape.LIKENESS for rule in rules)
        self._beneath: Reader | None = None
        self._off: Set[str] = frozenset()
        self._on_occasion = lru_cache(maxsize=_OCCASIONS)(self._on)

    def laid_over(self, own: Sequence[Rule], off: Set[str]) -> "Reader":
        """Return a reader with some rules more, and without those with these ids."""
        reader = Reader(own, self._lists)
        reader._beneath, reader._off = self, off
        return reader

    def prepare(self) -> None:
        """Do now what the first reading would have to wait for: more than half a second of work."""
        self._phrases.prepare()
        if self._beneath:
            self._beneath.prepare()

    def _on(self, occasion: Occasion, kind: str) -> tuple[Set[int], list[tuple[_Compiled, Shape]]]:
        """Return the numbers of the phrases whose rules speak on an occasion, and the shapes that are looked for."""
        phrases = {number for number, (rule, _) in enumerate(self._speaking) if rule.speaks(occasion, kind)}
        return phrases, [(rule, shape) for rule, shape in self._shaped if rule.speaks(occasion, kind)]

    def read(
        self, prepared: Prepared, occasion: Occasion, kind: str, alike: Iterable[Alike] | None = None
    ) -> list[Seen]:
        """Return every place a rule speaks to on this occasion, in order.

        With what the text reads like also where it is like others of a rule's theme and no phrase has said so; and
        what a phrase heard is not told where all of it reads as if there were nothing in it, unless the rule is sure.
        """
        if not prepared.plain.strip():  # an empty form is opened before the first reading is prepared
            return []
        text, places = Text(prepared.small), dict[_Compiled, set[_Place]]()
        phrases, shapes = self._on_occasion(occasion, kind)
        for rule, shape in shapes:
            if shape in SHAPES and (shown := set(SHAPES[shape](prepared, self._lists))):
                places[rule] = shown
        for start, end, number in self._phrases.seen(text, wanted=phrases.__contains__):
            rule, beside = self._speaking[number]
            sentence = text.sentence(start, end)
            if all(other.any_in(text, *sentence) for other in beside):
                places.setdefault(rule, set()).add((start, end))
        seen = [Seen(*place, rule.rule) for rule, found in places.items() for place in rule.seen(prepared, text, found)]
        if alike is not None and self.weighs:
            seen = _without_doubted(seen, list(alike))
            for rule, shape in shapes:
                if shape is Shape.LIKENESS:
                    seen += [Seen(*place, rule.rule) for place in rule.seen(prepared, text, rule.alike(alike, seen))]
        if self._beneath:
            seen += [one for one in self._beneath.read(prepared, occasion, kind, alike) if one.rule.id not in self._off]
        return sorted(seen, key=lambda one: (one.start, one.end, one.rule.id))
