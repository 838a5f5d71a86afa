"""Who decides now, who stands in and until when, and a warning while nobody does."""

from bot.approvals.deputies import cover_now, deputy_named, uncovered_day
from bot.approvals.times import told
from bot.delivery.parts import Button, Buttons, Headline, Part
from bot.delivery.say.phrases import listed
from bot.delivery.say.standing_in import date_told
from bot.registers.absences import is_away, next_absence
from bot.registers.people import Person, Role
from bot.registers.roles import Roles, person_named
from bot.work import Work


def who_decides(work: Work) -> str:
    """Return "Ruth Adeyemi decides. Dev Patel stands in until Fri 27 Nov, 17:00."."""
    directors = Roles.at(work.unit, work.now).directors()
    if not directors:
        return f"Nobody is named as {work.pack.director_title} yet, so nothing can be decided."
    names = " or ".join(person_named(work, person_id).name for person_id in directors)
    away = next_absence(work, directors[0]) if all(is_away(work, one) for one in directors) else None
    begin = f"{names} is away until {date_told(away.last)}." if away else f"{names} decides."
    standing = [
        f"{deputy_named(work, held)}{f' until {told(work, held.until)}' if held.until else ''}"
        for held in cover_now(work)
    ]
    return f"{begin} {listed(standing)} {'stands' if len(standing) == 1 else 'stand'} in." if standing else begin


def away_uncovered(work: Work, who: Person) -> list[Part]:
    """Return a warning to a Director who is, or will be, away on a day on which nobody stands in."""
    if not Roles.at(work.unit, work.now).has(who.id, Role.DIRECTOR):
        return []
    away = next_absence(work, who.id)
    gap = uncovered_day(work, away) if away else None
    if away is None or gap is None:
        return []
    days = f"{date_told(away.first)} to {date_told(away.last)}"
    warning = f"You are away {days}, and on {date_told(gap)} nobody stands in for you."
    return [Headline(warning), Buttons((Button("cover", "Name a deputy", (away.id,), style="primary"),))]
