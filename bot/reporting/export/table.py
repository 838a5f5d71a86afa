"""The record as a table: one row a revision, the original and every interim version, for a spreadsheet.

What such a record has to hold is taken from two rules made for a stricter trade: every version with who made or changed
it and when (SEC 17a-4(f)(2)(i)(A)), and who prepared it, who approved it, the dates of approval and of first use, and
the content itself (FINRA 2210(b)(4)).

It is RFC 4180 with a byte order mark, which Excel needs to see UTF-8. A field that a spreadsheet would run as a formula
gets an apostrophe in front (OWASP, "CSV injection"): for words that must be exact to the last character there are the
other two formats.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from bot.approvals.models import Placement
from bot.delivery.say.phrases import COMPARISONS, KINDS
from bot.reporting.export.choice import Choice, chosen
from bot.reporting.export.items import Item, Version, items
from bot.reporting.export.naming import Naming
from bot.reporting.export.piece import Piece, Pieces
from bot.work import Work

_BYTE_ORDER_MARK = "\ufeff"
_WOULD_RUN = tuple("=+-@\t\r\n＝＋－＠")


def table(work: Work, choice: Choice) -> Pieces:
    """Return the table as text, the head first, then the rows of one proposal after another."""
    naming = Naming(work)
    proposals = chosen(work, choice)
    accounts = _accounts(work, items(work, proposals))
    head = {**_KEYS, **{key: title for account in accounts for key, title in _of_account(account, naming).items()}}
    yield Piece(_BYTE_ORDER_MARK + _written([head.values()]))
    for item in items(work, proposals):
        rows = [{**_row(work, naming, item, version), **_uses(naming, item, version)} for version in item.versions]
        yield Piece(_written([row.get(key, "") for key in head] for row in rows), item.names)


def safe(field: str) -> str:
    """Return the field so that no spreadsheet takes it for a formula."""
    return f"'{field}" if field.startswith(_WOULD_RUN) else field


_KEYS = {
    "number": "Number",
    "revision": "Revision",
    "kind": "What it is",
    "accounts": "Accounts",
    "state": "State now",
    "link": "Link",
    "target": "Which part, or where it stands",
    "answers": "What it answers",
    "written_by": "Written by",
    "partner": "Partner agreed",
    "note": "Note from the author",
    "urgent": "Urgent",
    "wanted": "Wanted by",
    "erased": "Words erased on",
    "author": "Author",
    "prepared_by": "Prepared by",
    "prepared_at": "Prepared at",
    "verdict": "Decision",
    "decided_by": "Decided by",
    "role": "Role",
    "decided_at": "Decided at",
    "clause": "Clause",
    "reason": "Reason",
    "self_authorised": "On their own authority",
    "with_edits": "Approved with edits",
    "back_at": "Taken back at",
    "back_by": "Taken back by",
    "back_why": "Taken back because",
    "first_use": "First use",
}


def _row(work: Work, naming: Naming, item: Item, version: Version) -> dict[str, str]:
    """Return what a revision has, whatever the accounts."""
    draft, decision = version.draft, version.decision
    row = {
        "number": naming.number(item.proposal.number),
        "revision": str(version.row.number),
        "accounts": naming.accounts(draft.accounts if draft else (used.account for used in item.placements)),
        "state": item.proposal.state.value.replace("_", " "),
        "erased": naming.exactly(version.content.erased_at),
        "author": naming.person(item.proposal.author_id),
        "prepared_by": naming.person(version.row.made_by),
        "prepared_at": naming.exactly(version.row.made_at),
        "wanted": naming.exactly(version.row.wanted_at),
        "first_use": naming.exactly(version.first_use),
    }
    if draft:
        row |= {
            "kind": KINDS[draft.kind],
            "link": draft.link,
            "target": draft.target,
            "answers": naming.text(version.answers),
            "written_by": draft.written_by,
            "partner": draft.partner,
            "note": draft.note,
            "urgent": _yes(draft.urgent),
        }
    if decision:
        row |= {
            "verdict": decision.verdict.value.replace("_", " "),
            "decided_by": naming.person(decision.by),
            "role": naming.role(decision.role),
            "decided_at": naming.exactly(decision.at),
            "clause": _clause(work, decision.clause),
            "reason": naming.text(item.text(decision.reason)),
            "self_authorised": _yes(decision.self_authorised),
            "with_edits": _yes(decision.with_edits),
        }
    if decision and decision.taken_back_at:
        row |= {
            "back_at": naming.exactly(decision.taken_back_at),
            "back_by": naming.person(decision.taken_back_by),
            "back_why": naming.text(item.text(decision.taken_back_reason)),
        }
    return row


def _of_account(account: str, naming: Naming) -> dict[str, str]:
    name = naming.account(account)
    return {
        f"words {account}": f"{name}: exact words",
        f"at {account}": f"{name}: first use",
        f"by {account}": f"{name}: posted by",
        f"address {account}": f"{name}: address",
        f"live {account}": f"{name}: live words compared",
    }


def _uses(naming: Naming, item: Item, version: Version) -> dict[str, str]:
    """Return for each account the exact words of a revision, and what became of them there."""
    row = {}
    if version.draft:
        row = {f"words {account}": version.draft.words_for(account) for account in version.draft.accounts}
    for used in version.posted:
        row |= {
            f"at {used.account}": naming.exactly(used.posted_at),
            f"by {used.account}": naming.person(used.posted_by),
            f"address {used.account}": naming.text(item.text(used.address)),
            f"live {used.account}": _compared(used),
        }
    return row


def _compared(used: Placement) -> str:
    return COMPARISONS[used.comparison] + ("; it went out during a hold" if used.during_hold else "")


def _accounts(work: Work, told: Iterable[Item]) -> list[str]:
    """Return the accounts that occur, in the pack's order; those it no longer has come last."""
    found = {
        account
        for item in told
        for version in item.versions
        for account in (*(version.draft.accounts if version.draft else ()), *(row.account for row in version.posted))
    }
    return [*(account for account in work.pack.accounts if account in found), *sorted(found - set(work.pack.accounts))]


def _clause(work: Work, clause_id: str) -> str:
    clause = work.pack.clause(clause_id) if clause_id else None
    return f"{clause.label}: {clause.words}" if clause else clause_id


def _yes(fact: bool) -> str:
    return "yes" if fact else ""


def _written(rows: Iterable[Iterable[str]]) -> str:
    page = io.StringIO(newline="")
    csv.writer(page, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(map(_safe_row, rows))
    return page.getvalue()


def _safe_row(row: Iterable[str]) -> Iterator[str]:
    return (safe(field) for field in row)
