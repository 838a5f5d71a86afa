"""What is said under the words while they are written. It reminds, and never stops anybody."""

from bot.approvals.draft import Draft
from bot.approvals.models import Kind
from bot.delivery.parts import Bullets, FormPart, Small
from bot.delivery.say.phrases import applying, clauses_in_short
from bot.work import Work


def advice(work: Work, draft: Draft) -> list[FormPart]:
    """Return which clauses apply to the words, in short."""
    parts: list[FormPart] = []
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
