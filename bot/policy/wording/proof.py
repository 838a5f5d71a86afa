"""Every rule brings its own proof: texts it must catch and leave alone, tried before anybody relies on it."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.policy.findings import Level, Occasion
from bot.policy.lately import Asked
from bot.policy.prepared import prepare
from bot.policy.reading import Mistake, read
from bot.policy.second_look import LIKENESS
from bot.policy.wording.phrases import Choice, PhraseMistake, parsed, parts
from bot.policy.wording.reader import Reader
from bot.policy.wording.rules import Rule, Shape, Source
from bot.policy.wording.shelf import Shelf

SOURCES = Path(__file__).with_name("sources.yml")
_PHRASES = ("look_for", "unless", "unless_uncapitalised", "needs", "beside", "unless_beside", "must_have")


@cache
def sources() -> Mapping[str, Source]:
    """Return where rules come from, by the short name the rules use."""
    file, _ = read(SOURCES)
    return {name: Source.model_validate(values) for name, values in file.values.items()}


def prove(shelf: Shelf) -> Iterator[Mistake]:
    """Return what is wrong with the rules: phrases that cannot be read, unknown sources, texts gone wrong.

    The texts are read with all rules at once, whose index is kept: to make one for each rule takes ten times as long.
    """
    known: dict[str, Choice] = {}
    unread = {rule.id: list(_unread(shelf, rule, known)) for rule in shelf.rules}
    together = None if any(unread.values()) else Reader(shelf.rules, shelf.lists)
    for rule in shelf.rules:
        yield from unread[rule.id]
        for number, name in enumerate(rule.source):
            if name not in sources():
                what = f"The source “{name}” is not in sources.yml."
                yield shelf.mistake(rule, "source", number, what, "Add it there, with its date.")
        likeness = rule.shape is Shape.LIKENESS
        if not rule.look_for and not rule.shape:
            yield shelf.mistake(rule, "id", None, f"“{rule.id}” looks for nothing.", "Give it look_for or shape.")
        elif not unread[rule.id] and (not likeness or LIKENESS.looked_for()):
            # What a text reads like is told where no other rule has said so.
            reader = None if likeness else together
            yield from _tried(shelf, rule, reader or Reader([rule], shelf.lists))
    if together:
        yield from _left_alone(shelf, together)


def _left_alone(shelf: Shelf, reader: Reader) -> Iterator[Mistake]:
    for text in shelf.leave:
        for seen in reader.read(prepare(text), Occasion.PERSONAL, "post"):
            if seen.rule.level is not Level.TIP:
                what = f"“{seen.rule.id}” speaks up on “{text}”, which is to be left alone."
                yield Mistake("wording.yml", 1, what, "Add to the lists that silence it, or switch the rule off.")


def speaks(reader: Reader, rule: Rule, text: str) -> bool:
    """Return whether the rule has a finding in the text, on the first occasion it is for."""
    occasion = next(one for one in Occasion if one in rule.when)
    kind = min(rule.kinds, default="post")
    asked = Asked(text, occasion)
    alike = LIKENESS.seen(asked) if rule.shape is Shape.LIKENESS and LIKENESS.read(asked) else None
    return any(seen.rule.id == rule.id for seen in reader.read(prepare(text), occasion, kind, alike))


def _unread(shelf: Shelf, rule: Rule, known: dict[str, Choice]) -> Iterator[Mistake]:
    for key in _PHRASES:
        for number, phrase in enumerate(getattr(rule, key)):
            try:
                for part in parts(phrase) if key == "look_for" else (phrase,):
                    parsed(part, shelf.lists, known)
            except PhraseMistake as mistake:
                yield shelf.mistake(rule, key, number, str(mistake), "Write it with words, (…|…), […], * and … only.")


def _tried(shelf: Shelf, rule: Rule, reader: Reader) -> Iterator[Mistake]:
    for number, text in enumerate(rule.catch):
        if not speaks(reader, rule, text):
            what = f"“{rule.id}” does not catch its own text “{text}”."
            yield shelf.mistake(rule, "catch", number, what, "Change the phrases, or the text.")
    for number, text in enumerate(rule.leave):
        if speaks(reader, rule, text):
            what = f"“{rule.id}” speaks up on “{text}”, which it should leave alone."
            yield shelf.mistake(rule, "leave", number, what, "Add to “unless”, or narrow the phrases.")
