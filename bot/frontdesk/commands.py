"""What can be typed or picked from a menu, wherever one is."""

from collections.abc import Callable

from bot.delivery.parts import Bullets, Headline, Small
from bot.frontdesk.answers import Answer, Press, Whisper
from bot.frontdesk.approvals import approvals
from bot.frontdesk.forms import check, concern, proposal, receipt, text
from bot.policy.ask import policy_answer
from bot.registers.people import Person
from bot.work import Work

Act = Callable[[Work, Person, str], Answer | Press]


def propose_post(work: Work, who: Person, words: str) -> Answer | Press:
    """Open the form with the words in it, or explain it on "help"."""
    if words.strip().casefold() == "help":
        return Whisper(
            (
                Headline(f"How to say something in public for {work.pack.organisation}"),
                Bullets(
                    (
                        "Type /propose-post and your words, or /propose-post alone. A form opens.",
                        f"The {work.pack.director_title} gets it at once; you are told what was decided.",
                        "After a yes, post exactly those words, then press “I posted it”.",
                        "/policy and a word quotes the policy. /concern says that something public is wrong.",
                    )
                ),
                Small(work.pack.in_danger),
            )
        )
    return proposal.started(work, who, words)


def policy(work: Work, who: Person, words: str) -> Answer:
    """Quote the policy on these words, or say that it does not cover them."""
    return Whisper(policy_answer(work.pack, words))


def raise_concern(work: Work, who: Person, words: str) -> Answer:
    """Open the form for a worry about something public."""
    return concern.opened(work, who, "concern", (), words)


def check_post(work: Work, who: Person, words: str) -> Answer:
    """Open the form that compares what is public with what was approved, or say what the record holds under a code."""
    proposal_meant = check.proposal_named(work, words)
    if proposal_meant:
        return check.opened(work, who, check.NAME, (proposal_meant.id,))
    return Whisper(receipt.code_told(work, words))


def check_text(work: Work, who: Person, words: str) -> Answer:
    """Open the form that reads a text in private."""
    return text.opened(work, who, text.NAME, (), words)


COMMANDS: dict[str, Act] = {
    "propose-post": propose_post,
    "approvals": approvals,
    "check-post": check_post,
    "check-text": check_text,
    "policy": policy,
    "concern": raise_concern,
}
SHORTCUTS: dict[str, Act] = {"propose_post": propose_post, "propose_from_message": propose_post}
