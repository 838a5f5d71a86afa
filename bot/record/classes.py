"""The sorts of text that are kept; apart from the models, so that reading a draft needs no database."""

from enum import StrEnum


class TextClass(StrEnum):
    """What sort of text it is: the pack says for each how long it is kept."""

    DRAFT = "draft"
    WORDS_OF_OTHERS = "words of others"  # what a reply or comment answers: somebody outside wrote it
    REASON = "reason"
    ADDRESS = "address"
    LIVE_WORDS = "live words"
    CONCERN = "concern"
    WHY_ERASED = "why erased"
