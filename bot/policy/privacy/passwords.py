"""Passwords and codes that somebody pasted. With keys they are all that stops a text: it is not even kept.

Talking about passwords is no secret: "our password policy", "never share your PIN" and "use code SAVE20" stay silent.
"""

from collections.abc import Iterator

from bot.policy.findings import NEVER_KEPT, Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.links import OF_A_MEETING
from bot.policy.privacy.patterns import Pattern, Place, Sought, listed

_SPEAKS_OF_ONE = Sought(
    r"passw|pass is|wi-?fi|pass ?code|pass ?phrase|\bpass ?[:=]|\bp/w|\bpw|\bpin\b|secret|token|bearer|api[ _-]?key"
    r"|\bcode\b|\botp\b|log-?in|credential|key ?-?safe|lock ?box|alarm"
)
_NAME_OF_ONE = (
    r"pass ?-?words?|pass ?-?phrase|passwd|p/w|pwd?|pword|api[ _-]?(?:key|token|secret)|access[ _-]?(?:key|token)"
    r"|secret[ _-]?(?:key|token)|client[ _-]?secret|app[ _-]?secret|auth[ _-]?token|bearer(?: token)?"
)
_SIGN = r"(?: ?(?:[:=]|->|=>|:-|\x1a)[ \n]?| - )"
_AFTER_A_SIGN = Pattern(
    rf"\b(?:({_NAME_OF_ONE})|pass|secret|token|wi-?fi (?:code|key|pass)|(pass ?code))(?: \([^)\n]{{1,20}}\))?"
    rf"(?: for(?: [a-z0-9]+){{1,3}})?{_SIGN}[\"']?([^\s\"'<>]{{4}}[^\s\"'<>]*)([^\n]{{0,40}})"
)
_AFTER_IS = Pattern(
    rf"\b(?:(?:{_NAME_OF_ONE})(?:'?s| is| was| has| been| changed| set| to)*|(?:my|the|our|your|her|his) pass is)"
    r" (?:now |currently |still |just )?([\"']?)([^\s\"'<>]{4}[^\s\"'<>]*)"
)
_CODE_FOR = (
    r"verification|security|one[ -]?time|log-?in|sign-?in|otp|2fa|mfa|authenticat[a-z]+|access|door|gate|entry|alarm"
    r"|key ?-?safe|keypad|lock ?box|safe"
)
_CODE = Pattern(
    rf"\b(?:(?:{_CODE_FOR}) (?:pass)?-?(?:code|pin)|otp|pin(?: ?(?:code|number|no))?|key ?-?safe|lock ?box"
    rf"|pass ?code)"
    r"(?:'?s| is| was)?(?: now)? ?(?:[:=-] ?)?([0-9](?:[ -]?[0-9]){3,7})\b"
)
_OF_A_MEETING = Pattern(r"\b(?:zoom|teams|meeting|webinar|online|join|call|meet)\b")
_CODE_IS = Pattern(r"\b([0-9]{4,8}) is your [a-z -]{0,30}code\b")
_IN_A_LINK = Pattern(r"\b[a-z][a-z0-9+.-]{1,12}://[^\s/:@]+:([^\s/@]+)@[a-z0-9.-]+")
_PAIR = Pattern(
    r"\b(?:log-?ins?|log in|sign in|credentials|account|wi-?fi)(?: details)?(?: for(?: [a-z]+){1,4})?(?: (?:is|are))?"
    r" ?[:=-]? ?(?:\S+@\S+(?: ?[/|,] ?| and | )|[a-z0-9_.-]+(?: [a-z0-9_.-]+)?(?: / | ?\| ?))(\S{6}\S*)"
)

