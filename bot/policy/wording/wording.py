"""All wording rules of one pack, ready to read with."""

from collections.abc import Mapping, Set
from functools import cached_property

from pydantic import BaseModel, ConfigDict, PrivateAttr

from bot.policy.wording.reader import Reader
from bot.policy.wording.rules import Rule, Shape, Theme


class Wording(BaseModel):
    """The rules a pack uses, with the lists of words they name and the clauses their themes stand under."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Rule, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}
    themes: dict[str, Theme] = {}

    _made: Reader | None = PrivateAttr(default=None)

    @cached_property
    def reader(self) -> Reader:
        """Return the rules as one reader; its patterns are made when they are first needed."""
        return self._made or Reader(self.rules, self.lists)

    @property
    def weighs(self) -> bool:
        """Return whether a rule asks what a whole text reads like."""
        return any(rule.shape is Shape.LIKENESS for rule in self.rules)

    def laid_over(self, own: tuple[Rule, ...], off: Set[str], themes: Mapping[str, Theme]) -> "Wording":
        """Return this with rules more and without some, at once: what its reader has prepared is used again."""
        rules = tuple(rule for rule in self.rules if rule.id not in off)
        changed = Wording(rules=(*rules, *own), lists=self.lists, themes={**self.themes, **themes})
        changed._made = self.reader.laid_over(own, off)
        return changed
