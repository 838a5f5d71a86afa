"""The kinds of things that are said in public; apart from the models, so that reading a draft needs no database."""

from enum import StrEnum


class Kind(StrEnum):
    """What is to be said in public."""

    POST = "post"
    REPLY = "reply"
    COMMENT = "comment"
    SHARE = "share"
    PROFILE_CHANGE = "profile_change"
