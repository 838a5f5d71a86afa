"""What may be said: every durable message by name, whom it goes to, and whether it is drawn again in place.

A message holds references only. `bot.delivery.compose` makes its parts from the database when it is sent.
"""

from dataclasses import dataclass
from enum import StrEnum


class Name(StrEnum):
    """The messages there are."""

    CARD = "card"  # the deciders' card of a proposal
    SERIES = "series"  # the deciders' one card of several posts
    COPY = "copy"  # the author's own message about it
    VERDICT = "verdict"  # the author is told what was decided
    WORDS = "words"  # the approved words, alone, to copy
    PICTURES = "pictures"  # the approved pictures, as files to post
    UNFIT = "unfit"  # the author is told that pictures could not be taken, and that the draft is kept
    DISCARD = "discard"  # no message: a file of ours is deleted from the platform
    TO_POST = "to_post"  # publishers are asked to post what somebody else wrote
    HISTORY = "history"  # a line in the card's thread
    ENDED = "ended"  # the author is told that it expired or lapsed
    UNQUEUE = "unqueue"  # take what you scheduled out of the queue
    REMINDER = "reminder"  # what waits for a decider
    WANTED = "wanted"  # the author is told that the wanted time comes near, or asked for a new one
    POSTED_YET = "posted_yet"  # whoever may post it is asked whether they did
    ENDS_SOON = "ends_soon"  # it will expire or lapse
    COVER = "cover"  # a deputy, and whoever named them, are told of it
    UNCOVERED = "uncovered"  # the Director is away and nobody stands in
    UNATTENDED = "unattended"  # trustees are told that things wait and nobody is here to decide
    SUCCESSION = "succession"  # somebody else is Director now
    PHONE_YES = "phone_yes"  # the Director is asked whether they said yes by phone
    HELD = "held"  # everything is on hold, or no longer
    CONCERN = "concern"  # the deciders are told of a worry about something public
    CONCERN_RAISED = "concern_raised"  # whoever raised it is told how it stands
    LIVE_FOUND = "live_found"  # the deciders are told that public words hold what nobody approved
    CONCERN_TASK = "concern_task"  # the one who posted it is asked to correct or take down
    DIGEST = "digest"  # the week
    ANSWERING = "answering"  # how fast a Director answers, for them alone
    DIGEST_SENT = "digest_sent"  # the week, to somebody who asked for it
    REPORT = "report"  # the trustees' report of a month, as a file
    PAPER = "paper"  # one proposal on paper, as a file
    STANDING = "standing"  # standing words: asked for, decided, ended
    STANDING_USE = "standing_use"  # a publisher took some, and says when they are public
    STANDING_WORDS = "standing_words"  # those words, alone, to copy
    IF_DOWN = "if_down"  # how to see that the bot is down, and whom to ring: pinned
    HOME = "home"  # somebody's own page
    CONFIRMED = "confirmed"  # one line to whoever decided: you did this, and its code
    CHECKPOINT = "checkpoint"  # the record's size and root, signed, in the digest's thread
    ALARM = "alarm"  # something is wrong with the record or its copies
    RESTORED = "restored"  # the record goes on from a backup


PROJECTIONS = frozenset(
    {
        Name.CARD,
        Name.SERIES,
        Name.COPY,
        Name.VERDICT,
        Name.TO_POST,
        Name.UNQUEUE,
        Name.REMINDER,
        Name.WANTED,
        Name.POSTED_YET,
        Name.ENDS_SOON,
        Name.COVER,
        Name.UNCOVERED,
        Name.PHONE_YES,
        Name.CONCERN,
        Name.CONCERN_RAISED,
        Name.CONCERN_TASK,
        Name.STANDING,
        Name.STANDING_USE,
        Name.IF_DOWN,
        Name.HOME,
    }
)
"""Messages that are drawn again in place: queued twice, they show the newest state once."""

PINNED = frozenset({Name.IF_DOWN})
"""Messages that stay in sight at the top of their conversation."""

STANDS = "stands"
"""In a row's refs: nothing new is said, the message of this `Posting.part` is drawn again where it stands."""

USER = "user"
"""In the refs of the last `HOME` of somebody who is erased: whom the platform knows."""


@dataclass(frozen=True)
class Message:
    """One message to be said. `about` is what it is drawn from; `refs` narrow it down (a revision, a sequence number).

    `conversation` is "dm:<person id>", "home:<person id>", "approvals", "digest", "thread:<proposal id>" (under the
    proposal's card), "under:<week>" (under the week's digest) or "files" (no conversation: the platform's files).
    """

    name: Name
    conversation: str
    about: str
    refs: tuple[tuple[str, str], ...] = ()
