"""The phrase language of the wording rules: what somebody who knows no programming can write, read into its items.

    died by suicide         these words, in any case; a hyphen, a space or a comma between words never matters
    suicid*                 any ending ("*shire": any beginning)
    n't help                any verb with "not" in it: "don't", "wasn't", "cant"
    (he|she|they) said      one of these
    the [very] ill          "very" may be there
    cut ... wrists          up to five other words of the same sentence between
    a .. lad                up to two other words between
    # tablets               a number, in figures or as a word up to twelve; "£#", "#%" and "#k" are amounts
    {client}                one of the words of a list
    #votelabour  @nextsteps a hashtag or handle, with nothing between the sign and the word
    self-harm               with a hyphen in the phrase: also written as one word
    {client} & hospital     the first, where the second stands in the same sentence, before or after it

Apostrophes may be left out by whoever types ("dont", "youre"). Patterns are for `Prepared.raw` in lower case.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from bot.policy.prepared import prepare

_TOKEN = re.compile(r"\.\.\.?(?=\s)|[()\[\]|]|\{[\w -]+\}|\s+|\*|#(?=\s|$|[)\]|])|[^\s()\[\]|{}*]+")

_AMOUNT = re.compile(r"(\$?)#(%|k|m|(?<=\$#))")
_NOT = "n't"
_GAPS = {"...": 5, "..": 2}


class PhraseMistake(Exception):
    """A phrase that cannot be read; the sentence says why and what would do."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters as typed, with any beginning or any ending."""

    text: str
    any_start: bool = False
    any_end: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    glued: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many words of the same sentence."""

    words: int = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases; with `optional` also none of them. `glued` stands directly after what is before it."""

    options: tuple["Phrase", ...]
    optional: bool = False
    glued: bool = False
    made: dict[object, str] = field(default_factory=dict, compare=False, repr=False)  # its patterns, once they are


Item = Word | Number | Gap | Choice
Phrase = tuple[Item, ...]


def sure(item: Item) -> TypeGuard[Choice]:
    """Return whether it is a choice that must be there, and begins a word."""
    return isinstance(item, Choice) and not (item.optional or item.glued)


def alternatives(phrase: Phrase) -> list[Phrase]:
    """Return phrases that together fit what the phrase fits.

    Of the choice with the most options that are more than a word, each such option is one of them: what one option
    needs is sooner known to be missing than what all need together.
    """
    choices = {at: _options(item) for at, item in enumerate(phrase) if sure(item)}
    at = max(choices, key=lambda at: _more_than_words(choices[at]), default=-1)
    if at < 0 or not _more_than_words(choices[at]):
        return [phrase]
    words = tuple(option for option in choices[at] if len(option) == 1)
    ways = [(way,) for option in choices[at] if len(option) > 1 for way in alternatives(option)]
    return [(*phrase[:at], Choice(way), *phrase[at + 1 :]) for way in ([words] if words else []) + ways]


def _more_than_words(options: list[Phrase]) -> int:
    return sum(len(option) > 1 for option in options)


def _options(item: Item) -> list[Phrase]:
    """Return the options of a choice, with those of a choice that is an option by itself."""
    if not isinstance(item, Choice):
        return []
    nested = [_options(one[0]) if len(one) == 1 and sure(one[0]) else [one] for one in item.options]
    return [option for options in nested for option in options]


def parts(phrase: str) -> tuple[str, ...]:
    """Return what must stand in one sentence; the first part is the place that is found.

    An “&” in brackets is a word.
    """
    if "&" not in phrase:
        return (phrase.strip(),)
    found, depth = [""], 0
    for word in re.split(r"(\s+)", phrase):
        if word == "&" and not depth:
            found.append("")
        else:
            found[-1] += word
            depth += sum(letter in "([" for letter in word) - sum(letter in ")]" for letter in word)
    return tuple(one.strip() for one in found)


def parsed(phrase: str, lists: Mapping[str, tuple[str, ...]], known: dict[str, Choice] | None = None) -> Phrase:
    """Return a phrase, or one part of it, as its items.

    Who asks for many with the same lists gives them one `known`, in which the lists that were read are kept. Raises
    `PhraseMistake` when the phrase cannot be read or fits everything.
    """
    read = _Reader(phrase, lists, {} if known is None else known).whole()
    if not any(must(item) for item in read):
        raise PhraseMistake(f"“{phrase}” would fit every text: at least one word of it must be needed.")
    if isinstance(read[0], Gap) or isinstance(read[-1], Gap):
        raise PhraseMistake(f"“{phrase}” begins or ends with “...”, which means nothing there. Leave it out.")
    return read


