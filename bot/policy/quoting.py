"""A clause as it is shown: verbatim, with what introduces it, and whose word it is."""

from bot.delivery.parts import Quoted
from bot.policy.pack import Clause


def quoted(clause: Clause) -> Quoted:
    """Return the clause to be shown; `source` says "Policy v1, PRV-2" or "Procedure, P-3", as the pack labels them."""
    return Quoted(heading=clause.heading, words=f"{clause.lead} {clause.words}".strip(), source=clause.label)
