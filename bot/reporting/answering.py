"""How fast somebody answers, in working hours: for them alone, from ten answers on, and never in the channel."""

from dataclasses import dataclass
from datetime import timedelta
from statistics import median_high
from zoneinfo import ZoneInfo

from bot.approvals.models import Decision, Revision
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Headline, Para, Part, Parts, Small
from bot.ports import Between
from bot.registers.absences import hours_of
from bot.reporting.figures import FEWEST_FOR_FIGURES
from bot.reporting.phrases import counted
from bot.reporting.weeks import bounds, weeks_up_to
from bot.work import Work


@dataclass(frozen=True)
class Answering:
    """What one person decided in the weeks the digest shows: how often, and the middle and the longest answer."""

    count: int
    middle: timedelta
    longest: timedelta


def answering(work: Work, person_id: str, week: str) -> Answering | None:
    """Return how fast the person answered up to this week, from asking to deciding; None below ten answers.

    Working time is the house's, without the days they were away. What they decided for themselves does not count.
    """
    zone = ZoneInfo(work.pack.time_zone)
    first, _ = bounds(weeks_up_to(week, work.pack.settings.digest.chart_weeks)[0], zone)
    decided = work.unit.find(Decision, by=person_id, at=Between(first, bounds(week, zone)[1]), self_authorised=False)
    hours = hours_of(work, person_id)
    taken = []
    for decision in decided:
        # A decider's own edit is made with the decision: what was asked is the revision before.
        number = decision.revision - 1 if decision.with_edits else decision.revision
        asked = work.unit.get(Revision, proposal_id=decision.proposal_id, number=number)
        if asked:
            taken.append(hours.between(asked.made_at, decision.at))
    return Answering(len(taken), median_high(taken), max(taken)) if len(taken) >= FEWEST_FOR_FIGURES else None


def for_you_alone(work: Work, row: OutboxRow) -> Parts | None:
    """Return the direct message with somebody's own answering times; nothing while there are too few."""
    told = answering_told(work, row.conversation.removeprefix("dm:"), row.about)
    return (*told, Small("Nobody else is told this, and it stands in no report.")) if told else None


def answering_told(work: Work, person_id: str, week: str) -> list[Part]:
    """Return the answering times in words, or nothing while there are too few."""
    found = answering(work, person_id, week)
    if found is None:
        return []
    weeks = counted(work.pack.settings.digest.chart_weeks, "week", "weeks")
    return [
        Headline(f"For you alone: half of your {found.count} answers took at most {_hours(found.middle)}."),
        Para(f"The longest took {_hours(found.longest)}. Working hours only, over the last {weeks}."),
    ]


def _hours(time: timedelta) -> str:
    """Return "20 minutes" or "3 working hours", rounded up."""
    minutes = -(-time // timedelta(minutes=1))
    if minutes < 60:
        return f"{max(minutes, 1)} minute{'' if minutes <= 1 else 's'}"
    hours = -(-minutes // 60)
    return f"{hours} working hour{'' if hours == 1 else 's'}"
