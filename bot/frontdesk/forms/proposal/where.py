"""What it is and where it appears."""

from bot.approvals.checks import OTHER_ACCOUNT
from bot.approvals.draft import Draft
from bot.delivery.parts import ChoiceField, Option
from bot.delivery.say.phrases import KINDS
from bot.work import Work


def kinds(draft: Draft) -> ChoiceField:
    """Return the choice of what it is."""
    options = tuple(Option(kind.value, label) for kind, label in KINDS.items())
    return ChoiceField("kind", "What is it?", options, chosen=(draft.kind.value,), as_list=True, live=True)


def accounts(work: Work, draft: Draft) -> ChoiceField:
    """Return the choice of the accounts that may be used now; the others are named with why not."""
    usable = [account for account in work.pack.accounts.values() if account.open]
    closed = [account for account in work.pack.accounts.values() if not account.open]
    options = [Option(account.id, account.name) for account in usable]
    options.append(Option(OTHER_ACCOUNT, "Another account, or a personal profile"))
    hint = " ".join(f"{account.name} can't be used now: {account.why_closed or 'closed'}." for account in closed)
    chosen = tuple(account for account in draft.accounts if any(option.value == account for option in options))
    return ChoiceField("accounts", "Where", tuple(options), chosen=chosen, many=True, live=True, hint=hint)
