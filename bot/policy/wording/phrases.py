"""The phrase language of the wording rules: what somebody who knows no programming can write, as an RE2 pattern.

    died by suicide         these words, in any case; a hyphen, a space or a comma between words never matters
    suicid*                 any ending ("*n't": any beginning)
    (he|she|they) said      one of these
    the [very] ill          "very" may be there
    cut ... wrists          up to five other words of the same sentence between
    a .. lad                up to two other words between
    # tablets               a number, in figures or as a word up to twelve
    {client}                one of the words of a list
    #votelabour  @nextsteps a hashtag or handle, with nothing between the sign and the word
    self-harm               with a hyphen in the phrase: also written as one word
    {client} & hospital     the first, where the second stands in the same sentence, before or after it

Apostrophes may be left out by whoever types ("dont", "youre"). Patterns are for `Prepared.raw` in lower case.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from bot.policy.prepared import prepare

_BETWEEN = r"[\s,\-\"/]+"
_PERHAPS_BETWEEN = r"[\s,\-\"/]*"
_SAME_SENTENCE = r"[ \t,;:\-\"'()/&]+"
_ANY_WORD = r"[a-z0-9@#'*_-]+"
_ANY_LETTERS = r"[a-z0-9']*"
_NUMBER = r"(?:[0-9][0-9,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
_SPECIAL = r"\.+*?()|[]{}^$"
_TOKEN = re.compile(r"\.\.\.?(?=\s)|[()\[\]|]|\{[\w -]+\}|\s+|\*|#(?=\s|$|[)\]|])|[^\s()\[\]|{}*]+")


_GAPS = {"...": 5, "..": 2}


class PhraseMistake(Exception):
    """A phrase that cannot be read; the sentence says why and what would do."""


@dataclass(frozen=True)
class Word:
    """Letters as typed, with any beginning or any ending."""

    text: str
    any_start: bool = False
    any_end: bool = False
    glued: bool = False


@dataclass(frozen=True)
class Number:
    """A number."""


@dataclass(frozen=True)
class Gap:
    """Up to so many words of the same sentence."""

    words: int = 5


@dataclass(frozen=True)
class Choice:
    """One of several phrases; with `optional` also none of them. `glued` stands directly after what is before it."""

    options: tuple["Phrase", ...]
    optional: bool = False
    glued: bool = False
    made: dict[tuple["Lead", bool], str] = field(default_factory=dict, compare=False, repr=False)  # its patterns so far


Item = Word | Number | Gap | Choice
Phrase = tuple[Item, ...]


class Lead(Enum):
    """What stands before an item: nothing, words that it must be separated from, or letters that it goes on from."""

    NOTHING = "nothing"
    WORDS = "words"
    LETTERS = "letters"


_BEFORE_NUMBER = {Lead.NOTHING: r"\b", Lead.WORDS: _BETWEEN, Lead.LETTERS: ""}


def parts(phrase: str) -> tuple[str, ...]:
    """Return what must stand in one sentence; the first part is the place that is found.

    An “&” in brackets is a word.
    """
    found, depth = [""], 0
    for word in re.split(r"(\s+)", phrase):
        if word == "&" and not depth:
            found.append("")
        else:
            found[-1] += word
            depth += sum(letter in "([" for letter in word) - sum(letter in ")]" for letter in word)
    return tuple(one.strip() for one in found)


def pattern(phrase: str, lists: Mapping[str, tuple[str, ...]]) -> str:
    """Return the RE2 pattern of a phrase, or of one part of it; raises `PhraseMistake` as `parsed` does."""
    return compiled(parsed(phrase, lists))


def parsed(phrase: str, lists: Mapping[str, tuple[str, ...]], known: dict[str, Choice] | None = None) -> Phrase:
    """Return a phrase, or one part of it, as its items.

    Who asks for many with the same lists gives them one `known`, in which the lists that were read are kept. Raises
    `PhraseMistake` when the phrase cannot be read or fits everything.
    """
    read = _Reader(phrase, lists, {} if known is None else known).whole()
    if not any(_must(item) for item in read):
        raise PhraseMistake(f"“{phrase}” would fit every text: at least one word of it must be needed.")
    if isinstance(read[0], Gap) or isinstance(read[-1], Gap):
        raise PhraseMistake(f"“{phrase}” begins or ends with “...”, which means nothing there. Leave it out.")
    return read


def compiled(phrase: Phrase) -> str:
    """Return the RE2 pattern of a phrase."""
    return _sequence(phrase, lead=Lead.NOTHING)


def _must(item: Item) -> bool:
    match item:
        case Gap():
            return False
        case Word(text=text):
            return bool(text.strip("-'"))
        case Choice(options=options, optional=optional):
            return not optional and all(any(_must(one) for one in option) for option in options)
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
            case "#" if piece == "#":
                items.append(Number())
            case _ if piece in _GAPS:
                items.append(Gap(_GAPS[piece]))
            case _ if glued and isinstance(last, Word) and not last.text:
                items[-1] = Word(piece, any_start=True)
            case _:
                items.append(Word(piece, glued=glued and isinstance(last, Choice)))

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


def _sequence(items: Phrase, *, lead: Lead, open_end: bool = False) -> str:
    """Return the pattern of what follows.

    `open_end` means that letters may follow directly.
    """
    if not items:
        return ""
    first, rest = items[0], items[1:]
    if isinstance(first, Choice) and first.optional and lead is Lead.NOTHING and rest:
        if _can_begin(rest[0]):
            before = _item(first, rest, lead=lead, open_end=open_end).removesuffix("?")
            return f"(?:{before}{_PERHAPS_BETWEEN})?{_sequence(rest, lead=lead, open_end=open_end)}"
        alone = _sequence(rest, lead=Lead.NOTHING, open_end=open_end)
        return f"(?:{_item(first, rest, lead=Lead.NOTHING, open_end=open_end)}{_rest(rest, open_end)}|{alone})"
    if isinstance(first, Gap) and lead is Lead.NOTHING:
        return _sequence(rest, lead=lead, open_end=open_end)
    if isinstance(first, Gap):
        return f"(?:{_SAME_SENTENCE}{_ANY_WORD}){{0,{first.words}}}{_rest(rest, open_end)}"
    return _item(first, rest, lead=lead, open_end=open_end) + _rest(rest, open_end)


def _rest(rest: Phrase, open_end: bool) -> str:
    return _sequence(rest, lead=Lead.WORDS, open_end=open_end)


def _item(item: Item, rest: Phrase, *, lead: Lead, open_end: bool) -> str:
    """Return the pattern of one item; where more must follow, that begins with a separator and is boundary enough."""
    after = rest[0] if rest else None
    open_end = _is_glued(after) or (open_end if not rest else any(_must(one) for one in rest))
    lead = Lead.LETTERS if _is_glued(item) else lead
    match item:
        case Word():
            return _word(item, lead=lead, open_end=open_end)
        case Number():
            return _BEFORE_NUMBER[lead] + _NUMBER
        case Choice(options=options, optional=optional):
            if (lead, open_end) in item.made:
                return item.made[lead, open_end]
            glued_end = optional and item.glued
            patterns = {_sequence(one, lead=lead, open_end=open_end or glued_end) for one in options}
            end = r"\b" if glued_end and not open_end else ""
            item.made[lead, open_end] = f"(?:{_alternatives(patterns)}){'?' if optional else ''}{end}"
            return item.made[lead, open_end]
    raise AssertionError(item)


def _alternatives(patterns: Iterable[str]) -> str:
    """Return patterns as alternatives, with what many begin or end with written once, and sorted.

    RE2 shares only what neighbours begin with: a list of names is a third as large like this.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for pattern in sorted(patterns):
        before = next((start for start in (_BETWEEN, r"\b") if pattern.startswith(start)), "")
        after = r"\b" if pattern.endswith(r"\b") and not pattern.endswith(r"\\b") else ""
        body = pattern.removeprefix(before)
        alike.setdefault((before, after), []).append(body.removesuffix(after))
    return "|".join(
        f"{before}(?:{'|'.join(bodies)}){after}" if before or after else "|".join(bodies)
        for (before, after), bodies in alike.items()
    )


def _can_begin(item: Item) -> bool:
    """Return whether its pattern is the same with nothing before it and after a separator."""
    return not (isinstance(item, Gap) or _is_glued(item))


def _is_glued(item: Item | None) -> bool:
    return isinstance(item, Word | Choice) and item.glued


def _word(word: Word, *, lead: Lead, open_end: bool) -> str:
    if not word.text:  # the ending of a choice: "(happy|sad)*"
        return _ANY_LETTERS
    text = word.text
    before = _BETWEEN if lead is Lead.WORDS and text[0] != "'" else ""
    edge = r"\b" if lead is Lead.NOTHING and _is_plain(text[0]) else ""
    start = _ANY_LETTERS if word.any_start else edge
    end = _ANY_LETTERS if word.any_end else r"\b" if _is_plain(text[-1]) and not open_end else ""
    return before + start + "".join(_letter(letter) for letter in text) + end


def _letter(letter: str) -> str:
    if letter == "'":
        return "'?"
    if letter == "-":
        return r"[\s\-]*"
    return f"\\{letter}" if letter in _SPECIAL else letter


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
