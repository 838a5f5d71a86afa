"""A phrase as an RE2 pattern, for `Prepared.raw` in lower case."""

from collections.abc import Iterable
from enum import Enum

from bot.policy.wording.phrases import Choice, Gap, Item, Number, Phrase, Word, must

_BETWEEN = r"[\s,\-\"/]+"
_PERHAPS_BETWEEN = r"[\s,\-\"/]*"
_SAME_SENTENCE = r"[ \t,;:\-\"'()/&]+"
_ANY_WORD = r"[a-z0-9@#'*_-]+"
_ANY_LETTERS = r"[a-z0-9']*"
_NUMBER = r"(?:[0-9][0-9,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
_WITHOUT_APOSTROPHE = "ai|are|ca|could|did|do|does|had|has|have|is|must|need|should|was|were|wo|would"
_ANY_NOT = rf"(?:[a-z]+n't|(?:{_WITHOUT_APOSTROPHE})nt)\b"
_SPECIAL = r"\.+*?()|[]{}^$"


class Lead(Enum):
    """What stands before an item: nothing, words that it must be separated from, or letters that it goes on from."""

    NOTHING = "nothing"
    WORDS = "words"
    LETTERS = "letters"


_BEFORE_NUMBER = {Lead.NOTHING: r"\b", Lead.WORDS: _BETWEEN, Lead.LETTERS: ""}


def expression(*phrases: Phrase) -> str:
    """Return the RE2 pattern of a phrase, or of any of several."""
    return _alternatives({_sequence(phrase, lead=Lead.NOTHING) for phrase in phrases})


def _sequence(items: Phrase, *, lead: Lead, open_end: bool = False) -> str:
    """Return the pattern of what follows.

    `open_end` means that letters may follow directly.
    """
    if not items:
        return ""
    first, rest = items[0], items[1:]
    if isinstance(first, Choice) and first.optional and lead is Lead.NOTHING and rest:
        before = _item(first, rest, lead=lead, open_end=open_end).removesuffix("?")
        if _can_begin(rest[0]):
            return f"(?:{before}{_PERHAPS_BETWEEN})?{_sequence(rest, lead=lead, open_end=open_end)}"
        return f"(?:{before}{_rest(rest, open_end)}|{_sequence(rest, lead=lead, open_end=open_end)})"
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
    open_end = _is_glued(after) or (open_end if not rest else any(must(one) for one in rest))
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
    return isinstance(item, Word | Choice | Number) and item.glued


def _word(word: Word, *, lead: Lead, open_end: bool) -> str:
    if not word.text:  # the ending of a choice: "(happy|sad)*"
        return _ANY_LETTERS
    text = word.text
    if word.any_start and text == "n't":
        return (_BETWEEN if lead is Lead.WORDS else r"\b") + _ANY_NOT
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
