"""Addresses of computers: IP version 4 and 6. Four numbers with stops between are often a version, or a section."""

import socket
from collections.abc import Iterator
from contextlib import suppress

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.patterns import Pattern, Place

_IP4 = Pattern(r"\b((?:[0-9]{1,3}\.){3}[0-9]{1,3})\b")
_IP6 = Pattern(r"(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}")
_VERSION = Pattern(
    r"(?:\bv(?:er(?:sion)?)?|release|build|section|clause|para(?:graph)?|appendix|chapter|windows|ios"
    r"|firmware)[ .:]{0,2}$"
)
_OF_A_COMPUTER = Pattern(
    r"\b(?:ip(?:v[46])?|address|server|host|ping|router|dns|localhost|login|subnet|gateway|netmask|proxy|route)\b"
)


def find_computers(text: Prepared) -> Iterator[Span]:
    """Yield IP addresses."""
    if not text.has_digit:
        return
    if text.folded.count(".") > 2:
        for found in _IP4.all_in(text):
            if _is_ip4(text, found):
                yield text.span(found.start, found.end, "IP", "ip-address")
    if text.folded.count(":") > 1:
        for found in _IP6.all_in(text):
            if _is_ip6(text, found):
                yield text.span(found.start, found.end, "IP", "ip-address")


def _is_ip4(text: Prepared, found: Place) -> bool:
    parts = found[1].split(".")
    before, after = text.folded[max(found.start - 1, 0) : found.start], text.folded[found.end : found.end + 2]
    if any(int(part) > 255 or (len(part) > 1 and part[0] == "0") for part in parts):
        return False
    if (
        before in (".", "-")
        or text.folded[max(found.start - 2, 0) : found.start] == "=="
        or (after[:1] in (".", "-") and after[1:].isdigit())
        or _VERSION.just_before(text, found.start, 16)
    ):
        return False
    return max(map(int, parts)) > 9 or _OF_A_COMPUTER.near(text, found.start, found.end, 25, 15)


def _is_ip6(text: Prepared, found: Place) -> bool:
    words = text.folded[found.start : found.end]
    before, after = text.folded[max(found.start - 1, 0) : found.start], text.folded[found.end : found.end + 1]
    if before.isalnum() or after.isalnum() or after == ":" or not any(map(str.isdigit, words)):
        return False
    groups = len([group for group in words.split(":") if group])
    if groups < 3 and not _OF_A_COMPUTER.near(text, found.start, found.end, 25, 0):
        return False
    with suppress(OSError):
        return bool(socket.inet_pton(socket.AF_INET6, words))
    return False
