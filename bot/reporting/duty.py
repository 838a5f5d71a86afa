"""When the digest is due, and which week it tells of."""

import json
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.approvals.models import Proposal
from bot.policy.pack import Pack
from bot.record.models import LogEntry
from bot.reporting.weeks import before, bounds, moment_after, week_of
from bot.work import Work

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LATE = timedelta(days=1)


def digest_slot(work: Work, now: datetime) -> str | None:
    """Return the week whose digest is due at the moment: the last whole week before the latest digest time.

    Earlier weeks that were missed stay untold. None while the organisation has no such week: it began with the first
    entry of its record or its first proposal, and a week that had ended by then is not told.
    """
    week = before(week_of(now, ZoneInfo(work.pack.time_zone)))
    if digest_due(work.pack, week) > now:
        week = before(week)
    beginning = began(work)
    _, end = bounds(week, ZoneInfo(work.pack.time_zone))
    return week if beginning and beginning < end else None


def digest_due(pack: Pack, week: str) -> datetime:
    """Return when the digest of a week is due: at the pack's time in the week after it, in UTC."""
    plan = pack.settings.digest
    return moment_after(week, WEEKDAYS.index(plan.weekday), time(plan.hour, plan.minute), ZoneInfo(pack.time_zone))


def is_late(pack: Pack, week: str, now: datetime) -> bool:
    """Return whether the digest of a week is given more than a day after it was due."""
    return now - digest_due(pack, week) > LATE


def is_over(pack: Pack, week: str, now: datetime) -> bool:
    """Return whether the week has ended where the organisation is."""
    return bounds(week, ZoneInfo(pack.time_zone))[1] <= now


def began(work: Work) -> datetime | None:
    """Return when the organisation began to use this: the first entry of its record, or its first proposal."""
    entry = work.unit.get(LogEntry, seq=0)
    moments = [datetime.fromisoformat(json.loads(entry.body)["at"])] if entry else []
    moments += [proposal.proposed_at for proposal in work.unit.find(Proposal, order="number", limit=1)]
    return min(moments, default=None)
