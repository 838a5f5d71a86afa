"""Who looks for what. Each detector begins with something cheap (a digit, an `@`) that most drafts do not have."""

from collections.abc import Callable, Iterable

from bot.policy.findings import Span
from bot.policy.prepared import Prepared
from bot.policy.privacy.emails import find_emails

Detector = Callable[[Prepared], Iterable[Span]]

DETECTORS: tuple[Detector, ...] = (find_emails,)

EVERYTHING: tuple[Detector, ...] = DETECTORS
"""Also every link and every handle, whether or not it says something about a person."""
