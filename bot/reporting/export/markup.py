"""Markup that cannot be broken out of: every text is escaped when it is put in, and shown as it was typed.

A character that hides words or turns the order in which they are read is named where it stands, ⟨U+202E⟩. What Arabic,
Hebrew, Persian and emoji cannot be written without stays as it is.
"""

import html
import re
import unicodedata

_STAYS = "\n\t\u200c\u200d\u200e\u200f"  # line end, tab, zero-width joiners, left-to-right and right-to-left marks
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"  # England, Scotland and Wales, in characters nobody sees
_PLACE = re.compile(f"{_FLAG}|[^ -~]", re.DOTALL)
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FILLERS = "\u115f\u1160\u3164\uffa0\u034f"  # letters and a mark that look like nothing


class Markup(str):
    """A text that is markup already. Made by `element` and `page` alone."""


def element(name: str, *inside: str, **attributes: str) -> Markup:
    """Return an element; what is inside is escaped unless it is markup. `class_` is class, `aria_label` aria-label."""
    told = "".join(f' {key.strip("_").replace("_", "-")}="{_escaped(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{told}>{joined(*inside)}</{name}>")


def image(source: str, alt: str) -> Markup:
    """Return a picture whose bytes stand in its source."""
    return Markup(f'<img src="{_escaped(source)}" alt="{_escaped(alt)}">')


def joined(*parts: str) -> Markup:
    """Return the parts one after another, escaped unless they are markup."""
    return Markup("".join(part if isinstance(part, Markup) else _escaped(part) for part in parts))


def begin(title: str, style: str) -> Markup:
    """Return the page up to its body, which loads nothing and runs nothing."""
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup(
            '<meta http-equiv="Content-Security-Policy" content="'
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        ),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="robots" content="noindex">'),
        element("title", title),
        element("style", Markup(style)),
    )
    return Markup(f'<!doctype html>\n<html lang="en-GB">\n{element("head", head)}\n<body>\n')


END = Markup("</body>\n</html>\n")


def _escaped(text: str) -> str:
    return html.escape(_PLACE.sub(lambda found: _seen(found[0]), text))


def _seen(character: str) -> str:
    if len(character) > 1 or character in _STAYS:
        return character
    if unicodedata.category(character) in _UNSEEN or character in _FILLERS:
        return f"⟨U+{ord(character):04X}⟩"
    return character
