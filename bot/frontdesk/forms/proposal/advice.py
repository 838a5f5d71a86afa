"""What is said under the words while they are written, and never stops anybody: it reminds."""

from bot.approvals.draft import Draft
from bot.approvals.models import Kind
from bot.delivery.parts import Bullets, FormPart, Small
from bot.delivery.say.phrases import applying, clauses_in_short
from bot.frontdesk.forms.proposal.counts import counted
from bot.work import Work


def advice(work: Work, draft: Draft) -> list[FormPart]:
    """Return how long the words are and which clauses apply to them."""
    parts: list[FormPart] = [*counted(work, draft)]
    clauses = clauses_in_short(applying(work, draft))
    if clauses:
        parts.append(Bullets(clauses, title="Clauses that apply"))
    if draft.kind is Kind.REPLY and work.pack.settings.replies_unasked:
        parts.append(
            Small(
                "Procedure: approved publishers may answer ordinary comments on our own page without asking. "
                "Ask whenever you are in doubt."
            )
        )
    return parts
