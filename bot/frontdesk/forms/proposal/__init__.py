"""The form in which something to be said in public is written: new, changed, proposed again, or edited by a decider."""

from bot.frontdesk.forms.proposal.acts import (
    KEEP_LONG,
    begun,
    carried_on,
    changed,
    closed,
    kept_from,
    long_kept,
    opened,
    started,
    started_afresh,
    submitted,
    unfolded,
)
from bot.frontdesk.forms.proposal.form import draw

__all__ = [
    "KEEP_LONG",
    "begun",
    "carried_on",
    "changed",
    "closed",
    "draw",
    "kept_from",
    "long_kept",
    "opened",
    "started",
    "started_afresh",
    "submitted",
    "unfolded",
]
