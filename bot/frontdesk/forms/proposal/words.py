"""The words in the form: one field, a second one for what does not fit into it, and other words for some accounts."""

from bot.approvals.draft import Draft
from bot.approvals.found import OTHER_WORDS
from bot.approvals.media import WITH_PICTURES
from bot.approvals.models import Kind
from bot.delivery.parts import FormPart, Small, TextField
from bot.delivery.say.lengths import length_told
from bot.work import Work

A_FIELD = 3000
"""How many characters a field takes."""

MOST = 2 * A_FIELD
"""How many characters the form takes."""

CONTINUED = "words_continued"

_BREAK = "\n\n"

Pieces = tuple[str, str]


def fields(draft: Draft, pieces: Pieces | None) -> list[TextField]:
    """Return the field for the words, and a second one where they need it or where it stands already (`pieces`)."""
    share = draft.kind is Kind.SHARE
    label = "Your own words with it" if share else "The words, as they will appear"
    first, rest = pieces or split(draft.words)
    optional = share or draft.kind in WITH_PICTURES
    found = [TextField("words", label, first, multiline=True, optional=optional, live=True)]
    if rest or pieces:
        hint = f"A field takes {A_FIELD:,} characters. This one begins a new paragraph."
        found.append(TextField(CONTINUED, "The words, continued", rest, hint, multiline=True, optional=True, live=True))
    return found


def room_left(work: Work, draft: Draft) -> list[FormPart]:
    """Return how long the words are, where they are meant for any account."""
    accounts = tuple(account for account in draft.accounts if not draft.variants.get(account))
    told = length_told(work, draft, accounts, draft.words)
    return [Small(told)] if told else []


def variant_fields(work: Work, draft: Draft) -> list[FormPart]:
    """Return a field for each account in which it can have words of its own, and how long they are."""
    parts: list[FormPart] = []
    for account in draft.accounts:
        if account in work.pack.accounts:
            parts.append(_variant(work, account, draft.variants.get(account, "")))
            told = length_told(work, draft, (account,), draft.variants[account]) if account in draft.variants else ""
            parts += [Small(told)] if told else []
    return parts


def _variant(work: Work, account: str, words: str) -> TextField:
    return TextField(
        f"{OTHER_WORDS}{account}",
        f"Other words for {work.pack.accounts[account].name}",
        words,
        hint="Leave it empty where the words above are meant.",
        multiline=True,
        optional=True,
        live=True,
    )


def split(words: str) -> Pieces:
    """Return the words as two fields hold them, broken at a paragraph or, where there is none, at a space."""
    if len(words) <= A_FIELD:
        return words, ""
    end = words.rfind(_BREAK, 1, A_FIELD + len(_BREAK))
    if end > 0:
        return words[:end], words[end + len(_BREAK) :]
    end = max(words.rfind(" ", 1, A_FIELD + 1), words.rfind("\n", 1, A_FIELD + 1))
    if end <= 0:
        end = A_FIELD
    return words[:end], words[end:].lstrip()


def joined(first: str, rest: str) -> str:
    """Return the words that two fields hold; the second begins a new paragraph."""
    return f"{first}{_BREAK}{rest}" if first.strip() and rest.strip() else first or rest
