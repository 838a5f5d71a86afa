"""What is said of public words that hold what nobody approved: to whoever pasted them, and to those who decide."""

from bot.approvals import steps
from bot.approvals.found import Found
from bot.approvals.live_found import serious
from bot.delivery.models import OutboxRow
from bot.delivery.parts import Bullets, Button, Buttons, Headline, Para, Part, Parts, Small, Words
from bot.delivery.say.findings import quoted, source
from bot.delivery.say.phrases import accounts_told, number
from bot.registers.roles import person_named
from bot.work import Work

TITLE = "In them, and not in the approved words"


def only_there_told(work: Work, found: tuple[Found, ...], judges: tuple[str, ...]) -> list[Part]:
    """Return what was found there and what to do; `judges` have been told of it."""
    shown = [one for one in found if not one.finding.director_only]
    if not found:
        return []
    lines = tuple(f"{quoted(one)}{one.finding.why} {source(work, one)}. Instead: {one.finding.say}" for one in shown)
    parts: list[Part] = [Bullets(lines, title=TITLE)] if lines else []
    director = work.pack.director_title
    if not serious(found):
        return [*parts, Para(f"Please correct it there if it is wrong. If you are in doubt, ask the {director}.")]
    names = " and ".join(person_named(work, one).name for one in judges)
    tell = f"I have told {names}." if names else f"Then tell the {director}."
    return [*parts, Para(f"Please take it down or correct it there now. {tell}")]


def found_live(work: Work, row: OutboxRow) -> Parts | None:
    """Return the news for the deciders: the clauses it is about, and the words as they stand, where they are kept."""
    proposal = steps.find(work, row.about)
    refs = row.refs
    name, where = number(work, proposal), accounts_told(work, [refs["account"]])
    clauses = [work.pack.clauses[one] for one in refs["clauses"].split() if one in work.pack.clauses]
    parts: list[Part] = [
        Headline(f"The words of {name} on {where} are not the approved ones, and something in them needs a look."),
        Bullets(tuple(f"{clause.short} ({clause.label})" for clause in clauses), title=TITLE),
    ]
    live = work.kept(refs["live"])
    if live:
        who = person_named(work, refs["by"]).name
        parts.append(Words(live, label=f"As they stand there, pasted by {who}"))
    else:
        parts.append(Para(f"Somebody compared them with /check-post, and I kept none of them: please look at {where}."))
    parts.append(Small("Whoever pasted them was asked to take it down or correct it there."))
    return (*parts, Buttons((Button("concern", "Raise a concern", (proposal.id,)),)))
