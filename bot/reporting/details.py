"""The digest's details, by role: whoever may read proposals gets each of them, others their own and the rules."""

from bot.approvals.access import READERS, readable_by
from bot.approvals.draft import draft_of
from bot.approvals.models import Proposal
from bot.delivery.parts import Button, Buttons, Clauses, Facts, Form, Headline, Para, Part, Small
from bot.delivery.say.phrases import accounts_told, opening
from bot.policy.pack import Matter
from bot.policy.quoting import quoted
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.reporting.answering import answering_told
from bot.reporting.digest import PHRASES
from bot.reporting.figures import counts_told
from bot.reporting.found import findings_told
from bot.reporting.phrases import capital, counted, in_words
from bot.reporting.week import WeekFigures, week_figures
from bot.reporting.weeks import number_of
from bot.work import Work

MOST = 15
"""Proposals told of one by one; a form with more is not read."""


def details(work: Work, who: Person, week: str) -> Form:
    """Return the details of a week's digest as this person may read them."""
    figures = week_figures(work, week)
    reads_all = Roles.at(work.unit, work.now).has(who.id, *READERS)
    parts = [*_proposals(work, who, figures, reads_all=reads_all), *_grounds(work, figures)]
    if reads_all:
        parts += [Headline("The week in figures"), Facts(counts_told(figures)), *_addresses(figures)]
        parts += findings_told(work, week)
        parts += answering_told(work, who.id, week)
        parts.append(Small("Counts under five are here only: in the channel they would point at somebody."))
    else:
        parts.append(
            Small(f"The {work.pack.director_title} and the trustees see more here: each proposal, and every count.")
        )
    return Form("digest_details", f"Week {number_of(week)}", tuple(parts), cancel="Close", refs=(week,))


def _proposals(work: Work, who: Person, figures: WeekFigures, *, reads_all: bool) -> list[Part]:
    readable = readable_by(work, who)
    found: list[tuple[Matter, Proposal]] = []
    for matter in PHRASES:
        rows = work.unit.find(Proposal, number=list(figures.matters[matter]), order="number")
        found += [(matter, row) for row in rows if (readable(row) if reads_all else row.author_id == who.id)]
    if not found:
        concerned = "Nothing in it concerns a proposal." if reads_all else "Nothing in it concerns your proposals."
        return [Para(concerned)]
    title = "What it is about" if reads_all else "Yours in it"
    parts: list[Part] = [Headline(title)]
    for matter, proposal in found[:MOST]:
        draft = draft_of(work, proposal.id, proposal.revision)
        number = work.pack.number(proposal.number)
        said = PHRASES[matter].one.format(director=work.pack.director_title)
        parts.append(Para(f"{number}, {accounts_told(work, draft.accounts)}, {opening(draft)}"))
        parts.append(Small(f"{capital(said)}."))
        refs = (proposal.id, str(proposal.revision))
        parts.append(Buttons((Button("show", "Look at it", refs, spoken=f"Look at {number}"),)))
    left = len(found) - MOST
    return [*parts, Small(f"And {in_words(left)} more: the report has them all.")] if left > 0 else parts


def _grounds(work: Work, figures: WeekFigures) -> list[Part]:
    """Return the clauses and procedures that the week's matters rest on, in their own words."""
    ids = dict.fromkeys(work.pack.matters[matter] for matter in PHRASES if figures.matters[matter])
    if figures.held_since or figures.holds_ended:
        ids[work.pack.matters[Matter.HOLD]] = None
    return [Clauses("The rules behind it", tuple(quoted(work.pack.clauses[one]) for one in ids))] if ids else []


def _addresses(figures: WeekFigures) -> list[Part]:
    if not figures.without_address:
        return []
    posts = counted(figures.without_address, "post", "posts")
    return [Small(f"No address was given for {posts}, so nobody can look there from here.")]
