"""Standing words on paper: which stood and how often they were posted, and one person's part in them."""

from collections import Counter

from bot.approvals.standing_words import Standing, StandingUse
from bot.ports import Between
from bot.registers.people import Person
from bot.reporting.export.items import NO_TEXT, kept_texts
from bot.reporting.export.markup import element
from bot.reporting.export.naming import Naming
from bot.reporting.export.paper import listing
from bot.reporting.export.piece import Piece
from bot.reporting.export.writings import Row
from bot.work import Work


def stood(work: Work, naming: Naming, span: Between) -> Piece:
    """Return the words that stood in these days, and how often each was posted in them."""
    words = [
        one
        for one in work.unit.find(Standing, approved=True, order="proposed_at")
        if one.proposed_at < span.after and (one.ended_at is None or one.ended_at >= span.first)
    ]
    texts = kept_texts(work, [one.words for one in words])
    uses = Counter(use.standing_id for use in work.unit.find(StandingUse, posted_at=span))
    rows = [
        (
            naming.text(texts.get(one.words, NO_TEXT)),
            naming.accounts(one.accounts),
            f"{naming.person(one.decided_by)}, {naming.moment(one.decided_at)}",
            naming.moment(one.ended_at or one.until) or "open",
            str(uses[one.id]),
        )
        for one in words
    ]
    told = listing("Words that may be posted at any time", ("Words", "For", "Approved by", "Until", "Posted"), rows)
    names = frozenset(name for one in words for name in (one.id, one.words, one.decided_by, one.proposed_by))
    nothing = element("p", "No words stood.")
    return Piece(element("section", element("h2", "Standing words"), told if rows else nothing, class_="part"), names)


def part_in_standing(work: Work, naming: Naming, person: Person) -> tuple[tuple[Row, ...], frozenset[str]]:
    """Return the person's part in standing words, with the references in it; the words only where they wrote them."""
    uses = work.unit.find(StandingUse, by=person.id, order="taken_at")
    taken = {use.standing_id for use in uses}
    found = [
        one
        for one in work.unit.find(Standing, order="proposed_at")
        if person.id in (one.proposed_by, one.decided_by, one.ended_by) or one.id in taken
    ]
    texts = kept_texts(work, [one.words for one in found if one.proposed_by == person.id])
    rows = tuple(
        {
            "your_words": naming.text(texts.get(one.words, NO_TEXT)),
            "you_asked": naming.moment(one.proposed_at) if one.proposed_by == person.id else "",
            "you_decided": naming.moment(one.decided_at) if one.decided_by == person.id else "",
            "you_ended": naming.moment(one.ended_at) if one.ended_by == person.id else "",
            "you_posted": "; ".join(naming.moment(use.posted_at) for use in uses if use.standing_id == one.id),
        }
        for one in found
    )
    return rows, frozenset([one.id for one in found] + [use.id for use in uses] + list(texts))
