"""What somebody put into the form, as a draft; and which parts of the form they have opened."""

from dataclasses import dataclass

from bot.approvals.draft import Draft
from bot.approvals.found import OTHER_WORDS
from bot.approvals.models import Kind
from bot.delivery.parts import Filled
from bot.frontdesk.forms.proposal.words import CONTINUED, Pieces, joined


@dataclass(frozen=True)
class Unfolded:
    """Which parts of the form somebody has opened: they stay open while it is drawn again.

    `pieces` is what stands in the two fields of long words: what is typed into one must not move into the other.
    `picked` are the files that the field for pictures holds. `asked` says that the form has asked for a reason.
    """

    variants: bool = False
    more: bool = False
    pieces: Pieces | None = None
    picked: frozenset[str] = frozenset()
    asked: bool = False


FOLDED = Unfolded()


def blank(kind: Kind = Kind.POST, words: str = "") -> Draft:
    """Return an empty draft, with the words that were typed after the command."""
    return Draft(kind=kind, accounts=(), words=words)


def read(filled: Filled) -> Draft:
    """Return the draft that the form holds; other words that equal the main words are none."""
    words = joined(filled.text("words"), filled.text(CONTINUED))
    accounts = filled.chosen("accounts")
    variants = {account: filled.text(f"{OTHER_WORDS}{account}") for account in accounts}
    kind = filled.chosen("kind")
    return Draft(
        kind=Kind(kind[0]) if kind else Kind.POST,
        accounts=accounts,
        words=words,
        variants={account: text for account, text in variants.items() if text.strip() and text != words},
        link=filled.text("link").strip(),
        target=filled.text("target").strip(),
        answers=filled.text("answers"),
        wanted_at=filled.moment("wanted_at"),
        note=filled.text("note"),
        urgent="urgent" in filled.chosen("urgent"),
        written_by=filled.text("written_by").strip(),
        partner=filled.text("partner").strip(),
        explained=filled.text("explained").strip(),
        series=filled.text("series").strip(),
    )


def unfolded_in(filled: Filled, *, variants: bool = False, more: bool = False, asked: bool = False) -> Unfolded:
    """Return which parts are open in the form, and one that is to be opened now."""
    return Unfolded(
        variants=variants or any(name.startswith(OTHER_WORDS) for name in filled.values),
        more=more or "written_by" in filled.values,
        pieces=(filled.text("words"), filled.text(CONTINUED)) if CONTINUED in filled.values else None,
        asked=asked or "explained" in filled.values,
        picked=frozenset(file.id for file in filled.files("pictures")),
    )
