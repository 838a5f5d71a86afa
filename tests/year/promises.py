"""What was promised, checked against a whole year. Each check returns sentences about what was broken; none is good.

Working time is worked out here a second time, from the calendar, so that a mistake in the bot's own is seen.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import holidays

from bot.approvals.models import Decision, Placement, Proposal, Reminder, Revision, Scheduled
from bot.approvals.states import State
from bot.delivery.messages import Name
from bot.delivery.models import DutyDone
from bot.record.models import LogEntry
from bot.registers.people import Role, RoleHeld
from storage.audit import verify_record
from tests.year.habits import ASLEEP, FIRST, LAST, LEAVES, LONDON, at
from tests.year.phones import Rang
from tests.year.year import Year

CALENDAR = holidays.country_holidays("GB", subdiv="ENG")
ORDINARY = re.compile(r":\d{4}-\d\d-\d\d:\d+$")
ENDS_WAITING = {
    "proposal.approved",
    "proposal.changes_requested",
    "proposal.rejected",
    "proposal.withdrawn",
    "proposal.expired",
    "proposal.revised",
    "placement.posted",
}


def works(moment: datetime) -> bool:
    """Whether people work at the moment, holidays considered."""
    local = moment.astimezone(LONDON)
    return local.weekday() < 5 and 9 <= local.hour < 17 and local.date() not in CALENDAR


def is_on_leave(name: str, moment: datetime) -> bool:
    """Whether the person is away, and has said so."""
    day = moment.astimezone(LONDON).date()
    said = (leave for leave in LEAVES if at(leave.first - timedelta(days=leave.entered), 8) <= moment)
    return any(leave.who == name and leave.first <= day <= leave.last for leave in said)


def worked(first: datetime, after: datetime) -> timedelta:
    """How much working time lies between, to the half hour."""
    steps = int((after - first) / timedelta(minutes=30))
    return sum(works(first + number * timedelta(minutes=30)) for number in range(steps)) * timedelta(minutes=30)


def slept(first: datetime, after: datetime) -> bool:
    """Whether the laptop was closed for a part of the time."""
    return any(first < at(until, 9) and at(since, 18) < after for since, until in ASLEEP)


class Book:
    """Everything that is left of the year."""

    def __init__(self, year: Year) -> None:
        self.year = year
        find = year.look
        self.proposals = {row.id: row for row in find(lambda work: work.unit.find(Proposal))}
        self.revisions = find(lambda work: work.unit.find(Revision))
        self.decisions = find(lambda work: work.unit.find(Decision))
        self.reminders = find(lambda work: work.unit.find(Reminder, order="at"))
        self.duties = find(lambda work: work.unit.find(DutyDone))
        self.roles = find(lambda work: work.unit.find(RoleHeld))
        self.entries = [json.loads(row.body) for row in find(lambda work: work.unit.find(LogEntry, order="seq"))]
        self.rang: list[Rang] = list(year.phones.rang)
        self.names = {person.id: name for name, person in year.people.items()}

    def of(self, *names: Name) -> list[Rang]:
        """What rang of these names."""
        return [one for one in self.rang if one.message in names]

    def special(self) -> set[tuple[str, datetime]]:
        """Whose reminder, and when, had a reason of its own: a nudge, a time, something urgent, or it was put off."""
        slots = [row for row in self.duties if row.duty == "reminder" and not ORDINARY.search(row.slot)]
        return {(row.slot.split(":")[0], row.at) for row in slots}

    def waits(self) -> Iterator[tuple[str, datetime, datetime]]:
        """Each time a revision waited for a decision: its key, since when and until when."""
        since: dict[str, tuple[int, datetime]] = {}
        for entry in self.entries:
            about, moment = entry["about"], datetime.fromisoformat(entry["at"])
            if entry["kind"] in ENDS_WAITING and about in since:
                number, began = since.pop(about)
                yield f"proposal:{about}:{number}", began, moment
            if entry["kind"] in ("proposal.proposed", "proposal.revised"):
                since[about] = (entry["revision"], moment)


def no_reminder_outside_working_hours(book: Book) -> Iterator[str]:
    for one in book.of(Name.REMINDER):
        if not works(one.at) or is_on_leave(book.names[one.person], one.at):
            yield f"{book.names[one.person]} was reminded at {one.at}"


def no_more_reminders_than_the_cap(book: Book) -> Iterator[str]:
    plan, special = book.year.pack.settings.reminders, book.special()
    ordinary = [one for one in book.reminders if (one.person_id, one.at) not in special]
    days = Counter((one.person_id, one.at.astimezone(LONDON).date()) for one in ordinary)
    yield from (f"{book.names[who]}: {many} on {day}" for (who, day), many in days.items() if many > plan.most_a_day)
    items = Counter((one.person_id, key) for one in ordinary for key in one.items)
    for (who, key), many in items.items():
        spoken = [one for one in ordinary if one.person_id == who and key in one.items]
        alone = [one for one in spoken if len(one.items) == 1]
        if len(alone) > plan.most_for_one:
            yield f"{book.names[who]} was reminded {many} times of {key} alone"


def nothing_waits_unseen(book: Book) -> Iterator[str]:
    long = timedelta(hours=book.year.pack.settings.reminders.cover_after_hours + 1)
    alarms = [one.at for one in book.of(Name.UNATTENDED)]
    for key, since, until in book.waits():
        author = book.proposals[key.split(":")[1]].author_id
        alone = any(
            held.person_id == author and held.role is Role.DIRECTOR and held.holds_at(since) for held in book.roles
        )
        if alone or worked(since, until) < long or slept(since, until):
            continue
        spoken = any(key in one.items and since < one.at <= until for one in book.reminders)
        quiet = any(one.put_off_until and one.at <= until < one.put_off_until for one in book.reminders)
        if not spoken and not quiet and not any(since < moment <= until for moment in alarms):
            yield f"{key} waited from {since} until {until}"


def every_end_is_told_and_warned_of(book: Book) -> Iterator[str]:
    ended = {(one.person, one.about) for one in book.of(Name.ENDED)}
    warned = {one.about for one in book.of(Name.ENDS_SOON)}
    decided = {(row.proposal_id, row.revision): row.at for row in book.decisions}
    made = {(row.proposal_id, row.number): row.made_at for row in book.revisions}
    a_day = timedelta(hours=book.year.pack.settings.reminders.before_end_hours)
    for proposal in book.proposals.values():
        if proposal.state in (State.EXPIRED, State.LAPSED):
            about = f"{proposal.id}:{proposal.revision}"
            if (proposal.author_id, about) not in ended:
                yield f"the end of {about} was not told"
            ends, key = proposal.changed_at, (proposal.id, proposal.revision)
            since = decided.get(key, made[key])
            in_time = worked(since, ends) > a_day and not slept(ends - timedelta(days=4), ends)
            if in_time and about not in warned:
                yield f"nobody was warned of the end of {about}"


def a_wanted_time_that_passed_is_asked_about_once(book: Book) -> Iterator[str]:
    wanted = {f"proposal:{row.proposal_id}:{row.number}": row.wanted_at for row in book.revisions}
    asked = Counter(one.about for one in book.of(Name.WANTED))
    for key, _, until in book.waits():
        moment, about = wanted[key], f"{key.removeprefix('proposal:')}:late"
        if moment and moment + timedelta(hours=12) < until and not slept(moment, until) and asked[about] != 1:
            yield f"{about} was asked about {asked[about]} times"


def nothing_is_said_twice(book: Book) -> Iterator[str]:
    once = (
        Name.WANTED,
        Name.POSTED_YET,
        Name.ENDS_SOON,
        Name.REMINDER,
        Name.ENDED,
        Name.UNQUEUE,
        Name.COVER,
        Name.DIGEST,
    )
    told = Counter((one.message, one.conversation, one.about) for one in book.of(*once))
    yield from (f"{what} rang {many} times" for what, many in told.items() if many > 1)
    slots = Counter((row.duty, row.slot) for row in book.duties)
    yield from (f"{slot} was claimed {many} times" for slot, many in slots.items() if many > 1)


def a_digest_each_monday(book: Book) -> Iterator[str]:
    mondays = [FIRST + timedelta(days=7 * number) for number in range(1, (LAST - FIRST).days // 7 + 1)]
    given = [one.at.astimezone(LONDON).date() for one in book.of(Name.DIGEST)]
    late = {until for since, until in ASLEEP if any(since <= monday < until for monday in mondays)}
    if [day for day in given if day not in late] != [monday for monday in mondays if monday not in late]:
        yield f"digests came on {given}"


def each_decision_is_in_the_record_once(book: Book) -> Iterator[str]:
    kinds = {"proposal.approved", "proposal.changes_requested", "proposal.rejected"}
    recorded = Counter((one["about"], one["revision"]) for one in book.entries if one["kind"] in kinds)
    decided = Counter((row.proposal_id, row.revision) for row in book.decisions)
    if recorded != decided or any(many > 1 for many in decided.values()):
        yield f"{recorded - decided} and {decided - recorded} differ"


def nobody_decides_without_the_right(book: Book) -> Iterator[str]:
    for row in book.decisions:
        held = [one for one in book.roles if one.person_id == row.by and one.role == row.role and one.holds_at(row.at)]
        if not held:
            yield f"{book.names[row.by]} decided {row.proposal_id} at {row.at} as {row.role}"
        if book.proposals[row.proposal_id].author_id == row.by and not row.self_authorised:
            yield f"{book.names[row.by]} decided their own {row.proposal_id}"
        if row.role == Role.COVER and book.proposals[row.proposal_id].kind.value == "profile_change":
            said = [one for one in book.entries if one["about"] == row.proposal_id and "said_by" in one]
            if not said:
                yield f"{book.names[row.by]} decided what is the Director's alone: {row.proposal_id}"


def what_must_come_out_of_a_queue_is_asked_for_until_it_is(book: Book) -> Iterator[str]:
    rang = Counter(one.about.split(":")[0] for one in book.of(Name.UNQUEUE))
    for row in book.year.look(lambda work: work.unit.find(Scheduled)):
        if rang[row.id] != row.asked:
            yield f"{row.id} was asked about {rang[row.id]} times, not {row.asked}"
        if row.asked and row.cleared_at and row.clear_asked_at:
            waited = row.cleared_at - row.clear_asked_at
            if waited > timedelta(days=1, hours=6) and row.asked < 3 and not slept(row.clear_asked_at, row.cleared_at):
                yield f"{row.id} waited {waited} and was asked about {row.asked} times"


def days_without_a_deputy_are_warned_of(book: Book) -> Iterator[str]:
    warned = [one.at for one in book.of(Name.UNCOVERED)]
    for leave in LEAVES:
        before = at(leave.first, 0) - timedelta(days=5), at(leave.last, 18)
        if not leave.deputy and not any(before[0] <= moment <= before[1] for moment in warned):
            yield f"{leave.who} was not warned of {leave.first}"


def what_is_public_was_decided(book: Book) -> Iterator[str]:
    yes = {row.proposal_id for row in book.decisions if row.verdict.value == "approved"}
    for row in book.year.look(lambda work: work.unit.find(Placement)):
        if row.posted_at and row.proposal_id not in yes and not book.proposals[row.proposal_id].urgent:
            yield f"{row.proposal_id} is public without a yes"


def the_record_verifies(book: Book) -> Iterator[str]:
    verdict = verify_record(book.year.url, book.year.pack.org)
    if verdict.found or verdict.size != len(book.entries):
        yield str(verdict)


def reminders_were_true_at_every_moment(book: Book) -> Iterator[str]:
    yield from book.year.untrue


PROMISES = (
    no_reminder_outside_working_hours,
    no_more_reminders_than_the_cap,
    reminders_were_true_at_every_moment,
    nothing_waits_unseen,
    every_end_is_told_and_warned_of,
    a_wanted_time_that_passed_is_asked_about_once,
    nothing_is_said_twice,
    a_digest_each_monday,
    each_decision_is_in_the_record_once,
    nobody_decides_without_the_right,
    what_must_come_out_of_a_queue_is_asked_for_until_it_is,
    days_without_a_deputy_are_warned_of,
    what_is_public_was_decided,
    the_record_verifies,
)
