"""The weekly digest: what needs attention first, "nothing to report" said aloud, then the weeks in figures.

It names proposals and never people, since it may tell of a mistake.
"""

from zoneinfo import ZoneInfo

from bot.approvals.times import told
from bot.delivery.parts import Bullets, Button, Buttons, Divider, Headline, Part, Parts, Small
from bot.policy.pack import Matter
from bot.registers.roles import person_named
from bot.reporting.duty import digest_due, is_late, is_over
from bot.reporting.figures import enough, figures_told
from bot.reporting.found import findings_in_short
from bot.reporting.months import month_of
from bot.reporting.phrases import (
    GOOD_TO_KNOW,
    NEEDS_ATTENTION,
    NOT_ON_HOLD,
    ON_HOLD,
    WAS_ON_HOLD,
    capital,
    counted,
    in_words,
    times,
)
from bot.reporting.week import WeekFigures, week_figures
from bot.reporting.weeks import bounds, number_of
from bot.work import Work

PHRASES = NEEDS_ATTENTION | GOOD_TO_KNOW


def digest(work: Work, week: str) -> Parts:
    """Return the digest of a week such as "2026-W47"; one given more than a day late says so."""
    figures = week_figures(work, week)
    name = f"Week {number_of(week)}" if is_over(work.pack, week, work.now) else f"Week {number_of(week)} so far"
    parts: list[Part] = [Headline(f"{name}: {_verdict(figures)}")]
    if is_late(work.pack, week, work.now):
        parts.append(Small(f"This was due on {told(work, digest_due(work.pack, week))}; I could not give it then."))
    parts += matters_told(work, figures)
    parts.append(_nothing_else(work, figures))
    parts += _besides(work, figures)
    parts.append(Divider())
    parts += figures_told(figures)
    parts += findings_in_short(work, week) if enough(figures) else []
    spoken = f"Details of week {number_of(week)}"
    month = month_of(bounds(week, ZoneInfo(work.pack.time_zone))[0], ZoneInfo(work.pack.time_zone))
    details = Button("digest_details", "Details", (week,), spoken=spoken)
    parts.append(Buttons((details, Button("report", "Trustees’ report", (month,)))))
    return tuple(parts)


def _besides(work: Work, figures: WeekFigures) -> list[Part]:
    """Tell what is no matter of its own: who stood in, and how often standing words were posted."""
    lines = []
    for person_id, since, until in figures.covered:
        ends = f"until {told(work, until)}" if until else "until somebody ends it"
        who = person_named(work, person_id).name
        lines.append(f"{who} stands in for the {work.pack.director_title} from {told(work, since)} {ends}.")
    if figures.standing_self_authorised:
        alone = f"on the {work.pack.director_title}’s own authority {times(figures.standing_self_authorised)}"
        lines.append(f"Standing words were approved {alone}.")
    if figures.standing_posted:
        lines.append(f"Standing words were posted {times(figures.standing_posted)}.")
    return [Small(" ".join(lines))] if lines else []


def _verdict(figures: WeekFigures) -> str:
    attention = sum(len(figures.matters[matter]) for matter in NEEDS_ATTENTION) + bool(figures.held_since)
    known = sum(len(figures.matters[matter]) for matter in GOOD_TO_KNOW) + len(figures.holds_ended)
    if attention:
        return counted(attention, "thing needs attention", "things need attention")
    if known:
        return f"nothing needs attention, {counted(known, 'thing', 'things')} to know"
    return "nothing to report"


def matters_told(work: Work, figures: WeekFigures) -> list[Part]:
    """Return the matters under the clause or procedure they rest on, what needs attention first."""
    groups: dict[str, list[str]] = {}
    for matter in [*NEEDS_ATTENTION, Matter.HOLD, *GOOD_TO_KNOW]:
        for line in _lines(work, figures, matter):
            groups.setdefault(_ground(work, matter), []).append(line)
    return [Bullets(tuple(lines), title=ground) for ground, lines in groups.items()]


def _lines(work: Work, figures: WeekFigures, matter: Matter) -> list[str]:
    if matter is Matter.HOLD:
        return _holds(work, figures)
    numbers = figures.matters[matter]
    if not numbers:
        return []
    phrase = PHRASES[matter].one if len(numbers) == 1 else PHRASES[matter].several
    sentence = phrase.format(n=in_words(len(numbers)), director=work.pack.director_title)
    return [f"{capital(sentence)}: {', '.join(work.pack.number(number) for number in numbers)}."]


def _holds(work: Work, figures: WeekFigures) -> list[str]:
    ended = [
        f"{WAS_ON_HOLD.format(since=told(work, since), until=told(work, until))}."
        for since, until in figures.holds_ended
    ]
    return ended + ([f"{ON_HOLD.format(since=told(work, figures.held_since))}."] if figures.held_since else [])


def _ground(work: Work, matter: Matter) -> str:
    """Return "Monitoring content (Policy v1, MON-1)", or the procedure with its label."""
    clause = work.pack.clauses[work.pack.matters[matter]]
    return f"{clause.heading} ({clause.label})"


def _nothing_else(work: Work, figures: WeekFigures) -> Part:
    """Say aloud what was looked at and found in order."""
    director = work.pack.director_title
    clear = [phrase.none.format(director=director) for matter, phrase in PHRASES.items() if not figures.matters[matter]]
    if not figures.held_since:
        clear.append(NOT_ON_HOLD)
    matters = len(PHRASES) + 1
    start = "I looked and found" if len(clear) == matters else "Otherwise nothing to report"
    return Small(f"{start}: {' · '.join(clear)}.") if clear else Small("Nothing that I look at was in order.")
