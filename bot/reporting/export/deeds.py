"""What one person did with others' proposals, without those proposals' words."""

from collections.abc import Collection, Mapping

from bot.approvals.models import Concern, Decision, Hold, PhoneYes, Placement, Revision, Scheduled
from bot.delivery.say.phrases import COMPARISONS
from bot.registers.people import Person
from bot.reporting.export.history import OUTCOMES
from bot.reporting.export.items import NO_TEXT, kept_texts
from bot.reporting.export.naming import Naming
from bot.reporting.export.paper import VERDICTS
from bot.reporting.export.writings import Row
from bot.work import Work


class Deeds:
    """The acts of one person, as rows. `numbers` are all proposals by id, `own` the ids of their own."""

    def __init__(
        self, work: Work, naming: Naming, person: Person, numbers: Mapping[str, str], own: Collection[str]
    ) -> None:
        self._naming = naming
        self._numbers = numbers
        find, one = work.unit.find, person.id
        self._id = one
        self._edits = [row for row in find(Revision, made_by=one) if row.proposal_id not in own]
        self._decided = [row for row in find(Decision, by=one) if row.proposal_id not in own]
        self._took_back = [row for row in find(Decision, taken_back_by=one) if row.proposal_id not in own]
        self._posted = [row for row in find(Placement, posted_by=one) if row.proposal_id not in own]
        self._queued = find(Scheduled, by=one)
        concerns = [*find(Concern, raised_by=one), *find(Concern, decided_by=one), *find(Concern, done_by=one)]
        self._concerns = list({row.id: row for row in concerns}.values())
        self._holds = list({row.id: row for row in [*find(Hold, by=one), *find(Hold, released_by=one)]}.values())
        said = [*find(PhoneYes, said_by=one), *find(PhoneYes, recorded_by=one), *find(PhoneYes, answered_by=one)]
        self._phone = list({(row.proposal_id, row.revision): row for row in said}.values())
        self._texts = kept_texts(work, self._commits())

    @property
    def names(self) -> frozenset[str]:
        """The references and commitments in these rows."""
        about = {row.proposal_id for row in self._edits} | {row.proposal_id for row in self._queued}
        about |= {row.proposal_id for row in self._decided} | {row.proposal_id for row in self._took_back}
        about |= {row.proposal_id for row in self._posted} | {row.proposal_id for row in self._concerns}
        about |= {row.proposal_id for row in self._phone}
        return frozenset(about | {hold.id for hold in self._holds} | set(self._texts))

    def edits(self) -> tuple[Row, ...]:
        """Return the revisions they wrote of others' proposals."""
        made = sorted(self._edits, key=lambda row: (row.made_at, row.proposal_id))
        return tuple(
            {
                "number": self._number(row.proposal_id),
                "revision": str(row.number),
                "when": self._naming.moment(row.made_at),
            }
            for row in made
        )

    def decisions(self) -> tuple[Row, ...]:
        """Return what they decided, and took back."""
        rows = [(row.at, self._decision(row)) for row in self._decided]
        rows += [(row.taken_back_at or row.at, self._back(row)) for row in self._took_back]
        return tuple(row for _, row in sorted(rows, key=lambda one: (one[0], one[1]["number"])))

    def posts(self) -> tuple[Row, ...]:
        """Return what they posted of others'."""
        rows = sorted(self._posted, key=lambda row: (str(row.posted_at), row.proposal_id, row.account))
        return tuple(
            {
                "number": self._number(row.proposal_id),
                "account": self._naming.account(row.account),
                "when": self._naming.moment(row.posted_at),
                "address": self._text(row.address),
                "live_words": COMPARISONS[row.comparison],
            }
            for row in rows
        )

    def queued(self) -> tuple[Row, ...]:
        """Return what they put into a network's queue."""
        rows = sorted(self._queued, key=lambda row: (row.noted_at, row.id))
        return tuple(
            {
                "number": self._number(row.proposal_id),
                "revision": str(row.revision),
                "account": self._naming.account(row.account),
                "noted": self._naming.moment(row.noted_at),
                "planned_for": self._naming.moment(row.planned_for),
                "taken_out": self._naming.moment(row.cleared_at),
            }
            for row in rows
        )

    def concerns(self) -> tuple[Row, ...]:
        """Return their part in concerns; the words only of those they raised."""
        rows = sorted(self._concerns, key=lambda row: (row.raised_at, row.id))
        return tuple(
            {
                "number": self._number(row.proposal_id),
                "raised": self._naming.moment(row.raised_at) if row.raised_by == self._id else "",
                "your_words": self._text(row.about) if row.raised_by == self._id else "",
                "outcome": OUTCOMES[row.outcome.value],
                "you_decided": self._naming.moment(row.decided_at) if row.decided_by == self._id else "",
                "you_said_done": self._naming.moment(row.done_at) if row.done_by == self._id else "",
            }
            for row in rows
        )

    def holds(self) -> tuple[Row, ...]:
        """Return the holds they began or released."""
        rows = sorted(self._holds, key=lambda row: (row.at, row.id))
        return tuple(
            {
                "you_began": self._naming.moment(row.at) if row.by == self._id else "",
                "your_reason": self._text(row.reason) if row.by == self._id else "",
                "you_released": self._naming.moment(row.released_at) if row.released_by == self._id else "",
            }
            for row in rows
        )

    def by_phone(self) -> tuple[Row, ...]:
        """Return the yeses by phone that they said, wrote down or answered."""
        rows = sorted(self._phone, key=lambda row: (row.said_at, row.proposal_id))
        return tuple(
            {
                "number": self._number(row.proposal_id),
                "revision": str(row.revision),
                "said": self._naming.moment(row.said_at),
                "said_by": self._naming.person(row.said_by),
                "noted_by": self._naming.person(row.recorded_by),
                "words": self._text(row.words),
                "answered": self._naming.moment(row.answered_at),
                "answer": ("so it was" if row.confirmed else "it was not so") if row.answered_at else "",
            }
            for row in rows
        )

    def _decision(self, row: Decision) -> Row:
        return {
            "number": self._number(row.proposal_id),
            "revision": str(row.revision),
            "decision": VERDICTS[row.verdict],
            "as": self._naming.role(row.role),
            "when": self._naming.moment(row.at),
            "clause": row.clause,
            "reason": self._text(row.reason),
        }

    def _back(self, row: Decision) -> Row:
        when, why = self._naming.moment(row.taken_back_at), self._text(row.taken_back_reason)
        return {**self._decision(row), "decision": "Approval taken back", "as": "", "when": when, "reason": why}

    def _number(self, proposal_id: str) -> str:
        return self._numbers.get(proposal_id, "")

    def _text(self, commit: str) -> str:
        return self._naming.text(self._texts.get(commit, NO_TEXT))

    def _commits(self) -> list[str]:
        commits = [row.reason for row in self._decided] + [row.taken_back_reason for row in self._took_back]
        commits += [row.address for row in self._posted] + [row.words for row in self._phone]
        commits += [row.about for row in self._concerns if row.raised_by == self._id]
        return commits + [row.reason for row in self._holds if row.by == self._id]
