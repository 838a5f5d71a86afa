"""Characters nobody sees: they can hide words from a reader, or turn the order in which words are read.

The zero-width joiners, the left-to-right and right-to-left marks and the emoji variation selector stay: Persian,
Arabic, Hebrew and many emoji cannot be written without them, and none of them hides or turns a letter.
"""

import re
from collections.abc import Callable

_FLAG = (  # England, Scotland and Wales are written with tag characters that are invisible anywhere else.
    "\U0001f3f4\U000e0067\U000e0062"
    "(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, except tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates (Unicode UAX #9)
    "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # zero width
    "\u115f\u1160\u3164\uffa0"  # fillers that look like nothing
    "\u2028\u2029\ufffe\uffff\ud800-\udfff"  # separators and what is no character at all
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000e0100-\U000e01ef"  # tags and the like
)
_HIDDEN = re.compile(f"{_FLAG}|[{_UNSEEN}]")


def _replace(text: str, by: Callable[[str], str]) -> str:
    return _HIDDEN.sub(lambda found: found[0] if len(found[0]) > 1 else by(found[0]), text)


def without_hidden(text: str) -> str:
    """Return the text without its hidden characters."""
    return _replace(text, lambda _: "")


def with_hidden_shown(text: str) -> str:
    """Return the text with each hidden character named where it stands: ⟨U+202E⟩."""
    return _replace(text, lambda character: f"⟨U+{ord(character):04X}⟩")
