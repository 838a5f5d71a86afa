"""How the digest puts each matter into words: for one, for several, and for none."""

from typing import NamedTuple

from bot.policy.pack import Matter

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Phrase(NamedTuple):
    """`one` and `several` are followed by the proposals' numbers; `none` is a part of a list."""

    one: str
    several: str
    none: str


NEEDS_ATTENTION = {
    Matter.WORDS_DIFFER: Phrase(
        "One post differs from its approved words",
        "{n} posts differ from their approved words",
        "no known difference from approved words",
    ),
    Matter.POSTED_DURING_HOLD: Phrase(
        "One was posted while everything was on hold",
        "{n} were posted while everything was on hold",
        "nothing posted in a hold",
    ),
    Matter.SECOND_LOOK: Phrase(
        "One urgent change went out first and waits for a second look",
        "{n} urgent changes went out first and wait for a second look",
        "no second look due",
    ),
    Matter.NOT_SAID_POSTED: Phrase(
        "One was approved, its time has passed, and nobody has said that it is posted",
        "{n} were approved, their time has passed, and nobody has said that they are posted",
        "nothing past its time",
    ),
    Matter.CONCERN_OPEN: Phrase(
        "A concern about one published post waits for a decision",
        "Concerns about {n} published posts wait for a decision",
        "no open concern",
    ),
    Matter.CONCERN_OVERDUE: Phrase(
        "One correction or removal is overdue",
        "{n} corrections or removals are overdue",
        "no correction overdue",
    ),
    Matter.EXPIRED: Phrase(
        "One request ended without anybody having decided",
        "{n} requests ended without anybody having decided",
        "no request left undecided",
    ),
    Matter.PHONE_YES: Phrase(
        "A yes by phone waits for the {director} to confirm it",
        "{n} yeses by phone wait for the {director} to confirm them",
        "no yes by phone to confirm",
    ),
    Matter.PHONE_DENIED: Phrase(
        "A yes by phone was written down, and the {director} says it was not given",
        "{n} yeses by phone were written down, and the {director} says they were not given",
        "none denied",
    ),
}
GOOD_TO_KNOW = {
    Matter.SELF_AUTHORISED: Phrase(
        "One was approved on the {director}’s own authority",
        "{n} were approved on the {director}’s own authority",
        "nothing on the {director}’s own authority",
    ),
    Matter.TAKEN_BACK: Phrase(
        "One approval was taken back",
        "{n} approvals were taken back",
        "nothing taken back",
    ),
    Matter.PUT_RIGHT: Phrase(
        "One published post was corrected or taken down",
        "{n} published posts were corrected or taken down",
        "nothing put right",
    ),
    Matter.LAPSED: Phrase(
        "One approval ended unused",
        "{n} approvals ended unused",
        "no approval unused",
    ),
}
ON_HOLD = "Everything has been on hold since {since}"
WAS_ON_HOLD = "Everything was on hold from {since} to {until}"
NOT_ON_HOLD = "no hold"
TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times", "seven times")


def in_words(number: int) -> str:
    """Return a number up to nine as a word, a larger one in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def times(number: int) -> str:
    """Return "once", "twice" or "12 times"."""
    return TIMES[number] if number < len(TIMES) else f"{number} times"


def counted(number: int, one: str, several: str) -> str:
    """Return "one thing" or "two things"."""
    return f"{in_words(number)} {one if number == 1 else several}"


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]
