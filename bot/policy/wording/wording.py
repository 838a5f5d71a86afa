"""All wording rules of one pack, ready to read with."""

from functools import cached_property

from pydantic import BaseModel, ConfigDict

from bot.policy.wording.reader import Reader
from bot.policy.wording.rules import Rule, Theme


class Wording(BaseModel):
    """The rules a pack uses, with the lists of words they name and the clauses their themes stand under."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[Rule, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}
    themes: dict[str, Theme] = {}

    @cached_property
    def reader(self) -> Reader:
        """Return the rules as one reader; its patterns are made when they are first needed."""
        return Reader(self.rules, self.lists)
