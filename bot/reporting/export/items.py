"""A proposal with everything that is remembered of it, read in runs so that a long record needs little memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import TypeVar

from sqlmodel import SQLModel

from bot.approvals.draft import Draft
from bot.approvals.models import Concern, Decision, PhoneYes, Placement, Proposal, Revision, Scheduled
from bot.record.models import Content
from bot.work import Work

Row = TypeVar("Row", bound=SQLModel)
AT_ONCE = 100
_REFERENCES = (
    *("id", "again_from", "author_id", "made_by", "by", "taken_back_by"),
    *("posted_by", "raised_by", "decided_by", "done_by"),
    *("recorded_by", "said_by", "answered_by"),
)


@dataclass(frozen=True)
class Kept:
    """A text as far as it is kept: there was none, here it is, or it was erased then."""

    words: str = ""
    erased_at: datetime | None = None


NO_TEXT = Kept()


@dataclass(frozen=True)
class Version:
    """One revision, its exact draft while that is kept, the decision on it, and where it was posted.

    What it answers is somebody else's and may be erased earlier than the draft.
    """

    row: Revision
    content: Kept
    draft: Draft | None
    answers: Kept
    decision: Decision | None
    posted: tuple[Placement, ...]

    @property
    def first_use(self) -> datetime | None:
        """When it was first public, as far as anybody has said."""
        return min((row.posted_at for row in self.posted if row.posted_at), default=None)


@dataclass(frozen=True)
class Item:
    """One proposal: every revision in order, the original first."""

    proposal: Proposal
    versions: tuple[Version, ...]
    placements: tuple[Placement, ...]
    scheduled: tuple[Scheduled, ...]
    concerns: tuple[Concern, ...]
    phone_yeses: tuple[PhoneYes, ...]
    texts: dict[str, Kept]

    def text(self, commit: str) -> Kept:
        """Return the text under a commitment, as far as it is kept."""
        return self.texts.get(commit, NO_TEXT)

    @property
    def first_use(self) -> datetime | None:
        """When any of it was first public."""
        return min((row.posted_at for row in self.placements if row.posted_at), default=None)

    @property
    def names(self) -> frozenset[str]:
        """Every random reference and commitment in it: of the proposal, of people, of texts."""
        rows: list[SQLModel] = [self.proposal, *self.placements, *self.scheduled, *self.concerns, *self.phone_yeses]
        rows += [version.row for version in self.versions]
        rows += [version.decision for version in self.versions if version.decision]
        found = {str(getattr(row, column, "")) for row in rows for column in _REFERENCES}
        return frozenset((found | set(self.texts)) - {""})


def items(work: Work, proposals: Sequence[Proposal]) -> Iterator[Item]:
    """Return the proposals with all that belongs to them, in the order given."""
    rest = iter(proposals)
    while run := list(islice(rest, AT_ONCE)):
        yield from _read(work, run)


def kept_texts(work: Work, commits: Iterable[str]) -> dict[str, Kept]:
    """Return the texts under these commitments, in runs; an unknown one is missing."""
    wanted, found = iter(sorted(set(commits) - {""})), {}
    while run := list(islice(wanted, AT_ONCE)):
        for row in work.unit.find(Content, commit=run):
            found[row.commit] = Kept(row.text or "", row.erased_at if row.text is None else None)
    return found


def _read(work: Work, proposals: list[Proposal]) -> Iterator[Item]:
    ids = [proposal.id for proposal in proposals]
    revisions = _of(work, Revision, ids, "number")
    decisions = _of(work, Decision, ids, "revision")
    placements = _of(work, Placement, ids, "account")
    scheduled = _of(work, Scheduled, ids, "noted_at")
    concerns = _of(work, Concern, ids, "raised_at")
    phone_yeses = _of(work, PhoneYes, ids, "revision")
    commits = {one: _commits(revisions[one], decisions[one], placements[one], concerns[one]) for one in ids}
    texts = kept_texts(work, chain.from_iterable(commits.values()))
    drafts = {row.content: _draft(texts, row) for row in chain.from_iterable(revisions.values())}
    texts |= kept_texts(work, (draft.answers for draft in drafts.values() if draft))
    order = list(work.pack.accounts)
    for proposal in proposals:
        one = proposal.id
        answered = [draft.answers for row in revisions[one] if (draft := drafts[row.content])]
        own = {commit: texts[commit] for commit in commits[one] + answered if commit in texts}
        placed = sorted(
            placements[one], key=lambda row: order.index(row.account) if row.account in order else len(order)
        )
        yield Item(
            proposal=proposal,
            versions=tuple(_versions(revisions[one], drafts, decisions[one], placed, own)),
            placements=tuple(placed),
            scheduled=tuple(scheduled[one]),
            concerns=tuple(concerns[one]),
            phone_yeses=tuple(phone_yeses[one]),
            texts=own,
        )


def _commits(
    revisions: list[Revision], decisions: list[Decision], placements: list[Placement], concerns: list[Concern]
) -> list[str]:
    found = [row.content for row in revisions] + [row.about for row in concerns]
    found += [commit for row in decisions for commit in (row.reason, row.taken_back_reason)]
    return found + [commit for row in placements for commit in (row.address, row.live)]


def _draft(texts: dict[str, Kept], row: Revision) -> Draft | None:
    """Return a revision's draft while it is kept; for what it answers it has the commitment."""
    content = texts.get(row.content, NO_TEXT)
    return Draft.model_validate_json(content.words) if content.words else None


def _versions(
    revisions: list[Revision],
    drafts: dict[str, Draft | None],
    decisions: list[Decision],
    placements: list[Placement],
    texts: dict[str, Kept],
) -> Iterator[Version]:
    verdicts = {decision.revision: decision for decision in decisions}
    for place, row in enumerate(revisions):
        later = revisions[place + 1].made_at if place + 1 < len(revisions) else None
        draft = drafts[row.content]
        answers = texts.get(draft.answers, NO_TEXT) if draft else NO_TEXT
        yield Version(
            row=row,
            content=texts.get(row.content, NO_TEXT),
            draft=draft.model_copy(update={"answers": answers.words}) if draft else None,
            answers=answers,
            decision=verdicts.get(row.number),
            posted=tuple(one for one in placements if _while_current(one.posted_at, row.made_at, later)),
        )


def _while_current(posted_at: datetime | None, made_at: datetime, later: datetime | None) -> bool:
    return posted_at is not None and posted_at >= made_at and (later is None or posted_at < later)


def _of(work: Work, model: type[Row], ids: list[str], order: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    found = work.unit.find(model, proposal_id=ids)
    for row in sorted(found, key=lambda row: (getattr(row, order), getattr(row, "id", ""))):
        rows[row.proposal_id].append(row)  # type: ignore[attr-defined]
    return rows
