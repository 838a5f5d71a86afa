"""What goes with a file: the trustees' report of a month, or one proposal on paper.

An erasure draws messages again; a file cannot be, so the message says nothing any more and is taken away with it.
"""

from bot.approvals.access import readable_by
from bot.approvals.models import Proposal
from bot.delivery.messages import STANDS
from bot.delivery.models import OutboxRow
from bot.delivery.parts import File, Headline, Para, Parts, Small
from bot.delivery.say.phrases import number
from bot.registers.roles import person_named
from bot.reporting.asked import TO_FILE, may_oversee
from bot.reporting.export.choice import chosen
from bot.reporting.export.piece import Pieces
from bot.reporting.export.report import printed, report
from bot.reporting.months import choice_of, month_in, named
from bot.work import Work

HTML = "text/html"
HOW = "It is one page for any browser, made to be printed. It needs no network and holds no script."
NINETY_DAYS = "Slack’s free plan hides messages after 90 days, so what trustees may need must not live here alone."


def month_report(work: Work, row: OutboxRow) -> Parts | None:
    """Return the report of a month with its file, for those who decide or oversee."""
    if STANDS in row.refs or not may_oversee(work, row.conversation.removeprefix("dm:")):
        return None
    month = month_in(row.about)
    choice = choice_of(month)
    count = len(chosen(work, choice))
    proposals = f"{count} proposal{'' if count == 1 else 's'}" if count else "nothing was proposed or decided"
    title = f"Trustees’ report, {named(month)}"
    file = _file(f"{work.pack.org}-report-{month}.html", title, report(work, choice))
    if TO_FILE in row.refs:
        return (
            Headline(f"Please file the trustees’ report of {named(month)}: {proposals}."),
            Para(f"Open it, print it or save it where the trustees keep their papers. {NINETY_DAYS}"),
            Small(HOW),
            file,
        )
    return (Headline(f"{title}: {proposals}."), Small(HOW), file)


def paper(work: Work, row: OutboxRow) -> Parts | None:
    """Return one proposal on paper with its file, for those who may read it."""
    proposal = work.unit.get(Proposal, id=row.about)
    who = person_named(work, row.conversation.removeprefix("dm:"))
    if STANDS in row.refs or proposal is None or not readable_by(work, who)(proposal):
        return None
    name = number(work, proposal)
    file = _file(f"{name}.html", f"{name} on paper", printed(work, proposal))
    return (Headline(f"{name} on paper: every revision, who decided, and what became of it."), Small(HOW), file)


def _file(name: str, title: str, pieces: Pieces) -> File:
    return File(name=name, media_type=HTML, data="".join(piece.text for piece in pieces).encode(), title=title)
