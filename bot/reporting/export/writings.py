"""What one person proposed, and what others did with it."""

from collections.abc import Sequence

from bot.approvals.draft import Draft
from bot.approvals.models import Decision, Placement
from bot.delivery.say.phrases import COMPARISONS, KINDS
from bot.reporting.export.history import OUTCOMES
from bot.reporting.export.items import Item, Version
from bot.reporting.export.naming import Naming
from bot.reporting.export.paper import STATES, VERDICTS

Row = dict[str, str]


class Writings:
    """The proposals of one person, as rows."""

    def __init__(self, naming: Naming, own: Sequence[Item]) -> None:
        self._naming = naming
        self._own = own

    def revisions(self) -> tuple[Row, ...]:
        """Return every revision with its exact words."""
        return tuple(self._revision(item, version) for item in self._own for version in item.versions)

    def decisions(self) -> tuple[Row, ...]:
        """Return every decision on it."""
        return tuple(
            self._decision(item, version.decision)
            for item in self._own
            for version in item.versions
            if version.decision
        )

    def posts(self) -> tuple[Row, ...]:
        """Return where it was posted."""
        return tuple(self._post(item, row) for item in self._own for row in item.placements if row.posted_at)

    def concerns(self) -> tuple[Row, ...]:
        """Return the concerns about it."""
        naming = self._naming
        return tuple(
            {
                "number": self._number(item),
                "raised": naming.moment(concern.raised_at),
                "raised_by": naming.person(concern.raised_by),
                "what": naming.text(item.text(concern.about)),
                "outcome": OUTCOMES[concern.outcome.value],
                "decided": naming.moment(concern.decided_at),
                "decided_by": naming.person(concern.decided_by) if concern.decided_by else "",
                "done": naming.moment(concern.done_at),
                "done_by": naming.person(concern.done_by) if concern.done_by else "",
            }
            for item in self._own
            for concern in item.concerns
        )

    def _number(self, item: Item) -> str:
        return self._naming.number(item.proposal.number)

    def _revision(self, item: Item, version: Version) -> Row:
        naming, draft = self._naming, version.draft
        row = {
            "number": self._number(item),
            "revision": str(version.row.number),
            "state_now": STATES[item.proposal.state],
            "prepared": naming.moment(version.row.made_at),
            "prepared_by": naming.person(version.row.made_by),
        }
        if draft is None:
            return row | {"words": naming.text(version.content) or "(not kept)", "more": ""}
        return row | said_in(naming, draft, naming.text(version.answers))

    def _decision(self, item: Item, decision: Decision) -> Row:
        naming, back = self._naming, ""
        if decision.taken_back_at:
            why = naming.text(item.text(decision.taken_back_reason))
            back = f"{naming.moment(decision.taken_back_at)}, by {naming.person(decision.taken_back_by)}: {why}"
        return {
            "number": self._number(item),
            "revision": str(decision.revision),
            "decision": VERDICTS[decision.verdict],
            "by": naming.person(decision.by),
            "as": naming.role(decision.role),
            "when": naming.moment(decision.at),
            "clause": decision.clause,
            "reason": naming.text(item.text(decision.reason)),
            "taken_back": back,
        }

    def _post(self, item: Item, row: Placement) -> Row:
        naming = self._naming
        return {
            "number": self._number(item),
            "account": naming.account(row.account),
            "posted": naming.moment(row.posted_at),
            "by": naming.person(row.posted_by),
            "address": naming.text(item.text(row.address)),
            "live_words": COMPARISONS[row.comparison],
            "as_they_stood": naming.text(item.text(row.live)),
        }


def said_in(naming: Naming, draft: Draft, answers: str) -> Row:
    """Return the words of a draft, and whatever else somebody filled in."""
    wordings = draft.wordings()
    words = [f"For {naming.accounts(on)}:\n{text}" if len(wordings) > 1 else text for on, text in wordings]
    more = (
        ("What it is", KINDS[draft.kind]),
        ("For", naming.accounts(draft.accounts)),
        ("Link", draft.link),
        ("Target", draft.target),
        ("It answers", answers),
        ("Wanted by", naming.moment(draft.wanted_at)),
        ("Urgent", "yes" if draft.urgent else ""),
        ("Written by", draft.written_by),
        ("Partner agreed", draft.partner),
        ("Note", draft.note),
    )
    told = [f"{label}: {value}" for label, value in more if value]
    return {"words": "\n\n".join(words), "more": "\n".join(told)}
