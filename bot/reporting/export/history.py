"""What the record says about a proposal, entry by entry, as sentences."""

from datetime import datetime
from typing import Any

from bot.approvals.models import Comparison, Proposal
from bot.delivery.say.phrases import COMPARISONS
from bot.record.models import LogEntry
from bot.reporting.export.entries import facts
from bot.reporting.export.naming import Naming
from bot.reporting.phrases import capital
from bot.work import Work

LINES = {
    "proposal.proposed": "{by} proposed it{again}.",
    "proposal.revised": "{by} changed it: now revision {revision}.",
    "proposal.approved": "{by} approved revision {revision}{how}, as {role}.",
    "proposal.changes_requested": "{by} asked for changes to revision {revision}, as {role}.",
    "proposal.rejected": "{by} rejected revision {revision}, as {role}.",
    "proposal.taken_back": "{by} took the approval of revision {revision} back.",
    "proposal.withdrawn": "{by} withdrew it.",
    "proposal.expired": "It expired: its time ran out.",
    "proposal.lapsed": "The approval lapsed: it was not posted in time.",
    "proposal.rest_dropped": "It is not to be posted on {accounts} any more.",
    "proposal.looked_at_again": "{by} gave it its second look: {outcome}.",
    "placement.proved": "{by} kept a screenshot of how it stands on {account}.",
    "placement.posted": "{by} posted revision {revision} on {account}; {comparison}.",
    "placement.scheduled": "{by} put it into the queue of {account} for {planned_for}.",
    "placement.unscheduled": "{by} took it out of the queue of {account}.",
    "concern.raised": "{by} raised a concern.",
    "concern.decided": "{by} decided the concern: {outcome}.",
    "concern.done": "{by} said that what was decided on the concern is done.",
    "phone_yes.confirmed": "{by} confirmed the yes by phone to revision {revision}.",
    "phone_yes.denied": "{by} said that there was no yes by phone to revision {revision}.",
    "content.erased": "{by} erased {count}. Every entry and every receipt is still valid.",
    "retention.held": "{by} asked for it to be kept longer than usual.",
    "retention.released": "{by} ended its longer keeping.",
}
OUTCOMES = {
    "open": "not decided yet",
    "keep": "it stays as it is",
    "correct": "it is to be corrected",
    "take_down": "it is to be taken down",
}


def happened(work: Work, naming: Naming, entry: LogEntry) -> tuple[str, str, str]:
    """Return the entry's number, its moment and what it says; other kinds of entries are told by their name."""
    told = facts(entry.body)
    line = LINES.get(str(told.get("kind")), "")
    said = (
        capital(line.format_map(_Words(work, naming, told))) if line else f"Recorded: {told.get('kind', 'unreadable')}."
    )
    return str(entry.seq), naming.moment(_moment(told.get("at"))), said


class _Words(dict[str, str]):
    """What can stand in a line, looked up as it is asked for."""

    def __init__(self, work: Work, naming: Naming, told: dict[str, Any]) -> None:
        super().__init__()
        self._work = work
        self._naming = naming
        self._told = told

    def __missing__(self, key: str) -> str:
        value, naming = self._told.get(key), self._naming
        match key:
            case "by":
                return naming.person(str(value or ""))
            case "role":
                return naming.role(str(value or ""))
            case "account":
                return naming.account(str(value or ""))
            case "accounts":
                return naming.accounts(str(one) for one in value or ())
            case "planned_for":
                return naming.moment(_moment(value))
            case "outcome":
                return OUTCOMES.get(str(value), str(value))
            case "comparison":
                return COMPARISONS[Comparison(str(value))]
            case "count":
                texts = len(self._told.get("contents") or ())
                return "one text" if texts == 1 else f"{texts} texts"
            case "how":
                return self._how()
            case "again":
                return self._again()
        return str(value)

    def _how(self) -> str:
        said_by = self._told.get("said_by")
        if said_by:
            return f" because {self._naming.person(said_by)} said yes by phone"
        edits = " with edits" if self._told.get("with_edits") else ""
        return f"{edits} on their own authority" if self._told.get("self_authorised") else edits

    def _again(self) -> str:
        earlier = self._told.get("again_from")
        before = self._work.unit.get(Proposal, id=earlier) if earlier else None
        return f", carrying on from {self._naming.number(before.number)}" if before else ""


def _moment(told: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
