"""What is held about one person, as a page for them to read or as lines for a computer: the same in both."""

import json

from bot.registers.people import Person
from bot.reporting.export.markup import END, Markup, begin, element, joined
from bot.reporting.export.naming import Naming
from bot.reporting.export.paper import listing, pairs
from bot.reporting.export.person import Section, held_about
from bot.reporting.export.piece import Piece, Pieces
from bot.reporting.export.report import style
from bot.reporting.phrases import capital
from bot.work import Work

_MOST_COLUMNS = 4


def explained(work: Work) -> tuple[str, ...]:
    """Return in plain sentences what this is, and what the person can do about it."""
    organisation = work.pack.organisation
    return (
        f"This is what {organisation} keeps about you where it checks what it says in public before it is said.",
        "It is kept to show who proposed, decided and posted what, and in which words. It is erased when its time is "
        "over. Until then you can ask for a correction or an erasure, and will be told why if something must stay.",
        "Others are named only where they acted on what you wrote or on your roles; what others wrote is not in here. "
        f"A colleague’s text may mention you without my knowing: please ask {organisation} to look if you think so.",
        "If you are not content with the answer, you can turn to the Information Commissioner’s Office (ico.org.uk).",
    )


def page_for(work: Work, person: Person) -> Pieces:
    """Return the page."""
    sections, names = held_about(work, person)
    yield Piece(begin(f"{work.pack.organisation}: what is held about {person.name}", style()), names)
    facts = pairs(("Made", Naming(work).moment(work.now)), ("Times", f"as on the clock in {work.pack.time_zone}"))
    head = (
        element("p", work.pack.organisation, class_="organisation"),
        element("h1", f"What is held about {person.name}"),
        facts,
        *(element("p", sentence) for sentence in explained(work)),
    )
    yield Piece(element("header", *head))
    yield Piece("<main>\n")
    for section in sections:
        yield Piece(joined(_drawn(section), Markup("\n")))
    yield Piece(f"</main>\n{END}")


def lines_for(work: Work, person: Person) -> Pieces:
    """Return a first line that says what it is, then one line for each thing that is held."""
    sections, names = held_about(work, person)
    first = {
        "format": "countersign-person",
        "version": 1,
        "organisation": work.pack.organisation,
        "made_at": work.now.isoformat(),
        "explained": explained(work),
    }
    yield Piece(f"{json.dumps(first)}\n", names)
    for section in sections:
        for row in section.rows:
            yield Piece(f"{json.dumps({'section': section.name, **row})}\n")


def _drawn(section: Section) -> Markup:
    """Return a table, or a list of labelled values for each row that would not fit one on paper."""
    shown = [element("h2", section.title)]
    if section.why:
        shown.append(element("p", section.why, class_="small"))
    if not section.rows:
        shown.append(element("p", "Nothing."))
    elif len(section.rows[0]) <= _MOST_COLUMNS:
        head = [_heading(key) for key in section.rows[0]]
        shown.append(listing(section.title, head, (row.values() for row in section.rows)))
    else:
        shown += [pairs(*((_heading(key), value) for key, value in row.items())) for row in section.rows]
    return element("section", *shown, class_="held")


def _heading(key: str) -> str:
    return capital(key.replace("_", " "))
