"""The few kinds of rule that Block Kit is made of; the tables beside this module are written in them.

Lengths are counted in code points. Every broken rule names the JSON pointer to what breaks it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Problem:
    """One broken rule, and the JSON pointer to what breaks it."""

    rule: str
    at: str

    def __str__(self) -> str:
        return f"{self.rule} [json-pointer:{self.at}]"


class Rule(Protocol):
    """Something a value can be held against."""

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        """What is wrong with `value`, which stands at the pointer `at`."""


@dataclass(frozen=True)
class String:
    """A string of `least` to `most` characters, of a certain form."""

    most: int = 3000
    least: int = 1
    form: str = ""

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem("must be a string", at)
        elif len(value) < self.least:
            yield Problem(f"must be more than {self.least - 1} characters", at)
        elif len(value) > self.most:
            yield Problem(f"must be less than {self.most + 1} characters", at)
        elif self.form and not re.fullmatch(self.form, value):
            yield Problem("must have a valid format", at)


@dataclass(frozen=True)
class Number:
    """A number within limits; whole unless `fraction`."""

    least: float = float("-inf")
    most: float = float("inf")
    fraction: bool = False

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        kinds = (int, float) if self.fraction else (int,)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield Problem("must be a number" if self.fraction else "must be an integer", at)
        elif not self.least <= value <= self.most:
            yield Problem(f"must be between {self.least:g} and {self.most:g}", at)


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, bool):
            yield Problem("must be a boolean", at)


@dataclass(frozen=True)
class Choice:
    """One of a few values."""

    values: tuple[Any, ...]

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        if value not in self.values:
            yield Problem(f"must be one of {', '.join(map(str, self.values))}", at)


@dataclass(frozen=True)
class Many:
    """A list of `least` to `most` things of one kind."""

    of: Rule
    most: int = 100
    least: int = 1

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem("must be an array", at)
            return
        if len(value) < self.least:
            yield Problem(f"must have at least {self.least} items", at)
        if len(value) > self.most:
            yield Problem(f"no more than {self.most} items allowed", at)
        for index, item in enumerate(value):
            yield from self.of.look(item, f"{at}/{index}")


Fields = Mapping[str, Rule]
Also = Callable[[Any, str], Iterator[Problem]]


@dataclass(frozen=True)
class Shape:
    """An object with these fields and no others; `also` are the rules that tie its fields together."""

    needs: Fields = field(default_factory=dict)
    may: Fields = field(default_factory=dict)
    also: tuple[Also, ...] = ()

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem("must be an object", at)
            return
        problems = [Problem(f"missing required field: {name}", at) for name in self.needs if name not in value]
        for name, part in value.items():
            rule = self.needs.get(name) or self.may.get(name)
            if rule is not None:
                problems += rule.look(part, f"{at}/{name}")
            elif name != "type":
                problems.append(Problem(f"invalid additional property: {name}", at))
        yield from problems
        if not problems:
            for also in self.also:
                yield from also(value, at)


@dataclass(frozen=True)
class Typed:
    """An object whose `type` says which shape it must have; only the types in `allowed` may stand here."""

    shapes: Mapping[str, Rule]
    allowed: tuple[str, ...]

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem("must be an object", at)
        elif "type" not in value:
            yield Problem("missing required field: type", at)
        elif value["type"] not in self.allowed or value["type"] not in self.shapes:
            yield Problem(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            yield from self.shapes[value["type"]].look(value, at)


@dataclass(frozen=True)
class Either:
    """Any of several rules; when none fits, the complaint of the last is given."""

    rules: tuple[Rule, ...]

    def look(self, value: Any, at: str) -> Iterator[Problem]:
        problems: list[Problem] = []
        for rule in self.rules:
            problems = list(rule.look(value, at))
            if not problems:
                return
        yield from problems
