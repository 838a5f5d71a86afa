"""What is kept too long: texts by their sort and what became of them, names by the last thing somebody did."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.approvals.house_rules import HouseRule
from bot.approvals.models import Concern, Hold, KeptDraft, Placement, Proposal
from bot.approvals.standing_words import Standing, StandingUse
from bot.approvals.states import FINAL, State
from bot.delivery.redrawing import draw_homes_again
from bot.policy.pack import Fate, Keeping
from bot.record.erasure import NOT_ENDED, Erased, deeds, erase_texts, forget_person
from bot.record.holding import hold_of
from bot.record.models import Content, RetentionHold, TextClass
from bot.record.texts import Text, kept, texts_of
from bot.registers.people import Person, RoleHeld
from bot.work import Work

RETENTION = "retention"
"""Why something was erased, in the record."""


@dataclass(frozen=True)
class Due:
    """Texts whose time is over, which belong to the proposal or thing `about`; `keeping` says why only now."""

    about: str
    keeping: Keeping
    sort: TextClass
    commits: tuple[str, ...]


def due(work: Work) -> list[Due]:
    """Return the texts that are to be erased now, but for those that somebody holds."""
    proposals = {proposal.id: proposal for proposal in work.unit.find(Proposal, state=[*FINAL, State.PUBLISHED])}
    ends = _ends(work, proposals)
    found = []
    for proposal_id, texts in texts_of(work).items():
        if proposal_id in ends:
            over = list(_over(work, proposal_id, texts, *ends[proposal_id]))
            if over and not hold_of(work, proposal_id, proposals[proposal_id].author_id):
                found += over
    for about, text, since in _apart(work):
        found += _over(work, about, [text], Fate.APART, since)
    for unsent in work.unit.find(KeptDraft):
        texts = [text for _, text, _ in _each(work, unsent.id, [unsent.content, unsent.answers], unsent.kept_at)]
        found += _over(work, unsent.id, texts, Fate.UNSENT, unsent.kept_at)
    return found


def people_due(work: Work) -> list[Person]:
    """Return those whose names are to be erased now: no role, nothing under way, and long since they did anything."""
    under_way = {proposal.id for proposal in work.unit.find(Proposal, state=NOT_ENDED)}
    held = work.unit.find(RoleHeld)
    busy = {role.person_id for role in held if role.holds_at(work.now)}
    last = {role.person_id: role.until or role.since for role in held}
    for deed in deeds(work):
        last[deed.by] = max(last.get(deed.by, deed.at), deed.at)
        busy |= {deed.by} if deed.about in under_way else set()
    people = [person for person in work.unit.find(Person) if person.id in last and person.id not in busy]
    over = [person for person in people if work.pack.retention.names.ends(last[person.id]) <= work.now]
    return [person for person in over if not person.is_erased and not hold_of(work, person.id)]


def erase_due(work: Work, by: str) -> Erased:
    """Erase everything whose time is over, and return how much that was."""
    erased = Erased()
    together: defaultdict[str, list[str]] = defaultdict(list)
    for one in due(work):
        together[one.about] += one.commits
    for about, commits in together.items():
        erased += erase_texts(work, about, commits, by, because=RETENTION)
    for person in people_due(work):
        erased += forget_person(work, person, by, because=RETENTION)
    if erased.texts:
        draw_homes_again(work)
    return erased


def _over(work: Work, about: str, texts: list[Text], fate: Fate, since: datetime) -> Iterator[Due]:
    by_sort: defaultdict[TextClass, list[str]] = defaultdict(list)
    for text in texts:
        by_sort[text.sort].append(text.commit)
    for sort, commits in by_sort.items():
        keeping = work.pack.keeping(sort, fate)
        if keeping and keeping.ends(since) <= work.now:
            yield Due(about, keeping, sort, tuple(commits))


def _ends(work: Work, proposals: dict[str, Proposal]) -> dict[str, tuple[Fate, datetime]]:
    """Return what became of each proposal and when it ended; one with an open concern or second look has not."""
    posted: defaultdict[str, list[datetime]] = defaultdict(list)
    for row in work.unit.find(Placement):
        posted[row.proposal_id] += [row.posted_at] if row.posted_at else []
    settled: defaultdict[str, list[datetime | None]] = defaultdict(list)
    for concern in work.unit.find(Concern):
        settled[concern.proposal_id].append(concern.done_at)
    found = {}
    for proposal in proposals.values():
        moments = settled[proposal.id]
        done = [moment for moment in moments if moment]
        if len(done) == len(moments) and not proposal.needs_second_look:
            fate = Fate.PUBLISHED if posted[proposal.id] else Fate.ABANDONED
            found[proposal.id] = (fate, max([proposal.changed_at, *posted[proposal.id], *done]))
    return found


def _apart(work: Work) -> Iterator[tuple[str, Text, datetime]]:
    """Return the texts that belong to no proposal, each with what it is about and when that was over."""
    for hold in work.unit.find(Hold):
        if hold.released_at:
            yield from _each(work, hold.id, [hold.reason], hold.released_at)
    for role in work.unit.find(RoleHeld):
        if role.reason and role.until and role.until <= work.now:
            yield from _each(work, role.id, [role.reason], role.until)
    for kept_back in work.unit.find(RetentionHold):
        if kept_back.released_at:
            reasons = [kept_back.reason, kept_back.released_reason]
            yield from _each(work, kept_back.id, reasons, kept_back.released_at)
    for standing in work.unit.find(Standing):
        over = standing.ended_at or standing.until or (None if standing.approved else standing.decided_at)
        if over and over <= work.now:
            yield from _each(work, standing.id, [standing.words], over)
    for change in work.unit.find(HouseRule):
        if change.ended_at:
            yield from _each(work, change.id, [change.text], change.ended_at)
    for use in work.unit.find(StandingUse):
        yield from _each(work, use.id, [use.words], use.posted_at or use.taken_at)
    for content in work.unit.find(Content, text_class=TextClass.WHY_ERASED, erased_at=None):
        yield content.commit, Text(TextClass.WHY_ERASED, content.commit), content.made_at


def _each(work: Work, about: str, commits: list[str], since: datetime) -> Iterator[tuple[str, Text, datetime]]:
    for content in kept(work, commits):
        yield about, Text(TextClass(content.text_class), content.commit), since
