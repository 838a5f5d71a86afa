"""The field for words as they stand on a network, and the second one that long words need."""

from bot.delivery.parts import Filled, TextField
from bot.frontdesk.forms.proposal.words import A_FIELD, joined

CONTINUED = "live_continued"


def live_fields(approved: str, hint: str) -> list[TextField]:
    """Return the fields to paste live words into, enough for words as long as the approved ones."""
    fields = [TextField("live", "The words as they stand there", optional=True, multiline=True, hint=hint)]
    if len(approved) > A_FIELD:
        hint = f"A field takes {A_FIELD:,} characters; begin this one with a paragraph."
        fields.append(TextField(CONTINUED, "Those words, continued", optional=True, multiline=True, hint=hint))
    return fields


def live_words(filled: Filled) -> str:
    """Return the live words that were pasted, or an empty string."""
    return joined(filled.text("live"), filled.text(CONTINUED)).strip()
