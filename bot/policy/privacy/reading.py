"""Everything private that a text holds: each detector looks for its own; where two see one place, one wins."""

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.detectors import DETECTORS, EVERYTHING
from bot.policy.privacy.labels import STRONGEST_FIRST

_RANK = {label: rank for rank, label in enumerate(STRONGEST_FIRST)}


def find_private(text: Prepared, *, everything: bool = False) -> list[Span]:
    """Return what is private, in the text's order; only an address and the postcode within it may overlap.

    With `everything` also links and handles that say nothing about a person.
    """
    return winners([span for find in (EVERYTHING if everything else DETECTORS) for span in find(text)], len(text.text))


def winners(spans: list[Span], length: int) -> list[Span]:
    """Return the spans that stand: the stronger label wins, then the longer span, then the earlier one."""
    if not spans:
        return []
    taken = bytearray(length)
    taken_from_addresses = bytearray(length)
    stand = []
    for span in sorted(spans, key=lambda one: (_RANK[one.label], one.start - one.end, one.start)):
        among = taken_from_addresses if span.label == "ADDRESS" else taken
        if 1 in among[span.start : span.end]:
            continue
        stand.append(span)
        ones = b"\x01" * (span.end - span.start)
        taken[span.start : span.end] = ones
        if span.label != "POSTCODE":
            taken_from_addresses[span.start : span.end] = ones
    return sorted(stand)
