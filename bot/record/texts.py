"""Which texts belong to a proposal, and which messages show them: what is erased is found here and nowhere else."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from bot.approvals.models import Concern, Decision, PhoneYes, Placement, Proposal, Revision, Scheduled
from bot.approvals.steps import revision_abouts
from bot.record.models import Content, TextClass
from bot.reporting.months import months_from, report_about
from bot.work import Work

AT_ONCE = 500


@dataclass(frozen=True)
class Text:
    """A text that is still kept: what sort it is, and its commitment."""

    sort: TextClass
    commit: str


def texts_of(work: Work, **which: Any) -> dict[str, list[Text]]:
    """Return the texts that are still kept, by the id of their proposal; `proposal_id` narrows it to one."""
    named = {commit: proposal_id for proposal_id, commit in _named(work, **which) if commit}
    found: dict[str, list[Text]] = {}
    for content in kept(work, named):
        proposal_id, sort = named[content.commit], TextClass(content.text_class)
        found.setdefault(proposal_id, []).append(Text(sort, content.commit))
        if sort is TextClass.DRAFT:
            answers = json.loads(content.text or "{}").get("answers", "")
            others = work.unit.get(Content, commit=answers, erased_at=None) if answers else None
            found[proposal_id] += [Text(TextClass.WORDS_OF_OTHERS, answers)] if others else []
    return found


def kept(work: Work, commits: Iterable[str]) -> Iterator[Content]:
    """Return the contents under these commitments that are not erased."""
    left = iter(commits)
    while run := list(islice(left, AT_ONCE)):
        yield from work.unit.find(Content, commit=run, erased_at=None)


def _named(work: Work, **which: Any) -> Iterator[tuple[str, str]]:
    for revision in work.unit.find(Revision, **which):
        yield revision.proposal_id, revision.content
    for decision in work.unit.find(Decision, **which):
        yield decision.proposal_id, decision.reason
        yield decision.proposal_id, decision.taken_back_reason
    for said in work.unit.find(PhoneYes, **which):
        yield said.proposal_id, said.words
    for placement in work.unit.find(Placement, **which):
        yield placement.proposal_id, placement.address
        yield placement.proposal_id, placement.live
        yield placement.proposal_id, placement.proof
    for concern in work.unit.find(Concern, **which):
        yield concern.proposal_id, concern.about


def abouts(work: Work, about: str) -> list[str]:
    """Return what messages are about that concern this proposal, or this one thing when it is none."""
    numbers = [revision.number for revision in work.unit.find(Revision, proposal_id=about)]
    ids = [concern.id for concern in work.unit.find(Concern, proposal_id=about)]
    concerns = [named for concern_id in ids for named in (concern_id, f"{concern_id}:late")]
    scheduled = [row.id for row in work.unit.find(Scheduled, proposal_id=about)]
    proposal = work.unit.get(Proposal, id=about)
    return [
        about,
        *([proposal.series_id] if proposal and proposal.series_id else []),
        *(it for number in numbers for it in revision_abouts(about, number)),
        *concerns,
        *scheduled,
        *_reports(work, about),
    ]


def _reports(work: Work, about: str) -> list[str]:
    """Return the months' reports that may hold the proposal: from when it was proposed until now."""
    proposal = work.unit.get(Proposal, id=about)
    zone = ZoneInfo(work.pack.time_zone)
    return [report_about(month) for month in months_from(proposal.proposed_at, work.now, zone)] if proposal else []
