"""The weekly digest: what needs attention first, "nothing to report" said aloud, then the weeks in figures.

It names proposals and never people, since it may tell of a mistake.
"""

from itertools import groupby

from bot.approvals.times import told
from bot.delivery.parts import Bullets, Chart, Divider, Facts, Headline, Para, Part, Parts, Small
from bot.policy.pack import Matter
from bot.reporting.duty import digest_due, is_late
from bot.reporting.phrases import GOOD_TO_KNOW, NEEDS_ATTENTION, NOT_ON_HOLD, ON_HOLD, capital, counted, in_words
from bot.reporting.stories import Outcome
from bot.reporting.week import WeekFigures, week_figures
from bot.reporting.weeks import number_of
from bot.work import Work

PHRASES = NEEDS_ATTENTION | GOOD_TO_KNOW


def digest(work: Work, week: str) -> Parts:
    """Return the digest of a week such as "2026-W47"; one given more than a day late says so."""
    figures = week_figures(work, week)
    parts: list[Part] = [Headline(f"Week {number_of(week)}: {_verdict(figures)}")]
    if is_late(work.pack, week, work.now):
        parts.append(Small(f"This was due on {told(work, digest_due(work.pack, week))}; I could not give it then."))
    parts += _matters(work, figures)
    parts.append(_nothing_else(work, figures))
    parts.append(Divider())
    parts += _chart(figures)
    parts += _numbers(figures)
    return tuple(parts)


def _verdict(figures: WeekFigures) -> str:
    attention = sum(len(figures.matters[matter]) for matter in NEEDS_ATTENTION) + bool(figures.held_since)
    known = sum(len(figures.matters[matter]) for matter in GOOD_TO_KNOW)
    if attention:
        return counted(attention, "thing needs attention", "things need attention")
    if known:
        return f"nothing needs attention, {counted(known, 'thing', 'things')} to know"
    return "nothing to report"


def _matters(work: Work, figures: WeekFigures) -> list[Part]:
    """Return the matters under the clause or procedure they rest on, what needs attention first."""
    groups: dict[str, list[str]] = {}
    for matter in [*NEEDS_ATTENTION, Matter.HOLD, *GOOD_TO_KNOW]:
        line = _line(work, figures, matter)
        if line:
            groups.setdefault(_ground(work, matter), []).append(line)
    return [Bullets(tuple(lines), title=ground) for ground, lines in groups.items()]


def _line(work: Work, figures: WeekFigures, matter: Matter) -> str:
    if matter is Matter.HOLD:
        return f"{ON_HOLD.format(since=told(work, figures.held_since))}." if figures.held_since else ""
    numbers = figures.matters[matter]
    if not numbers:
        return ""
    phrase = PHRASES[matter].one if len(numbers) == 1 else PHRASES[matter].several
    sentence = phrase.format(n=in_words(len(numbers)), director=work.pack.director_title)
    return f"{capital(sentence)}: {', '.join(work.pack.number(number) for number in numbers)}."


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


def _chart(figures: WeekFigures) -> list[Part]:
    """Return the bars of the last weeks, without the outcomes that did not occur; nothing when nothing was proposed."""
    weeks = len(figures.outcomes)
    occurring = [outcome for outcome in Outcome if any(counts[outcome] for _, counts in figures.outcomes)]
    if not occurring:
        quiet = f"Nothing was proposed in {counted(weeks, 'week', 'weeks')}"
        return [Para(f"{quiet}. As soon as something is, a chart will stand here.")]
    return [
        Chart(
            title="Proposals a week, by outcome",
            categories=tuple(f"Week {number_of(week)}" for week, _ in figures.outcomes),
            series=tuple(
                (outcome.value, tuple(counts[outcome] for _, counts in figures.outcomes)) for outcome in occurring
            ),
            summary=_in_words(figures),
            x_label="Week",
            y_label="Proposals",
        )
    ]


def _in_words(figures: WeekFigures) -> str:
    """Tell the chart's figures week by week; quiet weeks in a row are told together."""
    runs = groupby(figures.outcomes, key=lambda one: any(one[1].values()))
    lines = [
        _weeks_in_words(list(weeks)) if busy else _quiet([number_of(week) for week, _ in weeks]) for busy, weeks in runs
    ]
    return " ".join(lines)


def _quiet(weeks: list[int]) -> str:
    return f"Weeks {weeks[0]} to {weeks[-1]}: none." if len(weeks) > 1 else f"Week {weeks[0]}: none."


def _weeks_in_words(weeks: list[tuple[str, dict[Outcome, int]]]) -> str:
    return " ".join(_week_in_words(week, counts) for week, counts in weeks)


def _week_in_words(week: str, counts: dict[Outcome, int]) -> str:
    total = sum(counts.values())
    outcomes = ", ".join(
        f"{count} {outcome.value[0].lower()}{outcome.value[1:]}" for outcome, count in counts.items() if count
    )
    return f"Week {number_of(week)}: {total} proposed ({outcomes})."


def _numbers(figures: WeekFigures) -> list[Part]:
    pairs = (
        ("Approved at once", figures.approved_at_once),
        ("After changes", figures.approved_after_changes),
        ("Changes requested", figures.changes_requested),
        ("Rejected", figures.rejected),
        ("Withdrawn", figures.withdrawn),
        ("Expired undecided", figures.expired),
        ("Approvals lapsed", figures.lapsed),
        ("Published", figures.published),
        ("Waiting when the week ended", figures.waiting),
    )
    happened = tuple((label, str(number)) for label, number in pairs if number)
    parts: list[Part] = [Facts((("Proposed in the week", str(figures.proposed)), *happened))]
    if figures.without_address:
        posts = counted(figures.without_address, "post", "posts")
        parts.append(Small(f"No address was given for {posts}, so nobody can look there from here."))
    return parts
