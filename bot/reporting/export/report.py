"""The record on paper: a cover, a list of what is in it, every proposal on a page of its own, holds and roles.

It is one file of HTML without script or anything to load, made to be printed and filed. It answers what a trustee, an
auditor or a court asks (compare FINRA 2210(b)(4)): what was said, who prepared it, who approved it, when, in which role
and when it was first used, with the original and every version between.
"""

from collections.abc import Sequence
from pathlib import Path

from bot.approvals.models import Hold, Proposal
from bot.delivery.say.phrases import opening
from bot.ports import UnitOfWork
from bot.record.models import LogEntry
from bot.registers.people import RoleHeld
from bot.reporting.export.choice import Choice, chosen
from bot.reporting.export.entries import numbers_about, size_of
from bot.reporting.export.figures import Figures
from bot.reporting.export.items import Item, items, kept_texts
from bot.reporting.export.markup import END, Markup, begin, element, joined
from bot.reporting.export.naming import Naming
from bot.reporting.export.paper import STATES, article, listing, pairs
from bot.reporting.export.piece import Piece, Pieces
from bot.reporting.export.standing import stood
from bot.work import Work

HOW_TO_READ = (
    "Each proposal is here with its original and every later revision, in the exact words, whether they were approved "
    "or not. An approval covers one revision and no other. Words in a frame stand as they were typed; a sign like "
    "⟨U+202E⟩ stands for a character that nobody would see. “Entry” is a line’s number in the record, which cannot be "
    "changed afterwards without being found out. The same can be had in a form that a computer checks: countersign "
    "export --format jsonl."
)


def report(work: Work, choice: Choice) -> Pieces:
    """Return the report on what is asked for, piece by piece, within one unit of work."""
    naming = Naming(work)
    proposals = chosen(work, choice)
    yield Piece(begin(f"{work.pack.organisation}: what was said in public", style()))
    yield Piece(cover(work, naming, "What was said in public", choice.told(work, naming), len(proposals)))
    yield Piece("<main>\n")
    yield from _contents(work, naming, proposals)
    yield from _articles(work, naming, proposals)
    if not choice.proposal and not choice.account:
        yield _holds(work, naming, choice)
        yield _roles(work, naming, choice)
        yield stood(work, naming, choice.span(work))
    yield Piece(f"</main>\n{END}")


def printed(work: Work, proposal: Proposal) -> Pieces:
    """Return one proposal on paper."""
    naming = Naming(work)
    number = naming.number(proposal.number)
    yield Piece(begin(f"{work.pack.organisation}: {number}", style()))
    yield Piece(
        cover(work, naming, f"{number} on paper", "one proposal, with every revision and all that became of it")
    )
    yield Piece('<main class="one">\n')
    yield from _articles(work, naming, [proposal])
    yield Piece(f"</main>\n{END}")


def cover(work: Work, naming: Naming, title: str, about: str, count: int | None = None) -> Markup:
    """Return what stands first: whose it is, what it is about, when it was made and how to read it."""
    facts = pairs(
        ("What is in it", about),
        ("Proposals", "" if count is None else str(count)),
        ("Made", naming.moment(work.now)),
        ("Times", f"as on the clock in {work.pack.time_zone}"),
        ("Policy", f"{work.pack.policy_title}, {work.pack.policy_version}"),
        ("Entries in the record", str(size_of(work))),
    )
    return element(
        "header",
        element("p", work.pack.organisation, class_="organisation"),
        element("h1", title),
        facts,
        element("p", HOW_TO_READ, class_="small"),
    )


def style() -> str:
    """Return the style of everything on paper."""
    return Path(__file__).with_name("page.css").read_text()


def _contents(work: Work, naming: Naming, proposals: Sequence[Proposal]) -> Pieces:
    head = ("Number", "Words", "For", "Author", "State", "First public")
    if not proposals:
        nothing = "Nothing was proposed in what is asked for."
        yield Piece(element("section", element("h2", "In this report"), element("p", nothing), class_="part"))
        return
    rows, names, figures = [], frozenset[str](), Figures(naming)
    for item in items(work, proposals):
        rows.append(_line(naming, item))
        figures.add(item)
        names |= item.names
    yield Piece(figures.drawn())
    table = listing("Proposals by number", head, rows)
    yield Piece(
        element("nav", element("h2", "In this report"), table, class_="part", aria_label="In this report"), names
    )


def _line(naming: Naming, item: Item) -> tuple[str, ...]:
    number = naming.number(item.proposal.number)
    draft = item.versions[-1].draft if item.versions else None
    return (
        element("a", number, href=f"#{number}"),
        opening(draft) if draft else "(erased)",
        naming.accounts(draft.accounts) if draft else "",
        naming.person(item.proposal.author_id),
        STATES[item.proposal.state],
        naming.moment(item.first_use),
    )


def _articles(work: Work, naming: Naming, proposals: Sequence[Proposal]) -> Pieces:
    numbers = numbers_about(work, [proposal.id for proposal in proposals])
    for item in items(work, proposals):
        entries = _entries(work.unit, numbers[item.proposal.id])
        yield Piece(joined(article(work, naming, item, entries), Markup("\n")), item.names)


def _entries(unit: UnitOfWork, numbers: list[int]) -> list[LogEntry]:
    return unit.find(LogEntry, seq=numbers, order="seq") if numbers else []


def _holds(work: Work, naming: Naming, choice: Choice) -> Piece:
    span = choice.span(work)
    holds = [
        hold
        for hold in sorted(work.unit.find(Hold), key=lambda hold: (hold.at, hold.id))
        if hold.at < span.after and (hold.released_at or work.now) >= span.first
        if not choice.person or choice.person in (hold.by, hold.released_by)
    ]
    texts = kept_texts(work, [hold.reason for hold in holds])
    rows = [
        (
            naming.moment(hold.at),
            naming.person(hold.by),
            naming.text(texts[hold.reason]) if hold.reason in texts else "",
            f"{naming.moment(hold.released_at)}, by {naming.person(hold.released_by)}"
            if hold.released_at
            else "not yet",
        )
        for hold in holds
    ]
    told = listing("When everything was on hold", ("From", "By", "Reason", "Released"), rows)
    nothing = element("p", "Nothing was put on hold.")
    names = frozenset(name for hold in holds for name in (hold.id, hold.by, hold.released_by, hold.reason) if name)
    return Piece(element("section", element("h2", "Holds"), told if rows else nothing, class_="part"), names)


def _roles(work: Work, naming: Naming, choice: Choice) -> Piece:
    span = choice.span(work)
    roles = [
        held
        for held in sorted(work.unit.find(RoleHeld), key=lambda held: (held.since, held.id))
        if held.since < span.after and (held.until is None or held.until >= span.first)
        if not choice.person or held.person_id == choice.person
    ]
    rows = [
        (
            naming.person(held.person_id),
            naming.role(held.role),
            naming.account(held.scope) if held.scope else "",
            naming.moment(held.since),
            naming.moment(held.until) or "open",
            naming.person(held.given_by) if held.given_by else "",
        )
        for held in roles
    ]
    head = ("Who", "Role", "Only for", "From", "Until", "Given by")
    told = listing("Who held which role", head, rows)
    nothing = element("p", "Nobody held a role.")
    names = frozenset(name for held in roles for name in (held.id, held.person_id))
    return Piece(element("section", element("h2", "Roles"), told if rows else nothing, class_="part"), names)
