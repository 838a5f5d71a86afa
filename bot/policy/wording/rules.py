"""What a wording rule is: data that somebody who knows no programming can write, with the texts that prove it."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from bot.policy.findings import Level, Occasion

EVERY_OCCASION = frozenset(Occasion)


class Shape(StrEnum):
    """What is seen by its shape and not by its words."""

    SWEARING = "swearing"  # a word of the list `swearing`, also disguised
    HASHTAG_CASE = "hashtag_case"  # #severalwordsinone
    FANCY_LETTERS = "fancy_letters"  # letters that a screen reader cannot read
    MANY_EMOJI = "many_emoji"
    CAPITALS = "capitals"  # a sentence that shouts
    WRONG_NUMBER = "wrong_number"  # a number beside the name of a helpline, or one slip away from its number
    OTHER_LANGUAGE = "other_language"  # a text this program cannot read
    LIKENESS = "likeness"  # a text that reads like others of its theme, as a second look has found


class Rule(BaseModel):
    """One rule. A text gets a finding where one of `look_for` is seen, or the `shape`.

    `theme` is what the pack puts under a clause; `source` names entries of sources.yml. `unless` phrases silence a
    place they overlap, `unless_uncapitalised` ones only where it is not written with capitals as a name is. `needs`
    must be somewhere in the text and `beside` in the same sentence; `unless_beside` must not be there. With
    `must_have`, the finding is that none of those is in the text. `likely_from` says how likely a likeness must be; a
    `sure` rule is told whatever the rest of the text reads like. `when` narrows it to occasions, `kinds` to kinds of
    proposal. `confirm` marks a rule that rests on inference and that a clinician should confirm. `private` and
    `director_only` are a finding's own. `catch` and `leave` are texts it must and must not speak up on; there and in
    `say`, {organisation} stands for its name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    theme: str
    level: Level
    look_for: tuple[str, ...] = ()
    shape: Shape | None = None
    likely_from: float = 0.5
    sure: bool = False
    unless: tuple[str, ...] = ()
    unless_uncapitalised: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unless_beside: tuple[str, ...] = ()
    must_have: tuple[str, ...] = ()
    when: frozenset[Occasion] = EVERY_OCCASION
    kinds: frozenset[str] = frozenset()
    why: str
    say: str
    source: tuple[str, ...] = Field(min_length=1)
    confirm: bool = False
    private: bool = False
    director_only: bool = False
    catch: tuple[str, ...] = Field(min_length=1)
    leave: tuple[str, ...] = Field(min_length=1)


class Source(BaseModel):
    """Where rules come from, and when it was last looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: str
    checked: date


class Theme(BaseModel):
    """Under which clause, procedure or good practice the findings of a theme stand, on each occasion."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    official: str
    personal: str = ""
    comment: str = ""

    def clause(self, occasion: Occasion) -> str:
        """Return the clause's id; what is not said for an occasion is as for the organisation's own posts."""
        return getattr(self, occasion.value) or self.official


class RuleFile(BaseModel):
    """A file of rules, with the lists of words they use."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lists: dict[str, tuple[str, ...]] = {}
    rules: tuple[Rule, ...] = ()


class Plan(BaseModel):
    """wording.yml: which of the program's rule files a pack uses, which rules not, its own lists, and its themes.

    `leave` are texts on which no rule may ask for anything, a tip at most.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    use: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    themes: dict[str, Theme] = {}
    lists: dict[str, tuple[str, ...]] = {}
    leave: tuple[str, ...] = ()
