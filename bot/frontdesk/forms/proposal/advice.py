"""What is said under the words while they are written. It reminds, and never stops anybody."""

from bot.approvals.checks import PASTED
from bot.approvals.draft import Draft
from bot.approvals.found import Found, found_in, secret_places
from bot.approvals.models import Kind
from bot.delivery.parts import Bullets, Filled, FormPart, Para, Small, TextField
from bot.delivery.say.findings import advised
from bot.delivery.say.phrases import applying, clauses_in_short
from bot.policy.findings import Level
from bot.policy.privacy.names import NOT_LOOKED_FOR
from bot.policy.second_look import NAMES
from bot.work import Work

EXPLAINED = "explained"
ONCE_MORE = Para("Please look at this once more. Change the words, or say why they are right, and send it again.")


def advice(work: Work, draft: Draft, *, asked: bool) -> list[FormPart]:
    """Return what the reading found, a field for the reason where the form has `asked`, and which clauses apply."""
    parts: list[FormPart] = [Para(PASTED)] if secret_places(draft) else []
    parts += advised(work, found_in(work, draft))
    if asked or draft.explained:
        parts.append(reason(draft))
    if parts:
        parts.append(Small(f"If I say nothing, it may still be wrong. The {work.pack.director_title} decides."))
    if draft.words.strip() and not NAMES.looked_for():
        parts.append(Small(NOT_LOOKED_FOR))
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


def reason(draft: Draft) -> TextField:
    """Return the field for why it is right as it is."""
    label = "Why is it right as it is?"
    hint = "Whoever decides reads this. Leave it empty if you change the words instead."
    return TextField(EXPLAINED, label, draft.explained, hint, multiline=True, optional=True, limit=500, live=True)


def to_ask(work: Work, draft: Draft, filled: Filled) -> list[Found]:
    """Return what a change or a reason is to be asked for; nothing once the form has asked."""
    if EXPLAINED in filled.values or secret_places(draft):
        return []
    return [one for one in found_in(work, draft) if one.finding.level is Level.STOP_AND_THINK]
