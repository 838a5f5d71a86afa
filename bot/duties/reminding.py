"""One reminder to each decider, of everything that waits for them, in their working hours and within a cap.

Of one person only the newest reminder stands: an older one is taken away, and what is decided goes from it at once. So
a phone rings when there is something new to say, and shows one message. What somebody asked for (a nudge, "in 30 min"),
what is urgent and what has a time of its own is not counted against the cap, but said once.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.approvals.models import Reminder
from bot.approvals.reminded import draw_again
from bot.approvals.waiting import Waiting, everything_waiting
from bot.delivery.messages import Message, Name
from bot.duties.claims import claim
from bot.ports import Between
from bot.registers.absences import hours_of, house_hours, today
from bot.registers.working_hours import WorkingHours
from bot.work import Work, new_id


def remind(work: Work) -> None:
    """Remind each decider whose time it is; take away what reminds of nothing any more."""
    waiting = everything_waiting(work)
    standing = {reminder.person_id: reminder for reminder in work.unit.find(Reminder, over_at=None)}
    for person_id in dict.fromkeys([*(one for item in waiting for one in item.deciders), *standing]):
        theirs = tuple(item for item in waiting if person_id in item.deciders)
        if theirs:
            _Person(work, person_id, theirs, standing.get(person_id)).remind()
        else:
            _over(work, standing[person_id])


def _over(work: Work, reminder: Reminder) -> None:
    work.unit.change(Reminder, {"id": reminder.id}, over_at=work.now)
    draw_again(work, reminder)


class _Person:
    """One decider, what waits for them, and the reminder that stands with them."""

    def __init__(self, work: Work, person_id: str, theirs: tuple[Waiting, ...], standing: Reminder | None) -> None:
        self._work = work
        self._id = person_id
        self._theirs = theirs
        self._standing = standing
        self._plan = work.pack.settings.reminders
        self._hours: WorkingHours = hours_of(work, person_id)

    def remind(self) -> None:
        """Say it once, when it is time."""
        if not self._hours.is_working(self._work.now):
            return
        slots = [slot for slot in self._special() if claim(self._work, "reminder", slot)]
        if slots or (not self._is_put_off and self._ordinary() and self._one_of_today()):
            self._say()

    @property
    def _is_put_off(self) -> bool:
        until = self._standing.put_off_until if self._standing else None
        return until is not None and self._work.now < until

    def _one_of_today(self) -> bool:
        """Claim one of the day's ordinary reminders, and return whether one was left."""
        day = today(self._work).isoformat()
        numbers = range(1, self._plan.most_a_day + 1)
        return any(claim(self._work, "reminder", f"{self._id}:{day}:{number}") for number in numbers)

    def _special(self) -> Iterator[str]:
        """Yield the slots of what cannot wait for the ordinary reminder; each is said once, and all together."""
        last = self._standing
        if self._is_put_off and last:
            fresh = (item for item in self._theirs if item.urgent and item.since > last.at and self._is_due(item))
            yield from (f"{self._id}:urgent:{item.key}" for item in fresh)
            return
        if last and last.put_off_until:
            yield f"{self._id}:put off:{last.id}"
        for item in self._theirs:
            yield from self._of(item)

    def _of(self, item: Waiting) -> Iterator[str]:
        turn = self._id in item.first
        if item.nudged_at and turn:
            yield f"{self._id}:nudged:{item.key}:{item.nudged_at.isoformat()}"
        if item.wanted_at and self._is_near(item, item.wanted_at, self._plan.before_wanted_hours):
            yield f"{self._id}:wanted:{item.key}"
        if item.ends_at and turn and self._is_near(item, item.ends_at, self._plan.before_end_hours):
            yield f"{self._id}:ends:{item.key}:{item.ends_at.isoformat()}"
        if item.urgent and self._is_due(item):
            yield f"{self._id}:urgent:{item.key}"

    def _is_near(self, item: Waiting, moment: datetime, hours: float) -> bool:
        """Whether so few working hours are left until the moment; no news about what came later than that."""
        now = self._work.now
        return now < moment and item.since < self._hours.before(moment, timedelta(hours=hours)) <= now

    def _ordinary(self) -> bool:
        """Whether something has waited long enough, and they have not been reminded too often or just now."""
        due = [item for item in self._theirs if self._is_due(item)]
        if not due:
            return False
        if self._standing:
            pause = timedelta(hours=self._plan.again_after_hours)
            if self._work.now < self._hours.add(self._standing.at, pause):
                return False
        oldest = min(item.since for item in due)
        earlier = self._work.unit.find(Reminder, person_id=self._id, at=Between(oldest, self._work.now))
        spoken = [key for reminder in earlier for key in reminder.items]
        return any(spoken.count(item.key) < self._plan.most_for_one for item in due)

    def _is_due(self, item: Waiting) -> bool:
        """Whether it has waited long enough, in the house's hours: longer for a deputy while it is another's turn."""
        plan = self._plan
        if self._id in item.first:
            hours = plan.urgent_after_hours if item.urgent else plan.first_after_hours
        else:
            hours = plan.urgent_cover_after_hours if item.urgent else plan.cover_after_hours
        return self._work.now >= house_hours(self._work.pack).add(item.since, timedelta(hours=hours))

    def _say(self) -> None:
        """Put a new reminder in the place of the old one; a deputy hears of what is due, not of all there is."""
        if self._standing:
            _over(self._work, self._standing)
        spoken = [item.key for item in self._theirs if self._id in item.first or self._is_due(item) or self._soon(item)]
        reminder = Reminder(id=new_id(), person_id=self._id, at=self._work.now, items=spoken)
        self._work.unit.add(reminder)
        self._work.tell(Message(Name.REMINDER, f"dm:{self._id}", reminder.id))

    def _soon(self, item: Waiting) -> bool:
        return item.wanted_at is not None and self._is_near(item, item.wanted_at, self._plan.before_wanted_hours)
