"""Slack's names for emoji turned into the characters everybody else understands."""

import re
from functools import cache
from importlib.resources import files

_NAME = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?")
_TONES = {"2": "\U0001f3fb", "3": "\U0001f3fc", "4": "\U0001f3fd", "5": "\U0001f3fe", "6": "\U0001f3ff"}
_EMOJI_STYLE = "\ufe0f"


def as_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with emoji names as characters, and the names that look like Slack's but are not known.

    "10:30:15", "Ratio 3:2:1" and "a:b:c" are no names: a short one, or one of digits, must stand alone.
    """
    if ":" not in text:
        return text, ()
    written, unknown, place, told = [], [], 0, 0
    while found := _NAME.search(text, place):
        name, tone = found.groups()
        before = text[found.start() - 1 : found.start()] if found.start() > told else ""
        after = text[found.end() : found.end() + 1] if not _NAME.match(text, found.end()) else ""
        alone = not before.isalnum() and not after.isalnum()
        known = _named(name) if alone or (len(name) > 2 and not name.isdigit()) else []
        if known:
            written += [text[place : found.start()], _toned(known[0], tone)]
            place = told = found.end()
            continue
        if alone and not {before, after} & {"/", ":"} and any(letter.isalpha() for letter in name):
            unknown.append(name)
        # The closing colon may be the opening one of the next name.
        written.append(text[place : found.end(1)])
        place = found.end(1)
    return "".join([*written, text[place:]]), tuple(dict.fromkeys(unknown))


def spelled_out(reaction: str) -> str:
    """Return a reaction as its character and every name it has: "👍 +1 thumbsup"."""
    name = reaction.partition("::")[0]
    return " ".join(_named(name) or [name])


@cache
def table() -> str:
    """Return Slack's table: a line has a character and every name for it. As objects it takes ten times the room."""
    lines = files(__package__).joinpath("emoji.txt").read_text(encoding="utf-8").splitlines()
    return "".join(f"\n{line} " for line in lines if not line.startswith("# ")) + "\n"


def _named(name: str) -> list[str]:
    """Return the character with this name, and all its names; nothing when Slack knows none."""
    at = table().find(f" {name} ")
    return table()[table().rfind("\n", 0, at) + 1 : table().index("\n", at)].split() if at >= 0 else []


def _toned(character: str, tone: str | None) -> str:
    if not tone:
        return character
    return character[0] + _TONES[tone] + character[1:].removeprefix(_EMOJI_STYLE)