_MARKS = ".,;:!?()[]*_\"'"
_PROSE = listed(
    "required needed reset change changed changes changing policy policies protected protection manager"
    " managers generator hint"
    " hints sharing security safety strength strong weak secure safe none forgotten forgot lost stolen leaked"
    " known shared share"
    " must should will would could can cannot can't never always don't please click here below above this that"
    " these those with"
    " from your their ours yours theirs about what when where which who whom optional tbc tba see ask asks"
    " contact email same"
    " again incorrect correct wrong invalid valid expired expires private secret confidential unique long short"
    " complex simple"
    " memorable hard easy going being been does doesn't isn't wasn't only enough important available provided"
    " sent given entered"
    " typed visible hidden stored kept encrypted hashed compromised breached exposed updated managed care"
    " safely regularly often"
    " every weekly monthly immediately today tomorrow duty management fields field form page screen reset."
    " access number word"
    " words phrase free word. less based authentication login account accounts advice tips rules rule guidance"
    " help support"
    " between santa garden society service services weapon agent shopper recipe ingredient police ballot"
    " admirer life lives sauce"
    " diary message messages place world keeper because before after into onto over under unless until they"
    " them then than there"
    " have having make made like used using users user people staff someone anyone everyone nobody works work"
    " done were what's"
)


def find_passwords(text: Prepared) -> Iterator[Span]:
    """Yield the password or code itself, without the words around it."""
    if "://" in text.folded and "@" in text.folded:
        for found in _IN_A_LINK.all_in(text):
            yield text.span(*found.span(1), NEVER_KEPT, "password-in-link")
    if _SPEAKS_OF_ONE.is_in(text):
        yield from _named(text)
        if text.has_digit:
            yield from _codes(text)


def _named(text: Prepared) -> Iterator[Span]:
    for found in _AFTER_A_SIGN.all_in(text):
        in_a_query = text.folded[max(found.start - 1, 0) : found.start] in ("?", "&")
        if _is_public(text, found) or (in_a_query and not found[1]):
            continue  # "token=" alone is told with its link
        if _is_odd(found[3]) or (found[1] and _stands_alone(found[3], found[4])):
            yield text.span(*_trimmed(found, 3), NEVER_KEPT, "password")
    for found in _AFTER_IS.all_in(text):
        if _is_odd(found[2]) or (found[1] and not _is_prose(found[2])):
            yield text.span(*_trimmed(found, 2), NEVER_KEPT, "password")


def _codes(text: Prepared) -> Iterator[Span]:
    for pattern in (_CODE, _CODE_IS):
        for found in pattern.all_in(text):
            if not _is_public(text, found):
                yield text.span(*found.span(1), NEVER_KEPT, "code")
    for found in _PAIR.all_in(text):
        if _is_odd(found[1]):
            yield text.span(*_trimmed(found, 1), NEVER_KEPT, "password-in-pair")


def _is_public(text: Prepared, found: Place) -> bool:
    """The passcode of a meeting stands in its link, or is printed beside it, for everybody who may join."""
    if text.folded[max(found.start - 1, 0) : found.start] in ("?", "&"):
        return OF_A_MEETING.near(text, found.start, found.end, 200, 0)
    words = text.folded[found.start : found.end].lower()
    return words.startswith(("passcode", "pass code")) and _OF_A_MEETING.near(text, found.start, found.end, 100, 0)


def _stands_alone(word: str, rest: str) -> bool:
    """After a colon any word is a password, unless it begins a sentence."""
    return not _is_prose(word) and not any(map(str.isalpha, rest[1:]))


def _is_prose(word: str) -> bool:
    bare = word.strip(_MARKS)
    return (
        len(bare) < 4
        or bare.lower() in _PROSE
        or bare.lower().startswith("your")
        or not any(map(str.isalnum, bare))
        or set(bare.lower()) <= {"x"}
    )


def _is_odd(word: str) -> bool:
    """Return whether no ordinary word looks so: letters with digits or signs, or a capital inside."""
    bare = word.strip(_MARKS)
    if _is_prose(word) or "://" in bare or bare.startswith(("#", "@", "$", "&", "/", "www.")):
        return False
    if not any(map(str.isalpha, bare)):
        return len(bare) >= 6 and bare.isdigit()
    signs = any(not letter.isalnum() and letter not in "'-./,&+\x1a" for letter in bare)
    capital_inside = bare[1:] != bare[1:].lower() and bare != bare.upper()
    return any(map(str.isdigit, bare)) or signs or capital_inside


def _trimmed(found: Place, group: int) -> tuple[int, int]:
    """A full stop or bracket that ends the sentence is no part of the password."""
    start, _ = found.span(group)
    return start, start + max(len(found[group].rstrip(".,;:)]\"'")), 1)
