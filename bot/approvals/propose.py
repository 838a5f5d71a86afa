"""What an author does before a decision: propose, change, propose again, withdraw."""

from datetime import datetime, timedelta

from bot.approvals import refusals, steps
from bot.approvals.checks import check
from bot.approvals.draft import Draft, draft_of, keep_draft
from bot.approvals.found import note
from bot.approvals.models import Placement, Proposal, Revision
from bot.approvals.queues import ask_to_clear
from bot.approvals.series import series_for
from bot.approvals.states import FINAL, State, Step
from bot.errors import Refusal
from bot.pictures.keeping import note_shown
from bot.registers.consents import note_use
from bot.registers.people import Person
from bot.registers.roles import Roles
from bot.work import Work, new_id


def propose(work: Work, author: Person, draft: Draft, *, again_from: str = "") -> Proposal:
    """Send a draft to the deciders and return the new proposal, pending. Refuses while nobody is named to decide."""
    check(work, draft)
    if not Roles.at(work.unit, work.now).directors():
        raise _nobody_decides(work)
    proposal = Proposal(
        id=new_id(),
        number=work.unit.highest(Proposal, "number") + 1,
        kind=draft.kind,
        state=State.PENDING,
        revision=1,
        author_id=author.id,
        urgent=draft.urgent,
        proposed_at=work.now,
        changed_at=work.now,
        expires_at=_expiry(work),
        again_from=again_from,
        series_id=series_for(work, author.id, draft),
    )
    work.unit.add(proposal)
    texts = _write(work, proposal, draft, author)
    work.record("proposal.proposed", proposal.id, author.id, revision=1, **texts, again_from=again_from)
    steps.show(work, proposal)
    return proposal


def revise(work: Work, who: Person, proposal_id: str, revision: int, draft: Draft) -> Proposal:
    """Replace the words with a new revision, which voids an approval, and return the proposal, pending again."""
    proposal = steps.at_revision(work, proposal_id, revision, Step.REVISE)
    only_the_author(work, proposal, who)
    if draft == draft_of(work, proposal.id, proposal.revision):
        raise Refusal("nothing-changed", "Nothing is different from what was there.", saved="So nothing was sent.")
    check(work, draft)
    _posted_stays(work, proposal, draft)
    old = proposal
    proposal = revised(work, proposal, who, draft)
    if old.state is not State.PENDING:
        steps.show_verdict(work, old)
    steps.history(work, proposal, "revised", who.id, revision=str(proposal.revision), was=old.state.value)
    steps.show(work, proposal)
    return proposal


def revised(work: Work, proposal: Proposal, who: Person, draft: Draft) -> Proposal:
    """Take the step to a new revision, without telling anybody: a part of `revise` and of approving with edits."""
    values = {
        "revision": proposal.revision + 1,
        "kind": draft.kind,
        "urgent": draft.urgent,
        "expires_at": _expiry(work),
        "lapses_at": None,
        "nudged_at": None,
    }
    proposal = steps.take(work, proposal, Step.REVISE, **values)
    texts = _write(work, proposal, draft, who)
    work.record("proposal.revised", proposal.id, who.id, revision=proposal.revision, **texts)
    return proposal


def again(work: Work, author: Person, old_id: str, draft: Draft) -> Proposal:
    """Make a new proposal from one that has ended."""
    old = steps.find(work, old_id)
    only_the_author(work, old, author)
    if old.state not in FINAL:
        raise refusals.wrong_state(work, old)
    return propose(work, author, draft, again_from=old.id)


def withdraw(work: Work, who: Person, proposal_id: str) -> Proposal:
    """End the author's own proposal. Where something of it is public already, only what is left is dropped."""
    proposal = steps.find(work, proposal_id)
    only_the_author(work, proposal, who)
    proposal = withdrawn(work, proposal, who.id)
    if proposal.state is State.WITHDRAWN:
        steps.history(work, proposal, "withdrawn", who.id)
    steps.show(work, proposal)
    steps.show_verdict(work, proposal)
    return proposal


def withdrawn(work: Work, proposal: Proposal, by: str) -> Proposal:
    """End a proposal without telling anybody: a part of `withdraw` and of erasing its words."""
    ask_to_clear(work, proposal)
    if proposal.state is State.APPROVED and steps.partly_public(work, proposal):
        return steps.drop_rest(work, proposal, by)
    proposal = steps.take(work, proposal, Step.WITHDRAW, expires_at=None, lapses_at=None)
    work.record("proposal.withdrawn", proposal.id, by, revision=proposal.revision)
    return proposal


def _write(work: Work, proposal: Proposal, draft: Draft, who: Person) -> dict[str, str]:
    texts = keep_draft(work, draft)
    revision = Revision(
        proposal_id=proposal.id,
        number=proposal.revision,
        made_by=who.id,
        made_at=work.now,
        wanted_at=draft.wanted_at,
        content=texts["content"],
    )
    work.unit.add(revision)
    note(work, proposal.id, proposal.revision, draft)
    note_use(work, proposal.id, proposal.revision, draft.consent)
    note_shown(work, proposal.id, proposal.revision, (picture.sha256 for picture in draft.pictures))
    if proposal.revision > 1:
        ask_to_clear(work, proposal)
        work.unit.remove(Placement, proposal_id=proposal.id, posted_at=None)
    standing = {row.account for row in steps.placements(work, proposal)} if proposal.revision > 1 else set()
    for account in draft.accounts:
        if account not in standing:
            work.unit.add(Placement(proposal_id=proposal.id, account=account))
    return texts


def _posted_stays(work: Work, proposal: Proposal, draft: Draft) -> None:
    posted = [row.account for row in steps.placements(work, proposal) if row.posted_at]
    old = draft_of(work, proposal.id, proposal.revision)
    moved = [a for a in posted if a not in draft.accounts or draft.words_for(a) != old.words_for(a)]
    if moved:
        names = ", ".join(work.pack.accounts[a].name if a in work.pack.accounts else a for a in moved)
        raise Refusal(
            "already-public",
            f"It is already public on {names}, so those words can't change here.",
            saved="Your other changes were not sent.",
            then="Keep that account and its words as they are, or propose a correction and mark it urgent.",
        )


def only_the_author(work: Work, proposal: Proposal, who: Person) -> None:
    """Refuse everybody but the author."""
    if proposal.author_id != who.id:
        number = work.pack.number(proposal.number)
        raise Refusal("not-the-author", f"Only the author of {number} can do that.", saved="Nothing changed.")


def _expiry(work: Work) -> datetime:
    return work.now + timedelta(days=work.pack.settings.lifetimes.request_days)


def _nobody_decides(work: Work) -> Refusal:
    return Refusal(
        "no-director",
        f"Nobody is named as {work.pack.director_title} yet, so nobody could decide.",
        saved="Nothing was sent; keep this form open, or copy your words.",
        then="Ask whoever set me up to name one (DIRECTOR in the settings, or: countersign people grant director).",
    )
