"""Whatever people do in whatever order, the promises hold: one decision a revision, one entry a decision."""

import asyncio
import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.approvals import concerns, holds, propose, publishing, queues, review
from bot.approvals.draft import draft_of
from bot.approvals.models import Concern, ConcernOutcome, Decision, Placement, Proposal, Revision, Scheduled, Verdict
from bot.approvals.states import State
from bot.delivery.compose import compose
from bot.delivery.models import OutboxRow
from bot.duties.table import run_due
from bot.errors import FieldErrors, Refusal
from bot.policy.load import load_pack
from bot.record.commitments import commitment
from bot.record.merkle import grow, leaf_hash
from bot.record.models import Content, LogEntry, LogHead
from bot.work import Work
from storage.store import open_store
from tests.approvals.office import Office, draft

PACK = load_pack()
PEOPLE = st.sampled_from(["amina", "tom", "ruth", "dev", "grace"])
PICK = st.integers(0, 5)
WORDS = st.sampled_from(["One.", "Two.", "Three *stars*.", "Vier 🚶"])
ACCOUNTS = st.sampled_from([("facebook",), ("facebook", "x"), ("x", "instagram", "linkedin")])
OUTCOMES = st.sampled_from([outcome for outcome in ConcernOutcome if outcome is not ConcernOutcome.OPEN])


LATEST = 8
"""How many of the newest messages are put into words after each step: at least all that a step queues."""


