"""Is a draft complete, and for accounts that may be used? The few hard stops, each with the way out."""

from datetime import timedelta
from urllib.parse import urlsplit

from bot.approvals.draft import Draft
from bot.approvals.found import secret_places
from bot.approvals.media import has_media, media_errors, shown_of_people
from bot.approvals.models import Kind
from bot.errors import FieldErrors
from bot.policy.pack import Pack
from bot.registers.consents import consent_fault
from bot.work import Work

PASTED = (
    "This looks like a password or a key, and I have kept nothing of it. Take it out, then send again. If it is a real "
    "one, change it now: somebody may have read it."
)
OTHER_ACCOUNT = "other"
GRACE = timedelta(minutes=5)


def check(work: Work, draft: Draft) -> None:
    """Raise `FieldErrors` with a sentence for each field that must change."""
    errors = {**_accounts(work.pack, draft), **_words(draft), **_addresses(draft), **media_errors(draft)}
    fault = (
        consent_fault(work, draft.consent, draft.accounts, shown_of_people(draft)) if "accounts" not in errors else ""
    )
    if fault:
        errors["consent"] = fault
    errors |= dict.fromkeys(secret_places(draft), PASTED)
    if draft.wanted_at and draft.wanted_at < work.now - GRACE:
        errors["wanted_at"] = "That time has passed. Choose a later one, or leave it empty."
    if errors:
        raise FieldErrors(errors)


def _accounts(pack: Pack, draft: Draft) -> dict[str, str]:
    if not draft.accounts:
        return {"accounts": "Choose where it is to appear."}
    if OTHER_ACCOUNT in draft.accounts:
        return {
            "accounts": f"I can only send on what {pack.organisation} says from its registered accounts, never from a "
            f"personal profile. Ask the {pack.director_title} to set an account up, or choose one from the list."
        }
    unknown = [account for account in draft.accounts if account not in pack.accounts]
    if unknown:
        return {"accounts": "One of these accounts is no longer in the register. Please choose again."}
    closed = [pack.accounts[account] for account in draft.accounts if not pack.accounts[account].open]
    if closed:
        why = closed[0].why_closed or "it is closed for now"
        return {"accounts": f"{closed[0].name} can't be used at the moment: {why}. Choose another, or try later."}
    if len(draft.accounts) > 1 and draft.kind in (Kind.COMMENT, Kind.REPLY):
        return {"accounts": "A comment or reply is made from one account. Choose just one."}
    return {}


def _words(draft: Draft) -> dict[str, str]:
    if not draft.words.strip() and draft.kind is not Kind.SHARE and not has_media(draft):
        return {"words": "Write the words as they will appear. Only a picture or a video may go without."}
    return {}


def _addresses(draft: Draft) -> dict[str, str]:
    errors = {}
    if draft.kind is Kind.PROFILE_CHANGE:
        if not draft.target:
            errors["target"] = "Say which part of the profile changes (name, picture, “About” …)."
    elif draft.target and not is_web_address(draft.target):
        errors["target"] = "That does not look like a web address. It should begin with https://"
    elif not draft.target and draft.kind in (Kind.COMMENT, Kind.SHARE):
        what = "you want to comment on" if draft.kind is Kind.COMMENT else "you want to share"
        errors["target"] = f"Give the address of what {what}."
    if draft.kind in (Kind.COMMENT, Kind.REPLY) and not draft.answers.strip():
        errors["answers"] = "Paste the words it answers, so that they can be read together."
    if draft.video and not is_web_address(draft.video):
        errors["video"] = "That does not look like a web address. It should begin with https://"
    if draft.link and not is_web_address(draft.link):
        errors["link"] = "That does not look like a web address. It should begin with https://"
    return errors


def is_web_address(text: str) -> bool:
    """Return whether the text is one http or https address with a host, and nothing else."""
    if any(character.isspace() for character in text):
        return False
    try:
        address = urlsplit(text)
        return address.scheme in ("http", "https") and "." in (address.hostname or "")
    except ValueError:
        return False
