"""What a text shows by its shape: how a screen reader would fare with it, swearing in disguise, a wrong number,
another language."""

import re
from collections.abc import Callable, Iterator, Mapping

from bot.policy.automata import Automaton
from bot.policy.prepared import Prepared
from bot.policy.wording.language import is_english
from bot.policy.wording.numbers import wrong_numbers
from bot.policy.wording.rules import Shape
from bot.policy.wording.swearing import swearing

Lists = Mapping[str, tuple[str, ...]]
Look = Callable[[Prepared, Lists], Iterator[tuple[int, int]]]

_MOST_EMOJI = 5
_HASHTAG = re.compile(r"#([a-z]{14,})(?![\w])")
_FANCY = re.compile(
    "[\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]{2,}"
)
_EMOJI = re.compile(
    "[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff]"
    "(?:\ufe0f|[\U0001f3fb-\U0001f3ff])*"
)
_CAPITALS = Automaton(r"\b[A-Z][A-Z'!]+(?:[ ,]+[A-Z&'!]+){4,}\b")


def _hashtag_case(text: Prepared, lists: Lists) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _HASHTAG.finditer(text.plain)) if "#" in text.plain else iter(())


def _fancy_letters(text: Prepared, lists: Lists) -> Iterator[tuple[int, int]]:
    found = None if text.plain.isascii() else _FANCY.search(text.plain)
    if found:
        yield found.span()


def _many_emoji(text: Prepared, lists: Lists) -> Iterator[tuple[int, int]]:
    found = [] if text.plain.isascii() else [one.span() for one in _EMOJI.finditer(text.plain)]
    if len(found) > _MOST_EMOJI:
        yield found[_MOST_EMOJI][0], found[-1][1]


def _capitals(text: Prepared, lists: Lists) -> Iterator[tuple[int, int]]:
    found = _CAPITALS.search(text.raw)
    if found:
        yield found[0]


def _swearing(text: Prepared, lists: Lists) -> Iterator[tuple[int, int]]:
    return swearing(text, lists)


def _other_language(text: Prepared, lists: Lists) -> Iterator[tuple[int, int]]:
    if not is_english(text.plain):
        yield 0, len(text.plain)


SHAPES: dict[Shape, Look] = {
    Shape.SWEARING: _swearing,
    Shape.HASHTAG_CASE: _hashtag_case,
    Shape.FANCY_LETTERS: _fancy_letters,
    Shape.MANY_EMOJI: _many_emoji,
    Shape.CAPITALS: _capitals,
    Shape.WRONG_NUMBER: wrong_numbers,
    Shape.OTHER_LANGUAGE: _other_language,
}
