"""What the surface itself has to say, when the front desk could not be asked or its answer could not be shown."""

from collections.abc import Iterable

from bot.delivery.parts import Para, Parts, Words
from bot.errors import Refusal


def old_button() -> Refusal:
    """Return the refusal of a button that no version we know has drawn."""
    return Refusal(
        "old_button",
        "This button is from an older version of me.",
        saved="Nothing has changed.",
        then="There may be a newer message about the same thing; my Home shows what is open.",
    )


def old_form() -> Refusal:
    """Return the refusal of a form that no version we know has drawn."""
    return Refusal(
        "old_form",
        "This form is from an older version of me.",
        saved="Nothing was sent; your words are still in the form underneath.",
        then="Copy them, open the form again and paste them.",
    )


def unknown_command() -> Refusal:
    """Return the refusal of a command that exists in the workspace only."""
    return Refusal(
        "unknown_command",
        "I don't know this command.",
        saved="Nothing has changed.",
        then="My Home shows what I can do.",
    )


def refusal(refused: Refusal) -> Parts:
    """Return a refusal as parts."""
    return (Para(refused.sentence),)


def bug(reference: str) -> Parts:
    """Return what somebody is told when something is broken."""
    return (
        Para(
            f"Something went wrong on my side ({reference}). What you wrote in a form is still there. "
            "Please try again; if it happens again, give this number to whoever looks after me."
        ),
    )


def not_opened(words: str = "") -> Parts:
    """Return what somebody is told when a form could not be opened in time; their words are shown so none is lost."""
    told = Para("Slack took too long, so I could not open the form. Nothing has changed. Please try again.")
    return (told, Words(words, "Your words:")) if words else (told,)


def unknown_emoji(names: Iterable[str]) -> str:
    """Return the error at a field with emoji that only this workspace has."""
    listed = ", ".join(f":{name}:" for name in names)
    return f"Only this workspace knows {listed}. Please use words or another emoji."
