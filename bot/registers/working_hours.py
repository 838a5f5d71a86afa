"""When people here work: the week's hours, the bank holidays of one part of a country, and days away. Pure.

All arithmetic is done on real time (UTC), between the hours as a clock on the wall shows them: a day on which the clock
changes is an hour longer or shorter, and nothing is counted twice.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[time, time]
DAY = timedelta(days=1)
NO_TIME = timedelta()


@dataclass(frozen=True)
class Span:
    """From a moment (included) to another (not included), in UTC."""

    first: datetime
    after: datetime


@dataclass(frozen=True)
class WorkingHours:
    """The hours of a week by weekday (0 is Monday), without the days on which `is_free` says that nobody works."""

    zone: ZoneInfo
    week: Mapping[int, Hours]
    is_free: Callable[[date], bool]
    away: Collection[tuple[date, date]] = ()  # first and last day of each absence

    def without(self, away: Collection[tuple[date, date]]) -> "WorkingHours":
        """Return these hours without the days of somebody's absences, given by first and last day."""
        return replace(self, away=tuple(away))

    def works_on(self, day: date) -> bool:
        """Return whether there is work on the day."""
        if day.weekday() not in self.week or self.is_free(day):
            return False
        return not any(first <= day <= last for first, last in self.away)

    def of_day(self, day: date) -> tuple[datetime, datetime]:
        """Return when work begins and ends on a weekday of the week, in UTC."""
        begins, ends = (datetime.combine(day, at, self.zone).astimezone(UTC) for at in self.week[day.weekday()])
        return begins, ends

    def is_working(self, moment: datetime) -> bool:
        """Return whether this is a working moment."""
        return self.next_moment(moment) == moment

    def next_moment(self, moment: datetime) -> datetime:
        """Return the moment itself if there is work then, else when work begins next, in UTC."""
        moment = moment.astimezone(UTC)
        return next(max(span.first, moment) for span in self._spans(moment) if span.after > moment)

    def between(self, first: datetime, after: datetime) -> timedelta:
        """Return how much working time lies between two moments; none when the second is not later."""
        first, after = first.astimezone(UTC), after.astimezone(UTC)
        total = NO_TIME
        for span in self._spans(first):
            if span.first >= after:
                return total
            total += max(NO_TIME, min(span.after, after) - max(span.first, first))
        raise AssertionError("weeks go on for ever")

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """Return the moment when so much working time has passed since; itself a working moment."""
        moment = self.next_moment(moment)
        for span in self._spans(moment):
            begins = max(span.first, moment)
            if span.after > begins and working < span.after - begins:
                return begins + working
            working -= max(NO_TIME, span.after - begins)
        raise AssertionError("weeks go on for ever")

    def before(self, moment: datetime, working: timedelta) -> datetime:
        """Return the latest moment from which so much working time is left until the one given."""
        moment = moment.astimezone(UTC)
        for span in self._spans(moment, back=True):
            ends = min(span.after, moment)
            left = max(NO_TIME, ends - span.first)
            if left and working <= left:
                return ends - working
            working -= left
        raise AssertionError("weeks go on for ever")

    def _spans(self, moment: datetime, *, back: bool = False) -> Iterator[Span]:
        """Yield the working time of each day from the moment's own day on, forwards or backwards, for ever."""
        day = moment.astimezone(self.zone).date()
        while True:
            if self.works_on(day):
                yield Span(*self.of_day(day))
            day += -DAY if back else DAY