class Anything(RuleBasedStateMachine):
    """People press what they like, on what they like, in any role; the clock goes on."""

    empty: Path

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        database = Path(self.folder.name) / "countersign.db"
        shutil.copy(self.empty, database)
        self.store = open_store(f"sqlite:///{database}", "next-steps")
        self.office = self.loop.run_until_complete(Office(self.store, PACK).open())

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.loop.close()
            self.folder.cleanup()

    def _try(self, act: object) -> None:
        try:
            self.loop.run_until_complete(self.office.do(act))  # type: ignore[arg-type]
        except (Refusal, FieldErrors) as no:
            assert not isinstance(no, Refusal) or no.what

    def _all(self, model: type, order: str) -> list:  # type: ignore[type-arg]
        return self.loop.run_until_complete(self.store.read(lambda unit: unit.find(model, order=order)))

    def _one(self, pick: int) -> Proposal | None:
        found = self._all(Proposal, "-number")
        return found[pick % len(found)] if found else None

    @rule(who=PEOPLE, words=WORDS, accounts=ACCOUNTS, urgent=st.booleans())
    def propose(self, who: str, words: str, accounts: tuple[str, ...], urgent: bool) -> None:
        said = draft(words, accounts=accounts, urgent=urgent)
        self._try(lambda work: propose.propose(work, self.office.person(who), said))

    @precondition(lambda self: self._one(0))
    @rule(
        who=PEOPLE, pick=PICK, back=st.integers(0, 1), verdict=st.sampled_from(["yes", "edits", "changes", "no", "own"])
    )
    def decide(self, who: str, pick: int, back: int, verdict: str) -> None:
        it, person = self._one(pick), self.office.person(who)
        assert it is not None
        revision = it.revision - back
        reason = review.Reason("PRV-2", "Because.")

        def act(work: Work) -> object:
            match verdict:
                case "yes":
                    return review.approve(work, person, it.id, revision)
                case "edits":
                    edited = draft_of(work, it.id, it.revision).model_copy(update={"words": "Edited."})
                    return review.approve_with_edits(work, person, it.id, revision, edited)
                case "changes":
                    return review.request_changes(work, person, it.id, revision, reason)
                case "no":
                    return review.reject(work, person, it.id, revision, reason)
            return review.authorise_own(work, person, it.id, revision)

        self._try(act)

    @precondition(lambda self: self._one(0))
    @rule(
        who=PEOPLE,
        pick=PICK,
        words=WORDS,
        accounts=ACCOUNTS,
        step=st.sampled_from(["revise", "withdraw", "again", "back"]),
    )
    def change(self, who: str, pick: int, words: str, accounts: tuple[str, ...], step: str) -> None:
        it, person = self._one(pick), self.office.person(who)
        assert it is not None
        said = draft(words, accounts=accounts)

        def act(work: Work) -> object:
            match step:
                case "revise":
                    return propose.revise(work, person, it.id, it.revision, said)
                case "withdraw":
                    return propose.withdraw(work, person, it.id)
                case "again":
                    return propose.again(work, person, it.id, said)
            return review.take_back(work, person, it.id, it.revision, "Wait.")

        self._try(act)

    @precondition(lambda self: self._one(0))
    @rule(
        who=PEOPLE, pick=PICK, account=st.sampled_from(["facebook", "x", "instagram"]), live=WORDS, queue=st.booleans()
    )
    def publish(self, who: str, pick: int, account: str, live: str, queue: bool) -> None:
        it, person = self._one(pick), self.office.person(who)
        assert it is not None
        note = publishing.Posted(account, live_words=live)
        later = self.office.clock.now().replace(year=2027)
        if queue:
            self._try(lambda work: publishing.scheduled(work, person, it.id, account, later))
        else:
            self._try(lambda work: publishing.posted(work, person, it.id, note))

    @rule(who=PEOPLE, release=st.booleans())
    def hold(self, who: str, release: bool) -> None:
        person = self.office.person(who)
        if release:
            self._try(lambda work: holds.release_hold(work, person))
        else:
            self._try(lambda work: holds.hold_everything(work, person, "Stop."))

    @precondition(lambda self: self._one(0))
    @rule(who=PEOPLE, pick=PICK, outcome=OUTCOMES, step=st.sampled_from(["raise", "answer", "finish", "look", "clear"]))
    def worry(self, who: str, pick: int, outcome: ConcernOutcome, step: str) -> None:
        it, person = self._one(pick), self.office.person(who)
        assert it is not None
        worries = self._all(Concern, "-raised_at")
        queued = self._all(Scheduled, "-noted_at")
        if step == "raise":
            self._try(lambda work: concerns.raise_concern(work, person, it.id, "Hm."))
        elif step == "look":
            self._try(lambda work: review.second_look(work, person, it.id, outcome))
        elif step == "answer" and worries:
            self._try(lambda work: concerns.answer_concern(work, person, worries[0].id, outcome))
        elif step == "finish" and worries:
            self._try(lambda work: concerns.finish_concern(work, person, worries[0].id))
        elif step == "clear" and queued:
            self._try(lambda work: queues.cleared(work, person, queued[0].id))

    @rule(days=st.sampled_from([0.1, 3, 15, 40]))
    def time_passes(self, days: float) -> None:
        self.office.clock.pass_by(days=days)
        self._try(run_due)

    @invariant()
    def promises_hold(self) -> None:
        if not hasattr(self, "store"):
            return
        entries = self._all(LogEntry, "seq")
        bodies = [json.loads(entry.body) for entry in entries]
        decisions = self._all(Decision, "at")
        verdicts = {(body["about"], body["revision"]) for body in bodies if body["kind"].split(".")[1] in set(Verdict)}
        assert len({(d.proposal_id, d.revision) for d in decisions}) == len(decisions)
        assert verdicts == {(d.proposal_id, d.revision) for d in decisions}
        for it in self._all(Proposal, "number"):
            placements = [row for row in self._all(Placement, "account") if row.proposal_id == it.id]
            revisions = [row.number for row in self._all(Revision, "number") if row.proposal_id == it.id]
            assert revisions == list(range(1, it.revision + 1))
            decision = next((d for d in decisions if (d.proposal_id, d.revision) == (it.id, it.revision)), None)
            if it.state is State.APPROVED:
                assert decision is not None and decision.verdict is Verdict.APPROVED and not decision.taken_back_at
                assert it.lapses_at and any(row.posted_at is None for row in placements)
            if it.state is State.PUBLISHED:
                assert all(row.posted_at for row in placements) or it.urgent
                assert (decision and decision.verdict is Verdict.APPROVED) or it.urgent
            if it.state in (State.PENDING, State.CHANGES_REQUESTED):
                assert it.expires_at
            if decision and decision.by == it.author_id:
                assert decision.self_authorised
        for content in self._all(Content, "made_at"):
            assert content.commit == commitment(content.salt, content.text)
        peaks = b""
        for size, entry in enumerate(entries):
            assert entry.seq == size and entry.leaf == leaf_hash(entry.body)
            peaks = grow(size, peaks, entry.leaf)
        heads = self._all(LogHead, "size")
        assert [(head.size, head.peaks) for head in heads] == (
            [(len(entries), peaks)] if entries else []
        ) or not entries

    @invariant()
    def everything_queued_can_be_said(self) -> None:
        if hasattr(self, "store"):
            for row in self._all(OutboxRow, "-id")[:LATEST]:
                self.loop.run_until_complete(self.office.look(lambda work, row=row: compose(work, row)))  # type: ignore[misc]


def test_the_promises_hold_in_any_order(migrated_sqlite: Path) -> None:
    Anything.empty = migrated_sqlite
    run_state_machine_as_test(
        Anything,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
