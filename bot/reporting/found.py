"""What the reading of drafts found in a week, by clause: put right by the author, explained, or left as it was."""

from collections import Counter
from zoneinfo import ZoneInfo

from bot.approvals.models import FindingNoted, Outcome
from bot.delivery.parts import Bullets, Part, Small
from bot.ports import Between
from bot.reporting.weeks import bounds
from bot.work import Work

MOST = 6
Counts = Counter[tuple[str, Outcome]]


def findings_in_short(work: Work, week: str) -> list[Part]:
    """Return how often drafts were asked about what, as everybody may read it: by clause, and by nobody."""
    headings = _by_heading(_counts(work, week))
    told = " · ".join(f"{heading} {count}" for heading, count in headings.most_common(MOST))
    return [Small(f"Findings by clause: {told}.")] if told else []


def findings_told(work: Work, week: str) -> list[Part]:
    """Return the same with what became of it, for those who read every proposal."""
    counts = _counts(work, week)
    lines = tuple(
        f"{heading}: {counts[heading, Outcome.CHANGED]} changed, {counts[heading, Outcome.EXPLAINED]} explained, "
        f"{counts[heading, Outcome.OPEN]} left as it was"
        for heading, _ in _by_heading(counts).most_common(MOST)
    )
    return [Bullets(lines, title="Findings by clause")] if lines else []


def _counts(work: Work, week: str) -> Counts:
    rows = work.unit.find(FindingNoted, noted_at=Between(*bounds(week, ZoneInfo(work.pack.time_zone))))
    clauses = work.pack.clauses
    return Counter((clauses[row.clause].heading, row.outcome) for row in rows if row.clause in clauses)


def _by_heading(counts: Counts) -> Counter[str]:
    headings: Counter[str] = Counter()
    for (heading, _), count in counts.items():
        headings[heading] += count
    return headings
