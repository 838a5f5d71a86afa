"""Whether words as they stand on a network are the approved ones, whatever the network or the copying did to them.

Networks and phones exchange quotation marks, dashes and spaces; they show links shortened, cut, as a card, or without
what stands before the name; and copies lose emoji. None of that changes what is said. A word or a figure does.
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.approvals.differences import Difference, differing, words_in

SHORTENERS = ("t.co", "lnkd.in", "fb.me", "bit.ly", "buff.ly", "ow.ly", "tinyurl.com")
"""Hosts whose addresses stand for others; the first two are put in by X and LinkedIn themselves."""

_TRACKING = re.compile("utm_.*|fbclid|gclid|igsh|igshid|mc_.id|si|s|t|ref_src")
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\ufe0e\ufe0f\u200b\u2060\ufeff\u00ad"),
        "…": "...",
    }
)
_CUT = "..."
_AROUND = "()[]<>\"'.,;:!?*_"
_LINK = re.compile(r"(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?)", re.IGNORECASE)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2190-\u21ff\u2300-\u23ff\u2b00-\u2bff\u200d\u20e3\U000e0020-\U000e007f]"
)


@dataclass(frozen=True)
class Compared:
    """Where live words differ from the approved ones, and what cannot be told from a copy."""

    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Return whether they say the same."""
        return not self.differences


def compare(approved: str, live: str) -> Compared:
    """Return how the live words stand to the approved ones, as people would judge it."""
    old, new, remarks = words_in(approved), words_in(live), []
    if _EMOJI.search(approved) and not _EMOJI.search(live):
        old = [bare for word in old if (bare := _EMOJI.sub("", word).translate(_SAME)).strip()]
        remarks.append("The copy has no emoji. Copies often lose them, so I left them out.")
    meant, found = [_meaning(word) for word in old], [_meaning(word) for word in new]
    found, shortened = _read_links(meant, found)
    if shortened:
        remarks.append(f"{', '.join(shortened)} stands for a link. I can't see where it leads.")
    if len(found) < len(meant) and meant[: len(found)] == found and all(map(_is_link, meant[len(found) :])):
        remarks.append("The link at the end is not in the copy. Networks often show it as a card instead.")
        old, meant = old[: len(found)], found
    return Compared(differing(old, new, meant, found), tuple(remarks))


def _meaning(word: str) -> str:
    """Return the word as it counts: with plain marks, and a link without what networks and sentences put around it."""
    plain = unicodedata.normalize("NFC", word.strip()).translate(_SAME)
    core = plain.strip(_AROUND)
    if not _is_link(core):
        return plain
    return _link(core) + (_CUT if _CUT in plain.rpartition(core)[2] else "")


def _is_link(word: str) -> bool:
    return bool(_LINK.fullmatch(word.strip(_AROUND)))


def _link(written: str) -> str:
    try:
        address = urlsplit(written if "://" in written else f"https://{written}")
    except ValueError:
        return written
    kept = urlencode([(name, value) for name, value in parse_qsl(address.query) if not _TRACKING.fullmatch(name)])
    host = (address.hostname or "").removeprefix("www.")
    return f"{host}{address.path.rstrip('/')}{f'?{kept}' if kept else ''}"


def _read_links(meant: list[str], found: list[str]) -> tuple[list[str], list[str]]:
    """Return the live words with each cut or shortened link as the approved one it stands for, and the shortened."""
    left = [word for word in meant if _is_link(word)]
    read, shortened = [], []
    for word in found:
        link = left[0] if left else ""
        by_shortener = bool(link) and _host(word) in SHORTENERS
        stands_for = link if by_shortener or _is_beginning(word, link) else word
        if by_shortener and word != link:
            shortened.append(word)
        if stands_for == link:
            del left[:1]
        read.append(stands_for)
    return read, shortened


def _host(word: str) -> str:
    return word.partition("/")[0]


def _is_beginning(word: str, link: str) -> bool:
    """Return whether the word is the link cut short, as in "example.org/wal..."."""
    stem = word.removesuffix(_CUT)
    return stem != word and _is_link(stem) and link.startswith(stem)