def ways(phrase: str, lists: Mapping[str, tuple[str, ...]], known: dict[str, Choice]) -> Iterator[list[Phrase]]:
    """Return all ways to say the first part of a phrase, each with the other parts."""
    first, *others = (parsed(part, lists, known) for part in parts(phrase))
    return ([way, *others] for way in alternatives(first))


def must(item: Item) -> bool:
    """Return whether something of the item must be there."""
    match item:
        case Gap():
            return False
        case Word(text=text):
            return bool(text.strip("-'"))
        case Choice(options=options, optional=optional):
            return not optional and all(any(must(one) for one in option) for option in options)
    return True


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(
        self,
        phrase: str,
        lists: Mapping[str, tuple[str, ...]],
        known: dict[str, Choice],
        inside: tuple[str, ...] = (),
    ) -> None:
        self._phrase = phrase
        self._lists = lists
        self._known = known
        self._inside = inside  # the lists that are being read, so that none can hold itself
        plain = prepare(phrase.strip()).folded.lower()
        self._tokens = _TOKEN.findall(plain)
        if "".join(self._tokens) != plain:
            raise PhraseMistake(f"“{phrase}” has a bracket that does not close, or “{{}}” without a list's name.")
        self._at = 0

    def whole(self) -> Phrase:
        read = self._sequence(closing=frozenset())
        if self._at < len(self._tokens):
            raise PhraseMistake(f"“{self._phrase}” has a “{self._tokens[self._at]}” too many.")
        if not read:
            raise PhraseMistake("A phrase is empty.")
        return read

    def _sequence(self, closing: frozenset[str]) -> Phrase:
        items: list[Item] = []
        glued = False
        while self._at < len(self._tokens) and self._tokens[self._at] not in closing:
            piece = self._tokens[self._at]
            if piece in (")", "]", "|"):
                break
            self._at += 1
            if piece.isspace():
                glued = False
                continue
            self._take(piece, items, glued=glued)
            glued = True
        return tuple(items)

    def _take(self, piece: str, items: list[Item], *, glued: bool) -> None:
        last = items[-1] if items else None
        match piece[0]:
            case "(":
                items.append(self._choice(")", glued=glued))
            case "[":
                items.append(self._choice("]", glued=glued))
            case "{":
                items.append(self._list(piece[1:-1].strip(), glued=glued))
            case "*" if glued and isinstance(last, Word):
                items[-1] = Word(last.text, last.any_start, any_end=True, glued=last.glued)
            case "*" if glued and isinstance(last, Choice):
                items.append(Word("", any_end=True, glued=True))
            case "*":
                items.append(Word("", any_start=True))
            case "#" if piece == "#" and not self._goes_on():
                items.append(Number())
            case "$" | "#" if amount := _AMOUNT.fullmatch(piece):
                items += [Word("$"), Number(glued=True)] if amount[1] else [Number()]
                items += [Word(amount[2], glued=True)] if amount[2] else []
            case _ if piece in _GAPS:
                items.append(Gap(_GAPS[piece]))
            case _ if glued and isinstance(last, Word) and not last.text:
                items[-1] = Word(piece, any_start=True)
            case _ if piece == _NOT:
                items.append(Word(_NOT, any_start=True))
            case _:
                items.append(Word(piece, glued=glued and isinstance(last, Choice)))

    def _goes_on(self) -> bool:
        """Return whether a bracket follows directly: "#(one|other)" is a hashtag, "# (pills|tablets)" a number."""
        return self._at < len(self._tokens) and self._tokens[self._at][0] in "({"

    def _choice(self, end: str, *, glued: bool) -> Choice:
        options = []
        while True:
            options.append(self._sequence(frozenset({end, "|"})))
            if self._at >= len(self._tokens):
                raise PhraseMistake(f"“{self._phrase}” has a bracket that does not close.")
            piece = self._tokens[self._at]
            self._at += 1
            if piece == end:
                break
            if piece != "|":
                raise PhraseMistake(f"“{self._phrase}” has a “{piece}” where “{end}” should close the bracket.")
        if not all(options):
            raise PhraseMistake(f"“{self._phrase}” has an empty choice; “[word]” is how a word may be missing.")
        return Choice(tuple(options), optional=end == "]", glued=glued)

    def _list(self, name: str, *, glued: bool) -> Choice:
        if name not in self._lists:
            known = ", ".join(sorted(self._lists)) or "none"
            raise PhraseMistake(f"“{self._phrase}” names the list “{name}”, which is not there. There are: {known}.")
        if name in self._inside:
            raise PhraseMistake(f"The list “{name}” holds itself.")
        if name not in self._known:
            inside = (*self._inside, name)
            read = tuple(_Reader(one, self._lists, self._known, inside).whole() for one in self._lists[name])
            self._known[name] = Choice(read)
        return replace(self._known[name], glued=True, made={}) if glued else self._known[name]
