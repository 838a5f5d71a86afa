"""Which part of the record is asked for. A proposal is handed over whole or not at all: all of its revisions, with all
that became of them, whenever that was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from bot.approvals.draft import Draft
from bot.approvals.models import Concern, Decision, PhoneYes, Placement, Proposal, Revision, Scheduled
from bot.errors import Refusal
from bot.ports import Between
from bot.record.models import Content
from bot.registers.people import Person
from bot.reporting.export.naming import Naming
from bot.work import Work

NOTHING_WRITTEN = "Nothing was written."
_AT_ONCE = 500

# Where a proposal's rows say when something happened, and who did it.
_MOMENTS: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (Proposal, ("proposed_at", "changed_at")),
    (Revision, ("made_at",)),
    (Decision, ("at", "taken_back_at")),
    (PhoneYes, ("said_at", "answered_at")),
    (Placement, ("posted_at",)),
    (Scheduled, ("noted_at", "cleared_at")),
    (Concern, ("raised_at", "decided_at", "done_at")),
)
_PEOPLE: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (Proposal, ("author_id",)),
    (Revision, ("made_by",)),
    (Decision, ("by", "taken_back_by")),
    (PhoneYes, ("recorded_by", "said_by", "answered_by")),
    (Placement, ("posted_by",)),
    (Scheduled, ("by",)),
    (Concern, ("raised_by", "decided_by", "done_by")),
)


@dataclass(frozen=True)
class Choice:
    """What is asked for; empty fields leave nothing out. `person` and `proposal` are ids, both days are included."""

    since: date | None = None
    until: date | None = None
    person: str = ""
    account: str = ""
    proposal: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()

    def span(self, work: Work) -> Between:
        """Return the moments of the days asked for, where the organisation is."""
        zone = ZoneInfo(work.pack.time_zone)
        first = datetime.combine(self.since or date(1970, 1, 2), time(), zone)
        after = datetime.combine((self.until or date(9998, 12, 30)) + timedelta(days=1), time(), zone)
        return Between(first.astimezone(UTC), after.astimezone(UTC))

    def told(self, work: Work, naming: Naming) -> str:
        """Say what was asked for: "from 1 to 30 November 2026; Facebook page"."""
        first = f"from {self.since.day} {self.since:%B %Y}" if self.since else ""
        last = f"to {self.until.day} {self.until:%B %Y}" if self.until else ""
        proposal = work.unit.get(Proposal, id=self.proposal) if self.proposal else None
        asked = [
            " ".join(filter(None, (first, last))),
            f"what {naming.person(self.person)} had a part in" if self.person else "",
            naming.account(self.account) if self.account else "",
            naming.number(proposal.number) if proposal else "",
        ]
        return "; ".join(filter(None, asked)) or "everything in the record"


def chosen(work: Work, choice: Choice) -> list[Proposal]:
    """Return the proposals asked for, by number."""
    wanted = None if not choice.proposal else {choice.proposal}
    if choice.since or choice.until:
        wanted = _both(wanted, _where(work, _MOMENTS, choice.span(work)))
    if choice.person:
        wanted = _both(wanted, _where(work, _PEOPLE, choice.person))
    proposals = [row for row in work.unit.find(Proposal, order="number") if wanted is None or row.id in wanted]
    if not choice.account:
        return proposals
    on_account = _on_account(work, choice.account, [row.id for row in proposals])
    return [row for row in proposals if row.id in on_account]


def checked(work: Work, choice: Choice) -> Choice:
    """Return the choice; refuse days in the wrong order and an account nobody knows."""
    if choice.since and choice.until and choice.until < choice.since:
        raise Refusal("wrong-days", "The last day is before the first.", saved=NOTHING_WRITTEN, then="Swap them.")
    known = work.pack.accounts
    if choice.account and choice.account not in known and not _on_account(work, choice.account, None):
        raise Refusal(
            "no-such-account",
            f"There is no account “{choice.account}”.",
            saved=NOTHING_WRITTEN,
            then=f"The accounts are: {', '.join(known)}.",
        )
    return choice


def person_meant(work: Work, told: str) -> Person:
    """Return the person with this id, Slack id or full name; refuse when there is none, or more than one."""
    everybody = work.unit.find(Person, order="id")
    exact = [person for person in everybody if told in (person.id, person.platform_id)]
    found = exact or [person for person in everybody if person.name.casefold() == told.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(person.platform_id or person.id for person in found)
        raise Refusal("which-person", f"{told} is the name of {len(found)} people.", then=f"Give one of the ids {ids}.")
    raise Refusal(
        "no-such-person",
        f"I don't know {told}.",
        saved=NOTHING_WRITTEN,
        then="Give a full name or a member id; “countersign people” lists those who hold a role.",
    )


def proposal_meant(work: Work, told: str) -> Proposal:
    """Return the proposal with this number, "NS-42" or "42"; refuse when there is none."""
    figures = re.fullmatch(rf"(?:{re.escape(work.pack.prefix)}-)?([0-9]{{1,9}})", told.strip(), re.IGNORECASE)
    proposal = work.unit.get(Proposal, number=int(figures[1])) if figures else None
    if proposal is None:
        raise Refusal(
            "no-such-proposal",
            f"There is no proposal {told}.",
            saved=NOTHING_WRITTEN,
            then=f"The last one is {work.pack.number(work.unit.highest(Proposal, 'number'))}."
            if work.unit.highest(Proposal, "number")
            else "There are none yet.",
        )
    return proposal


def _both(wanted: set[str] | None, found: set[str]) -> set[str]:
    return found if wanted is None else wanted & found


def _where(work: Work, places: Iterable[tuple[type[SQLModel], tuple[str, ...]]], value: Any) -> set[str]:
    """Return the ids of the proposals with a row whose column fits."""
    return {
        getattr(row, "id" if model is Proposal else "proposal_id")
        for model, columns in places
        for column in columns
        for row in work.unit.find(model, **{column: value})
    }


def _on_account(work: Work, account: str, among: list[str] | None) -> set[str]:
    """Return the ids of the proposals that are, or in some revision were, for the account."""
    found = {row.proposal_id for row in work.unit.find(Placement, account=account)}
    found |= {row.proposal_id for row in work.unit.find(Scheduled, account=account)}
    rows = work.unit.find(Revision, order="proposal_id")
    left = [row for row in rows if row.proposal_id not in found and (among is None or row.proposal_id in among)]
    for start in range(0, len(left), _AT_ONCE):
        drafts = {row.content: row.proposal_id for row in left[start : start + _AT_ONCE]}
        for content in work.unit.find(Content, commit=list(drafts)):
            if content.text and account in Draft.model_validate_json(content.text).accounts:
                found.add(drafts[content.commit])
    return found
